"""Lists an office loads: where they come from, until when they may be kept, what became of each row."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.cases.enums import ListKind, ListState, RowOutcome
from ciao.cases.models.case import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.outreach.enums import LegalBasis
from ciao.outreach.models import Signal
from ciao.people.models import Person
from ciao.programmes.models import Mandate, Programme


class LoadedListQuerySet(models.QuerySet["LoadedList"]):
    """Lists as pages and the nightly job ask for them."""

    def at_work(self) -> LoadedListQuerySet:
        """Those a job is loading or taking back."""
        return self.filter(state__in=(ListState.RUNNING, ListState.UNDOING))

    def kept(self) -> LoadedListQuerySet:
        """Those that still hold rows of people."""
        return self.filter(state__in=(ListState.DRAFT, ListState.LOADED))

    def past_deadline(self, day: date) -> LoadedListQuerySet:
        """Those whose unmatched rows may not be kept any more."""
        return self.kept().filter(expires_on__lt=day)


@tracked
class LoadedList(Protected):
    """A list somebody gave us, with the reason we may hold it; the file itself is not kept."""

    ACCESS_LEVEL = Level.SIGNAL
    PRIVACY = {
        "given_by": Privacy.CONTACT,
        "file_name": Privacy.NOTE,
        "applied_by_label": Privacy.STAFF,
        "*": Privacy.FACT,
    }

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="loaded_lists")
    number = models.PositiveIntegerField("numero")
    kind = models.CharField("che elenco è", max_length=14, choices=ListKind.choices)
    state = models.CharField("stato", max_length=10, choices=ListState.choices, default=ListState.DRAFT)
    title = models.CharField("titolo", max_length=110)
    source = models.CharField("da dove viene", max_length=110)
    given_by = SealedTextField("chi l’ha dato", blank=True)
    given_on = models.DateField("ricevuto il")
    legal_basis = models.CharField("base giuridica", max_length=20, choices=LegalBasis.choices)
    expires_on = models.DateField("da conservare fino al")
    file_name = SealedTextField("file")
    file_sha256 = models.CharField("impronta del file", max_length=64)
    rows_count = models.PositiveIntegerField("righe", default=0)
    done_count = models.PositiveIntegerField("righe fatte", default=0)
    manager = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="case manager"
    )
    opened_on = models.DateField("prese in carico dal", null=True, blank=True)
    applied_at = models.DateTimeField("caricato", null=True, blank=True)
    applied_by = models.UUIDField(null=True)
    applied_by_label = models.CharField("caricato da", max_length=200, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = LoadedListQuerySet.as_manager()

    class Meta:
        verbose_name = "elenco caricato"
        verbose_name_plural = "elenchi caricati"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="loaded_list_number_once"),
        ]

    def __str__(self) -> str:
        return f"elenco {self.number}"

    def get_absolute_url(self) -> str:
        """Its page: what comes next, what was found, what became of it."""
        return reverse("cases:loaded_list", args=[self.id])

    @property
    def is_of_people_in_charge(self) -> bool:
        """Whether loading it takes people in charge."""
        return self.kind == ListKind.IN_CHARGE


class LoadedListChange(StateChange):
    """The story of a list: loaded, taken back, expired."""

    ACCESS_LEVEL = Level.SIGNAL
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    loaded_list = models.ForeignKey(LoadedList, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un elenco caricato"
        verbose_name_plural = "passaggi di un elenco caricato"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"


class ListReading(Protected):
    """What was read of a file while one decides; it goes as soon as the list is loaded or set aside."""

    ACCESS_LEVEL = Level.SIGNAL
    MAY_DELETE = True
    PRIVACY = {"rows": Privacy.NOTE, "found": Privacy.NOTE, "*": Privacy.FACT}

    loaded_list = models.OneToOneField(LoadedList, on_delete=models.PROTECT, related_name="reading")
    rows = SealedTextField("righe del foglio")
    mapping = models.JSONField("colonne", default=dict)
    found = SealedTextField("esito della prova", blank=True)

    class Meta:
        verbose_name = "lettura di un elenco"
        verbose_name_plural = "letture di un elenco"

    def __str__(self) -> str:
        return str(self.loaded_list_id)


class LoadedRowQuerySet(models.QuerySet["LoadedRow"]):
    """Rows as the nightly job and the undoing ask for them."""

    def unmatched(self) -> LoadedRowQuerySet:
        """Those that led to nobody."""
        return self.filter(outcome__in=UNMATCHED)

    def to_find(self) -> LoadedRowQuerySet:
        """Those that may still be somebody who comes."""
        return self.filter(outcome__in=(RowOutcome.WAITING, RowOutcome.DOUBTFUL))


UNMATCHED = (RowOutcome.WAITING, RowOutcome.DOUBTFUL, RowOutcome.WRONG, RowOutcome.REPEATED)


class LoadedRow(Protected):
    """One row of a loaded list; no history is kept of it, so that what is erased is gone."""

    ACCESS_LEVEL = Level.SIGNAL
    PRIVACY = {
        "cells": Privacy.NOTE,
        "faults": Privacy.NOTE,
        "code_index": Privacy.PSEUDONYM,
        "phone_index": Privacy.PSEUDONYM,
        "person_index": Privacy.PSEUDONYM,
        "*": Privacy.FACT,
    }

    loaded_list = models.ForeignKey(LoadedList, on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField("riga")
    outcome = models.CharField("esito", max_length=10, choices=RowOutcome.choices)
    cells = SealedTextField("contenuto", blank=True)
    faults = SealedTextField("che cosa non va", blank=True)
    code_index = models.CharField(max_length=64, blank=True, db_index=True)
    phone_index = models.CharField(max_length=64, blank=True)
    person_index = models.CharField(max_length=64, blank=True, db_index=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="loaded_rows")
    settled_on = models.DateField("deciso il", null=True, blank=True)

    objects = LoadedRowQuerySet.as_manager()

    class Meta:
        verbose_name = "riga di un elenco"
        verbose_name_plural = "righe di un elenco"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["loaded_list", "number"], name="loaded_row_once")]

    def __str__(self) -> str:
        return f"riga {self.number}"
