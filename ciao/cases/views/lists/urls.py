"""Addresses of loaded lists; `cases.urls` puts them among its own."""

from django.urls import path

from ciao.cases.views.lists import pages, rows

urlpatterns = [
    path("elenchi/", pages.lists, name="loaded_lists"),
    path("elenchi/nuovo/", pages.new, name="new_list"),
    path("elenchi/modello/", pages.template, name="list_template"),
    path("elenchi/<uuid:list_id>/", pages.show, name="loaded_list"),
    path("elenchi/<uuid:list_id>/avanzamento/", pages.progress, name="list_progress"),
    path("elenchi/<uuid:list_id>/colonne/", pages.columns, name="list_columns"),
    path("elenchi/<uuid:list_id>/carica/", pages.apply, name="apply_list"),
    path("elenchi/<uuid:list_id>/annulla/", pages.undo, name="undo_list"),
    path("elenchi/<uuid:list_id>/metti-da-parte/", pages.discard, name="discard_list"),
    path("elenchi/<uuid:list_id>/da-correggere/", pages.faults, name="list_faults"),
    path("elenchi/<uuid:list_id>/righe/", rows.rows, name="list_rows"),
    path("elenchi/<uuid:list_id>/righe/<uuid:row_id>/", rows.row, name="list_row"),
    path("elenchi/<uuid:list_id>/righe/<uuid:row_id>/decidi/", rows.settle, name="settle_row"),
    path("elenchi/<uuid:list_id>/righe/<uuid:row_id>/segnala/", rows.make_signal, name="signal_row"),
]
