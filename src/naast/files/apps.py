from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "naast.files"
    label = "files"
