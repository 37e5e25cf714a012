"""Addresses of the composed pages of a person's path; `desk.urls` puts them among its own."""

from django.urls import path

from ciao.desk.dossier import allowance_views, entry_views, plan_views, resource_views, views

urlpatterns = [
    path("persone/<uuid:case_id>/", views.case, name="case"),
    path("persone/<uuid:case_id>/progetto/<uuid:plan_id>/", plan_views.plan, name="plan"),
    path("persone/<uuid:case_id>/progetto/<uuid:plan_id>/alla-firma/", plan_views.present, name="present_plan"),
    path("persone/<uuid:case_id>/iscrizione/", entry_views.entry, name="entry"),
    path("persone/<uuid:case_id>/iscrizione/alla-firma/", entry_views.present_entry, name="present_entry"),
    path("indennita/<uuid:allowance_id>/", allowance_views.allowance, name="allowance"),
    path("risorse/<uuid:resource_id>/", resource_views.resource, name="resource"),
    path("segnalazioni/<uuid:signal_id>/", views.signal, name="signal"),
]
