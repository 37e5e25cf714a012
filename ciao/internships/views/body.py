"""What the page of an internship shows, gathered once."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.core import clock
from ciao.core.formats import DAYS, date_field, date_relative, hours, money, period
from ciao.internships.actions.terms import certificate_percent, pause_days
from ciao.internships.enums import InternshipState
from ciao.internships.lifecycle import INTERNSHIP
from ciao.internships.models import Extension, Internship, InternshipChange, InternshipPause, TrainingProject
from ciao.internships.pack.facts import PackItem
from ciao.internships.pack.gather import Pack, pack_of
from ciao.internships.pack.items import ITEMS, pack
from ciao.internships.panel import confirmed_months, hours_done, mend_url, months, seen, step_of
from ciao.internships.rules import certificate_hours, pause_warning
from ciao.internships.views.beside import acts_of, diary_of, ending_of, may_ask, overrides_of, papers_of
from ciao.internships.views.warned import late_extension, warnings_of

TOLD = {
    "start": "Avviato", "end": "Concluso", "cancel": "Annullato", "undo_start": "Riportato in preparazione",
    "resume": "Riaperto",
}  # fmt: skip
MOVE_WORDS = {
    "end": "Concludi il tirocinio", "cancel": "Annulla il tirocinio", "undo_start": "Riporta in preparazione",
    "resume": "Riapri il tirocinio",
}  # fmt: skip
MOVES = {"end": "end", "cancel": "cancel", "undo_start": "undo", "resume": "resume"}


def body_of(found: Internship, by: Actor, edits: bool) -> dict[str, Any]:
    """All the page shows, as far as this reader goes."""
    packed = pack_of(found, by)
    project = packed.project
    confirmed = confirmed_months([found], by)[found.id]
    step = step_of(found, packed, confirmed, clock.today()) if edits else None
    items = pack(packed.facts)
    return {
        "internship": found,
        "project": project,
        "step": step[0] if step else None,
        "step_url": step[1] if step else "",
        "missing": [_missing(one, found, packed, by, edits) for one in items if not one.is_there],
        "there": [{"title": one.title, "why": one.why} for one in items if one.is_there],
        "warnings": warnings_of(found, packed, by),
        "overrides": overrides_of(found, by),
        "may_ask": edits and may_ask(found, packed),
        "papers": papers_of(found, packed, by) if project and edits else [],
        "acts": acts_of(found, by) if edits else [],
        "diary": diary_of(found, by),
        "ending": ending_of(found, by) if edits and project else [],
        "extensions": [_extension(one) for one in seen(Extension, by).filter(internship=found)],
        "missing_count": sum(not one.is_there for one in items),
        "brief": _brief(found, project),
        "months": months(found, by),
        "pauses": [_pause(one) for one in seen(InternshipPause, by).filter(internship=found)],
        "story": [_told(one) for one in seen(InternshipChange, by).filter(internship=found)],
        "may_edit": edits,
        "may_agree": may(by, Action.HOST_EDIT),
        "moves": _moves(found) if edits else [],
    }


def pause_words(row: InternshipPause) -> str:
    """What to say of a pause shorter than the rule asks."""
    return pause_warning(row.reason, row.starts_on, row.ends_on, pause_days(row.starts_on))


def schedule_words(project: TrainingProject) -> str:
    """«lun 5 h, mar 5 h»: the days that have hours."""
    return ", ".join(f"{DAYS[one][:3]} {hours(given)}" for one, given in enumerate(project.daily_hours) if given)


def _missing(one: PackItem, found: Internship, packed: Pack, by: Actor, edits: bool) -> dict[str, str]:
    item = {"title": one.title, "why": one.why}
    if one.code in packed.waived:
        item["why"] = f"{one.why} È consentito iniziare senza."
    rule = ITEMS[one.code]
    is_free = packed.project is not None or one.code == "project" or rule.page in ("act", "titles", "service_act")
    if not edits or not rule.page or not is_free or (rule.page == "titles" and not may(by, Action.HOST_EDIT)):
        return item
    return item | {"url": mend_url(found, one.code), "action": rule.fix}


def _extension(one: Extension) -> dict[str, str]:
    text = f"Prorogato fino al {date_field(one.until_on)}: {one.reason}"
    sent = f" COB {one.cob_number}." if one.cob_number else ""
    return {"when": date_relative(one.decided_on), "text": text + sent, "care": late_extension(one)}


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
        rows.insert(0, (reverse("internships:extend", args=[found.id]), "Proroga il tirocinio"))
    if found.state in (InternshipState.PREPARING, InternshipState.RUNNING):
        rows.append((reverse("internships:tutor", args=[found.id]), "Cambia il tutor"))
    return rows
