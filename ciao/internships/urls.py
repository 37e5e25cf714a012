"""Pages about internships, their months and the agreements they stand on."""

from django.urls import path

from ciao.internships.views import agreements, board, diary, fill, lists, pack, preparing, register, running

app_name = "internships"
MONTH = "tirocini/<uuid:internship_id>/registro/<int:year>-<int:month_number>/"
urlpatterns = [
    path("tirocini/", lists.internships, name="list"),
    path("tirocini/convenzioni/", lists.agreements, name="agreements"),
    path("tirocini/convenzioni/nuova/", lists.new_agreement, name="new_agreement"),
    path("tirocini/convenzioni/<uuid:agreement_id>/", agreements.agreement, name="agreement"),
    path(
        "tirocini/convenzioni/<uuid:agreement_id>/protocollo/", agreements.agreement_protocol, name="agreement_protocol"
    ),
    path("tirocini/titoli/", agreements.titles, name="titles"),
    path("tirocini/titoli/nuovo/", agreements.new_title, name="new_title"),
    path("tirocini/firme/", board.signatures, name="signatures"),
    path("tirocini/da-fare/", board.work, name="work"),
    path("persone/<uuid:case_id>/servizio-pubblico/", pack.service_act, name="service_act"),
    path("tirocini/<uuid:internship_id>/atti/<slug:kind>/", pack.act, name="act"),
    path("tirocini/<uuid:internship_id>/comunicazione/", pack.notice, name="notice"),
    path("tirocini/<uuid:internship_id>/protocollo/<slug:what>/", pack.protocol, name="protocol"),
    path("tirocini/<uuid:internship_id>/proroga/", pack.extend, name="extend"),
    path("tirocini/<uuid:internship_id>/documenti-mancanti/", pack.ask, name="ask"),
    path("tirocini/<uuid:internship_id>/documenti-mancanti/<uuid:override_id>/", pack.decide, name="decide"),
    path("tirocini/<uuid:internship_id>/diario/", diary.diary, name="diary"),
    path("tirocini/<uuid:internship_id>/diario/<slug:kind>/", diary.entry, name="entry"),
    path("tirocini/<uuid:internship_id>/diario/<uuid:entry_id>/errore/", diary.mistake, name="mistake"),
    path("tirocini/<uuid:internship_id>/diario/<uuid:entry_id>/denuncia/", diary.inail, name="inail"),
    path("tirocini/<uuid:internship_id>/relazioni/<slug:author>/", diary.report, name="report"),
    path("tirocini/<uuid:internship_id>/esito/", diary.result, name="result"),
    path("persone/<uuid:case_id>/tirocinio/", preparing.open_new, name="open"),
    path("tirocini/<uuid:internship_id>/", running.internship, name="internship"),
    path("tirocini/<uuid:internship_id>/progetto/", preparing.project, name="project"),
    path("tirocini/<uuid:internship_id>/progetto/firma/", pack.sign, name="sign"),
    path("tirocini/<uuid:internship_id>/tutor-del-promotore/", preparing.tutor, name="tutor"),
    path("tirocini/<uuid:internship_id>/avvia/", running.start, name="start"),
    path("tirocini/<uuid:internship_id>/concludi/", running.end, name="end"),
    path("tirocini/<uuid:internship_id>/annulla/", running.cancel, name="cancel"),
    path("tirocini/<uuid:internship_id>/in-preparazione/", running.undo, name="undo"),
    path("tirocini/<uuid:internship_id>/riapri/", running.resume, name="resume"),
    path("tirocini/<uuid:internship_id>/sospendi/", running.pause, name="pause"),
    path("tirocini/<uuid:internship_id>/collegamento-al-registro/", fill.give_link, name="give_link"),
    path("tirocini/<uuid:internship_id>/collegamento-al-registro/ferma/", fill.stop_links, name="stop_links"),
    path("registro/<str:token>/", fill.fill, name="fill"),
    path("registro/<str:token>/giorno/", fill.fill_day, name="fill_day"),
    path("registro/<str:token>/firma/", fill.sign, name="fill_sign"),
    path(MONTH, register.register, name="register"),
    path(f"{MONTH}conferma/", register.confirm, name="confirm"),
    path(f"{MONTH}riapri/", register.unlock, name="unlock"),
]
