from django.urls import path

from naast.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("diensten/<slug:slug>/", views.service, name="service"),
    path("vragen/<int:number>/", views.question, name="question"),
]
