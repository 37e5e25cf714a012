"""Signals, the attempts to reach who they tell of, and where some are oriented instead."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import BlindIndexField, SealedTextField
from ciao.core.history import tracked
from ciao.core.phones import bare_phone
from ciao.outreach.enums import (
    AnswerChannel,
    AttemptOutcome,
    LegalBasis,
    SafeContact,
    SignalSource,
    SignalState,
)
from ciao.outreach.models.network import Antenna
from ciao.partners.models import Organization
from ciao.people.models import Person
from ciao.programmes.models import Mandate, Programme
from ciao.resources.models import Resource
from ciao.territories.models import Municipality

WAITING = (SignalState.NEW, SignalState.ASSIGNED)


class SignalQuerySet(models.QuerySet["Signal"]):
    """Questions asked of many signals at once."""

    def waiting(self) -> SignalQuerySet:
        """Those somebody still has to answer."""
        return self.filter(state__in=WAITING)

    def late_first(self) -> SignalQuerySet:
        """Those waiting for an answer before the others, the oldest on top."""
        return self.annotate(is_settled=models.Case(models.When(state__in=WAITING, then=0), default=1)).order_by(
            "is_settled", "received_on", "recorded_at", "pk"
        )

    def with_attempts(self) -> SignalQuerySet:
        """Each with how often somebody tried to reach the person."""
        return self.annotate(attempts_count=models.Count("attempts", distinct=True))

    def may_expire(self, day: date) -> SignalQuerySet:
        """Never taken in charge, with data still there, and either kept long enough or of somebody not informed."""
        is_old = models.Q(keep_until__lt=day)
        nobody_told = models.Q(informed_on__isnull=True) & ~models.Q(source=SignalSource.SELF)
        return self.exclude(state=SignalState.ACCEPTED).filter(is_old | nobody_told, erased_on__isnull=True)


@tracked
class Signal(Protected):
    """Someone tells us of a person (or the person tells of themself); not yet a person in the programme."""

    ACCESS_LEVEL = Level.SIGNAL
    PRIVACY = {
        "name": Privacy.IDENTIFIER,
        "phone": Privacy.CONTACT,
        "email": Privacy.CONTACT,
        "phone_index": Privacy.PSEUDONYM,
        "code": Privacy.PSEUDONYM,
        "place": Privacy.NOTE,
        "story": Privacy.NOTE,
        "sender_name": Privacy.CONTACT,
        "sender_contact": Privacy.CONTACT,
        "*": Privacy.FACT,
    }
    REPORT_COLUMNS = "id programme source state received_on municipality antenna"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="signals")
    number = models.PositiveIntegerField("numero", null=True)
    state = models.CharField("stato", max_length=12, choices=SignalState.choices, default=SignalState.NEW)
    source = models.CharField("da chi arriva", max_length=30, choices=SignalSource.choices)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ente"
    )
    antenna = models.ForeignKey(
        Antenna, on_delete=models.PROTECT, null=True, blank=True, related_name="signals", verbose_name="antenna"
    )
    sender_name = SealedTextField("chi segnala", blank=True)
    sender_contact = SealedTextField("recapito di chi segnala", blank=True)
    name = SealedTextField("nome o soprannome", blank=True)
    code = models.CharField("codice del centro", max_length=40, blank=True)
    agreed_on = models.DateField("d’accordo dal", null=True, blank=True)
    place = SealedTextField("dove la si trova", blank=True)
    phone = SealedTextField("telefono", blank=True)
    phone_index = BlindIndexField(source="phone", normalize=bare_phone, db_index=True)
    email = SealedTextField("e-mail", blank=True)
    language = models.CharField("lingua", max_length=40, blank=True)
    channel = models.CharField("come farsi sentire", max_length=12, choices=AnswerChannel.choices, blank=True)
    safe_contact = models.CharField(
        "si può chiamare senza rischi", max_length=12, choices=SafeContact.choices, blank=True
    )
    best_time = models.CharField("quando chiamare", max_length=120, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="comune"
    )
    age_band = models.CharField("età", max_length=20, blank=True)
    story = SealedTextField("che cosa succede", blank=True)
    legal_basis = models.CharField(
        "base giuridica", max_length=20, choices=LegalBasis.choices, default=LegalBasis.PUBLIC_TASK
    )
    received_on = models.DateField("arrivata il", default=clock.today)
    keep_until = models.DateField("da conservare fino al")
    informed_on = models.DateField("persona informata il", null=True, blank=True)
    erased_on = models.DateField("dati cancellati il", null=True, blank=True)
    assigned_to = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="affidata a"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="signals")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = SignalQuerySet.as_manager()

    class Meta:
        verbose_name = "segnalazione"
        verbose_name_plural = "segnalazioni"
        ordering = ["received_on", "recorded_at"]
        indexes = [models.Index(fields=["programme", "state", "received_on"], name="signal_queue")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code="")
                | models.Q(agreed_on__isnull=False)
                | models.Q(name="", phone="", email="") & ~models.Q(state=SignalState.ACCEPTED),
                name="signal_named_by_agreement",
                violation_error_message=(
                    "Chi è segnalata con un codice ha un nome solo dopo averla incontrata, se è d’accordo: "
                    "segna prima che è d’accordo."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"segnalazione {self.number}"

    def get_absolute_url(self) -> str:
        """The page of one signal, which the configuration names because it is composed higher up."""
        return reverse(settings.PLACES["signal"], args=[self.id])

    def is_waiting(self) -> bool:
        """Whether somebody still has to answer."""
        return self.state in WAITING

    def is_only_a_code(self) -> bool:
        """Whether a centre gave a code and the woman has not yet agreed to be named."""
        return bool(self.code) and self.agreed_on is None

    def is_erased(self) -> bool:
        """Whether what identified the person has already gone."""
        return self.erased_on is not None


class SignalChange(StateChange):
    """The story of a signal, line by line."""

    ACCESS_LEVEL = Level.SIGNAL
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di una segnalazione"
        verbose_name_plural = "passaggi di una segnalazione"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"


class Attempt(Protected):
    """One try at reaching a person, written in one tap; after enough of them one may give up."""

    ACCESS_LEVEL = Level.SIGNAL
    PRIVACY = {"attempted_by_label": Privacy.STAFF, "*": Privacy.FACT}

    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="attempts")
    channel = models.CharField("come", max_length=12, choices=AnswerChannel.choices)
    outcome = models.CharField("com’è andata", max_length=12, choices=AttemptOutcome.choices)
    attempted_on = models.DateField("il")
    attempted_at = models.DateTimeField(default=clock.now)
    attempted_by = models.UUIDField(null=True)
    attempted_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "tentativo su una segnalazione"
        verbose_name_plural = "tentativi su una segnalazione"
        ordering = ["-attempted_at"]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.get_outcome_display()}"


class Orientation(Protected):
    """Where a person was sent on instead of being taken in charge, and whether it worked."""

    ACCESS_LEVEL = Level.SIGNAL
    PRIVACY = {"*": Privacy.FACT}
    REPORT_COLUMNS = "id signal resource oriented_on worked"

    signal = models.OneToOneField(Signal, on_delete=models.PROTECT, related_name="orientation")
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, null=True, blank=True, related_name="orientations", verbose_name="risorsa"
    )
    destination = models.CharField("verso quale servizio", max_length=200)
    oriented_on = models.DateField("il")
    worked = models.BooleanField("ha funzionato", null=True)
    asked_back_on = models.DateField("richiesto il", null=True, blank=True)

    class Meta:
        verbose_name = "orientamento"
        verbose_name_plural = "orientamenti"

    def __str__(self) -> str:
        return self.destination
