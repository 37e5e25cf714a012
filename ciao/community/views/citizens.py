"""What citizens send: ideas, offers, and how it was."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from ciao.access.actions import bearer_of
from ciao.access.actor import PUBLIC, acting, job
from ciao.access.enums import Action
from ciao.access.requires import public_page
from ciao.access.roles import may
from ciao.community import actions
from ciao.community.enums import SurveyState
from ciao.community.forms.public import OfferForm, ProposalForm, SurveyForm
from ciao.community.models import Proposal, Survey
from ciao.community.views.frame import ask, language_of, page_of, sent, show, spoken
from ciao.outreach.models import PublicPage


@never_cache
@csrf_exempt
@public_page
@spoken
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """An idea, from anybody."""
    page, form = page_of(slug), ProposalForm(request.POST or None)

    def keep(row_id: uuid.UUID) -> None:
        told = {**form.told(), "language": language_of(request)}
        actions.receive_proposal(programme_id=page.programme_id, by=PUBLIC, row_id=row_id, **told)

    problem = sent(request, form, page.id, keep) if page.is_open else ""
    if problem is None:
        return _thank(request, page)
    return ask(request, "community/propose.html", page, form, problem)


@never_cache
@csrf_exempt
@public_page
@spoken
def give(request: HttpRequest, slug: str) -> HttpResponse:
    """Time, rooms, skills, things."""
    page, form = page_of(slug), OfferForm(request.POST or None)

    def keep(row_id: uuid.UUID) -> None:
        told = {**form.told(), "language": language_of(request)}
        actions.receive_offer(programme_id=page.programme_id, by=PUBLIC, row_id=row_id, **told)

    problem = sent(request, form, page.id, keep) if page.is_open else ""
    if problem is None:
        return _thank(request, page)
    return ask(request, "community/give.html", page, form, problem)


@never_cache
@public_page
@spoken
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """It arrived; what happens now."""
    return show(request, "community/thanks.html", page_of(slug))


@never_cache
@public_page
@spoken
def made_real(request: HttpRequest, slug: str) -> HttpResponse:
    """What came of ideas: titles and dates, never whose."""
    page = page_of(slug)
    with acting(job(actions.KEEPER)):
        rows = Proposal.objects.all().made_real().filter(programme_id=page.programme_id)
        found = list(rows.select_related("event", "edition__service"))
    lines = [(one.title, one.event.title if one.event else one.edition.title if one.edition else "") for one in found]
    return show(request, "community/made_real.html", page, lines=lines)


@never_cache
@public_page
@spoken
def data(request: HttpRequest, slug: str) -> HttpResponse:
    """How what citizens leave is treated, in a minute."""
    return show(request, "community/data.html", page_of(slug))


@never_cache
@csrf_exempt
@public_page
@spoken
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """How it was, by the link of a questionnaire; nobody knows who answers."""
    bearer = bearer_of(token)
    if bearer is None or not may(bearer, Action.SATISFACTION_ANSWER):
        return show(request, "community/link_over.html", None, 404)
    with acting(bearer):
        survey = get_object_or_404(Survey, link_id=bearer.id)
        if survey.state != SurveyState.OPEN or request.GET.get("fatto"):
            return show(request, "community/answered.html", None, survey=survey).render()
        form, spoke = SurveyForm(request.POST or None, question=survey.question), language_of(request)
        problem = sent(
            request, form, survey.id,
            lambda row_id: actions.answer_survey(
                survey=survey, by=bearer, row_id=row_id, language=spoke, **form.cleaned_data
            ),
        )  # fmt: skip
        if problem is None:
            return HttpResponseRedirect(f"{request.path}?lingua={spoke}&fatto=1")
        return ask(request, "community/answer.html", None, form, problem, survey=survey).render()


def _thank(request: HttpRequest, page: PublicPage) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('community:thanks', args=[page.slug])}?lingua={language_of(request)}")
