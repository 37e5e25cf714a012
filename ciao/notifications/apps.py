from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Notices and outgoing mail."""

    name = "ciao.notifications"
    label = "notifications"
    verbose_name = "notifiche"
