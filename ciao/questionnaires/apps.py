from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "ciao.questionnaires"
    label = "questionnaires"
    verbose_name = "strumenti"
