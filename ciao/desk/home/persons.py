"""The people one follows, on the home: what is late for them, today's appointments, who has gone silent."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Max
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.cases.enums import CaseState, Phase
from ciao.cases.lifecycle import CASE, PHASE
from ciao.cases.models import Appointment, Case, CaseChange, Note, Suspension, Task
from ciao.core.charts import share
from ciao.core.formats import date_relative, date_table, plural, time_of_day
from ciao.desk.home.blocks import Button, Change, Item, Next, Parts, PersonLine
from ciao.people.models import Person
from ciao.programmes.parameters import parameter

SHOWN = 8


def add(parts: Parts) -> None:
    """Only the cases the actor's own mandate is on; the rest of the programme is elsewhere."""
    if not may(parts.actor, Action.CASE_VIEW):
        return
    cases = visible(Case.objects, parts.actor, Action.CASE_VIEW)
    mine = list(cases.filter(pk__in=_followed(parts)).order_by("number"))
    if not mine:
        return
    names = _names(parts, mine)
    reviews = _reviews(parts, mine)
    contacts = _last_contacts(parts, mine)
    parts.people_count = len(mine)
    _share(parts, mine)
    _appointments(parts, mine, names)
    _late(parts, mine, names, reviews)
    silent = _silent(parts, mine, names, contacts)
    _lines(parts, mine, names, reviews, contacts, silent)
    _changes(parts, mine, names)
    parts.read.extend(one.person_id for one in mine if one.person_id in names)


def _followed(parts: Parts) -> Any:
    return (
        visible(Case.objects, parts.actor, Action.CASE_VIEW)
        .filter(state__in=(CaseState.OPEN, CaseState.SUSPENDED))
        .filter(workers__mandate=parts.actor.mandate_id, workers__ends_on__isnull=True)
        .values("pk")
    )


def _names(parts: Parts, cases: Sequence[Case]) -> dict[uuid.UUID, str]:
    rows = visible(Person.objects, parts.actor, Action.CASE_VIEW).filter(
        id__in=[one.person_id for one in cases]
    )
    return {one.id: f"Caso {number(one, cases)}" if one.is_protected else one.register_name for one in rows}


def number(person: Person, cases: Sequence[Case]) -> int:
    """A protected person is shown by case number, also to those who follow them."""
    return next(one.number for one in cases if one.person_id == person.id)


def _name(case: Case, names: dict[uuid.UUID, str]) -> str:
    return names.get(case.person_id, f"Caso {case.number}")


def _url(case: Case) -> str:
    return reverse("desk:case", args=[case.id])


def _reviews(parts: Parts, cases: Sequence[Case]) -> dict[uuid.UUID, Suspension]:
    rows = visible(Suspension.objects, parts.actor, Action.CASE_VIEW)
    return {one.case_id: one for one in rows.filter(case__in=cases, ends_on__isnull=True)}


def _last_contacts(parts: Parts, cases: Sequence[Case]) -> dict[uuid.UUID, date]:
    notes = visible(Note.objects, parts.actor, Action.CASE_VIEW).filter(case__in=cases)
    found = dict(notes.values_list("case_id").annotate(Max("happened_on")))
    kept = visible(Appointment.objects, parts.actor, Action.CASE_VIEW).filter(case__in=cases, was_kept=True)
    for case_id, moment in kept.values_list("case_id").annotate(Max("starts_at")):
        found[case_id] = max(found.get(case_id, moment.date()), moment.date())
    return found


def _share(parts: Parts, cases: Sequence[Case]) -> None:
    count = Counter(one.phase for one in cases)
    parts.share = share.draw([share.Part(phase.value, _short(phase), count[phase.value]) for phase in Phase])
    parts.share_count = len(cases)


def _short(phase: Phase) -> str:
    words = {"A": "accesso", "B": "valutazione", "C": "progetto", "D": "erogazione", "E": "conclusione"}
    return words[phase.value]


def _appointments(parts: Parts, cases: Sequence[Case], names: dict[uuid.UUID, str]) -> None:
    by_id = {one.id: one for one in cases}
    rows = visible(Appointment.objects, parts.actor, Action.CASE_VIEW).filter(
        case__in=cases, starts_at__date__gte=parts.today, starts_at__date__lte=parts.today + timedelta(days=1)
    )
    for one in rows.order_by("starts_at"):
        case = by_id[one.case_id]
        is_today = one.starts_at.date() == parts.today
        parts.agenda.append(
            Item(
                title=_name(case, names),
                url=_url(case),
                text=f" · {one.place}" if one.place else "",
                when=time_of_day(one.starts_at),
                day="" if is_today else "domani",
                icon="",
                why=one.about,
            )  # fmt: skip
        )
    if parts.agenda and not parts.agenda[0].day:
        first = parts.agenda[0]
        parts.nexts.insert(
            0,
            Next(
                f"Colloquio con {first.title} alle {first.when}{first.text.replace(' · ', ', ')}",
                first.why or "Rileggi l’ultima voce del diario prima di cominciare.",
                (Button("Apri il fascicolo", first.url),),
                kicker="Oggi",
                icon="clock",
            ),  # fmt: skip
        )


