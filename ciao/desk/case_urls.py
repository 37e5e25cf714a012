"""Addresses of the composed pages of a person's path; `desk.urls` puts them among its own."""

from django.urls import path

from ciao.desk import case_views

urlpatterns = [
    path("persone/<uuid:case_id>/", case_views.case, name="case"),
    path("segnalazioni/<uuid:signal_id>/", case_views.signal, name="signal"),
]
