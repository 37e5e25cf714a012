"""What an office already has, loaded from a sheet: hosts, hours of the past, allowances of the past."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.cases.enums import ListState, LoadOutcome
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.outreach.enums import LegalBasis
from ciao.programmes.models import Programme


class LoadQuerySet(models.QuerySet["Load"]):
    """Loads as pages and the nightly job ask for them."""

    def past_deadline(self, day: date) -> LoadQuerySet:
        """Those whose rows to correct may not be kept any more."""
        kept = (ListState.DRAFT, ListState.LOADED, ListState.UNDONE)
        return self.filter(state__in=kept, expires_on__lt=day, is_emptied=False)


@tracked
class Load(Protected):
    """A sheet of what an office already has; the file itself is not kept. `kind` is a code of the kinds of load."""

    ACCESS_LEVEL = Level.SIGNAL
    PRIVACY = {"given_by": Privacy.CONTACT, "file_name": Privacy.NOTE, "*": Privacy.FACT}

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="loads")
    number = models.PositiveIntegerField("numero")
    kind = models.CharField("che cosa contiene", max_length=20)
    state = models.CharField("stato", max_length=10, choices=ListState.choices, default=ListState.DRAFT)
    title = models.CharField("titolo", max_length=110)
    source = models.CharField("da dove viene", max_length=110)
    given_by = SealedTextField("chi l’ha dato", blank=True)
    given_on = models.DateField("ricevuto il")
    legal_basis = models.CharField("base giuridica", max_length=20, choices=LegalBasis.choices)
    expires_on = models.DateField("righe da correggere fino al")
    file_name = SealedTextField("file")
    file_sha256 = models.CharField("impronta del file", max_length=64)
    options = models.JSONField("scelte", default=dict)
    rows_count = models.PositiveIntegerField("righe", default=0)
    done_count = models.PositiveIntegerField("righe fatte", default=0)
    is_emptied = models.BooleanField("righe cancellate", default=False)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = LoadQuerySet.as_manager()

    class Meta:
        verbose_name = "caricamento"
        verbose_name_plural = "caricamenti"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="load_number_once")]

    def __str__(self) -> str:
        return f"caricamento {self.number}"

    def get_absolute_url(self) -> str:
        """Its page, which the configuration names because it is composed higher up."""
        return reverse(settings.PLACES["load"], args=[self.id])


class LoadChange(StateChange):
    """The story of a load."""

    ACCESS_LEVEL = Level.SIGNAL
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    load = models.ForeignKey(Load, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un caricamento"
        verbose_name_plural = "passaggi dei caricamenti"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"


class LoadReading(Protected):
    """What was read of a sheet while one decides; it goes as soon as it is loaded or set aside."""

    ACCESS_LEVEL = Level.SIGNAL
    MAY_DELETE = True
    PRIVACY = {"rows": Privacy.NOTE, "found": Privacy.NOTE, "*": Privacy.FACT}

    load = models.OneToOneField(Load, on_delete=models.PROTECT, related_name="reading")
    rows = SealedTextField("righe del foglio")
    mapping = models.JSONField("colonne", default=dict)
    found = SealedTextField("esito della prova", blank=True)

    class Meta:
        verbose_name = "lettura di un caricamento"
        verbose_name_plural = "letture dei caricamenti"

    def __str__(self) -> str:
        return str(self.load_id)


class LoadRow(Protected):
    """One row: what became of it and, where it wrote something, which rows, so that all can be taken back.

    What was written keeps its own facts; here only the cells still to correct stay, until the load's day.
    """

    ACCESS_LEVEL = Level.SIGNAL
    PRIVACY = {"cells": Privacy.NOTE, "faults": Privacy.NOTE, "*": Privacy.FACT}

    load = models.ForeignKey(Load, on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField("riga")
    outcome = models.CharField("esito", max_length=10, choices=LoadOutcome.choices)
    cells = SealedTextField("contenuto", blank=True)
    faults = SealedTextField("che cosa non va", blank=True)
    made = models.JSONField("che cosa ha scritto", default=list)

    class Meta:
        verbose_name = "riga di un caricamento"
        verbose_name_plural = "righe dei caricamenti"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["load", "number"], name="load_row_once")]

    def __str__(self) -> str:
        return f"riga {self.number}"