def _late(
    parts: Parts, cases: Sequence[Case], names: dict[uuid.UUID, str], reviews: dict[uuid.UUID, Suspension]
) -> None:
    for case in cases:
        pause = reviews.get(case.id)
        if pause and pause.review_on and pause.review_on <= parts.today:
            days = (parts.today - pause.review_on).days
            parts.late.append(
                Item(
                    _name(case, names),
                    _url(case),
                    ": percorso sospeso, è ora di decidere se riprendere",
                    f"Sospeso dal {date_table(pause.starts_on)}: {pause.get_reason_display()}. "
                    f"La verifica era per {date_relative(pause.review_on)}.",
                    button=Button("Decidi", _url(case)),
                    weight=days,
                )  # fmt: skip
            )
    by_id = {one.id: one for one in cases}
    tasks = visible(Task.objects, parts.actor, Action.CASE_VIEW).filter(
        case__in=cases, done_at__isnull=True, due_on__lt=parts.today, owner_id=parts.actor.mandate_id
    )
    for task in tasks:
        case = by_id[task.case_id]
        parts.late.append(
            Item(
                _name(case, names),
                _url(case),
                f": {task.title}",
                f"Era da fare entro il {date_table(task.due_on)}.",
                icon="pencil",
                button=Button("Apri", _url(case)),
                weight=(parts.today - task.due_on).days,
            )  # fmt: skip
        )


def _silent(
    parts: Parts, cases: Sequence[Case], names: dict[uuid.UUID, str], contacts: dict[uuid.UUID, date]
) -> set[uuid.UUID]:
    limit = int(parameter("contact_silence_days", parts.today))
    silent = set()
    for case in cases:
        last = contacts.get(case.id, case.opened_on)
        days = (parts.today - last).days
        if case.state == CaseState.OPEN and days > limit and case.id:
            silent.add(case.id)
            parts.warnings.append(
                Item(
                    _name(case, names),
                    _url(case),
                    f": {plural(days, 'giorno', 'giorni')} senza contatto",
                    f"La soglia è {limit}. Ultimo contatto: {date_table(last)}.",
                    kind="warn",
                    icon="warning-circle",
                    button=Button("Scrivi nel diario", _url(case)),
                    weight=days,
                )  # fmt: skip
            )
    return silent


def _lines(
    parts: Parts, cases: Sequence[Case], names: dict[uuid.UUID, str], reviews: dict[uuid.UUID, Suspension],
    contacts: dict[uuid.UUID, date], silent: set[uuid.UUID],
) -> None:  # fmt: skip
    for case in cases:
        step, kind, due, weight = _step(case, reviews.get(case.id), case.id in silent)
        last = contacts.get(case.id)
        phase = "sospesa" if case.state == CaseState.SUSPENDED else _short(Phase(case.phase))
        name = _name(case, names)
        parts.people.append(
            PersonLine(
                name,
                "" if name == f"Caso {case.number}" else f"caso {case.number}",
                _url(case),
                f"{case.phase} · {phase}",
                step,
                kind,
                due,
                date_table(last) if last else "–",
                weight,
            )  # fmt: skip
        )


def _step(case: Case, pause: Suspension | None, is_silent: bool) -> tuple[str, str, str, int]:
    if pause is not None:
        due = date_relative(pause.review_on) if pause.review_on else "da fissare"
        return "Decidere se riprendere", "warn", due, 3
    if is_silent:
        return "Risentirsi", "warn", "adesso", 2
    words = {
        "A": "Raccogliere i dati d’ingresso", "B": "Completare la valutazione", "C": "Scrivere il progetto insieme",
        "D": "Seguire i sostegni", "E": "Preparare l’uscita",
    }  # fmt: skip
    return words[case.phase], "info", "in corso", 1


def _changes(parts: Parts, cases: Sequence[Case], names: dict[uuid.UUID, str]) -> None:
    by_id = {one.id: one for one in cases}
    rows = visible(CaseChange.objects, parts.actor, Action.CASE_VIEW).filter(
        case__in=cases, changed_on__gte=parts.today - timedelta(days=14)
    )
    for one in rows.order_by("-changed_at")[:5]:
        case = by_id[one.case_id]
        parts.changes.append(
            Change(
                "info",
                "arrow-right-circle",
                f"{date_relative(one.changed_on)} · {one.changed_by_label.split(',')[0]}",
                f"{_name(case, names)}: {_verb(one.verb)}",
                _url(case),
            )  # fmt: skip
        )


def _verb(verb: str) -> str:
    table = CASE.transitions.get(verb) or PHASE.transitions[verb]
    return table.label
