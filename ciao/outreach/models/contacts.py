"""The first time a person is met: what they need, what keeps them from coming, what was arranged."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.outreach.enums import AnswerChannel, BarrierKind, NeedArea
from ciao.outreach.models.signal import Signal
from ciao.programmes.models import Mandate


@tracked
class FirstContact(Protected):
    """The person a signal told of was met; `response_id` is the answer to the équipe's own instrument, if any."""

    ACCESS_LEVEL = Level.SIGNAL
    PRIVACY = {
        "place": Privacy.NOTE,
        "own_words": Privacy.NOTE,
        "agreed_next": Privacy.NOTE,
        "*": Privacy.FACT,
    }
    REPORT_COLUMNS = "id signal met_on needs"

    signal = models.OneToOneField(Signal, on_delete=models.PROTECT, related_name="first_contact")
    met_on = models.DateField("il")
    channel = models.CharField("come", max_length=12, choices=AnswerChannel.choices)
    place = SealedTextField("dove", blank=True)
    met_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="da chi")
    needs = ArrayField(models.CharField(max_length=20, choices=NeedArea.choices), verbose_name="bisogni", default=list)
    own_words = SealedTextField("con parole sue", blank=True)
    agreed_next = SealedTextField("che cosa abbiamo deciso insieme", blank=True)
    response_id = models.UUIDField("risposte allo strumento", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "primo contatto"
        verbose_name_plural = "primi contatti"

    def __str__(self) -> str:
        return f"primo contatto del {self.met_on}"


class Barrier(Protected):
    """Something that keeps the person from coming, and what was arranged for it; empty while nothing was."""

    ACCESS_LEVEL = Level.SIGNAL
    PRIVACY = {"arranged": Privacy.NOTE, "*": Privacy.FACT}
    REPORT_COLUMNS = "id first_contact kind"
    MAY_DELETE = True

    first_contact = models.ForeignKey(FirstContact, on_delete=models.PROTECT, related_name="barriers")
    kind = models.CharField("ostacolo", max_length=12, choices=BarrierKind.choices)
    arranged = SealedTextField("che cosa abbiamo organizzato", blank=True)

    class Meta:
        verbose_name = "ostacolo"
        verbose_name_plural = "ostacoli"
        constraints = [
            models.UniqueConstraint(
                fields=["first_contact", "kind"],
                name="barrier_once",
                violation_error_message="Questo ostacolo è già scritto.",
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
