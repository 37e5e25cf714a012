from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "ciao.desk"
    label = "desk"
    verbose_name = "scrivania"
