"""Pages about what is attended."""

from django.urls import path

from ciao.services.views import attendance, cards, editions, enrolments, hours, meetings, offline, preparing, sheets

app_name = "services"
urlpatterns = [
    path("corsi/", editions.editions, name="editions"),
    path("corsi/catalogo/", editions.catalogue, name="catalogue"),
    path("corsi/catalogo/nuovo/", preparing.new_service, name="new_service"),
    path("corsi/catalogo/<uuid:service_id>/edizione/", preparing.new_edition, name="new_edition"),
    path("corsi/ore/", hours.hours, name="hours"),
    path("corsi/senza-rete/", offline.shell, name="shell"),
    path("corsi/senza-rete/stato/", offline.state, name="device_state"),
    path("corsi/senza-rete/invio/", offline.send, name="send_marks"),
    path("corsi/senza-rete/lavoro/", offline.worker, name="device_worker"),
    path("corsi/<uuid:edition_id>/", editions.edition, name="edition"),
    path("corsi/<uuid:edition_id>/modifica/", preparing.change_edition, name="change_edition"),
    path("corsi/<uuid:edition_id>/avvia/", preparing.start, name="start"),
    path("corsi/<uuid:edition_id>/concludi/", preparing.finish, name="finish"),
    path("corsi/<uuid:edition_id>/annulla/", preparing.cancel, name="cancel"),
    path("corsi/<uuid:edition_id>/riapri/", preparing.resume, name="resume"),
    path("corsi/<uuid:edition_id>/conduce/", preparing.staff, name="staff"),
    path("corsi/<uuid:edition_id>/conduce/<uuid:staff_id>/togli/", preparing.leave, name="leave"),
    path("corsi/<uuid:edition_id>/incontro/", meetings.new_session, name="new_session"),
    path("corsi/<uuid:edition_id>/incontri/", meetings.plan_sessions, name="plan_sessions"),
    path("corsi/incontri/<uuid:session_id>/sposta/", meetings.move, name="move"),
    path("corsi/incontri/<uuid:session_id>/annulla/", meetings.call_off, name="call_off"),
    path("corsi/incontri/<uuid:session_id>/rimetti/", meetings.hold_again, name="hold_again"),
    path("corsi/incontri/<uuid:session_id>/presenze/", attendance.attendance, name="attendance"),
    path("corsi/incontri/<uuid:session_id>/porta/", cards.door, name="door"),
    path("corsi/incontri/<uuid:session_id>/foglio/", sheets.prepare, name="prepare_sheet"),
    path("corsi/incontri/<uuid:session_id>/foglio/carica/", sheets.join_one, name="join_one"),
    path("corsi/fogli/", sheets.join_any, name="join_any"),
    path("corsi/porta/<str:token>/", cards.card, name="card"),
    path("corsi/<uuid:edition_id>/cartellini/", cards.cards, name="cards"),
    path("corsi/cartellini/<uuid:card_id>/rifai/", cards.reissue, name="reissue"),
    path("corsi/incontri/<uuid:session_id>/riapri/", attendance.unlock, name="unlock"),
    path("corsi/<uuid:edition_id>/iscrivi/", enrolments.enrol_many, name="enrol"),
    path("persone/<uuid:case_id>/iscrivi/", enrolments.enrol_case, name="enrol_case"),
    path("corsi/iscrizioni/<uuid:enrolment_id>/lascia/", enrolments.withdraw, name="withdraw"),
    path("corsi/iscrizioni/<uuid:enrolment_id>/finito/", enrolments.complete, name="complete"),
    path("corsi/iscrizioni/<uuid:enrolment_id>/rimetti/", enrolments.restore, name="restore"),
    path("corsi/iscrizioni/<uuid:enrolment_id>/errore/", enrolments.void, name="void"),
]
