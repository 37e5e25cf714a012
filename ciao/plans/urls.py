"""Pages about a personal plan; the page of a version is composed in `desk`."""

from django.urls import path

from ciao.plans.views import deciding, following, signing, writing

app_name = "plans"
urlpatterns = [
    path("<uuid:case_id>/progetto/obiettivo/", writing.add_goal, name="add_goal"),
    path("<uuid:case_id>/progetto/obiettivo/<uuid:goal_id>/", writing.edit_goal, name="edit_goal"),
    path("<uuid:case_id>/progetto/obiettivo/<uuid:goal_id>/posto/", writing.change_goal, name="change_goal"),
    path("<uuid:case_id>/progetto/obiettivo/<uuid:goal_id>/punteggio/", following.rate, name="rate"),
    path("<uuid:case_id>/progetto/obiettivo/<uuid:goal_id>/adesione/", deciding.consent, name="consent"),
    path("progetti-da-rivedere/", following.reviews, name="reviews"),
    path("<uuid:case_id>/progetto/<uuid:plan_id>/verifica/", following.review, name="review"),
    path("<uuid:case_id>/progetto/<uuid:plan_id>/nella-sua-lingua/", deciding.translate, name="translate"),
    path("<uuid:case_id>/progetto/nuova-versione/", writing.new_version, name="new_version"),
    path("<uuid:case_id>/progetto/<uuid:plan_id>/impegni/", writing.pledges, name="pledges"),
    path("<uuid:case_id>/progetto/<uuid:plan_id>/in-bozza/", signing.take_back, name="take_back"),
    path("<uuid:case_id>/progetto/<uuid:plan_id>/metti-da-parte/", signing.discard, name="discard"),
    path("<uuid:case_id>/progetto/<uuid:plan_id>/firmato/", signing.settle, name="settle"),
    path("<uuid:case_id>/progetto/<uuid:plan_id>/non-firmato/", signing.undo, name="undo"),
    path(
        "<uuid:case_id>/progetto/<uuid:plan_id>/firma/<uuid:signature_id>/schermo/",
        signing.on_screen,
        name="on_screen",
    ),
    path(
        "<uuid:case_id>/progetto/<uuid:plan_id>/firma/<uuid:signature_id>/carta/",
        signing.on_paper,
        name="on_paper",
    ),
]
