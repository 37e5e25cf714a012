"""Addresses of loads."""

from django.urls import path

from ciao.desk.loads import views

urlpatterns = [
    path("caricamenti/", views.loads, name="loads"),
    path("caricamenti/nuovo/<slug:code>/", views.new, name="new_load"),
    path("caricamenti/modello/<slug:code>/", views.template, name="load_template"),
    path("caricamenti/<uuid:load_id>/", views.show, name="load"),
    path("caricamenti/<uuid:load_id>/avanzamento/", views.progress, name="load_progress"),
    path("caricamenti/<uuid:load_id>/colonne/", views.columns, name="load_columns"),
    path("caricamenti/<uuid:load_id>/carica/", views.apply, name="apply_load"),
    path("caricamenti/<uuid:load_id>/annulla/", views.undo, name="undo_load"),
    path("caricamenti/<uuid:load_id>/metti-da-parte/", views.discard, name="discard_load"),
    path("caricamenti/<uuid:load_id>/da-correggere/", views.faults, name="load_faults"),
]
