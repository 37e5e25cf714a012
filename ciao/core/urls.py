"""The pages core owns: the components and the keyboard shortcuts."""

from django.urls import path

from ciao.core import views

app_name = "core"
urlpatterns = [
    path("", views.components, name="components"),
    path("tasti/", views.shortcuts, name="shortcuts"),
]
