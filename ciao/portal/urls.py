"""The person's own page, and the page of the fascicolo that gives its link."""

from django.urls import path

from ciao.portal import views

app_name = "portal"
urlpatterns = [
    path("persone/<uuid:case_id>/pagina-personale/", views.own_page, name="own_page"),
    path("persone/<uuid:case_id>/pagina-personale/ferma/", views.stop, name="stop"),
    path("mia-scheda/<str:token>/", views.page, name="page"),
    path("mia-scheda/<str:token>/chiedi/", views.ask, name="ask"),
]
