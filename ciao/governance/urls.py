"""Addresses of governance, and of the pages of a programme that show it."""

from django.urls import path

from ciao.governance import views

app_name = "governance"
urlpatterns = [
    path("governance/", views.bodies, name="bodies"),
    path("progetti/<uuid:programme_id>/", views.programme, name="programme"),
    path("progetti/scheda/<uuid:sheet_id>/conferma/", views.found, name="found"),
]
