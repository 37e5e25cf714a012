from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "ciao.documents"
    label = "documents"
    verbose_name = "documenti"
