from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "naast.workbench"
    label = "workbench"
