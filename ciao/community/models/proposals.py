"""Ideas for labs and events, and what became of them."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.community.enums import ProposalKind, ProposalSource, ProposalState
from ciao.community.lifecycle import PROPOSAL
from ciao.community.models.events import Event
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.programmes.models import Programme
from ciao.services.models import Edition


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Proposals as pages ask for them."""

    def to_tell(self) -> ProposalQuerySet:
        """Decided, and who proposed does not know yet."""
        return self.filter(state__in=[ProposalState.ACCEPTED, ProposalState.NOT_NOW], told_on__isnull=True)

    def made_real(self) -> ProposalQuerySet:
        """Those that became an event or an edition."""
        found = models.Q(event__isnull=False) | models.Q(edition__isnull=False)
        return self.filter(found, state=ProposalState.ACCEPTED)


class Proposal(Protected):
    """Something a person, a citizen or a body would like to see happen; it always gets an answer."""

    ACCESS_LEVEL = Level.COMMUNITY
    PRIVACY = {
        "name": Privacy.IDENTIFIER, "contact": Privacy.CONTACT, "idea": Privacy.NOTE, "for_whom": Privacy.NOTE,
        "gives": Privacy.NOTE, "answer": Privacy.NOTE, "body": Privacy.NONE, "title": Privacy.NONE,
        "*": Privacy.FACT,
    }  # fmt: skip
    REPORT_COLUMNS = "id programme kind source state event edition received_on told_on"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField("numero")
    kind = models.CharField("che cosa", max_length=5, choices=ProposalKind.choices)
    source = models.CharField("da chi", max_length=7, choices=ProposalSource.choices)
    title = models.CharField("in breve", max_length=120)
    idea = SealedTextField("l’idea")
    for_whom = SealedTextField("per chi", blank=True)
    gives = SealedTextField("che cosa mette chi propone", blank=True)
    body = models.CharField("ente o associazione", max_length=160, blank=True)
    name = SealedTextField("nome", blank=True)
    contact = SealedTextField("recapito", blank=True)
    language = models.CharField("lingua", max_length=5, default="it")
    state = models.CharField("stato", max_length=9, choices=ProposalState.choices, default=ProposalState.RECEIVED)
    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals", verbose_name="evento"
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals", verbose_name="edizione"
    )
    answer = SealedTextField("risposta", blank=True)
    received_on = models.DateField("arrivata il")
    told_on = models.DateField("risposto il", null=True, blank=True)
    erased_on = models.DateField("dati cancellati il", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "proposta"
        verbose_name_plural = "proposte"
        ordering = ["-received_on", "-number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="proposal_number_once")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("community:proposal", args=[self.id])


class ProposalChange(StateChange):
    """The story of a proposal."""

    ACCESS_LEVEL = Level.COMMUNITY
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di una proposta"
        verbose_name_plural = "passaggi delle proposte"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"

    @property
    def label(self) -> str:
        """What was done, in words."""
        return PROPOSAL.transitions[self.verb].label
