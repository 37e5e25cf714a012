from django.apps import AppConfig


class CostsConfig(AppConfig):
    name = "ciao.costs"
    label = "costs"
    verbose_name = "costi"
