"""Pages open to anybody."""

from django.urls import path

from ciao.site import views

app_name = "site"
urlpatterns = [
    path("segnala/<slug:slug>/", views.signal, name="signal"),
    path("segnala/<slug:slug>/grazie/", views.thanks, name="thanks"),
    path("segnala/<slug:slug>/dati/", views.privacy, name="privacy"),
    path("segnala/<slug:slug>/da/<slug:code>/", views.poster, name="poster"),
    path("chi-segnala/<slug:token>/", views.antenna, name="antenna"),
    path("accessibilita/", views.accessibility, name="accessibility"),
    path("riservatezza/", views.information, name="information"),
    path("assistenza/", views.assistance, name="assistance"),
]
