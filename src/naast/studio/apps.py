from django.apps import AppConfig


class StudioConfig(AppConfig):
    name = "naast.studio"
    label = "studio"
