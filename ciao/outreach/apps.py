from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "ciao.outreach"
    label = "outreach"
    verbose_name = "emersione"
