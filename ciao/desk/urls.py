"""Pages composed from many apps."""

from django.urls import URLPattern, URLResolver, path

from ciao.desk import views
from ciao.desk.agenda import urls as agenda
from ciao.desk.dossier import urls as dossier
from ciao.desk.emergency import urls as emergency
from ciao.desk.family import urls as family
from ciao.desk.first_run import urls as first_run
from ciao.desk.hosting import urls as hosting
from ciao.desk.loads import urls as loads
from ciao.desk.oversight import urls as oversight
from ciao.desk.own import urls as own
from ciao.desk.protection import urls as protection
from ciao.desk.staff import urls as staff
from ciao.desk.warnings import urls as warnings

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("prova/", views.demo_accounts, name="demo_accounts"),
    *dossier.urlpatterns,
    *first_run.urlpatterns,
    *staff.urlpatterns,
    *own.urlpatterns,
    *agenda.urlpatterns,
    *warnings.urlpatterns,
    *oversight.urlpatterns,
    *protection.urlpatterns,
    *emergency.urlpatterns,
    *family.urlpatterns,
    *hosting.urlpatterns,
    *loads.urlpatterns,
]
