"""Pages about matching people and places."""

from django.urls import path

from ciao.matches.views import cohort, limits, pairs

app_name = "matches"
urlpatterns = [
    path("abbinamenti/", cohort.matches, name="list"),
    path("abbinamenti/tutte-insieme/", cohort.new_round, name="new_round"),
    path("abbinamenti/giri/<uuid:round_id>/", cohort.one_round, name="round"),
    path("abbinamenti/posti/", limits.places, name="places"),
    path("abbinamenti/posti/<uuid:vacancy_id>/condizioni/", limits.terms, name="terms"),
    path("abbinamenti/<uuid:match_id>/", pairs.match, name="match"),
    path("abbinamenti/<uuid:match_id>/sposta/", pairs.move, name="move"),
    path("abbinamenti/<uuid:match_id>/passo/<slug:step>/", pairs.step, name="step"),
    path("abbinamenti/enti-da-evitare/<uuid:bar_id>/togli/", limits.lift_bar, name="lift_bar"),
    path("persone/<uuid:case_id>/posti/", pairs.places, name="places_for"),
    path("persone/<uuid:case_id>/posti/<uuid:vacancy_id>/", pairs.propose, name="propose"),
    path("persone/<uuid:case_id>/enti-da-evitare/", limits.bars, name="bars"),
    path("persone/<uuid:case_id>/luoghi-pericolosi/", limits.dangers, name="dangers"),
    path("persone/<uuid:case_id>/luoghi-pericolosi/<uuid:row_id>/togli/", limits.lift_danger, name="lift_danger"),
]
