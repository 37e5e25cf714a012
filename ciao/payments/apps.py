"""App declaration."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "ciao.payments"
    verbose_name = "pagamenti"
