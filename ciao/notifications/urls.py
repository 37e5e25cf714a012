"""Notices and outgoing mail."""

from django.urls import path

from ciao.notifications import views

app_name = "notifications"
urlpatterns = [
    path("avvisi/", views.notices, name="notices"),
    path("avvisi/letti/", views.read, name="read"),
    path("avvisi/per-e-mail/", views.mail_choices, name="mail_choices"),
    path("posta/", views.outbox, name="outbox"),
    path("posta/<uuid:mail_id>/", views.mail, name="mail"),
]
