from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "ciao.assessments"
    label = "assessments"
    verbose_name = "analisi del profilo"
