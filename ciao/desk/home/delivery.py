"""What one gives on the home: meetings to lead, registers to close, months to confirm, absences, outcomes to write."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.text import capfirst

from ciao.certificates import panel as certificates
from ciao.consultations import panel as consultations
from ciao.core.formats import date_table, date_text, plural, time_of_day
from ciao.desk.home.blocks import Button, Item, Next, Parts
from ciao.internships import panel as internships
from ciao.internships.pack.todo import todo as internships_todo
from ciao.outcomes import panel as outcomes
from ciao.services import panel as services
from ciao.services.panel import SessionLine

SOON = timedelta(days=1)


def add(parts: Parts) -> None:
    """Only what the actor leads, tutors or follows; every part answers nothing to who has no such work."""
    _meetings(parts)
    _registers(parts)
    _months(parts)
    _internships(parts)
    _overrides(parts)
    _absences(parts)
    _offers(parts)
    _outcomes(parts)
    _certificates(parts)
    _consultations(parts)


def _meetings(parts: Parts) -> None:
    for one in services.sessions_of(parts.actor, parts.today, parts.today + SOON):
        is_today = one.starts_at.date() == parts.today
        parts.agenda.append(
            Item(
                title=one.title, url=one.url, text=f" · {one.place}" if one.place else "", icon="",
                when=time_of_day(one.starts_at), day="" if is_today else "domani",
            )
        )  # fmt: skip
        if is_today:
            parts.nexts.append(_lead(one))


def _lead(one: SessionLine) -> Next:
    why = f"{one.place or 'Oggi'}. Le presenze si segnano in un minuto, anche dal telefono."
    return Next(f"{one.title} alle {time_of_day(one.starts_at)}", why, (Button("Apri le presenze", one.url),), "Oggi")


def _registers(parts: Parts) -> None:
    for one in services.open_registers(parts.actor, parts.today):
        days = (parts.today - one.starts_at.date()).days
        parts.late.append(
            Item(
                title=one.title, url=one.url, text=": presenze da chiudere", icon="clock", weight=days,
                why=f"L’incontro era {date_text(one.starts_at.date())}.", button=Button("Chiudi le presenze", one.url),
            )
        )  # fmt: skip


def _months(parts: Parts) -> None:
    found = internships.months_to_confirm(parts.actor, parts.today)
    for one in found:
        where = parts.late if one.is_late else parts.warnings
        where.append(
            Item(
                title=capfirst(one.who), url=one.url, text=": registro da confermare", why=one.why, icon="clock",
                kind="stop" if one.is_late else "warn", weight=3, button=Button("Apri il registro", one.url),
            )
        )  # fmt: skip
    parts.read.extend(one.internship.case.person_id for one in found)
    if found and not parts.nexts:
        first = found[0]
        title = f"Confermare {plural(len(found), 'mese di registro', 'mesi di registro')}"
        why = f"Per primo: {first.who}. Dal registro confermato nasce l’indennità."
        parts.nexts.append(Next(title, why, (Button("Apri il registro", first.url),), icon="calendar"))


def _internships(parts: Parts) -> None:
    """Accidents to tell, visits, checks, reports and results of the internships one tutors, the oldest first."""
    if parts.actor.role != "tutor":
        return
    found = internships_todo(parts.actor, parts.today)[:5]
    for one in found:
        parts.warnings.append(
            Item(
                title=capfirst(one.who), url=one.internship.get_absolute_url(), text=f": {one.what}", why=one.why,
                kind="warn", icon="clock", weight=1, button=Button(one.action, one.url),
            )
        )  # fmt: skip
    parts.read.extend(one.internship.case.person_id for one in found)


def _overrides(parts: Parts) -> None:
    """Starts with something missing that wait for this reader's decision; they name nobody."""
    for one in internships.overrides_asked(parts.actor):
        parts.warnings.append(
            Item(
                title=f"Tirocinio {one.internship.number}", url=one.internship.get_absolute_url(), kind="warn",
                text=": avvio con documenti mancanti da decidere", icon="clock", weight=4,
                why=f"Chiesto da {one.asked_by_label.split(',')[0]}.",
                button=Button("Decidi", reverse("internships:decide", args=[one.internship_id, one.id])),
            )
        )  # fmt: skip


def _absences(parts: Parts) -> None:
    for one in services.absence_warnings(parts.actor, parts.today):
        if one.person_id in parts.watched:
            continue  # among the warnings of whom one follows
        parts.warnings.append(
            Item(
                title=capfirst(one.name), url=one.url, text=f": {plural(one.in_a_row, 'assenza', 'assenze')} di fila",
                why=one.title, kind="warn", icon="warning-circle", weight=one.in_a_row, button=Button("Apri", one.url),
            )
        )  # fmt: skip
        if one.person_id:
            parts.read.append(one.person_id)


def _offers(parts: Parts) -> None:
    """Places offered to whom one follows: who does not know of them loses them."""
    for one in services.offers_to_tell(parts.actor):
        parts.late.append(
            Item(
                title=capfirst(one.name), url=one.url, text=": c’è un posto da offrire", icon="clock", weight=4,
                why=f"{one.title}. Risposta entro il {date_table(one.answer_on)}.", button=Button("Apri", one.url),
            )
        )  # fmt: skip
        if one.person_id:
            parts.read.append(one.person_id)


def _outcomes(parts: Parts) -> None:
    for one in outcomes.due(parts.actor, parts.today):
        where = parts.late if one.is_late else parts.warnings
        where.append(
            Item(
                title=capfirst(one.name), url=one.url, text=f": esito {one.moment.label} da scrivere",
                why=f"Entro il {date_table(one.due_on)}.", kind="stop" if one.is_late else "warn", icon="clock",
                weight=2, button=Button("Scrivi l’esito", one.url),
            )
        )  # fmt: skip
        parts.read.append(one.case.person_id)


def _certificates(parts: Parts) -> None:
    """How many lapse and how many no longer stand: the lists behind name the people."""
    review = certificates.to_review(parts.actor).count()
    lapsing = certificates.expiring(parts.actor, parts.today).count()
    for many, kind, words, name in (
        (review, "stop", "attestato da rivedere,attestati da rivedere", "certificates:review"),
        (lapsing, "warn", "attestato in scadenza,attestati in scadenza", "certificates:expiring"),
    ):
        if many:
            url, title = reverse(name), plural(many, *words.split(","))
            go = Button("Guarda quali", url)
            parts.warnings.append(Item(title=title, url=url, text="", kind=kind, icon="file", weight=1, button=go))


def _consultations(parts: Parts) -> None:
    """Requests the reader's body should answer; they name nobody."""
    found = list(consultations.to_answer(parts.actor).pressing_first()[:5])
    for one in found:
        mark = consultations.mark_of(one, consultations.waiting_days())
        where = parts.late if mark.kind == "stop" else parts.warnings
        where.append(
            Item(
                title=f"Consulenza n. {one.number}", url=one.get_absolute_url(), text=": rispondere", kind=mark.kind,
                why=f"Urgenza {one.get_urgency_display()}, chiesta il {date_text(one.asked_on)}.", weight=5,
                button=Button("Apri la richiesta", one.get_absolute_url()),
            )
        )  # fmt: skip
