"""The co-design table: who sat there, what was weighed, what changed because of it."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.community.models.events import Event
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.partners.models import Organization
from ciao.programmes.models import Programme
from ciao.services.models import Edition


@tracked
class DesignMeeting(Protected):
    """One time the table met, and the lab or event it shaped; nobody is named, only roles and bodies."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id programme held_on edition event"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="design_meetings")
    held_on = models.DateField("il")
    title = models.CharField("di che cosa si è parlato", max_length=160)
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="design_meetings",
        verbose_name="edizione a cui ha dato forma",
    )  # fmt: skip
    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="design_meetings",
        verbose_name="evento a cui ha dato forma",
    )  # fmt: skip
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "incontro del tavolo di coprogettazione"
        verbose_name_plural = "incontri del tavolo di coprogettazione"
        ordering = ["-held_on", "-recorded_at"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("community:design_meeting", args=[self.id])


class DesignSeat(Protected):
    """Who sat at the table, as a role or a body, and how many."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id meeting organization people_count"

    meeting = models.ForeignKey(DesignMeeting, on_delete=models.PROTECT, related_name="seats")
    who = models.CharField("chi", max_length=120)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ente"
    )
    people_count = models.PositiveSmallIntegerField("quanti", default=1)

    class Meta:
        verbose_name = "chi siede al tavolo di coprogettazione"
        verbose_name_plural = "chi siede al tavolo di coprogettazione"
        ordering = ["who"]

    def __str__(self) -> str:
        return self.who


@tracked
class DesignChoice(Protected):
    """One choice: what was asked, the ways weighed, the one taken and why, how it was before and how it is now."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"recorded_by_label": Privacy.STAFF, "*": Privacy.NONE}

    meeting = models.ForeignKey(DesignMeeting, on_delete=models.PROTECT, related_name="choices")
    question = models.CharField("la domanda", max_length=200)
    options = models.TextField("le strade considerate")
    chosen = models.CharField("la scelta", max_length=300)
    why = models.TextField("perché")
    before = models.CharField("com’era prima", max_length=300, blank=True)
    after = models.CharField("che cosa cambia", max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "scelta del tavolo di coprogettazione"
        verbose_name_plural = "scelte del tavolo di coprogettazione"
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return self.question
