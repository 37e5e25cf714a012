"""Addresses of looking for a job: the board, the jobs known, and one person's search."""

from django.urls import path

from ciao.job_search.views import applying, board, search

app_name = "job_search"
ONE = "persone/<uuid:case_id>/ricerca-lavoro/candidature/<uuid:application_id>/"
urlpatterns = [
    path("ricerca-lavoro/", board.board, name="board"),
    path("ricerca-lavoro/offerte/", board.openings, name="openings"),
    path("ricerca-lavoro/offerte/nuova/", board.new_opening, name="new_opening"),
    path("ricerca-lavoro/offerte/<uuid:opening_id>/", board.opening, name="opening"),
    path("ricerca-lavoro/offerte/<uuid:opening_id>/chiudi/", board.close_opening, name="close_opening"),
    path("persone/<uuid:case_id>/ricerca-lavoro/", search.search, name="search"),
    path("persone/<uuid:case_id>/ricerca-lavoro/curriculum/nuovo/", search.write_cv, name="write_cv"),
    path("persone/<uuid:case_id>/ricerca-lavoro/curriculum/<uuid:cv_id>/", search.cv, name="cv"),
    path("persone/<uuid:case_id>/ricerca-lavoro/candidature/nuova/", applying.apply, name="apply"),
    path(ONE, applying.application, name="application"),
    path(f"{ONE}manda/", applying.send, name="send"),
    path(f"{ONE}risposta/", applying.answer, name="answer"),
    path(f"{ONE}colloquio/", applying.fix, name="fix"),
    path(f"{ONE}colloquio/<uuid:interview_id>/", applying.tell, name="tell"),
    path(f"{ONE}assunzione/", applying.hire, name="hire"),
    path(f"{ONE}assunzione/errore/", applying.void_hiring, name="void_hiring"),
]
