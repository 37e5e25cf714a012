"""«Metti in sicurezza i dati»: the page that does it, and those that named staff use afterwards."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Scope
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.enums import Group
from ciao.cases.dossier.eligibility import colleagues
from ciao.cases.models import Case
from ciao.cases.views import find, page, read
from ciao.core import clock
from ciao.core.formats import NOT_KNOWN, date_field
from ciao.desk.protection import forms
from ciao.desk.protection.actions import keep_away_from, secure_person
from ciao.people import actions
from ciao.people.models import KeptAway, Protection
from ciao.people.panel import kept_away_from, protection_of
from ciao.programmes.models import Mandate

LEAD = (
    "Nome, recapiti, codice fiscale, segnalazione e documenti già fatti li legge solo chi scegli. Gli altri vedono una "
    "persona come le altre, con un altro nome."
)
SHOWN = (Group.NAME, Group.CONTACT, Group.IDENTITY)


@requires(Action.PROTECTION_EDIT)
def protection(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The form that protects; for named staff of somebody protected, what is out of sight."""
    by, case = acting_in(request), find(request, case_id, Action.PROTECTION_EDIT)
    standing = protection_of(case.person_id, by)
    if standing is not None and request.method != "POST":
        return _shown(request, case, standing)
    read(case, by, "nome", Group.NAME)
    form = forms.SecureForm(request.POST or None, mandates=_team(case, by))
    shape = page(request, case, "Metti in sicurezza i dati", "Metti in sicurezza i dati", DONE, lead=LEAD)
    return shape.answer(request, form, lambda typed: _secure(case, form, typed, by))


