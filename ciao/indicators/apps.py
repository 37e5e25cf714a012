from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "ciao.indicators"
    label = "indicators"
    verbose_name = "indicatori"
