from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    name = "ciao.signatures"
    label = "signatures"
    verbose_name = "firme"
