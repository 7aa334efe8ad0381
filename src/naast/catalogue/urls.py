from django.urls import include, path

from naast.catalogue import views
from naast.catalogue.rest import services
from naast.catalogue.views import figures, offering

app_name = "catalogue"
urlpatterns = [
    path("diensten/", views.all_services, name="all"),
    path("diensten/<slug:slug>/", views.service, name="service"),
    path("vragen/<int:number>/", views.question, name="question"),
    path("hoe-gaat-het/", views.how_it_goes, name="how-it-goes"),
    path("hoe-gaat-het/cijfers.csv", views.how_it_goes_as_csv, name="how-it-goes-csv"),
    path("gebeurtenis/", views.life_events, name="life-events"),
    path("gebeurtenis/<slug:key>/", views.life_event, name="life-event"),
    path("beheer/", figures.figures, name="figures"),
    path("beheer/diensten/", offering.offering, name="offering"),
    path("beheer/diensten/<slug:slug>/", offering.offer, name="offer"),
    path("beheer/diensten/<slug:slug>/live/", offering.put_in_use, name="put-in-use"),
    path("beheer/diensten/<slug:slug>/uit/", offering.switch_off, name="switch-off"),
    path("beheer/diensten/<slug:slug>/aan/", offering.switch_on, name="switch-on"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("api/services/v1/", include(services.routes)),
]
