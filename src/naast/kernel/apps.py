from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "naast.kernel"
    label = "kernel"
