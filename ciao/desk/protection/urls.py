"""Addresses of the protected data of a person."""

from django.urls import path

from ciao.desk.protection import views

urlpatterns = [
    path("persone/<uuid:case_id>/sicurezza/", views.protection, name="protection"),
    path("persone/<uuid:case_id>/sicurezza/dati/", views.edit, name="edit_protected"),
    path("persone/<uuid:case_id>/sicurezza/chi-legge/", views.add_reader, name="add_protected_reader"),
    path("persone/<uuid:case_id>/sicurezza/chi-legge/<uuid:mandate_id>/togli/", views.remove_reader,
         name="remove_protected_reader"),
    path("persone/<uuid:case_id>/sicurezza/lontano/", views.away, name="keep_away"),
    path("persone/<uuid:case_id>/sicurezza/lontano/<uuid:row_id>/", views.back, name="let_back"),
    path("persone/<uuid:case_id>/sicurezza/fine/", views.end, name="end_protection"),
]  # fmt: skip
