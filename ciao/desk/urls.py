"""Pages composed from many apps."""

from django.urls import URLPattern, URLResolver, path

from ciao.desk import views

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
]
