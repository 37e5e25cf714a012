from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "ciao.privacy"
    label = "privacy"
    verbose_name = "riservatezza"
