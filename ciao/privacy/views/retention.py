"""The end of retention: who is due and why, what is announced, what was erased, and what is kept at all."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.core.lists import Column, ListPage, Mark
from ciao.privacy import actions
from ciao.privacy.enums import ErasureState
from ciao.privacy.forms import NothingForm, ReasonForm, StartForm
from ciao.privacy.models import ErasedPerson, Erasure, RetentionRule, RetentionStart
from ciao.privacy.walk.register import rows_of_register
from ciao.programmes.models import Programme

TONES = {ErasureState.NOTICED: "warn", ErasureState.HELD: "seal", ErasureState.DONE: "ok", ErasureState.STOPPED: ""}
GOES = "nome, recapiti, identità, risposte delicate, diario, testi, allegati"
STAYS = "numero, fasi, date, ore, importi, esiti, età per fascia"

DUE = ListPage(
    title="Conservazione finita",
    noun="percorso,percorsi",
    columns=[
        Column("caso", "Percorso", lambda one: f"caso {one.number}", "number", link=lambda one: one.get_absolute_url()),
        Column("concluso", "Concluso", lambda one: one.closed_on, "closed_on"),
        Column("perche", "Perché adesso", lambda one: one.why),
        Column("va", "Che cosa va", lambda one: GOES),
        Column("resta", "Che cosa resta", lambda one: STAYS),
    ],
    order=("number",),
    empty=("check", "Nessun dato da cancellare", "Qui compare chi ha superato il tempo di conservazione."),
    template="privacy/due.html",
    export_name="conservazione-finita",
)
ANNOUNCED = ListPage(
    title="Cancellazioni",
    noun="cancellazione,cancellazioni",
    columns=[
        Column("caso", "Percorso", lambda one: f"caso {one.case.number}", link=lambda one: one.get_absolute_url()),
        Column("annunciata", "Annunciata", lambda one: one.noticed_on, "noticed_on"),
        Column("dal", "Si cancella dal", lambda one: one.erasable_on, "erasable_on"),
        Column("stato", "Stato", lambda one: Mark(TONES[ErasureState(one.state)], one.get_state_display())),
    ],
    order=("erasable_on", "pk"),
    empty=("check", "Nessuna cancellazione annunciata", "Si annunciano dall’elenco di chi ha finito il suo tempo."),
    template="privacy/erasures.html",
    export_name="cancellazioni",
)
LEDGER = ListPage(
    title="Registro delle cancellazioni",
    noun="riga,righe",
    columns=[
        Column("caso", "Percorso", lambda one: ", ".join(f"caso {number}" for number in one.case_numbers)),
        Column("codice", "Codice", lambda one: str(one.person_id)),
        Column("quando", "Cancellata il", lambda one: one.erased_on, "erased_on"),
        Column("righe", "Righe svuotate", lambda one: one.rows_count, "rows_count", numeric=True),
        Column("file", "File tolti", lambda one: one.files_count, numeric=True),
    ],
    order=("-erased_on", "-pk"),
    empty=("list", "Nessuna cancellazione, per ora", "Ogni cancellazione lascia qui una riga, senza nomi."),
    template="privacy/ledger.html",
    export_name="registro-delle-cancellazioni",
)


@requires(Action.RETENTION_EDIT)
def due(request: HttpRequest) -> HttpResponse:
    """The dry run: nothing changes until it is announced, and nothing goes until thirty days later."""
    by, today = acting_in(request), clock.today()
    found = {one.case.id: one for one in actions.due_cases(by, today)}
    rows = visible(Case.objects, by, Action.RETENTION_EDIT).filter(id__in=list(found))
    start = _start_of(by)
    context = {"count": len(found), "start": start, "standing": _erasures(by).standing().count()}
    return DUE.answer(request, rows, on_read=lambda shown: _explain(shown, found, by), **context)


@requires(Action.RETENTION_EDIT)
def announce(request: HttpRequest) -> HttpResponse:
    """Announces every case of the list."""
    by = acting_in(request)
    count = len(actions.due_cases(by, clock.today()))
    page = FormPage(
        "privacy/announce.html", to=reverse("privacy:erasures"),
        done="Annunciate. Coordinamento e protezione dei dati sono avvisati.", context={"count": count},
    )  # fmt: skip
    form = NothingForm(request.POST if request.method == "POST" else None)
    return page.answer(request, form, lambda _: actions.notice_all_due(by=by))


@requires(Action.RETENTION_EDIT)
def start(request: HttpRequest) -> HttpResponse:
    """The day the years are counted from, as the managing authority told it."""
    by = acting_in(request)
    programme = get_object_or_404(visible(Programme.objects, by, Action.PROGRAMME_VIEW), id=by.programme_id)
    kept = RetentionStart.objects.filter(programme=programme).first()
    rules = list(RetentionRule.objects.valid_on(clock.today()))
    initial = {"rule_code": kept.rule_code, "starts_on": kept.starts_on, "act": kept.act} if kept else {}
    form = StartForm(request.POST or None, initial=initial, rules=[(one.code, _said(one)) for one in rules])
    page = FormPage(
        "privacy/start.html", to=reverse("privacy:due"), done="Data salvata.",
        context={"programme": programme, "kept": kept, "unverified": [one for one in rules if not one.is_verified]},
    )  # fmt: skip
    return page.answer(request, form, lambda typed: actions.enter_start(programme=programme, by=by, **typed))


@requires(Action.RETENTION_EDIT)
def erasures(request: HttpRequest) -> HttpResponse:
    """What is announced, held, done."""
    by = acting_in(request)
    rows = _erasures(by).select_related("case")
    ripe = rows.ripe(clock.today()).order_by("erasable_on", "pk").first()
    return ANNOUNCED.answer(request, rows, on_read=lambda shown: _log([one.case for one in shown], by), ripe=ripe)


@requires(Action.RETENTION_EDIT)
def erasure(request: HttpRequest, erasure_id: UUID) -> HttpResponse:
    """One of them: when, why, what goes and what stays."""
    by = acting_in(request)
    found = get_object_or_404(_erasures(by).select_related("case__programme", "certificate"), id=erasure_id)
    _log([found.case], by)
    kept = RetentionStart.objects.filter(programme_id=found.case.programme_id).first()
    context = {
        "row": found, "is_ripe": found.erasable_on <= clock.today(), "start": kept, "goes": GOES, "stays": STAYS,
        "tone": TONES[ErasureState(found.state)],
        "rule": actions.rule_on(found.rule_code, kept.starts_on if kept else found.due_on),
        "changes": list(found.changes.all()),
    }  # fmt: skip
    return TemplateResponse(request, "privacy/erasure.html", context)


@requires(Action.RETENTION_EDIT)
def step(request: HttpRequest, erasure_id: UUID, verb: str) -> HttpResponse:
    """Hold, release, call off: each with its reason; or erase, which has none."""
    by = acting_in(request)
    found = get_object_or_404(_erasures(by).select_related("case__programme"), id=erasure_id)
    _log([found.case], by)
    if verb not in STEPS:
        raise Http404
    heading, save, done, action = STEPS[verb]
    page = FormPage(
        "privacy/erasure_step.html", to=found.get_absolute_url(), done=done,
        context={"row": found, "heading": heading, "save": save, "verb": verb, "goes": GOES, "stays": STAYS},
    )  # fmt: skip
    if verb == "cancella":
        form = NothingForm(request.POST if request.method == "POST" else None)
        return page.answer(request, form, lambda _: action(erasure=found, by=by))
    return page.answer(request, ReasonForm(request.POST or None), lambda typed: action(erasure=found, by=by, **typed))


@requires(Action.RETENTION_EDIT)
def ledger(request: HttpRequest) -> HttpResponse:
    """Who was erased, by code."""
    by = acting_in(request)
    return LEDGER.answer(request, visible(ErasedPerson.objects, by, Action.RETENTION_EDIT))


@requires(Action.RETENTION_EDIT)
def register(request: HttpRequest) -> HttpResponse:
    """The record of processing (art. 30): every table, what it holds of whom, who reads it, how long."""
    rows = rows_of_register()
    if request.GET.get("esporta") == "xlsx":
        return REGISTER.export(rows)
    context = {"rows": rows, "start": _start_of(acting_in(request))}
    return TemplateResponse(request, "privacy/register.html", context)


REGISTER = ListPage(
    title="Registro dei trattamenti",
    columns=[
        Column("che-cosa", "Che cosa", lambda one: one.title),
        Column("parte", "Parte", lambda one: one.part),
        Column("dati", "Dati", lambda one: one.held),
        Column("lettori", "Chi li legge", lambda one: one.readers),
        Column("cifrati", "Cifrati", lambda one: one.sealed),
        Column("copia", "Nella copia della persona", lambda one: one.in_copy),
        Column("fine", "Alla fine", lambda one: one.at_end),
    ],
    export_name="registro-dei-trattamenti",
)
STEPS: dict[str, tuple[str, str, str, Any]] = {
    "trattieni": (
        "Trattenere i dati?",
        "Trattieni",
        "Trattenuta: si cancella solo quando la lasci.",
        actions.hold_erasure,
    ),
    "lascia": (
        "Lasciar andare i dati?",
        "Lascia andare",
        "Ricominciano i giorni dell’annuncio.",
        actions.release_erasure,
    ),
    "annulla": ("Annullare l’annuncio?", "Annulla l’annuncio", "Annuncio annullato.", actions.stop_erasure),
    "cancella": ("Cancellare i dati?", "Cancella i dati", "Dati cancellati. L’attestato è pronto.", actions.erase),
}


def _erasures(by: Actor) -> Any:
    return visible(Erasure.objects.all(), by, Action.RETENTION_EDIT)


def _start_of(by: Actor) -> RetentionStart | None:
    """The day of the programme one acts in."""
    return RetentionStart.objects.filter(programme_id=by.programme_id).first() if by.programme_id else None


def _said(rule: RetentionRule) -> str:
    return f"{rule.label}: {rule.years_count} anni dal {rule.counted_from} ({rule.source})"


def _explain(shown: list[Case], found: dict[uuid.UUID, Any], by: Actor) -> None:
    for one in shown:
        due_one = found[one.id]
        words = f"{due_one.rule.years_count} anni dal {date_field(due_one.start.starts_on)}"
        one.why = f"{words}, finiti il {date_field(due_one.due_on)}"  # type: ignore[attr-defined]
    _log(shown, by)


def _log(cases: list[Case], by: Actor) -> None:
    if cases:
        record_read(
            by=by, scope=cases[0].scope_id, purpose="fine della conservazione", groups=[Group.CASE],
            person_ids=[one.person_id for one in cases],
        )  # fmt: skip
