"""Addresses of the composed pages of a person's path; `desk.urls` puts them among its own."""

from django.urls import path

from ciao.desk.dossier import views

urlpatterns = [
    path("persone/<uuid:case_id>/", views.case, name="case"),
    path("segnalazioni/<uuid:signal_id>/", views.signal, name="signal"),
]
