"""The directory; the page of one resource is composed in `desk`, which knows what came of it."""

from django.urls import path

from ciao.resources import views

app_name = "resources"
urlpatterns = [
    path("", views.resources, name="list"),
    path("nuova/", views.new, name="new"),
    path("apri-dati/", views.open_data, name="open_data"),
    path("apri-dati/tabelle/", views.open_tables, name="open_tables"),
    path("<uuid:resource_id>/modifica/", views.edit, name="edit"),
    path("<uuid:resource_id>/controllata/", views.check, name="check"),
    path("<uuid:resource_id>/<slug:step>/", views.move, name="move"),
]
