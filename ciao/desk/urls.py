"""Pages composed from many apps."""

from django.urls import URLPattern, URLResolver, path

from ciao.desk import case_urls, office_urls, views

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("prova/", views.demo_accounts, name="demo_accounts"),
    *case_urls.urlpatterns,
    *office_urls.urlpatterns,
]
