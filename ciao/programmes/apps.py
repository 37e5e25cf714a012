from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "ciao.programmes"
    label = "programmes"
    verbose_name = "progetti"
