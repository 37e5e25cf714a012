"""Only the pages core owns, so that its tests stand by themselves."""

from django.urls import include, path

urlpatterns = [path("componenti/", include("ciao.core.urls"))]
