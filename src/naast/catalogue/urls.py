from django.urls import include, path

from naast.catalogue import views
from naast.catalogue.rest import services

app_name = "catalogue"
urlpatterns = [
    path("diensten/", views.all_services, name="all"),
    path("diensten/<slug:slug>/", views.service, name="service"),
    path("vragen/<int:number>/", views.question, name="question"),
    path("gebeurtenis/", views.life_events, name="life-events"),
    path("gebeurtenis/<slug:key>/", views.life_event, name="life-event"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("api/services/v1/", include(services.routes)),
]
