"""Inviting, coming in, working here, leaving."""

from django.urls import path

from ciao.desk.staff import invitations, views

urlpatterns = [
    path("invito/<str:token>/", invitations.accept, name="accept_invitation"),
    path("utenti/", views.staff, name="staff"),
    path("utenti/invita/", invitations.invite, name="invite"),
    path("utenti/inviti/<uuid:invitation_id>/foglio/", invitations.renew, name="renew_invitation"),
    path("utenti/inviti/<uuid:invitation_id>/ritira/", invitations.withdraw, name="withdraw_invitation"),
    path("utenti/<uuid:user_id>/", views.worker, name="worker"),
    path("utenti/incarichi/<uuid:mandate_id>/supervisione/", views.supervisor, name="supervisor"),
    path("utenti/incarichi/<uuid:mandate_id>/chiudi/", views.leave, name="leave"),
]
