"""Pages about instruments themselves; those that fill one for somebody stand higher up."""

from django.urls import path

from ciao.questionnaires import views

app_name = "questionnaires"
urlpatterns = [
    path("strumenti/", views.index, name="instruments"),
    path("strumenti/carica/", views.load, name="load"),
    path("strumenti/<uuid:instrument_id>/", views.preview, name="preview"),
    path("strumenti/<uuid:instrument_id>/in-uso/", views.publish, name="publish"),
    path("strumenti/<uuid:instrument_id>/ritira/", views.withdraw, name="withdraw"),
    path("strumenti/<uuid:instrument_id>/foglio/", views.sheet, name="sheet"),
]
