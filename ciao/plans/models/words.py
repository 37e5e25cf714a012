"""The words of a plan in the person's language, typed by whoever mediates."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import BlindIndexField, SealedTextField
from ciao.core.history import tracked


@tracked
class Translation(Protected):
    """A sentence of a plan in another language; it serves every version that says the same, and no other."""

    ACCESS_LEVEL = Level.PLAN
    PRIVACY = {
        "source": Privacy.NOTE, "source_index": Privacy.PSEUDONYM, "text": Privacy.NOTE,
        "saved_by_label": Privacy.STAFF, "*": Privacy.FACT,
    }  # fmt: skip

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plan_translations")
    language = models.CharField("lingua", max_length=8, choices=settings.LANGUAGES)
    source = SealedTextField("com’è scritto")
    source_index = BlindIndexField(source="source")
    text = SealedTextField("tradotto", blank=True)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.UUIDField(null=True)
    saved_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "traduzione di una frase del progetto"
        verbose_name_plural = "traduzioni delle frasi del progetto"
        ordering = ["saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "language", "source_index"],
                name="one_translation_per_sentence",
                violation_error_message="Questa frase è già tradotta: correggi quella.",
            )
        ]

    def __str__(self) -> str:
        return f"traduzione {self.language}"
