"""Addresses of outcomes: the work list, and the pages reached from a person."""

from django.urls import path

from ciao.outcomes import views

app_name = "outcomes"
urlpatterns = [
    path("esiti/", views.due, name="due"),
    path("persone/<uuid:case_id>/esito/", views.record, name="record"),
    path("persone/<uuid:case_id>/esito/tentativo/", views.attempt, name="attempt"),
    path("persone/<uuid:case_id>/esito/<uuid:outcome_id>/errore/", views.void, name="void"),
]
