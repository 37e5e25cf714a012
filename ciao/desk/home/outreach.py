"""Signals on the home: who has not been answered, and what arrived."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core.formats import plural
from ciao.desk.home.blocks import Button, Change, Item, Next, Parts
from ciao.outreach.models import Signal
from ciao.programmes.parameters import parameter

SHOWN = 4


def add(parts: Parts) -> None:
    """Late answers first; whoever decides is led to the oldest signal nobody answers."""
    if not may(parts.actor, Action.SIGNAL_VIEW):
        return
    rows = visible(Signal.objects, parts.actor, Action.SIGNAL_VIEW)
    waiting = list(rows.filter(state__in=("new", "assigned")).order_by("received_on", "number"))
    limit = int(parameter("signal_answer_days", parts.today))
    decides = may(parts.actor, Action.SIGNAL_DECIDE)
    mine = [one for one in waiting if decides and _concerns(one, parts)]
    late = [one for one in mine if (parts.today - one.received_on).days > limit]
    parts.late.extend(_late(one, parts, limit) for one in late[:SHOWN])
    if decides:
        _next(parts, mine, late)
    else:
        _sent(parts, waiting, limit)
    _changes(parts, rows)


def _concerns(signal: Signal, parts: Parts) -> bool:
    if parts.actor.role == "coordinator":
        return True
    return signal.assigned_to_id == parts.actor.mandate_id


def _late(signal: Signal, parts: Parts, limit: int) -> Item:
    days = (parts.today - signal.received_on).days
    asks = f" Preferisce: {signal.best_time}." if signal.best_time else ""
    url = reverse("desk:signal", args=[signal.id])
    return Item(
        title=f"Segnalazione {signal.number}",
        url=url,
        text=": nessuno ha ancora risposto",
        why=f"Arrivata {plural(days, 'giorno', 'giorni')} fa, il limite è {limit}. "
        f"Da: {signal.get_source_display()}.{asks}",
        icon="horn",
        button=Button("Rispondi", url),
        weight=days,
    )


def _next(parts: Parts, mine: list[Signal], late: list[Signal]) -> None:
    if not mine:
        return
    oldest = (late or mine)[0]
    what = "Decidi a chi affidarla" if oldest.assigned_to_id is None else "Chiama e decidi se prendere in carico"
    parts.nexts.append(
        Next(
            title=f"Rispondi alla segnalazione {oldest.number}",
            why=f"{what}. Servono tre minuti. In attesa: {plural(len(mine), 'segnalazione', 'segnalazioni')}.",
            buttons=(
                Button("Apri la segnalazione", reverse("desk:signal", args=[oldest.id])),
                Button("Tutte le segnalazioni", reverse("outreach:signals")),
            ),
            icon="horn",
        )
    )


def _sent(parts: Parts, waiting: list[Signal], limit: int) -> None:
    """Whoever signals and does not decide sees that what they wrote is still waiting."""
    if not waiting:
        return
    oldest = waiting[0]
    days = (parts.today - oldest.received_on).days
    late = " Il limite è passato: senti il coordinamento." if days > limit else " Il coordinamento deve rispondere."
    parts.nexts.append(
        Next(
            title=f"{plural(len(waiting), 'tua segnalazione aspetta', 'tue segnalazioni aspettano')} risposta",
            why=f"La più vecchia è la {oldest.number}, di {plural(days, 'giorno', 'giorni')} fa.{late}",
            buttons=(
                Button("Apri la segnalazione", reverse("desk:signal", args=[oldest.id])),
                Button("Scrivi una segnalazione", reverse("outreach:new")),
            ),
            icon="horn",
        )
    )


def _changes(parts: Parts, rows: QuerySet[Signal]) -> None:
    since = parts.today - timedelta(days=7)
    recent = rows.filter(received_on__gt=since)
    count = recent.count()
    if count:
        parts.changes.append(
            Change(
                kind="info",
                icon="horn",
                when="ultimi 7 giorni",
                text=f"{plural(count, 'nuova segnalazione', 'nuove segnalazioni')}",
                url=reverse("outreach:signals"),
            )
        )
