from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "naast.dossier"
    label = "dossier"
