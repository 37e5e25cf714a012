from django.apps import AppConfig


class BudgetConfig(AppConfig):
    name = "ciao.budget"
    label = "budget"
    verbose_name = "piano economico"
