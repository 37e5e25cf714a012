from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Those who work here and sign in."""

    name = "ciao.accounts"
    label = "accounts"
    verbose_name = "utenti"
