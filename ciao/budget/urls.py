"""Addresses of reading a piano economico."""

from django.urls import path

from ciao.budget import views

app_name = "budget"
urlpatterns = [
    path("budget/carica/", views.upload, name="upload"),
    path("budget/modello/", views.template, name="template"),
    path("budget/<uuid:plan_id>/colonne/", views.columns, name="columns"),
    path("budget/<uuid:plan_id>/nomi/", views.names, name="names"),
    path("budget/<uuid:plan_id>/controllo/", views.checked, name="check"),
    path("budget/<uuid:plan_id>/conferma/", views.confirm, name="confirm"),
    path("budget/<uuid:plan_id>/metti-da-parte/", views.discard, name="discard"),
    path("budget/<uuid:plan_id>/rimetti-in-vigore/", views.reinstate, name="reinstate"),
]
