from django.apps import AppConfig


class OpennessConfig(AppConfig):
    name = "naast.openness"
    label = "openness"
