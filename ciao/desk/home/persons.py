"""The people one follows, on the home: what is late for them, today's appointments, who has gone silent."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.cases.dossier.facts import facts_for, names_for, title_of
from ciao.cases.dossier.next_step import CaseFacts, NextStep, next_step
from ciao.cases.enums import CaseState, Phase
from ciao.cases.lifecycle import CASE, PHASE
from ciao.cases.models import Appointment, Case, CaseChange
from ciao.core import clock
from ciao.core.charts import share
from ciao.core.formats import date_relative, date_table, plural, time_of_day
from ciao.desk.home.blocks import Button, Change, Item, Next, Parts, PersonLine

PHASE_WORDS = {"A": "accesso", "B": "valutazione", "C": "progetto", "D": "erogazione", "E": "conclusione"}
STORY_DAYS, STORY_LINES = 14, 5


def add(parts: Parts) -> None:
    """Only the cases the actor's own mandate is on; the rest of the programme is elsewhere."""
    if not may(parts.actor, Action.CASE_VIEW):
        return
    cases = _followed(parts)
    if not cases:
        return
    people = names_for(cases, parts.actor)
    titles = {one.id: _capital(title_of(one, people.get(one.person_id))) for one in cases}
    facts = facts_for(cases, parts.actor)
    parts.people_count = parts.share_count = len(cases)
    parts.share = _share(cases)
    parts.share_note = plural(len(cases), "persona", "persone")
    parts.read.extend(one.person_id for one in cases if one.person_id in people)
    _appointments(parts, cases, titles)
    for case in cases:
        if case.id in facts:
            _line(parts, case, titles[case.id], facts[case.id])
    _changes(parts, cases, titles)


def _followed(parts: Parts) -> list[Case]:
    rows = visible(Case.objects.all(), parts.actor, Action.CASE_VIEW).active()
    return list(rows.followed_by(parts.actor.mandate_id, parts.today).order_by("number"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _url(case: Case) -> str:
    return reverse("desk:case", args=[case.id])


def _share(cases: Sequence[Case]) -> share.Share:
    count = Counter(one.phase for one in cases)
    return share.draw([share.Part(one.value, PHASE_WORDS[one.value], count[one.value]) for one in Phase])


def _appointments(parts: Parts, cases: Sequence[Case], titles: dict[uuid.UUID, str]) -> None:
    by_id = {one.id: one for one in cases}
    rows = visible(Appointment.objects, parts.actor, Action.CASE_VIEW).filter(
        case__in=cases,
        starts_at__gte=clock.now() - timedelta(minutes=30),
        starts_at__date__lte=parts.today + timedelta(days=1),
        was_kept__isnull=True,
        called_off="",
    )
    for one in rows.order_by("starts_at"):
        local = one.starts_at.astimezone(clock.ROME)
        parts.agenda.append(
            Item(
                title=titles[one.case_id],
                url=_url(by_id[one.case_id]),
                text=f" · {one.place}" if one.place else "",
                why=one.about,
                icon="",
                when=time_of_day(local),
                day="" if local.date() == parts.today else "domani",
            )
        )
    if parts.agenda and not parts.agenda[0].day:
        parts.nexts.insert(0, _next_meeting(parts.agenda[0]))


def _next_meeting(first: Item) -> Next:
    place = first.text.replace(" · ", ", ")
    why = first.why or "Prima di cominciare, rileggi l’ultima voce del diario."
    button = Button("Apri il fascicolo", first.url)
    return Next(f"Colloquio con {first.title} alle {first.when}{place}", why, (button,), kicker="Oggi", icon="clock")


def _line(parts: Parts, case: Case, title: str, facts: CaseFacts) -> None:
    step = next_step(facts, parts.today)
    days_late = (parts.today - step.due_on).days if step.due_on else -1
    if step.kind == "stop":
        _pressing(parts, case, title, step, days_late)
    phase = "sospesa" if case.state == CaseState.SUSPENDED else PHASE_WORDS[case.phase]
    number = "" if title == f"Caso {case.number}" else f"caso {case.number}"
    last = date_table(facts.last_contact_on) if facts.last_contact_on else "–"
    parts.people.append(
        PersonLine(
            title,
            number,
            _url(case),
            f"{case.phase} · {phase}",
            step.title,
            _kind(step, days_late),
            _due(step),
            last,
            _weight(step, days_late),
        )
    )


def _pressing(parts: Parts, case: Case, title: str, step: NextStep, days_late: int) -> None:
    button = Button("Apri", _url(case))
    if step.title == "Sentire la persona":
        return  # said among the warnings, with its reason
    parts.late.append(Item(title, _url(case), f": {_small(step.title)}", step.why, button=button, weight=days_late))


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _kind(step: NextStep, days_late: int) -> str:
    if step.kind == "stop" and days_late > 0:
        return "stop"
    return "warn" if step.kind == "stop" or days_late == 0 else "info"


def _due(step: NextStep) -> str:
    return date_relative(step.due_on) if step.due_on else "quando puoi"


def _weight(step: NextStep, days_late: int) -> int:
    """Late first, the longest late on top; then by day; what has no day comes last."""
    if step.due_on is None:
        return -10_000
    return days_late + (1_000 if step.kind == "stop" else 0)


def _changes(parts: Parts, cases: Sequence[Case], titles: dict[uuid.UUID, str]) -> None:
    by_id = {one.id: one for one in cases}
    rows = visible(CaseChange.objects, parts.actor, Action.CASE_VIEW).filter(
        case__in=cases, changed_on__gte=parts.today - timedelta(days=STORY_DAYS)
    )
    for one in rows.order_by("-changed_at")[:STORY_LINES]:
        who = one.changed_by_label.split(",")[0]
        words = (CASE.transitions.get(one.verb) or PHASE.transitions[one.verb]).label
        parts.changes.append(
            Change(
                "info",
                "arrow-right-circle",
                f"{date_relative(one.changed_on)} · {who}",
                f"{titles[one.case_id]}: {words}",
                _url(by_id[one.case_id]),
            )
        )
