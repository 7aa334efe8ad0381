from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "naast.site"
    label = "site"
