"""Coming in for the first time: the five steps, and the second key."""

from django.urls import path

from ciao.desk.first_run import second_factor, views

urlpatterns = [
    path("primo-avvio/", views.closed, name="first_run"),
    path("primo-avvio/chiavi/", views.keys, name="first_keys"),
    path("primo-avvio/scheda/", views.sheet, name="first_sheet"),
    path("primo-avvio/<str:token>/", views.administrator, name="first_administrator"),
    path("seconda-chiave/", second_factor.activate, name="second_factor"),
    path("seconda-chiave/codici/", second_factor.paper_codes, name="paper_codes"),
]
