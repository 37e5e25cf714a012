"""What someone was typing when they were interrupted."""

from __future__ import annotations

from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField


class Draft(Protected):
    """Unsaved work on one form, about one subject or none; only its writer reads it, and it is erased."""

    ACCESS_LEVEL = Level.OWN
    OWN_ROWS = "user_id"
    MAY_DELETE = True
    PRIVACY = {
        "user_id": Privacy.STAFF,
        "typed": Privacy.NOTE,
        "subject_id": Privacy.PSEUDONYM,
        "*": Privacy.NONE,
    }

    user_id = models.UUIDField()
    form = models.SlugField("modulo", max_length=60)
    subject_id = models.UUIDField(null=True, blank=True)
    typed = SealedTextField("che cosa è stato scritto")
    saved_at = models.DateTimeField("salvata", default=clock.now)

    class Meta:
        verbose_name = "bozza"
        verbose_name_plural = "bozze"
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user_id", "form", "subject_id", "scope"],
                nulls_distinct=False,
                name="one_draft_per_form",
            )
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.saved_at:%Y-%m-%d %H:%M}"
