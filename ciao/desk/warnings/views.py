"""Da non perdere: one's own people, the numbers of every team, setting a warning aside."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.pages import FormPage, Once
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.actions import set_warning_aside
from ciao.cases.dossier.facts import names_for, title_of
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.forms import DateField
from ciao.desk.warnings.compose import own, per_team
from ciao.desk.warnings.rules import CODES

SOON = timedelta(days=14)


class AsideForm(Once):
    """Why a warning may wait, and until when."""

    reason = forms.CharField(
        label="Perché può aspettare", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lo legge l’équipe.",
    )  # fmt: skip
    until_on = DateField(label="Fino al", help_text="Poi l’avviso torna, se serve ancora.")


@requires(Action.CASE_EDIT)
def warnings(request: HttpRequest) -> HttpResponse:
    """Every warning says why and leads to what to do."""
    by = acting_in(request)
    lines, cases = own(by, clock.today())
    if lines:
        record_read(
            by=by, scope=lines[0].case.scope_id, purpose="da non perdere",
            groups=[Group.NAME, Group.MEETINGS, Group.DIARY], person_ids={one.case.person_id for one in lines},
        )  # fmt: skip
    return TemplateResponse(request, "desk/warnings/own.html", {"lines": lines, "people": len(cases)})


@requires(Action.CASE_APPROVE)
def numbers(request: HttpRequest) -> HttpResponse:
    """How many warnings each team has: no name of those who are helped."""
    by = acting_in(request)
    heads, lines = per_team(by.programme_id, by, clock.today())
    context = {"heads": heads, "lines": lines, "total": sum(one.total for one in lines)}
    return TemplateResponse(request, "desk/warnings/numbers.html", context)


@requires(Action.CASE_EDIT)
def aside(request: HttpRequest, case_id: UUID, code: str) -> HttpResponse:
    """Somebody looked at it: it may wait until a day, with the reason."""
    by = acting_in(request)
    case = get_object_or_404(visible(Case.objects, by, Action.CASE_EDIT), id=case_id)
    if code not in CODES:
        raise Http404
    name = title_of(case, names_for([case], by).get(case.person_id))
    back = reverse("desk:warnings")
    form = AsideForm(request.POST or None, initial={"until_on": clock.today() + SOON})
    record_read(by=by, scope=case.scope_id, purpose="avviso", groups=[Group.NAME], person_ids=[case.person_id])
    context = {
        "heading": "Metti da parte l’avviso", "save": "Metti da parte", "back": back, "name": name,
        "lead": f"{CODES[code].capitalize()}", "crumbs": [("Da non perdere", back), (name, "")],
    }  # fmt: skip
    shape = FormPage("cases/act.html", to=back, done="Avviso messo da parte.", context=context)
    return shape.answer(request, form, lambda typed: set_warning_aside(case=case, code=code, by=by, **typed))
