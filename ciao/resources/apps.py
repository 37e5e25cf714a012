"""The directory of what a person may be sent to."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "ciao.resources"
    verbose_name = "risorse del territorio"
