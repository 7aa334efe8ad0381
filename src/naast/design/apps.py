from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "naast.design"
    label = "design"
