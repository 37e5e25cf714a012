"""Where files are downloaded."""

from django.urls import path

from ciao.files import views

app_name = "files"
urlpatterns = [path("<uuid:file_id>/", views.download, name="download")]
