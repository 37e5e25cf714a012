from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    """One mechanism for every way of signing."""

    name = "ciao.signatures"
    label = "signatures"
    verbose_name = "firme"
