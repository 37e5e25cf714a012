"""Addresses of the mixed groups, under those of the services."""

from django.urls import path

from ciao.services.composer import views

urlpatterns = [
    path("", views.group_plans, name="group_plans"),
    path("nuova/", views.new_group_plan, name="new_group_plan"),
    path("coppie/", views.pairs, name="pairs"),
    path("coppie/<uuid:pair_id>/togli/", views.end_pair, name="end_pair"),
    path("servizio/<uuid:service_id>/", views.compose, name="compose"),
    path("<uuid:plan_id>/", views.group_plan, name="group_plan"),
    path("<uuid:plan_id>/iscrivi/", views.enrol_groups, name="enrol_groups"),
    path("<uuid:plan_id>/rifai/", views.compose_again, name="compose_again"),
    path("<uuid:plan_id>/passo/<slug:step>/", views.move_plan, name="move_plan"),
]
