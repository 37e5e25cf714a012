from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "ciao.territories"
    label = "territories"
    verbose_name = "territori"
