"""What is done around a person: diary, meetings, things to do."""

from __future__ import annotations

from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.cases.enums import Audience, CalledOff, NoteKind, Repeat
from ciao.cases.models.case import Case
from ciao.cases.models.conference import Conference
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.programmes.models import Mandate


@tracked
class Note(Protected):
    """A dated line of the diary; for fewer readers than the team it stands in a circle of its own (`NoteCircle`)."""

    ACCESS_LEVEL = Level.DIARY
    PRIVACY = {"text": Privacy.NOTE, "*": Privacy.FACT}
    REPORT_COLUMNS = "id case happened_on kind audience"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    happened_on = models.DateField("il")
    kind = models.CharField("che cosa è stato", max_length=10, choices=NoteKind.choices, default=NoteKind.OTHER)
    audience = models.CharField("chi legge", max_length=10, choices=Audience.choices, default=Audience.TEAM)
    text = SealedTextField("che cosa è successo")
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.UUIDField(null=True)
    written_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "voce del diario"
        verbose_name_plural = "voci del diario"
        ordering = ["-happened_on", "-written_at"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.happened_on}"


@tracked
class Appointment(Protected):
    """A meeting with the person, how long it takes in minutes, and whether it happened."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {"place": Privacy.CONTACT, "about": Privacy.NOTE, "*": Privacy.FACT}
    REPORT_COLUMNS = "id case starts_at starts_by minutes was_kept called_off"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appointments")
    starts_at = models.DateTimeField("quando")
    minutes = models.PositiveSmallIntegerField("durata in minuti", default=60)
    starts_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", verbose_name="con")
    place = SealedTextField("dove", blank=True)
    about = SealedTextField("per parlare di", blank=True)
    was_kept = models.BooleanField("si è presentata", null=True)
    called_off = models.CharField("disdetto", max_length=10, choices=CalledOff.choices, blank=True)
    moved_to = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="moved_from", verbose_name="spostato a"
    )
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "colloquio"
        verbose_name_plural = "colloqui"
        ordering = ["starts_at"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        """Still to come, or to be marked."""
        return self.was_kept is None and not self.called_off


@tracked
class Task(Protected):
    """Something to do for a person, by someone, by a day; it may come back once done, or come from a conference."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {"title": Privacy.NOTE, "*": Privacy.FACT}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    title = SealedTextField("che cosa fare")
    due_on = models.DateField("entro il")
    owner = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", verbose_name="a chi tocca")
    repeats = models.CharField("si ripete", max_length=10, choices=Repeat.choices, blank=True)
    conference = models.ForeignKey(
        Conference, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name="decisa in"
    )
    done_at = models.DateTimeField("fatto", null=True, blank=True)
    done_by = models.UUIDField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "cosa da fare"
        verbose_name_plural = "cose da fare"
        ordering = ["due_on"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.due_on}"
