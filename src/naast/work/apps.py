from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "naast.work"
    label = "work"
