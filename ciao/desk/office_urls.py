"""Pages for coming in, inviting, leaving and looking after one's own access."""

from django.urls import path

from ciao.desk.first_run import second_factor
from ciao.desk.first_run import views as first_run
from ciao.desk.oversight.reads import reads
from ciao.desk.oversight.system import system
from ciao.desk.own import views as own
from ciao.desk.staff import invitations, views

urlpatterns = [
    path("primo-avvio/", first_run.closed, name="first_run"),
    path("primo-avvio/chiavi/", first_run.keys, name="first_keys"),
    path("primo-avvio/scheda/", first_run.sheet, name="first_sheet"),
    path("primo-avvio/<str:token>/", first_run.administrator, name="first_administrator"),
    path("seconda-chiave/", second_factor.activate, name="second_factor"),
    path("seconda-chiave/codici/", second_factor.paper_codes, name="paper_codes"),
    path("invito/<str:token>/", invitations.accept, name="accept_invitation"),
    path("utenti/", views.staff, name="staff"),
    path("utenti/invita/", invitations.invite, name="invite"),
    path("utenti/inviti/<uuid:invitation_id>/foglio/", invitations.renew, name="renew_invitation"),
    path("utenti/inviti/<uuid:invitation_id>/ritira/", invitations.withdraw, name="withdraw_invitation"),
    path("utenti/<uuid:user_id>/", views.worker, name="worker"),
    path("utenti/incarichi/<uuid:mandate_id>/chiudi/", views.leave, name="leave"),
    path("abilitazione/", own.choose_mandate, name="choose_mandate"),
    path("registro-letture/", reads, name="reads"),
    path("sistema/", system, name="system"),
    path("profilo/", own.profile, name="profile"),
]
