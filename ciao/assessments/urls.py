"""Pages about assessments, instruments filled for somebody, the balance of skills, and change over a programme."""

from django.urls import path

from ciao.assessments import views
from ciao.assessments.views import figures, filling, reading, skills

CASE = "persone/<uuid:case_id>"
app_name = "assessments"
urlpatterns = [
    path(f"{CASE}/valutazioni/", views.show, name="show"),
    path(f"{CASE}/valutazioni/<uuid:row_id>/riapri/", views.reopen, name="reopen"),
    path(f"{CASE}/valutazioni/<uuid:row_id>/metti-da-parte/", views.discard, name="discard"),
    path(f"{CASE}/valutazioni/<slug:moment>/", views.write, name="write"),
    path(f"{CASE}/strumenti/", reading.instruments, name="instruments"),
    path(f"{CASE}/strumenti/risposte/<uuid:response_id>/", reading.response, name="response"),
    path(f"{CASE}/strumenti/risposte/<uuid:response_id>/metti-da-parte/", filling.set_aside, name="set_aside"),
    path(f"{CASE}/strumenti/<uuid:instrument_id>/confronto/", reading.compare, name="compare"),
    path(f"{CASE}/strumenti/<uuid:instrument_id>/<slug:occasion>/<slug:voice>/", filling.fill, name="fill"),
    path(f"{CASE}/bilancio/", skills.profile, name="skills"),
    path(f"{CASE}/bilancio/<slug:phase>/", skills.write, name="write_skills"),
    path("segnalazioni/<uuid:signal_id>/domande-primo-contatto/", filling.first_contact, name="first_contact"),
    path("strumenti/bisogni/", figures.needs, name="needs"),
    path("strumenti/competenze/", skills.concepts, name="concepts"),
    path("strumenti/competenze/cerca/", skills.suggest, name="suggest_concepts"),
    path("strumenti/<uuid:instrument_id>/cambiamento/", figures.change, name="change"),
]
