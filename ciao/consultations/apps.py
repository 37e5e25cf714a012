from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "ciao.consultations"
    label = "consultations"
    verbose_name = "consulenze"
