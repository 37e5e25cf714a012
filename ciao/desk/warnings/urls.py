"""Da non perdere."""

from django.urls import path

from ciao.desk.warnings import views

urlpatterns = [
    path("da-non-perdere/", views.warnings, name="warnings"),
    path("da-non-perdere/numeri/", views.numbers, name="warning_numbers"),
    path("da-non-perdere/<uuid:case_id>/<slug:code>/", views.aside, name="set_aside"),
]
