"""Which bodies take part, as what, from when to when."""

from __future__ import annotations

from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected, Scope
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.partners.enums import Sector
from ciao.partners.models import Organization
from ciao.programmes.enums import PartnerRole
from ciao.programmes.models.programme import Programme


@tracked
class Partnership(Protected):
    """A body's place in one programme; `staff_scope` is the circle of those who look after its people."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id programme organization role sector"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="partnerships")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="partnerships")
    staff_scope = models.OneToOneField(Scope, on_delete=models.PROTECT, related_name="+")
    role = models.CharField("ruolo", max_length=10, choices=PartnerRole.choices)
    sector = models.CharField("settore", max_length=10, choices=Sector.choices, blank=True)
    note = models.CharField("nota", max_length=200, blank=True)
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al", null=True, blank=True)

    class Meta:
        verbose_name = "partecipazione di un ente"
        verbose_name_plural = "partecipazioni degli enti"
        ordering = ["organization__name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "organization"], name="partnership_once"),
            models.UniqueConstraint(
                fields=["programme"],
                condition=models.Q(role="lead"),
                name="one_lead",
                violation_error_message="Il progetto ha già un capofila.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} in {self.programme_id}"


class OfficeHolder(Protected):
    """Someone who holds a social office in a partner and works in the programme: the call wants them declared."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"name": Privacy.STAFF, "*": Privacy.NONE}

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="office_holders")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ente"
    )
    name = models.CharField("nome e cognome", max_length=120)
    partner_as_written = models.CharField("ente come nella scheda", max_length=200)
    office = models.CharField("carica sociale", max_length=200)
    role = models.CharField("ruolo nel progetto", max_length=300)
    resolution_on = models.DateField("data della delibera", null=True, blank=True)

    class Meta:
        verbose_name = "carica sociale"
        verbose_name_plural = "cariche sociali"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
