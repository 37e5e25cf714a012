"""Addresses of who answers for a minor, and of consents."""

from django.urls import path

from ciao.desk.family import views

urlpatterns = [
    path("persone/<uuid:case_id>/chi-ne-risponde/", views.holders, name="holders"),
    path("persone/<uuid:case_id>/chi-ne-risponde/aggiungi/", views.add_holder, name="add_holder"),
    path("persone/<uuid:case_id>/chi-ne-risponde/<uuid:row_id>/fine/", views.end_holder, name="end_holder"),
    path("persone/<uuid:case_id>/chi-ne-risponde/supervisione/", views.to_supervisor, name="to_supervisor"),
    path("persone/<uuid:case_id>/consensi/", views.consents, name="consents"),
    path("persone/<uuid:case_id>/consensi/nuovo/", views.add_consent, name="add_consent"),
    path("persone/<uuid:case_id>/consensi/<uuid:row_id>/ritira/", views.withdraw, name="withdraw_consent"),
]
