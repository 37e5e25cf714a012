from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "ciao.people"
    label = "people"
    verbose_name = "persone"
