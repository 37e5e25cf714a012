"""One's own access."""

from django.urls import path

from ciao.desk.own import views

urlpatterns = [
    path("abilitazione/", views.choose_mandate, name="choose_mandate"),
    path("profilo/", views.profile, name="profile"),
]
