from django.apps import AppConfig


class FindingConfig(AppConfig):
    name = "naast.finding"
    label = "finding"
