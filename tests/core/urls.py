"""Only the pages core owns and those of entering, so that the tests of the look stand by themselves."""

from django.urls import include, path

urlpatterns = [
    path("componenti/", include("ciao.core.urls")),
    path("accesso/", include("allauth.urls")),
]
