from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "naast.kernel"
    label = "kernel"

    def ready(self) -> None:
        from naast.kernel import jobs  # noqa: F401, PLC0415  the worker knows its task before the first capability announces
