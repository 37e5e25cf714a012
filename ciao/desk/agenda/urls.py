"""One's own calendar."""

from django.urls import path

from ciao.desk.agenda import views

urlpatterns = [
    path("agenda/", views.agenda, name="agenda"),
    path("agenda/calendario/<str:token>/", views.feed, name="feed"),
    path("profilo/calendario/", views.feed_link, name="feed_link"),
]
