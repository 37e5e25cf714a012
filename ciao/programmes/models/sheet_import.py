"""A project sheet being read: what was found, what the person corrected, until they confirm."""

from __future__ import annotations

from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.programmes.enums import SheetState
from ciao.programmes.models.programme import Programme


class SheetImport(Protected):
    """Kept apart from programmes: until it is confirmed nothing exists."""

    ACCESS_LEVEL = Level.OWN
    OWN_ROWS = "user_id"
    PRIVACY = {"*": Privacy.STAFF}

    user_id = models.UUIDField()
    file_name = models.CharField("file", max_length=200)
    lines = models.JSONField("righe")
    answers = models.JSONField("correzioni", default=dict)
    state = models.CharField("stato", max_length=10, choices=SheetState.choices, default=SheetState.DRAFT)
    programme = models.OneToOneField(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="sheet_import"
    )
    uploaded_at = models.DateTimeField(default=clock.now)
    uploaded_by = models.UUIDField(null=True)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "scheda in lettura"
        verbose_name_plural = "schede in lettura"
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file_name
