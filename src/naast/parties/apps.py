from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "naast.parties"
    label = "parties"
