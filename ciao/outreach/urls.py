"""Pages about signals, first contacts, the network and what comes of it."""

from django.urls import path

from ciao.outreach.views import contacts, doors, figures, interviews, network, signal

app_name = "outreach"
urlpatterns = [
    path("", signal.signals, name="signals"),
    path("nuova/", signal.new, name="new"),
    path("nuova/base-giuridica/", signal.legal_basis, name="legal_basis"),
    path("incontro/", contacts.meet, name="meet"),
    path("pagina-pubblica/", signal.public_page, name="public_page"),
    path("orientamenti/", figures.orientations, name="orientations"),
    path("percorso/", figures.conversion, name="conversion"),
    path("bisogni/", figures.needs, name="needs"),
    path("antenne/", network.antennas, name="antennas"),
    path("antenne/nuova/", network.new_antenna, name="new_antenna"),
    path("antenne/<uuid:antenna_id>/", network.antenna, name="antenna"),
    path("antenne/<uuid:antenna_id>/modifica/", network.edit_antenna, name="edit_antenna"),
    path("antenne/<uuid:antenna_id>/uscita/", network.end_antenna, name="end_antenna"),
    path("antenne/<uuid:antenna_id>/riprendi/", network.resume_antenna, name="resume_antenna"),
    path("antenne/<uuid:antenna_id>/fai-locandina/", doors.make_poster, name="make_poster"),
    path("antenne/<uuid:antenna_id>/locandina/", doors.poster, name="poster"),
    path("antenne/<uuid:antenna_id>/collegamento/", doors.open_link, name="open_link"),
    path("antenne/collegamenti/<uuid:link_id>/revoca/", doors.revoke_link, name="revoke_link"),
    path("interviste/", interviews.interviews, name="interviews"),
    path("interviste/nuova/", interviews.new_interview, name="new_interview"),
    path("interviste/temi/", interviews.themes, name="themes"),
    path("interviste/<uuid:interview_id>/", interviews.interview, name="interview"),
    path("interviste/<uuid:interview_id>/modifica/", interviews.edit_interview, name="edit_interview"),
    path("interviste/<uuid:interview_id>/fatto/", interviews.finish_follow_up, name="finish_follow_up"),
    path("<uuid:signal_id>/affida/", signal.assign, name="assign"),
    path("<uuid:signal_id>/orienta/", signal.orient, name="orient"),
    path("<uuid:signal_id>/non-raggiungibile/", signal.give_up, name="give_up"),
    path("<uuid:signal_id>/riapri/", signal.reopen, name="reopen"),
    path("<uuid:signal_id>/informata/", signal.inform, name="inform"),
    path("<uuid:signal_id>/ha-funzionato/", signal.ask_back, name="ask_back"),
    path("<uuid:signal_id>/tentativo/", contacts.attempt, name="attempt"),
    path("<uuid:signal_id>/primo-contatto/", contacts.first_contact, name="first_contact"),
    path("<uuid:signal_id>/consenso-al-nome/", contacts.agree, name="agree"),
]
