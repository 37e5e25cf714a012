"""The product's addresses, and the floors' own beside them."""

from django.urls import path

from bench.floors import delivery, dossier, figures, people
from config.urls import urlpatterns as product

urlpatterns = [
    *product,
    path("floor/persone/", people.mine, name="floor_mine"),
    path("floor/tutte/", people.everybody, name="floor_everybody"),
    path("floor/corsi/incontri/<uuid:session_id>/presenze/", delivery.attendance, name="floor_attendance"),
    path("floor/budget/", delivery.budget, name="floor_budget"),
    path("floor/indicatori/", figures.board, name="floor_board"),
    path("floor/persone/<uuid:case_id>/", dossier.case, name="floor_case"),
]
