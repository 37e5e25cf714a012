from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "ciao.certificates"
    label = "certificates"
    verbose_name = "attestati"
