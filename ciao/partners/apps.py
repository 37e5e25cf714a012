from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "ciao.partners"
    label = "partners"
    verbose_name = "enti"
