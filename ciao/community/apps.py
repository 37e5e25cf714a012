from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "ciao.community"
    label = "community"
    verbose_name = "comunità"
