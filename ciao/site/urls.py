"""Pages open to anybody."""

from django.urls import path

from ciao.site import views

app_name = "site"
urlpatterns = [
    path("<slug:slug>/", views.signal, name="signal"),
    path("<slug:slug>/grazie/", views.thanks, name="thanks"),
    path("<slug:slug>/dati/", views.privacy, name="privacy"),
]
