from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "ciao.services"
    label = "services"
    verbose_name = "servizi"
