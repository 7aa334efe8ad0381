from django.apps import AppConfig

from naast.site.capabilities import register_all


class SiteConfig(AppConfig):
    name = "naast.site"
    label = "site"

    def ready(self) -> None:
        register_all()
