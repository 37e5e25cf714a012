"""The network on the home: what was promised after an interview, whom to ask back about, what is about to be erased."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core.formats import date_table, plural
from ciao.desk.home.blocks import Button, Item, Parts
from ciao.outreach.models import Interview, Orientation, Signal
from ciao.programmes.parameters import parameter

SHOWN = 3


def add(parts: Parts) -> None:
    """Each line leads to the page where it is mended; nothing where there is nothing to do."""
    if may(parts.actor, Action.NETWORK_EDIT):
        _promises(parts)
    if may(parts.actor, Action.SIGNAL_DECIDE):
        _ask_back(parts)
    if may(parts.actor, Action.SIGNAL_CREATE):
        _about_to_go(parts)


def _promises(parts: Parts) -> None:
    rows = visible(Interview.objects, parts.actor, Action.NETWORK_VIEW).filter(
        follow_up_owner_id=parts.actor.mandate_id, followed_up_on__isnull=True, follow_up_on__lt=parts.today
    )
    for one in rows.filter(follow_up_owner__isnull=False).order_by("follow_up_on")[:SHOWN]:
        late = (parts.today - (one.follow_up_on or parts.today)).days
        why = f"Promesso dopo l’intervista del {date_table(one.held_on)}, entro il {date_table(one.follow_up_on)}."
        button = Button("Apri", one.get_absolute_url())
        parts.late.append(
            Item("Intervista", one.get_absolute_url(), f": {one.follow_up}", why, icon="comment", button=button,
                 weight=late)
        )  # fmt: skip


def _ask_back(parts: Parts) -> None:
    since = parts.today - timedelta(days=int(parameter("orientation_ask_days", parts.today)))
    rows = visible(Orientation.objects, parts.actor, Action.SIGNAL_VIEW)
    count = rows.filter(worked__isnull=True, oriented_on__lte=since).count()
    if count:
        url = f"{reverse('outreach:orientations')}?quali=ora"
        title = plural(count, "orientamento da risentire", "orientamenti da risentire")
        why = "Chiedi se ha funzionato: se no, la persona torna da noi."
        button = Button("Apri l’elenco", url)
        parts.warnings.append(Item(title, url, "", why, kind="warn", icon="arrow-right", button=button, weight=count))


def _about_to_go(parts: Parts) -> None:
    """Whoever was not informed is forgotten at the end of these days: one telephone call away."""
    inform = int(parameter("signal_inform_days", parts.today))
    warn = int(parameter("signal_warn_days", parts.today))
    rows = visible(Signal.objects.all(), parts.actor, Action.SIGNAL_VIEW).waiting()
    limit = parts.today - timedelta(days=inform - warn)
    count = rows.filter(informed_on__isnull=True, received_on__lte=limit).exclude(source="self").count()
    if count:
        url = f"{reverse('outreach:signals')}?stato=attesa&scadenza=vicina"
        title = plural(count, "segnalazione si cancella tra poco", "segnalazioni si cancellano tra poco")
        why = f"Dopo {inform} giorni, chi non sa che abbiamo i suoi dati va dimenticato. Chiama e informa."
        parts.warnings.append(Item(title, url, "", why, kind="warn", button=Button("Vedi quali", url), weight=warn))
