from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "ciao.portal"
    label = "portal"
    verbose_name = "area della persona"
