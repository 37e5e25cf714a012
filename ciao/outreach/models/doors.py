"""The doors people and antennas knock at: the public page, posters, links; and how often somebody knocks."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Link, Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.models import Row
from ciao.outreach.enums import AntennaKind
from ciao.outreach.models.network import Antenna
from ciao.territories.models import Municipality


class PublicPage(Row):
    """What anybody may read of a programme: the address to write to, its name, its comuni."""

    PRIVACY = {"*": Privacy.NONE}

    slug = models.SlugField("indirizzo", max_length=60, unique=True)
    programme_id = models.UUIDField(unique=True)
    scope_id = models.UUIDField()
    name = models.CharField("nome da mostrare", max_length=120)
    body = models.CharField("ente che risponde", max_length=200)
    municipalities = models.ManyToManyField(Municipality, related_name="+", verbose_name="comuni")
    is_open = models.BooleanField("aperta", default=True)
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "pagina pubblica"
        verbose_name_plural = "pagine pubbliche"

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        """Where anybody may write; the page itself lives above."""
        return reverse(settings.PLACES["public_signal"], args=[self.slug])


class Poster(Row):
    """A public code on a sheet of paper: it says from which antenna a request comes, and lets nobody in."""

    PRIVACY = {"*": Privacy.NONE}

    code = models.SlugField("codice", max_length=12, unique=True)
    antenna = models.OneToOneField(Antenna, on_delete=models.PROTECT, related_name="poster")
    page = models.ForeignKey(PublicPage, on_delete=models.PROTECT, related_name="posters")
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "locandina"
        verbose_name_plural = "locandine"

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        """Where the square on the poster leads."""
        return reverse(settings.PLACES["poster_signal"], args=[self.page.slug, self.code])


class AntennaLink(Protected):
    """What the bearer of an antenna's link may know: the antenna it speaks for, nothing of the network.

    It stands in a circle of its own, below the programme's; `kind` is copied because the antenna is out of reach.
    """

    ACCESS_LEVEL = Level.NETWORK
    PRIVACY = {"*": Privacy.NONE}

    antenna = models.ForeignKey(Antenna, on_delete=models.PROTECT, related_name="links")
    page = models.ForeignKey(PublicPage, on_delete=models.PROTECT, related_name="+")
    link = models.OneToOneField(Link, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("tipo", max_length=20, choices=AntennaKind.choices)
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "collegamento di un’antenna"
        verbose_name_plural = "collegamenti di un’antenna"
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return str(self.link)


class Knock(Row):
    """One sending through a public door, so that too many are slowed down by every process alike.

    The address is not kept: a keyed hash that changes each day stands for it, and goes after a day.
    """

    PRIVACY = {"*": Privacy.NONE}

    address_hash = models.CharField(max_length=64)
    door = models.UUIDField()
    knocked_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        verbose_name = "invio da una pagina pubblica"
        verbose_name_plural = "invii da una pagina pubblica"
        indexes = [
            models.Index(fields=["address_hash", "knocked_at"], name="knock_by_address"),
            models.Index(fields=["door", "knocked_at"], name="knock_by_door"),
        ]

    def __str__(self) -> str:
        return f"{self.door} {self.knocked_at}"
