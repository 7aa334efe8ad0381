from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "naast.cases"
    label = "cases"
