"""What the page of a load shows: what comes next, how many rows of each outcome, the first to correct."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from django.urls import reverse

from ciao.cases.actions.loads import checked_rows
from ciao.cases.enums import ListState, LoadOutcome
from ciao.cases.lifecycle import LIST
from ciao.cases.lists.page import TINTS, Step
from ciao.cases.loads import LoadKind
from ciao.cases.models import Load, LoadReading, LoadRow
from ciao.core.formats import count, date_field, date_table, plural
from ciao.core.sheets import Cell, Mapping, headings

SHOWN, FIRST = 12, 5
MARKS = {
    LoadOutcome.NEW: ("info", "plus"), LoadOutcome.REPEATED: ("", "copy"), LoadOutcome.WRONG: ("stop", "close"),
    LoadOutcome.MADE: ("ok", "check"), LoadOutcome.TAKEN_BACK: ("", "arrow-left"),
}  # fmt: skip
TO_CORRECT = (LoadOutcome.WRONG, LoadOutcome.REPEATED)


def page_of(load: Load, kind: LoadKind) -> dict[str, Any]:
    """Everything the page shows."""
    rows = told_rows(load)
    tally = Counter(outcome for _, outcome, _ in rows)
    mark, icon = TINTS[ListState(load.state)]
    shown = [one for one in rows if one[2] and (one[1] in TO_CORRECT or load.state == ListState.UNDONE)]
    warned = [one for one in rows if one[2] and one[1] == LoadOutcome.NEW]
    return {
        "load": load, "load_kind": kind, "kind": mark, "icon": icon, "step": _step(load, tally),
        "is_working": load.state in (ListState.RUNNING, ListState.UNDOING), "is_draft": load.state == ListState.DRAFT,
        "tally": [_line(one, tally[one]) for one in LoadOutcome if tally[one]], "wrong": len(shown),
        "to_correct": [_fault(*one) for one in [*shown, *warned][:SHOWN]], "facts": _facts(load, kind),
        "story": _story(load), "may_undo": load.state == ListState.LOADED,
    }  # fmt: skip


def told_rows(load: Load) -> list[tuple[int, str, list[str]]]:
    """Number, outcome and sentences of each row: as tried while it is a draft, as written afterwards."""
    if load.state == ListState.DRAFT:
        return [(one.number, str(one.outcome), one.said) for one in checked_rows(load)]
    rows = LoadRow.objects.filter(load=load).order_by("number")
    return [
        (one.number, one.outcome, json.loads(one.faults or "[]")) for one in rows.only("number", "outcome", "faults")
    ]


def wrong_rows(load: Load) -> tuple[list[str], list[tuple[int, list[Cell], list[str]]]]:
    """Headings and rows of the sheet that goes back, as they were written."""
    if load.state == ListState.DRAFT:
        rows, mapping = sheet_of(load)
        wrong = [one for one in checked_rows(load) if one.outcome in TO_CORRECT]
        return headings(rows, mapping.header), [(one.number, rows[one.number - 1], one.said) for one in wrong]
    kept = LoadRow.objects.filter(load=load, outcome__in=TO_CORRECT).order_by("number")
    told = [(one.number, json.loads(one.cells or "[]"), json.loads(one.faults or "[]")) for one in kept]
    return load.options.get("headings", []), told


def sheet_of(load: Load) -> tuple[list[list[Cell]], Mapping]:
    """The sheet as read, and its columns; only while it is a draft."""
    reading = LoadReading.objects.get(load=load)
    return json.loads(reading.rows), Mapping.of(reading.mapping)


def first_rows(rows: list[list[Cell]], header: int) -> list[tuple[int, str]]:
    """The headings and the rows under them, enough to recognise the columns."""
    return [(at, " · ".join(str(cell)[:40] for cell in row[:10]))
            for at, row in enumerate(rows[header : header + FIRST], header + 1)]  # fmt: skip


def _line(outcome: LoadOutcome, rows: int) -> dict[str, str]:
    kind, icon = MARKS[outcome]
    return {"label": str(outcome.label), "kind": kind, "icon": icon, "rows": count(rows)}


def _fault(number: int, outcome: str, said: list[str]) -> dict[str, str]:
    kind, icon = MARKS[LoadOutcome(outcome)] if outcome != LoadOutcome.NEW else ("warn", "warning-circle")
    return {"title": f"Riga {number}", "why": " ".join(said), "kind": kind, "icon": icon}


def _step(load: Load, tally: Counter[str]) -> Step:
    wrong = tally[LoadOutcome.WRONG]
    if load.state == ListState.DRAFT:
        return _draft_step(load, tally[LoadOutcome.NEW], wrong)
    if load.state == ListState.LOADED and wrong:
        why = "Scarica il foglio, correggi, e carica solo quelle come un foglio nuovo."
        url = reverse("desk:load_faults", args=[load.id])
        return Step(f"Correggere {plural(wrong, 'riga', 'righe')}", why, "", url, "Scarica le righe da correggere")
    left = tally[LoadOutcome.MADE]
    back = f"{plural(left, 'riga non si è potuta annullare', 'righe non si sono potute annullare')}: sotto c’è perché."
    return {
        ListState.LOADED: Step("Caricato, niente da fare", "Ciò che ha scritto si trova nelle sue pagine.", "off"),
        ListState.RUNNING: Step("Caricamento in corso", "Puoi lasciare la pagina: continua da solo.", "off"),
        ListState.UNDOING: Step("Annullamento in corso", "Puoi lasciare la pagina: continua da solo.", "off"),
        ListState.UNDONE: Step("Annullato, non del tutto", back, "off") if left else
        Step("Annullato", "Di ciò che il foglio aveva scritto non resta niente.", "off"),
        ListState.DISCARDED: Step("Messo da parte", "Di ciò che si era letto non resta niente.", "off"),
        ListState.EXPIRED: Step("Scaduto", "Le righe che si erano lette sono cancellate.", "off"),
    }[ListState(load.state)]  # fmt: skip


def _draft_step(load: Load, new: int, wrong: int) -> Step:
    if not new:
        url = reverse("desk:load_columns", args=[load.id])
        why = "Nessuna riga è pronta: guarda che cosa c’è in ogni colonna."
        return Step("Controllare le colonne", why, "stop", url, "Controlla le colonne")
    rest = f" {plural(wrong, 'riga da correggere resta fuori', 'righe da correggere restano fuori')}." if wrong else ""
    why = f"{plural(new, 'riga pronta', 'righe pronte')}.{rest} Finché non lo carichi non cambia niente."
    return Step("Caricare il foglio", why, "", reverse("desk:apply_load", args=[load.id]), "Carica il foglio")


def _facts(load: Load, kind: LoadKind) -> list[tuple[str, str]]:
    rows = [
        ("Che cosa contiene", kind.label), ("Da dove viene", load.source), ("Chi l’ha dato", load.given_by),
        ("Ricevuto il", date_field(load.given_on)), ("Base giuridica", load.get_legal_basis_display()),
        ("Righe da correggere fino al", date_field(load.expires_on)), ("File", load.file_name),
        ("Righe", count(load.rows_count)),
    ]  # fmt: skip
    return [(label, str(value)) for label, value in rows if value]


def _story(load: Load) -> list[dict[str, str]]:
    return [
        {"when": f"{date_table(one.changed_on)} · {one.changed_by_label.split(',')[0]}",
         "text": LIST.labels[one.to_state].capitalize() + (f": {one.reason}" if one.reason else ""),
         "kind": "warn" if LIST.transitions[one.verb].is_correction else "info", "icon": "arrow-right"}
        for one in load.changes.all()
    ]  # fmt: skip
