"""Issued documents: number, protocol, hashes, the stored PDF and what became of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from ciao.access.models import Protected, StateChange
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.documents.enums import DocumentState
from ciao.documents.rules import number_label
from ciao.files.models import StoredFile


class IssuedDocumentQuerySet(models.QuerySet["IssuedDocument"]):
    """Documents as pages ask for them."""

    def valid(self) -> IssuedDocumentQuerySet:
        """Neither replaced nor annulled."""
        return self.filter(state=DocumentState.ISSUED)

    def about(self, subject_id: uuid.UUID) -> IssuedDocumentQuerySet:
        """Every document issued on one subject, whatever became of it."""
        return self.filter(subject_id=subject_id)


@tracked
class IssuedDocument(Protected):
    """A paper that left the house: its content is frozen, its number is given once per programme and year.

    `content_sha256` (of the facts, printed on it) and `sha256` (of the PDF) prove it is the one we issued.
    """

    ACCESS_LEVEL = None
    PRIVACY = {
        "subject_id": Privacy.PSEUDONYM,
        "person_id": Privacy.PSEUDONYM,
        "issued_by_label": Privacy.STAFF,
        "*": Privacy.FACT,
    }

    level = models.IntegerField()
    programme_id = models.UUIDField()
    year = models.PositiveSmallIntegerField("anno")
    number = models.PositiveIntegerField("numero")
    kind = models.CharField("tipo", max_length=60)
    subject_id = models.UUIDField()
    person_id = models.UUIDField(null=True, blank=True)
    title = models.CharField("titolo", max_length=200)
    version = models.PositiveSmallIntegerField("versione", default=1)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="document")
    content_sha256 = models.CharField("impronta del contenuto", max_length=64)
    sha256 = models.CharField("impronta del PDF", max_length=64)
    state = models.CharField("stato", max_length=12, choices=DocumentState.choices, default=DocumentState.ISSUED)
    issued_on = models.DateField("emesso il")
    issued_at = models.DateTimeField(default=clock.now)
    issued_by = models.UUIDField(null=True)
    issued_by_label = models.CharField(max_length=200)
    protocol = models.CharField("protocollo", max_length=60, blank=True)
    protocol_on = models.DateField("protocollato il", null=True, blank=True)

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "documento"
        verbose_name_plural = "documenti"
        ordering = ["-year", "-number"]
        indexes = [models.Index(fields=["subject_id", "kind"], name="document_by_subject")]
        constraints = [
            models.UniqueConstraint(fields=["programme_id", "year", "number"], name="document_number_once"),
            models.CheckConstraint(
                condition=Q(protocol="", protocol_on__isnull=True) | (~Q(protocol="") & Q(protocol_on__isnull=False)),
                name="document_protocol_with_day",
                violation_error_message="Il protocollo ha un numero e una data.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, n. {self.number_label}"

    @property
    def number_label(self) -> str:
        """«2026/051»."""
        return number_label(self.year, self.number)


class DocumentChangeManager(models.Manager["DocumentChange"]):
    """Lines about a document are read by whoever reads the document: they take its level."""

    def create(self, **values: Any) -> DocumentChange:
        """As usual, with the document's level."""
        return super().create(**{"level": values["document"].level, **values})


class DocumentChange(StateChange):
    """The story of a document's states."""

    ACCESS_LEVEL = None
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    level = models.IntegerField()
    document = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="changes")

    objects = DocumentChangeManager()

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un documento"
        verbose_name_plural = "passaggi di un documento"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"
