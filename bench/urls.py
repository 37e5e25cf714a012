"""The product's addresses, and the floors' own beside them."""

from django.urls import path

from bench.floors import dossier, people
from config.urls import urlpatterns as product

urlpatterns = [
    *product,
    path("floor/persone/", people.mine, name="floor_mine"),
    path("floor/tutte/", people.everybody, name="floor_everybody"),
    path("floor/persone/<uuid:case_id>/", dossier.case, name="floor_case"),
]
