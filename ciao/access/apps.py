from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "ciao.access"
    label = "access"
    verbose_name = "permessi"
