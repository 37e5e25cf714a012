"""The logos that documents carry: the funder's and the programme's, on one line."""

from __future__ import annotations

from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.files.models import StoredFile
from ciao.programmes.models.programme import Programme


class ProgrammeLogoQuerySet(models.QuerySet["ProgrammeLogo"]):
    """Logos as pages and documents ask for them."""

    def current(self) -> ProgrammeLogoQuerySet:
        """Those documents carry today, in their order."""
        return self.filter(removed_at__isnull=True)


@tracked
class ProgrammeLogo(Protected):
    """One logo on the line; taken off, it stays on record with the documents that carried it."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="logos")
    label = models.CharField("di chi è", max_length=120)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="logo")
    place = models.PositiveSmallIntegerField("posto")
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.UUIDField(null=True)
    removed_at = models.DateTimeField("tolto", null=True, blank=True)
    removed_by = models.UUIDField(null=True, blank=True)

    objects = ProgrammeLogoQuerySet.as_manager()

    class Meta:
        verbose_name = "logo del progetto"
        verbose_name_plural = "loghi del progetto"
        ordering = ["place", "added_at"]

    def __str__(self) -> str:
        return self.label
