"""Internships at a host."""

from django.urls import path

from ciao.desk.hosting import views

urlpatterns = [path("enti-ospitanti/<uuid:host_id>/tirocini/", views.internships, name="host_internships")]
