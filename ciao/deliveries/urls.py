"""Pages about what is done one to one."""

from django.urls import path

from ciao.deliveries import views

app_name = "deliveries"
urlpatterns = [
    path("interventi/", views.deliveries, name="list"),
    path("interventi/ore/", views.hours_done, name="hours"),
    path("interventi/nuovo/", views.choose, name="choose"),
    path("persone/<uuid:case_id>/intervento/", views.record, name="record"),
    path("interventi/<uuid:delivery_id>/errore/", views.void, name="void"),
    path("interventi/<uuid:delivery_id>/rimetti/", views.restore, name="restore"),
]
