"""What the page of a list shows: what comes next, how many rows of each outcome, the first to correct."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.cases.enums import ListState, RowOutcome
from ciao.cases.lifecycle import LIST
from ciao.cases.lists.columns import WANTED
from ciao.cases.lists.dry_run import Tried, from_text
from ciao.cases.models import ListReading, LoadedList, LoadedRow
from ciao.core.formats import count, date_field, date_table, plural
from ciao.core.sheets import Cell, Mapping, headings

SHOWN, FIRST = 12, 5
TINTS = {
    ListState.DRAFT: ("warn", "file"), ListState.RUNNING: ("info", "clock"), ListState.LOADED: ("ok", "check"),
    ListState.UNDOING: ("info", "clock"), ListState.UNDONE: ("", "arrow-left"), ListState.DISCARDED: ("", "file"),
    ListState.EXPIRED: ("", "ban"),
}  # fmt: skip
MARKS = {
    RowOutcome.NEW: ("info", "plus"), RowOutcome.WAITING: ("info", "clock"), RowOutcome.KNOWN: ("ok", "check"),
    RowOutcome.DOUBTFUL: ("warn", "help"), RowOutcome.WRONG: ("stop", "close"), RowOutcome.REPEATED: ("", "copy"),
    RowOutcome.MADE: ("ok", "user"), RowOutcome.SIGNALLED: ("ok", "horn"), RowOutcome.ERASED: ("", "ban"),
}  # fmt: skip
TO_CORRECT = (RowOutcome.WRONG, RowOutcome.DOUBTFUL, RowOutcome.REPEATED)
FIELDS = [one for one in WANTED if one.name not in ("full_name", "birth_place")]


@dataclass(frozen=True)
class Draft:
    """A reading opened: the sheet's rows, its columns, what would become of each row."""

    rows: list[list[Cell]]
    columns: Mapping
    tried: list[Tried]

    @property
    def headings(self) -> list[str]:
        """What the columns are called in the file."""
        return headings(self.rows, self.columns.header)

    def first_rows(self) -> list[tuple[int, str]]:
        """The headings and the rows under them, enough to recognise the columns."""
        start = self.columns.header
        return [(start + at, " · ".join(str(cell)[:40] for cell in row[:10]))
                for at, row in enumerate(self.rows[start : start + FIRST], 1)]  # fmt: skip


@dataclass(frozen=True)
class Step:
    """The band on top of the page."""

    title: str
    why: str
    kind: str = ""
    url: str = ""
    label: str = ""


def draft_of(found: LoadedList) -> Draft | None:
    """What was read, while the list is a draft."""
    reading = ListReading.objects.filter(loaded_list=found).first()
    if reading is None:
        return None
    return Draft(json.loads(reading.rows), Mapping.of(reading.mapping), from_text(reading.found))


def page_of(found: LoadedList, actor: Actor) -> dict[str, Any]:
    """Everything the page shows."""
    draft = draft_of(found) if found.state == ListState.DRAFT else None
    tally = _tally(found, draft, actor)
    kind, icon = TINTS[ListState(found.state)]
    is_working = found.state in (ListState.RUNNING, ListState.UNDOING)
    return {
        "list": found, "draft": draft, "kind": kind, "icon": icon, "is_working": is_working,
        "step": _step(found, tally), "tally": _lines(found, tally), "facts": _facts(found), "story": _story(found),
        "to_correct": _first_wrong(draft) if draft else [], "wrong": sum(tally.get(one, 0) for one in TO_CORRECT),
        "may_undo": found.state == ListState.LOADED, "is_draft": found.state == ListState.DRAFT,
    }  # fmt: skip


def wrong_rows(found: LoadedList) -> tuple[list[str], list[tuple[int, list[Cell], list[str]]]]:
    """Headings and rows of the spreadsheet that goes back: as written in the file while one still has it."""
    draft = draft_of(found)
    if draft is not None:
        rows = [(one.entry.number, draft.rows[one.entry.number - 1], one.sentences) for one in draft.tried
                if one.outcome in TO_CORRECT]  # fmt: skip
        return draft.headings, rows
    kept = LoadedRow.objects.filter(loaded_list=found, outcome__in=TO_CORRECT).order_by("number")
    return [one.label for one in FIELDS], [
        (row.number, written(json.loads(row.cells or "{}")), json.loads(row.faults or "[]")) for row in kept
    ]


def written(values: dict[str, Any]) -> list[Cell]:
    """The values of a row as a person would write them, in the order of the template."""
    raw: dict[str, str] = values.get("written") or {}
    return [raw.get(one.name) or str(values.get(one.name) or "") for one in FIELDS]


def _tally(found: LoadedList, draft: Draft | None, actor: Actor) -> dict[str, int]:
    if draft is not None:
        return dict(Counter(str(one.outcome) for one in draft.tried))
    rows = visible(LoadedRow.objects, actor, Action.LIST_LOAD).filter(loaded_list=found)
    return dict(Counter(rows.values_list("outcome", flat=True)))


