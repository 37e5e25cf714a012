"""Addresses of emergencies and of requests for names."""

from django.urls import path

from ciao.desk.emergency import views

urlpatterns = [
    path("emergenza/", views.open_case, name="open_emergency"),
    path("registro-letture/emergenze/", views.openings, name="openings"),
    path("registro-letture/emergenze/<uuid:row_id>/", views.review, name="review_opening"),
    path("registro-letture/richieste/", views.requests, name="reader_requests"),
    path("registro-letture/richieste/<uuid:row_id>/", views.answer, name="answer_request"),
]
