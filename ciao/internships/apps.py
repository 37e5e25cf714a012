from django.apps import AppConfig


class InternshipsConfig(AppConfig):
    name = "ciao.internships"
    label = "internships"
    verbose_name = "tirocini"
