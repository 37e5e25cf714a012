from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "ciao.plans"
    label = "plans"
    verbose_name = "progetti personalizzati"
