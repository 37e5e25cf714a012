"""Pages about hosts and their places."""

from django.urls import path

from ciao.hosts import views

app_name = "hosts"
urlpatterns = [
    path("", views.hosts, name="list"),
    path("nuovo/", views.new, name="new"),
    path("<uuid:host_id>/", views.host, name="host"),
    path("<uuid:host_id>/modifica/", views.edit, name="edit"),
    path("<uuid:host_id>/posto/", views.add_place, name="add_place"),
    path("<uuid:host_id>/passo/<slug:step>/", views.move, name="move"),
    path("posti/<uuid:vacancy_id>/", views.edit_place, name="edit_place"),
    path("posti/<uuid:vacancy_id>/passo/<slug:step>/", views.move_place, name="move_place"),
]
