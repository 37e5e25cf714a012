"""Addresses of figures."""

from django.urls import path

from ciao.indicators.views import choosing, reading

app_name = "indicators"
urlpatterns = [
    path("", reading.board, name="board"),
    path("fse/", reading.esf, name="esf"),
    path("valori-attesi/", choosing.expected, name="expected"),
    path("risultati/<uuid:result_id>/", choosing.measures, name="measures"),
    path("<slug:code>/", reading.detail, name="detail"),
]
