from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "ciao.files"
    label = "files"
    verbose_name = "allegati"
