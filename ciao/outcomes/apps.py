from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "ciao.outcomes"
    label = "outcomes"
    verbose_name = "esiti"
