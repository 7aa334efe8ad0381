from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "naast.portal"
    label = "portal"
