from django.urls import path

from naast.organisations import views

app_name = "organisations"
urlpatterns = [
    path("contact/", views.contact, name="contact"),
    path("voorkeur/", views.preferences, name="preferences"),
]
