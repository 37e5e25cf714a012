"""Pages about internships, their months and the agreements they stand on."""

from django.urls import path

from ciao.internships.views import fill, lists, preparing, register, running

app_name = "internships"
MONTH = "tirocini/<uuid:internship_id>/registro/<int:year>-<int:month_number>/"
urlpatterns = [
    path("tirocini/", lists.internships, name="list"),
    path("tirocini/convenzioni/", lists.agreements, name="agreements"),
    path("tirocini/convenzioni/nuova/", lists.new_agreement, name="new_agreement"),
    path("persone/<uuid:case_id>/tirocinio/", preparing.open_new, name="open"),
    path("tirocini/<uuid:internship_id>/", running.internship, name="internship"),
    path("tirocini/<uuid:internship_id>/progetto/", preparing.project, name="project"),
    path("tirocini/<uuid:internship_id>/progetto/firma/", preparing.sign, name="sign"),
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
