from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "naast.catalogue"
    label = "catalogue"
