from django.apps import AppConfig


class HostsConfig(AppConfig):
    name = "ciao.hosts"
    label = "hosts"
    verbose_name = "soggetti ospitanti"
