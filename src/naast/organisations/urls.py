from django.urls import path

from naast.organisations import views
from naast.organisations.views import settings

app_name = "organisations"
urlpatterns = [
    path("contact/", views.contact, name="contact"),
    path("voorkeur/", views.preferences, name="preferences"),
    path("beheer/organisatie/", settings.overview, name="settings"),
    path("beheer/organisatie/telefoon/", settings.change_phone, name="change-phone"),
    path("beheer/organisatie/balie/<int:number>/", settings.change_counter, name="change-counter"),
    path("beheer/organisatie/dagen/nieuw/", settings.add_day, name="add-day"),
    path("beheer/organisatie/dagen/weg/", settings.remove_day, name="remove-day"),
    path("beheer/organisatie/uiterlijk/", settings.change_face, name="change-face"),
    path("beheer/organisatie/kleuren/", settings.change_colours, name="change-colours"),
    path("beheer/organisatie/<uuid:change>/terug/", settings.undo, name="undo"),
]
