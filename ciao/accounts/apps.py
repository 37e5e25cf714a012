from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ciao.accounts"
    label = "accounts"
    verbose_name = "utenti"
