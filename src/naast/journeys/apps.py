from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "naast.journeys"
    label = "journeys"
