"""Pages about hosts, their sites and people, and the places they offer."""

from django.urls import path

from ciao.hosts.views import board, hosts, places, sites, talks

app_name = "hosts"
urlpatterns = [
    path("", hosts.hosts, name="list"),
    path("nuovo/", hosts.new, name="new"),
    path("a-che-punto-siamo/", board.board, name="board"),
    path("da-risentire/", board.again, name="again"),
    path("<uuid:host_id>/", hosts.host, name="host"),
    path("<uuid:host_id>/modifica/", hosts.edit, name="edit"),
    path("<uuid:host_id>/posto/", places.add_place, name="add_place"),
    path("<uuid:host_id>/contatto/", talks.talk, name="talk"),
    path("<uuid:host_id>/referente/", talks.add_contact, name="add_contact"),
    path("<uuid:host_id>/sede/", sites.add_site, name="add_site"),
    path("<uuid:host_id>/assunzioni/", sites.hirings, name="hirings"),
    path("<uuid:host_id>/licenziamenti/", sites.stop, name="stop"),
    path("<uuid:host_id>/passo/<slug:step>/", hosts.move, name="move"),
    path("referenti/<uuid:contact_id>/", talks.edit_contact, name="edit_contact"),
    path("sedi/<uuid:site_id>/", sites.edit_site, name="edit_site"),
    path("posti/<uuid:vacancy_id>/", places.edit_place, name="edit_place"),
    path("posti/<uuid:vacancy_id>/passo/<slug:step>/", places.move_place, name="move_place"),
]
