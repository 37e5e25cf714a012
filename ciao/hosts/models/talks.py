"""With whom one talks at a host, what was said, and when to talk again."""

from __future__ import annotations

from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.hosts.enums import TalkWay
from ciao.hosts.models.host import Host
from ciao.hosts.models.sites import HostSite


@tracked
class HostContact(Protected):
    """Somebody to talk with at a host: name, role, how to reach them; who leaves stays in the story."""

    ACCESS_LEVEL = Level.HOST
    PRIVACY = {**dict.fromkeys(("name", "role", "phone", "email"), Privacy.STAFF), "*": Privacy.NONE}

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="contacts")
    site = models.ForeignKey(
        HostSite, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts", verbose_name="sede"
    )
    name = models.CharField("nome", max_length=120)
    role = models.CharField("che cosa fa", max_length=120, blank=True)
    phone = SealedTextField("telefono", blank=True)
    email = SealedTextField("e-mail", blank=True)
    left_on = models.DateField("non c’è più dal", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "referente di un ente ospitante"
        verbose_name_plural = "referenti degli enti ospitanti"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked
class HostTalk(Protected):
    """One time somebody talked with a host: when, how, with whom, what was said, when to talk again."""

    ACCESS_LEVEL = Level.HOST
    PRIVACY = {"said": Privacy.NOTE, "recorded_by_label": Privacy.STAFF, "*": Privacy.NONE}

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="talks")
    contact = models.ForeignKey(
        HostContact, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="con chi"
    )
    talked_on = models.DateField("il")
    way = models.CharField("come", max_length=8, choices=TalkWay.choices)
    said = SealedTextField("che cosa si è detto")
    next_on = models.DateField("risentirsi il", null=True, blank=True)
    next_step = models.CharField("per che cosa", max_length=120, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "contatto con un ente ospitante"
        verbose_name_plural = "contatti con gli enti ospitanti"
        ordering = ["-talked_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(next_on__isnull=True) | models.Q(next_on__gte=models.F("talked_on")),
                name="host_talk_next_after",
                violation_error_message="Ci si risente dopo il contatto.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.talked_on}"
