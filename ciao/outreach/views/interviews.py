"""Interviews and focus groups: written, read one by one, and read together by theme and area."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.formats import date_table
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.drafts.actions import draft_for, drop_draft, initial_from_draft
from ciao.outreach import actions, forms
from ciao.outreach.actions import programme_comuni
from ciao.outreach.enums import InterviewKind, NeedArea
from ciao.outreach.figures import themes_by_area
from ciao.outreach.models import Interview
from ciao.outreach.panel import answerers
from ciao.outreach.views.network import antennas_of
from ciao.outreach.views.signal import programme_of

NEW = "outreach-interview"
HERE = "Interviste"


@requires(Action.NETWORK_VIEW)
def interviews(request: HttpRequest) -> HttpResponse:
    """Who was heard, about what, and what is still to do."""
    by = acting_in(request)
    rows = visible(Interview.objects.all(), by, Action.NETWORK_VIEW).select_related("antenna", "municipality")
    return LIST.answer(request, rows, may_edit=may(by, Action.NETWORK_EDIT))


@requires(Action.NETWORK_VIEW)
def interview(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """What was told, what emerged, what follows."""
    found = find_interview(request, interview_id)
    context = {
        "interview": found,
        "facts": _facts(found),
        "owner": found.follow_up_owner.user.get_full_name() if found.follow_up_owner else "",
        "may_edit": may(acting_in(request), Action.NETWORK_EDIT),
        "crumbs": [(HERE, reverse("outreach:interviews")), (date_table(found.held_on), "")],
    }
    return TemplateResponse(request, "outreach/interview.html", context)


@requires(Action.NETWORK_EDIT)
def new_interview(request: HttpRequest) -> HttpResponse:
    """What somebody told, kept as a draft while it is written."""
    by, programme = acting_in(request), programme_of(acting_in(request))
    draft = draft_for(NEW, by)
    initial = {"held_on": clock.today(), "antenna": request.GET.get("antenna", "")}
    form = _form(request, by, {**initial, **initial_from_draft(forms.InterviewForm, draft)})
    done = "Intervista salvata. Si legge insieme alle altre in «Temi e zone»."
    page = _page("Nuova intervista", Interview.get_absolute_url, done, reverse("outreach:interviews"))
    page.context.update({"draft": draft, "draft_slug": NEW})

    def act(typed: dict[str, Any]) -> Interview:
        row = actions.record_interview(programme=programme, by=by, **typed)
        drop_draft(NEW, by)
        return row

    return page.answer(request, form, act)


@requires(Action.NETWORK_EDIT)
def edit_interview(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """Corrects what was written."""
    by, found = acting_in(request), find_interview(request, interview_id)
    names = [name for name in forms.InterviewForm.base_fields if name != "row_id"]
    form = _form(request, by, {name: getattr(found, name) for name in names})
    page = _page("Modifica l’intervista", found.get_absolute_url(), "Salvata.", found.get_absolute_url())

    def act(typed: dict[str, Any]) -> Interview:
        return actions.edit_interview(interview=found, by=by, **{name: typed[name] for name in names})

    return page.answer(request, form, act)


@requires(Action.NETWORK_EDIT)
def finish_follow_up(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """What was promised is done."""
    by, found = acting_in(request), find_interview(request, interview_id)
    form = forms.DayForm(request.POST or None, initial=forms.today())
    page = _page("Che cosa ne segue: fatto", found.get_absolute_url(), "Segnato.", found.get_absolute_url())
    page.context["save"] = "Segna che è fatto"
    return page.answer(request, form, lambda typed: actions.finish_follow_up(interview=found, by=by, **typed))


@requires(Action.NETWORK_VIEW)
def themes(request: HttpRequest) -> HttpResponse:
    """Interviews read together: which needs, in which area."""
    by = acting_in(request)
    crumbs = [(HERE, reverse("outreach:interviews")), ("Temi e zone", "")]
    heard = visible(Interview.objects, by, Action.NETWORK_VIEW).count()
    context = {"crossing": themes_by_area(by), "count": heard, "crumbs": crumbs}
    return TemplateResponse(request, "outreach/themes.html", context)


def find_interview(request: HttpRequest, interview_id: UUID) -> Interview:
    """One interview the reader may see; absent otherwise."""
    rows = visible(Interview.objects, acting_in(request), Action.NETWORK_VIEW)
    joined = rows.select_related("antenna", "municipality", "follow_up_owner__user")
    return get_object_or_404(joined, id=interview_id)


def _form(request: HttpRequest, by: Actor, initial: dict[str, Any]) -> forms.InterviewForm:
    form = forms.InterviewForm(request.POST or None, initial=initial, mandates=answerers(by))
    form.offer([one.name for one in programme_comuni(programme_of(by))], antennas_of(by))
    return form


def _page(heading: str, to: Any, done: str, back: str) -> FormPage:
    crumbs = [(HERE, reverse("outreach:interviews")), (heading, "")]
    context = {"heading": heading, "save": "Salva l’intervista", "back": back, "crumbs": crumbs}
    return FormPage("outreach/network_act.html", to=to, done=done, context=context)


def _facts(interview: Interview) -> list[tuple[str, object]]:
    rows = [
        ("Tipo", interview.get_kind_display()),
        ("Con chi", interview.with_whom),
        ("Quante persone", interview.participants_count),
        ("Antenna", interview.antenna),
        ("Comune", interview.municipality),
        ("Temi", interview.theme_words()),
    ]
    return [(label, value) for label, value in rows if value]


def _state(one: Interview) -> Mark | str:
    if one.followed_up_on:
        return Mark("ok", "fatto", "check")
    if not one.is_due():
        return ""
    late = one.follow_up_on is not None and one.follow_up_on < clock.today()
    return Mark("stop" if late else "info", f"entro il {date_table(one.follow_up_on)}", "clock")


LIST = ListPage(
    title=HERE,
    noun="intervista,interviste",
    columns=[
        Column("giorno", "Giorno", lambda one: one.held_on, sort="held_on", link=Interview.get_absolute_url),
        Column("tipo", "Tipo", Interview.get_kind_display, sort="kind"),
        Column("antenna", "Antenna", lambda one: one.antenna, sort="antenna__name"),
        Column("comune", "Comune", lambda one: one.municipality, sort="municipality__name"),
        Column("temi", "Temi", Interview.theme_words),
        Column("seguito", "Che cosa ne segue", _state, sort="follow_up_on"),
    ],
    filters=[
        Filter("tema", "Tema", NeedArea.choices, lambda rows, one: rows.filter(themes__contains=[one])),
        Filter("tipo", "Tipo", InterviewKind.choices, lambda rows, one: rows.filter(kind=one)),
        Filter(
            "seguito", "Che cosa ne segue", [("aperto", "ancora da fare")],
            lambda rows, _: rows.filter(follow_up_on__isnull=False, followed_up_on__isnull=True),
        ),
    ],
    empty=("comment", "Ancora nessuna intervista", "Scrivi chi hai sentito e quali bisogni sono emersi."),
    template="outreach/interviews.html",
    export_name="interviste",
)  # fmt: skip
