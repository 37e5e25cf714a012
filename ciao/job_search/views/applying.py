"""An application and what comes of it: sent, met, answered, hired."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.cases.views import who
from ciao.core import clock
from ciao.job_search import actions, panel
from ciao.job_search.enums import ApplicationState
from ciao.job_search.forms import AnswerForm, ApplicationForm, HiringForm, InterviewForm, SendForm, TellForm, VoidForm
from ciao.job_search.lifecycle import APPLICATION
from ciao.job_search.models import Cv, Hiring, JobApplication, JobInterview, JobOpening
from ciao.job_search.views import act, crumbs, find_application, find_case

ANSWERS = {"refuse": "risposta negativa", "give_up": "nessuna risposta", "withdraw": "ritirata dalla persona",
           "reopen": "si riapre"}  # fmt: skip


@requires(Action.JOB_SEARCH_EDIT)
def apply(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """For what, to whom; sent already, or to be sent."""
    by, case = acting_in(request), find_case(request, case_id, "candidatura")
    openings = visible(JobOpening.objects.all(), by, Action.JOB_SEARCH_EDIT).open_on(clock.today())
    latest = visible(Cv.objects, by, Action.JOB_SEARCH_EDIT).filter(case=case).first()
    back = reverse("job_search:search", args=[case.id])
    shape = act(
        request, case, "Candidatura", "Salva la candidatura", "Candidatura salvata.", back,
        to=JobApplication.get_absolute_url,
    )  # fmt: skip
    initial = {"opening": request.GET.get("offerta", "")}
    form = ApplicationForm(request.POST or None, openings=openings, initial=initial)
    return shape.answer(
        request, form, lambda typed: actions.add_application(case=case, cv=latest, by=by, **typed)
    )  # fmt: skip


@requires(Action.JOB_SEARCH_VIEW)
def application(request: HttpRequest, case_id: UUID, application_id: UUID) -> HttpResponse:
    """An application with its interviews, what came of it and the next step."""
    by, case = acting_in(request), find_case(request, case_id, "candidatura", Action.JOB_SEARCH_VIEW)
    one = find_application(request, case, application_id, Action.JOB_SEARCH_VIEW)
    kind, icon = panel.STATES[ApplicationState(one.state)]
    edits = may(by, Action.JOB_SEARCH_EDIT) and case.is_active()
    context = {
        "case": case, "name": who(case, by), "one": one, "kind": kind, "icon": icon, "edits": edits,
        "interviews": list(one.interviews.all()), "hiring": one.hirings.filter(is_void=False).first(),
        "to_tell": one.interviews.filter(outcome="", held_on__lte=clock.today()).first(),
        "open_verbs": {transition.verb for transition in APPLICATION.open_to(one.state)} if edits else set(),
        "changes": list(one.changes.all()), "crumbs": crumbs(case, by, (one.words, "")),
    }  # fmt: skip
    return TemplateResponse(request, "job_search/application.html", context)


@requires(Action.JOB_SEARCH_EDIT)
def send(request: HttpRequest, case_id: UUID, application_id: UUID) -> HttpResponse:
    """It leaves."""
    by, shape, one = _about(
        request, case_id, application_id, "Candidatura mandata", "Segna mandata", "Segnata mandata."
    )
    initial = {"applied_on": clock.today(), "channel": one.channel, "helped_by": one.helped_by}
    form = SendForm(request.POST or None, initial=initial)
    return shape.answer(request, form, lambda typed: actions.send_application(application=one, by=by, **typed))


@requires(Action.JOB_SEARCH_EDIT)
def answer(request: HttpRequest, case_id: UUID, application_id: UUID) -> HttpResponse:
    """Refused, no answer, withdrawn, or opened again."""
    by, shape, one = _about(request, case_id, application_id, "Risposta", "Salva la risposta", "Risposta salvata.")
    open_verbs = [transition.verb for transition in APPLICATION.open_to(one.state)]
    verbs = [(verb, words) for verb, words in ANSWERS.items() if verb in open_verbs]
    form = AnswerForm(request.POST or None, verbs=verbs, initial={"on": clock.today()})
    return shape.answer(request, form, lambda typed: actions.answer_application(application=one, by=by, **typed))


@requires(Action.JOB_SEARCH_EDIT)
def fix(request: HttpRequest, case_id: UUID, application_id: UUID) -> HttpResponse:
    """A job interview on a day."""
    by, shape, one = _about(
        request, case_id, application_id, "Colloquio di lavoro", "Salva il colloquio", "Colloquio salvato."
    )
    form = InterviewForm(request.POST or None)
    return shape.answer(request, form, lambda typed: actions.fix_interview(application=one, by=by, **typed))


@requires(Action.JOB_SEARCH_EDIT)
def tell(request: HttpRequest, case_id: UUID, application_id: UUID, interview_id: UUID) -> HttpResponse:
    """How a job interview went, and what to do better."""
    by, shape, one = _about(
        request, case_id, application_id, "Com’è andato il colloquio", "Salva com’è andato", "Salvato."
    )
    rows = visible(JobInterview.objects, by, Action.JOB_SEARCH_EDIT).filter(application=one)
    meeting = get_object_or_404(rows, id=interview_id)
    initial = {"outcome": meeting.outcome, "to_improve": meeting.to_improve, "note": meeting.note}
    form = TellForm(request.POST or None, initial=initial)
    return shape.answer(request, form, lambda typed: actions.tell_interview(interview=meeting, by=by, **typed))


@requires(Action.JOB_SEARCH_EDIT)
def hire(request: HttpRequest, case_id: UUID, application_id: UUID) -> HttpResponse:
    """The job found: what is left is to report it as an outcome."""
    by, shape, one = _about(
        request, case_id, application_id, "Assunzione", "Salva l’assunzione",
        "Assunzione salvata. Prossimo passo: riportarla negli esiti.",
    )  # fmt: skip
    form = HiringForm(request.POST or None, initial={"starts_on": clock.today()})
    return shape.answer(request, form, lambda typed: actions.record_hiring(application=one, by=by, **typed))


@requires(Action.JOB_SEARCH_EDIT)
def void_hiring(request: HttpRequest, case_id: UUID, application_id: UUID) -> HttpResponse:
    """Correction: there was no hiring."""
    by, shape, one = _about(
        request, case_id, application_id, "Assunzione sbagliata", "Segna come errore",
        "Segnata come errore. Se era già un esito, correggi anche quello.",
    )  # fmt: skip
    hiring = visible(Hiring.objects, by, Action.JOB_SEARCH_EDIT).filter(application=one, is_void=False).first()
    if hiring is None:
        raise Http404
    form = VoidForm(request.POST or None)
    return shape.answer(request, form, lambda typed: actions.void_hiring(hiring=hiring, by=by, **typed))


def _about(
    request: HttpRequest, case_id: UUID, application_id: UUID, heading: str, save: str, done: str
) -> tuple[Actor, FormPage, JobApplication]:
    """Who acts, the shape of the page and the application it is about."""
    case = find_case(request, case_id, heading.lower())
    one = find_application(request, case, application_id)
    shape = act(request, case, heading, save, done, one.get_absolute_url(), lead=one.words)
    return acting_in(request), shape, one
