"""What the page of an internship shows, gathered once."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.core import clock
from ciao.core.formats import DAYS, date_relative, hours, money, period
from ciao.internships.actions.terms import certificate_percent, duration_terms, minimum_terms, pause_days
from ciao.internships.enums import InternshipState
from ciao.internships.lifecycle import INTERNSHIP
from ciao.internships.models import Internship, InternshipChange, InternshipPause, TrainingProject
from ciao.internships.panel import confirmed_months, hours_done, months, seen, step_of
from ciao.internships.rules import (
    PackItem,
    amount_warning,
    certificate_hours,
    cob_warning,
    duration_warning,
    pack,
    pause_warning,
)
from ciao.internships.views.at_host import host_warnings

TOLD = {
    "start": "Avviato", "end": "Concluso", "cancel": "Annullato", "undo_start": "Riportato in preparazione",
    "resume": "Riaperto",
}  # fmt: skip
FIXES = {"project": "Scrivi il progetto", "agreement": "Scegli la convenzione", "signed": "Segna firmato",
         "inail": "Scrivi il numero", "liability": "Scrivi la polizza", "cob": "Scrivi il numero"}  # fmt: skip
MOVE_WORDS = {
    "end": "Concludi il tirocinio", "cancel": "Annulla il tirocinio", "undo_start": "Riporta in preparazione",
    "resume": "Riapri il tirocinio",
}  # fmt: skip
MOVES = {"end": "end", "cancel": "cancel", "undo_start": "undo", "resume": "resume"}


def body_of(found: Internship, by: Actor, edits: bool) -> dict[str, Any]:
    """All the page shows, as far as this reader goes."""
    project = found.project()
    confirmed = confirmed_months([found], by)[found.id]
    step = step_of(found, project, confirmed, clock.today()) if edits else None
    items = pack(found.start_facts(project))
    return {
        "internship": found,
        "project": project,
        "step": step[0] if step else None,
        "step_url": step[1] if step else "",
        "missing": [_missing(one, found, project, edits) for one in items if not one.is_there],
        "there": [{"title": one.title, "why": one.why} for one in items if one.is_there],
        "warnings": warnings_of(found, project) if project else [],
        "missing_count": sum(not one.is_there for one in items),
        "brief": _brief(found, project),
        "months": months(found, by),
        "pauses": [_pause(one) for one in seen(InternshipPause, by).filter(internship=found)],
        "story": [_told(one) for one in seen(InternshipChange, by).filter(internship=found)],
        "may_edit": edits,
        "may_agree": may(by, Action.HOST_EDIT),
        "moves": _moves(found) if edits else [],
    }


def warnings_of(found: Internship, project: TrainingProject) -> list[str]:
    """What is worth a look and stops nobody: amount, length, places of the host, late notice."""
    day, host = found.starts_on, project.host
    said = [
        amount_warning(
            found.kind, project.full_amount, daily_hours=project.daily_hours, is_public=host.is_public,
            terms=minimum_terms(day),
        ),
        duration_warning(found.kind, found.starts_on, found.ends_on, duration_terms(day)),
        *host_warnings(found, project),
        cob_warning(found.start_facts(project)),
    ]  # fmt: skip
    return [one for one in said if one]


def pause_words(row: InternshipPause) -> str:
    """What to say of a pause shorter than the rule asks."""
    return pause_warning(row.reason, row.starts_on, row.ends_on, pause_days(row.starts_on))


def schedule_words(project: TrainingProject) -> str:
    """«lun 5 h, mar 5 h»: the days that have hours."""
    return ", ".join(f"{DAYS[one][:3]} {hours(given)}" for one, given in enumerate(project.daily_hours) if given)


def _missing(one: PackItem, found: Internship, project: TrainingProject | None, edits: bool) -> dict[str, str]:
    item = {"title": one.title, "why": one.why}
    if edits and (one.code == "project" or project is not None):
        name = "internships:sign" if one.code == "signed" else "internships:project"
        item |= {"url": reverse(name, args=[found.id]), "action": FIXES[one.code]}
    return item


def _brief(found: Internship, project: TrainingProject | None) -> list[tuple[str, str]]:
    rows = [
        ("Tutor", found.tutor.user.get_full_name()),
        ("Promuove", str(found.promoter)),
        ("Paga", str(found.payer)),
        ("Attività", str(found.activity)),
    ]
    if project is None:
        return rows
    needed = certificate_percent(found.starts_on)
    due = certificate_hours(project.total_hours, needed)
    return [
        *rows,
        ("Orario", schedule_words(project)),
        ("Ore in tutto", hours(project.total_hours)),
        ("Fatte finora", hours(hours_done(found))),
        ("Ore per l’attestato", hours(due)),
        ("Indennità piena", f"{money(project.full_amount)} al mese"),
    ]


def _pause(one: InternshipPause) -> dict[str, str]:
    return {
        "title": one.get_reason_display().capitalize(), "when": period(one.starts_on, one.ends_on),
        "care": pause_words(one),
    }  # fmt: skip


def _told(one: InternshipChange) -> dict[str, str]:
    who = one.changed_by_label.split(",")[0]
    words = TOLD[one.verb]
    text = f"{words}: {one.reason}" if one.reason else words
    return {"kind": "info", "icon": "arrow-right", "when": f"{date_relative(one.changed_on)} · {who}", "text": text}


def _moves(found: Internship) -> list[tuple[str, str]]:
    """Corrections and ends, as links at the side; the start is in the band."""
    rows = [
        (reverse(f"internships:{MOVES[one.verb]}", args=[found.id]), MOVE_WORDS[one.verb])
        for one in INTERNSHIP.open_to(found.state)
        if one.verb in MOVES
    ]
    if found.state == InternshipState.RUNNING:
        rows.insert(0, (reverse("internships:pause", args=[found.id]), "Sospendi il tirocinio"))
        rows.insert(0, (reverse("internships:give_link", args=[found.id]), "Registro con collegamento"))
    if found.state in (InternshipState.PREPARING, InternshipState.RUNNING):
        rows.append((reverse("internships:tutor", args=[found.id]), "Cambia il tutor"))
    return rows
