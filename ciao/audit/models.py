"""The read log and the seals that make a missing or changed line show."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy


class ReadLine(Protected):
    """One page or export that showed data on persons: who, why, which groups of fields, whose."""

    ACCESS_LEVEL = Level.READ_LOG
    PUBLIC_INSERT = True
    APPEND_ONLY = True
    PRIVACY = {
        "person_ids": Privacy.PSEUDONYM,
        "user_id": Privacy.STAFF,
        "label": Privacy.STAFF,
        "*": Privacy.NONE,
    }

    read_at = models.DateTimeField(default=clock.now, db_index=True)
    read_by = models.UUIDField(null=True)
    user_id = models.UUIDField(null=True)
    organization_id = models.UUIDField(null=True)
    role = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    purpose = models.CharField(max_length=80)
    groups = ArrayField(models.CharField(max_length=20))
    person_ids = ArrayField(models.UUIDField())
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "lettura"
        verbose_name_plural = "letture"
        ordering = ["-read_at"]

    def __str__(self) -> str:
        return f"{self.purpose} {self.read_at:%Y-%m-%d %H:%M}"


class Seal(models.Model):
    """A link of the chain: the hash of one line and of everything before it."""

    PRIVACY = {"*": Privacy.NONE}
    APPEND_ONLY = True

    id = models.BigAutoField(primary_key=True)
    line_id = models.UUIDField(unique=True)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "sigillo"
        verbose_name_plural = "sigilli"

    def __str__(self) -> str:
        return self.digest[:12]