def _lines(found: LoadedList, tally: dict[str, int]) -> list[dict[str, str]]:
    base = reverse("cases:list_rows", args=[found.id]) if found.state != ListState.DRAFT else ""
    lines = []
    for one in RowOutcome:
        if tally.get(one):
            kind, icon = MARKS[one]
            url = f"{base}?esito={one.value}" if base else ""
            lines.append({"label": str(one.label), "kind": kind, "icon": icon, "rows": count(tally[one]), "url": url})
    return lines


def _step(found: LoadedList, tally: dict[str, int]) -> Step:
    if found.state == ListState.DRAFT:
        return _draft_step(found, tally)
    if found.state == ListState.LOADED:
        return _loaded_step(found, tally)
    return {
        ListState.RUNNING: Step("Caricamento in corso", "Puoi lasciare la pagina: continua da solo.", "off"),
        ListState.UNDOING: Step("Annullamento in corso", "Puoi lasciare la pagina: continua da solo.", "off"),
        ListState.UNDONE: _undone_step(tally),
        ListState.DISCARDED: Step("Messo da parte", "Di ciò che si era letto non resta niente.", "off"),
        ListState.EXPIRED: Step("Scaduto", "Le righe che non avevano trovato nessuno sono cancellate.", "off"),
    }[ListState(found.state)]


def _draft_step(found: LoadedList, tally: dict[str, int]) -> Step:
    new, wrong = tally.get(RowOutcome.NEW, 0), tally.get(RowOutcome.WRONG, 0)
    if not new:
        url = reverse("cases:list_columns", args=[found.id])
        return Step("Controllare le colonne", "Nessuna riga è pronta: guarda che cosa c’è in ogni colonna.", "stop",
                    url, "Controlla le colonne")  # fmt: skip
    words = plural(new, "riga pronta", "righe pronte")
    rest = f" {plural(wrong, 'riga da correggere resta fuori', 'righe da correggere restano fuori')}." if wrong else ""
    return Step("Caricare l’elenco", f"{words}.{rest} Finché non lo carichi non cambia niente.", "",
                reverse("cases:apply_list", args=[found.id]), "Carica l’elenco")  # fmt: skip


def _loaded_step(found: LoadedList, tally: dict[str, int]) -> Step:
    doubtful, wrong = tally.get(RowOutcome.DOUBTFUL, 0), tally.get(RowOutcome.WRONG, 0)
    rows = reverse("cases:list_rows", args=[found.id])
    if doubtful:
        words = f"Decidere {plural(doubtful, 'riga', 'righe')}"
        why = "Forse sono persone già conosciute: guarda e scegli, una per una."
        return Step(words, why, "", f"{rows}?esito=doubtful", "Vedi le righe da decidere")
    if wrong:
        why = "Scarica il foglio, correggi, e carica solo quelle come un elenco nuovo."
        return Step(f"Correggere {plural(wrong, 'riga', 'righe')}", why, "",
                    reverse("cases:list_faults", args=[found.id]), "Scarica le righe da correggere")  # fmt: skip
    if tally.get(RowOutcome.WAITING):
        why = f"Ogni notte si confronta con chi è arrivato. Dopo il {date_field(found.expires_on)} si cancella."
        return Step("L’elenco aspetta", why, "off")
    return Step("Caricato, niente da fare", "Le persone si trovano nella pagina Persone.", "off")


def _undone_step(tally: dict[str, int]) -> Step:
    kept = sum(tally.get(one, 0) for one in (RowOutcome.MADE, RowOutcome.SIGNALLED))
    if not kept:
        return Step("Annullato", "Di ciò che l’elenco aveva scritto non resta niente.", "off")
    words = plural(kept, "riga non si è potuta annullare", "righe non si sono potute annullare")
    return Step("Annullato, non del tutto", f"{words}: apri le righe per leggere perché.", "off")


def _first_wrong(draft: Draft) -> list[dict[str, str]]:
    shown = [one for one in draft.tried if one.outcome in TO_CORRECT][:SHOWN]
    return [
        {"title": f"Riga {one.entry.number}", "text": f": {one.entry.name}" if one.entry.name else "",
         "why": " ".join(one.sentences), "kind": MARKS[RowOutcome(one.outcome)][0],
         "icon": MARKS[RowOutcome(one.outcome)][1]}
        for one in shown
    ]  # fmt: skip


def _facts(found: LoadedList) -> list[tuple[str, str]]:
    manager = found.manager.user.get_full_name() if found.manager else ""
    rows = [
        ("Che elenco è", found.get_kind_display()), ("Da dove viene", found.source),
        ("Chi l’ha dato", found.given_by), ("Ricevuto il", date_field(found.given_on)),
        ("Base giuridica", found.get_legal_basis_display()), ("Si conserva fino al", date_field(found.expires_on)),
        ("File", found.file_name), ("Righe", count(found.rows_count)), ("Case manager", manager),
    ]  # fmt: skip
    return [(label, str(value)) for label, value in rows if value]


def _story(found: LoadedList) -> list[dict[str, str]]:
    return [
        {"when": f"{date_table(one.changed_on)} · {one.changed_by_label.split(',')[0]}", "url": "",
         "text": LIST.labels[one.to_state].capitalize() + (f": {one.reason}" if one.reason else ""),
         "kind": "warn" if LIST.transitions[one.verb].is_correction else "info", "icon": "arrow-right"}
        for one in found.changes.all()
    ]  # fmt: skip
