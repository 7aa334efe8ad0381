from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "naast.identity"
    label = "identity"
