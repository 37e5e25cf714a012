"""The read log and the state of the system."""

from django.urls import path

from ciao.desk.oversight.reads import reads
from ciao.desk.oversight.system import system

urlpatterns = [
    path("registro-letture/", reads, name="reads"),
    path("sistema/", system, name="system"),
]
