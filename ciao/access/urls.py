"""Who may do what."""

from django.urls import path

from ciao.access import views

app_name = "access"
urlpatterns = [path("", views.matrix, name="matrix")]
