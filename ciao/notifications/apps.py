from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "ciao.notifications"
    label = "notifications"
    verbose_name = "notifiche"
