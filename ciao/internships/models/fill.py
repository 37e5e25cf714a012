"""Filling a month's register by a link, and signing it on the same phone."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Link, Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.internships.enums import Filler
from ciao.internships.models.internship import Internship
from ciao.internships.models.register import MonthlyRegister


class RegisterLink(Protected):
    """Whoever bears the link writes the days of one internship, as the trainee or as the host's tutor.

    It carries what the page may say and its bearer could not read: the name of registers and the seven-day schedule.
    """

    ACCESS_LEVEL = Level.INTERNSHIP
    PRIVACY = {"name": Privacy.IDENTIFIER, "given_by_label": Privacy.STAFF, "*": Privacy.FACT}

    internship = models.ForeignKey(Internship, on_delete=models.PROTECT, related_name="register_links")
    link = models.OneToOneField(Link, on_delete=models.PROTECT, related_name="+")
    filler = models.CharField("chi compila", max_length=10, choices=Filler.choices)
    name = SealedTextField("nome nei registri")
    daily_hours = ArrayField(models.DecimalField(max_digits=4, decimal_places=2), size=7, verbose_name="orario")
    given_at = models.DateTimeField(default=clock.now)
    given_by = models.UUIDField(null=True)
    given_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "collegamento al registro"
        verbose_name_plural = "collegamenti al registro"
        ordering = ["-given_at"]

    def __str__(self) -> str:
        return f"{self.filler} {self.internship_id}"

    @property
    def is_open(self) -> bool:
        """Whether somebody can still enter by it."""
        return self.link.is_open()


class RegisterSignature(Protected):
    """Who signed a month on the phone, and the fingerprint of the days signed: changed days ask for a new one."""

    ACCESS_LEVEL = Level.INTERNSHIP
    PRIVACY = {"name": Privacy.IDENTIFIER, "strokes": Privacy.IDENTIFIER, "*": Privacy.FACT}
    APPEND_ONLY = True

    register = models.ForeignKey(MonthlyRegister, on_delete=models.PROTECT, related_name="signatures")
    filler = models.CharField("chi firma", max_length=10, choices=Filler.choices)
    name = SealedTextField("nome come scritto", blank=True)
    strokes = SealedTextField("tratto", blank=True)
    digest = models.CharField("impronta dei giorni", max_length=64)
    signed_at = models.DateTimeField(default=clock.now)
    signed_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "firma di un registro"
        verbose_name_plural = "firme dei registri"
        ordering = ["-signed_at"]

    def __str__(self) -> str:
        return f"{self.filler} {self.signed_at}"
