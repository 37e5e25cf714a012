from django.apps import AppConfig


class PrintsConfig(AppConfig):
    """One kind of document per package, no tables."""

    name = "ciao.prints"
    label = "prints"
    verbose_name = "stampe"