@requires(Action.PROTECTION_EDIT)
def edit(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Name before the law, alias, recapiti: by named staff."""
    by, case = acting_in(request), find(request, case_id, Action.PROTECTION_EDIT)
    standing = _standing(case, by)
    read(case, by, "recapiti", *SHOWN)
    form = forms.ProtectedForm(request.POST or None, protection=standing)
    shape = _page(request, case, "Dati veri e recapiti", "Salva", "Dati salvati.")
    return shape.answer(request, form, lambda typed: actions.update_protected(protection=standing, by=by, **typed))


@requires(Action.PROTECTION_EDIT)
def add_reader(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One more named reader."""
    by, case = acting_in(request), find(request, case_id, Action.PROTECTION_EDIT)
    standing = _standing(case, by)
    already = {one.id for one in _readers(standing)}
    form = forms.ReaderForm(request.POST or None, mandates=[one for one in _team(case, by) if one.id not in already])
    shape = _page(request, case, "Chi legge i dati veri", "Aggiungi", "Da adesso li legge anche questa persona.")
    return shape.answer(
        request, form,
        lambda typed: actions.change_reader(protection=standing, mandate=form.chosen(), reads=True, by=by) or standing,
    )  # fmt: skip


@require_POST
@requires(Action.PROTECTION_EDIT)
def remove_reader(request: HttpRequest, case_id: UUID, mandate_id: UUID) -> HttpResponse:
    """One reader fewer, from this moment."""
    by, case = acting_in(request), find(request, case_id, Action.PROTECTION_EDIT)
    standing = _standing(case, by)
    mandate = get_object_or_404(visible(Mandate.objects, by, Action.PROGRAMME_VIEW), id=mandate_id)
    try:
        actions.change_reader(protection=standing, mandate=mandate, reads=False, by=by)
        messages.success(request, "Non li legge più.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:protection" if mandate.id != by.mandate_id else "desk:case", case.id)


@requires(Action.PROTECTION_EDIT)
def away(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Somebody who must never reach this file."""
    by, case = acting_in(request), find(request, case_id, Action.PROTECTION_EDIT)
    read(case, by, "nome", Group.NAME)
    form = forms.AwayForm(request.POST or None, mandates=_others(by))
    lead = "Chi è un pericolo, o un parente che lavora nel progetto: da adesso non può entrare nel fascicolo."
    shape = page(request, case, "Tieni lontano qualcuno", "Tieni lontano", "Da adesso non può entrare.", lead=lead)
    return shape.answer(
        request, form,
        lambda typed: keep_away_from(
            case=case, by=by, tie=typed["tie"], name=typed["name"], user=form.users.get(typed["user"]),
            row_id=typed["row_id"],
        ),
    )  # fmt: skip


@requires(Action.PROTECTION_EDIT)
def back(request: HttpRequest, case_id: UUID, row_id: UUID) -> HttpResponse:
    """Correction: it was a mistake, or it is over."""
    by, case = acting_in(request), find(request, case_id, Action.PROTECTION_EDIT)
    row = get_object_or_404(visible(KeptAway.objects, by, Action.PROTECTION_EDIT), id=row_id, person_id=case.person_id)
    read(case, by, "nome", Group.NAME)
    lead = "Non torna nel fascicolo da solo: se serve, entra di nuovo nell’équipe."
    shape = page(request, case, "Togli il divieto", "Togli il divieto", "Divieto tolto.", lead=lead)
    form = forms.WhyForm(request.POST or None)
    return shape.answer(request, form, lambda typed: actions.let_back(row=row, by=by, **typed))


@requires(Action.PROTECTION_EDIT)
def end(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The danger is over: everything goes back where it was."""
    by, case = acting_in(request), find(request, case_id, Action.PROTECTION_EDIT)
    standing = _standing(case, by)
    read(case, by, "nome", *SHOWN)
    back = "Nome, recapiti, segnalazione e documenti tornano a chi segue la persona."
    lead = f"{back} Ciò che è stato scritto prima resta protetto."
    shape = page(request, case, "Togli la protezione", "Togli la protezione", "I dati sono tornati al loro posto.",
                 lead=lead)  # fmt: skip
    form = forms.EndForm(request.POST or None)
    return shape.answer(request, form, lambda typed: actions.end_protection(protection=standing, by=by, **typed))


DONE = "Dati in sicurezza. Prossimo passo: dire all’équipe con quale nome chiamarla."


def _secure(case: Case, form: forms.SecureForm, typed: dict[str, Any], by: Actor) -> Case:
    hidden = actions.Hidden(**{name: typed[name] for name in forms.WHERE})
    secure_person(
        case=case, alias=typed["alias"], reason=typed["reason"], starts_on=typed["starts_on"], readers=form.chosen(),
        by=by, hidden=hidden, is_page_safe=typed["is_page_safe"], row_id=typed["row_id"],
    )  # fmt: skip
    return case


def _shown(request: HttpRequest, case: Case, standing: Protection) -> HttpResponse:
    by = acting_in(request)
    read(case, by, "recapiti", *SHOWN)
    kept = standing.contact
    context = {
        "case": case, "protection": standing, "readers": _readers(standing), "mine": by.mandate_id,
        "away": kept_away_from(case.person_id, by),
        "who": [("Nome e cognome", standing.full_name), ("Gli altri leggono", standing.alias),
                ("Codice fiscale", standing.fiscal_code or NOT_KNOWN), ("Vive a", standing.domicile or NOT_KNOWN)],
        "where": [("Telefono", kept.phone or NOT_KNOWN), ("E-mail", kept.email or NOT_KNOWN),
                  ("Indirizzo", kept.address or NOT_KNOWN), ("Scuola", kept.school or NOT_KNOWN),
                  ("Lavoro", kept.workplace or NOT_KNOWN), ("IBAN", kept.iban or NOT_KNOWN)],
        "since": [("Dal", date_field(standing.starts_on)), ("Scritto da", standing.recorded_by_label),
                  ("Pagina personale", "si può dare" if standing.is_page_safe else "non si dà")],
        "crumbs": [("Persone", reverse("cases:list")), (standing.alias, case.get_absolute_url()),
                   ("Dati protetti", "")],
    }  # fmt: skip
    return TemplateResponse(request, "desk/protection/data.html", context)


def _standing(case: Case, by: Actor) -> Protection:
    rows = visible(Protection.objects.all(), by, Action.PROTECTION_EDIT).standing().select_related("contact")
    return get_object_or_404(rows, person_id=case.person_id)


def _page(request: HttpRequest, case: Case, heading: str, save: str, done: str) -> FormPage:
    shape = page(request, case, heading, save, done)
    to = reverse("desk:protection", args=[case.id])
    return FormPage(shape.template, to=to, done=done, context={**shape.context, "back": to})


def _team(case: Case, by: Actor) -> list[Mandate]:
    """Who may be named: whoever works in the team today, oneself apart."""
    inside = set(case.workers.current(clock.today()).values_list("mandate_id", flat=True))
    return [one for one in colleagues(by) if one.id in inside and one.id != by.mandate_id]


def _others(by: Actor) -> list[Mandate]:
    rows = visible(Mandate.objects.all(), by, Action.PROGRAMME_VIEW).current(clock.today())
    return [one for one in rows.select_related("user", "organization") if one.user_id != by.user_id]


def _readers(standing: Protection) -> list[Mandate]:
    held = Scope(id=standing.scope_id).grants.valid_on(clock.today()).filter(why=actions.NAMED, level__gt=0)
    rows = Mandate.objects.filter(id__in=held.values_list("holder_id", flat=True))
    return list(rows.select_related("user", "organization"))
