"""Opening and closing the doors one knocks at without an account: public page, posters, links of antennas."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from ciao.access.actions import create_link, open_scope, revoke_link
from ciao.access.actor import Actor
from ciao.access.enums import Action, Level, ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.outreach.models import Antenna, AntennaLink, Knock, Poster, PublicPage
from ciao.programmes.models import Programme, ProgrammeArea
from ciao.programmes.parameters import parameter
from ciao.territories.models import Municipality

# Nobody says «ambito territoriale»: on the public page a place is called as people call it.
OFFICIAL = re.compile(r"^(ambito|distretto)( territoriale| sociale)*( di| del| della)? ", re.IGNORECASE)
# No letter that is read as another one aloud or on paper.
LETTERS = "abcdefghkmnpqrstuvwxyz23456789"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@transaction.atomic
def open_public_page(*, programme: Programme, slug: str, by: Actor) -> PublicPage:
    """Anybody may write to the programme from now on; what the public reads is copied anew each time."""
    page = PublicPage.objects.filter(programme_id=programme.id).first() or PublicPage(programme_id=programme.id)
    page.slug, page.scope_id, page.is_open = slug, programme.scope_id, True
    page.name, page.body = _where(programme), str(programme.controller)
    page.opened_at, page.opened_by = clock.now(), by.id
    page.save()
    page.municipalities.set(programme_comuni(programme))
    return page


@transaction.atomic
def close_public_page(*, page: PublicPage, by: Actor) -> PublicPage:
    """Nobody may write from outside any more; who opens the address reads whom to call."""
    page.is_open = False
    page.save(update_fields=["is_open"])
    return page


def _where(programme: Programme) -> str:
    """What people know it by: the places it works in, else its title."""
    names = ProgrammeArea.objects.filter(programme=programme).values_list("name", flat=True)
    places = [OFFICIAL.sub("", name) for name in names]
    return (", ".join(places) or programme.title)[:120]


def programme_comuni(programme: Programme) -> QuerySet[Municipality]:
    """The comuni the programme works in, by name."""
    inside = ProgrammeArea.objects.filter(programme=programme).values("municipalities")
    return Municipality.objects.filter(istat_code__in=inside)


@transaction.atomic
def make_poster(*, antenna: Antenna, by: Actor) -> Poster:
    """The sheet that says «here too»: a public code, always the same for an antenna.

    Raises `NotPossible` while the programme has no public page, or once the antenna has left.
    """
    _check_active(antenna)
    found = Poster.objects.filter(antenna=antenna).first()
    if found is not None:
        return found
    code = "".join(secrets.choice(LETTERS) for _ in range(7))
    return Poster.objects.create(code=code, antenna=antenna, page=_page_of(antenna), made_by=by.id)


@transaction.atomic
def open_antenna_link(*, antenna: Antenna, label: str, by: Actor) -> tuple[AntennaLink, str]:
    """A way for who works at an antenna to signal without an account; the token is shown once.

    It lasts as many days as the parameter says and reads nothing of the network. Raises `NotPossible` as a poster.
    """
    _check_active(antenna)
    page = _page_of(antenna)
    circle = open_scope(ScopeKind.SIGNAL, parent=antenna.scope)
    link, token = create_link(
        scope=circle,
        action=Action.SIGNAL_CREATE,
        level=Level.NETWORK,
        label=label or antenna.name,
        expires_at=clock.now() + timedelta(days=int(parameter("antenna_link_days", clock.today()))),
        by=by,
    )
    row = AntennaLink(scope=circle, antenna=antenna, page=page, link=link, kind=antenna.kind, opened_by=by.id)
    row.save(force_insert=True)
    return row, token


@transaction.atomic
def revoke_antenna_link(*, antenna_link: AntennaLink, by: Actor) -> AntennaLink:
    """From this moment nobody signals by it any more."""
    revoke_link(link=antenna_link.link, by=by)
    return antenna_link


@transaction.atomic
def knock(*, address: str, door: uuid.UUID, per_address: int, per_door: int) -> bool:
    """Notes one sending and says whether it may pass; counts are shared by all processes, over the last hour.

    The address is hashed with a key and the day; what is older than a day goes.
    """
    now = clock.now()
    key = f"{settings.SECRET_KEY}{clock.today()}".encode()
    hashed = hmac.new(key, address.encode(), hashlib.sha256).hexdigest()
    Knock.objects.filter(knocked_at__lt=now - DAY).delete()
    Knock.objects.create(address_hash=hashed, door=door)
    lately = Knock.objects.filter(knocked_at__gt=now - HOUR)
    from_here = lately.filter(address_hash=hashed).count()
    return from_here <= per_address and lately.filter(door=door).count() <= per_door


def _page_of(antenna: Antenna) -> PublicPage:
    page = PublicPage.objects.filter(programme_id=antenna.programme_id).first()
    if page is None:
        raise NotPossible("Prima serve la pagina pubblica: la apre il coordinamento, in fondo alle segnalazioni.")
    return page


def _check_active(antenna: Antenna) -> None:
    if not antenna.is_active():
        raise NotPossible("Quest’antenna è uscita dalla rete: riprendila prima, se è tornata.")
