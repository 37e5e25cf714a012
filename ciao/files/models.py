"""Stored files: who may read one is on its row, its bytes lie sealed on disk."""

from __future__ import annotations

from django.db import models

from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.files import vault
from ciao.files.enums import CONTENT_TYPES, FileKind


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    """Files as lists ask for them."""

    def current(self) -> StoredFileQuerySet:
        """Files nobody took away or replaced."""
        return self.filter(superseded_at__isnull=True)


@tracked
class StoredFile(Protected):
    """One file as it was uploaded or issued; taken away, it leaves the lists and stays on record."""

    ACCESS_LEVEL = None
    PRIVACY = {
        "name": Privacy.NOTE,
        "person_id": Privacy.PSEUDONYM,
        "sha256": Privacy.PSEUDONYM,
        "stored_by_label": Privacy.STAFF,
        "superseded_reason": Privacy.NOTE,
        "*": Privacy.NONE,
    }

    level = models.IntegerField()
    person_id = models.UUIDField(null=True, blank=True)
    name = SealedTextField("nome del file")
    kind = models.CharField("tipo", max_length=5, choices=FileKind.choices)
    size_bytes = models.PositiveIntegerField("dimensione")
    sha256 = models.CharField("impronta", max_length=64)
    stored_as = models.CharField(max_length=40, unique=True)
    stored_at = models.DateTimeField("caricato", default=clock.now)
    stored_by = models.UUIDField(null=True)
    stored_by_label = models.CharField(max_length=200)
    superseded_at = models.DateTimeField("tolto", null=True, blank=True)
    superseded_by = models.UUIDField(null=True, blank=True)
    superseded_reason = SealedTextField("perché è stato tolto", blank=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = "allegato"
        verbose_name_plural = "allegati"
        ordering = ["-stored_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def content_type(self) -> str:
        """What the browser is told the file is."""
        return CONTENT_TYPES[FileKind(self.kind)]

    def content(self) -> bytes:
        """The bytes, opened and checked; whole in memory, at most 15 MB by the upload limit."""
        return vault.get(self.stored_as, self.id)
