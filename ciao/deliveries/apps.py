from django.apps import AppConfig


class DeliveriesConfig(AppConfig):
    name = "ciao.deliveries"
    label = "deliveries"
    verbose_name = "interventi individuali"
