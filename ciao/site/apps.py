from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "ciao.site"
    label = "site"
    verbose_name = "pagine pubbliche"
