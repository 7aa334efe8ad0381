from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "naast.organisations"
    label = "organisations"
