from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "ciao.core"
    label = "core"
    verbose_name = "fondamenta"
