from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "ciao.cases"
    label = "cases"
    verbose_name = "persone in carico"
