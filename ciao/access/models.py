"""Circles of readers and who stands in them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Cast

from ciao.access.enums import ActorKind, Level, ScopeKind
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.models import Row


class Scope(Row):
    """One circle of readers; rows inside carry its id, and readers of the parent reach it too.

    `opened_in` is the database transaction that drew it: whoever opens a circle may fill it there and then.
    """

    PRIVACY = {"*": Privacy.NONE}

    kind = models.CharField(max_length=20, choices=ScopeKind.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    opened_in = models.BigIntegerField(
        db_default=Cast(Cast(Func(function="pg_current_xact_id"), models.TextField()), models.BigIntegerField()),
        editable=False,
    )

    class Meta:
        verbose_name = "ambito di lettura"
        verbose_name_plural = "ambiti di lettura"

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class GrantQuerySet(models.QuerySet["Grant"]):
    """Grants as questions are asked of them."""

    def valid_on(self, day: Any) -> GrantQuerySet:
        """Grants that let their holder in on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class Grant(Row):
    """Lets one holder read one circle to some depth, from a day to a day, for a stated reason."""

    PRIVACY = {"*": Privacy.STAFF}

    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="grants")
    holder_kind = models.CharField(
        max_length=12, choices=[*ActorKind.choices, ("organization", "ente")], verbose_name="chi"
    )
    holder_id = models.UUIDField()
    level = models.IntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    why = models.CharField(max_length=120)
    granted_at = models.DateTimeField(default=clock.now)
    granted_by = models.UUIDField(null=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = "permesso"
        verbose_name_plural = "permessi"
        indexes = [
            models.Index(fields=["holder_id", "scope"], name="grant_by_holder"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="grant_dates_in_order",
                violation_error_message="La fine di un permesso viene dopo il suo inizio.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.holder_kind} {self.holder_id}: {self.why}"

    @property
    def levels(self) -> Level:
        """The integer of the database as the set of levels it is."""
        return Level(self.level)


class Protected(Row):
    """A row only the readers of its circle see: by `visible()` in Python and by the same rule in PostgreSQL."""

    ACCESS_LEVEL: ClassVar[Level | None]
    PUBLIC_INSERT: ClassVar[bool] = False
    OWN_ROWS: ClassVar[str | None] = None
    MAY_DELETE: ClassVar[bool] = False
    # What figures are counted from: columns, by name, that `ciao_report` reads on every row; none names anybody.
    REPORT_COLUMNS: ClassVar[str] = ""

    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+", verbose_name="ambito")

    class Meta:
        abstract = True


class StateChange(Protected):
    """The line a change of state leaves: what, when it holds from, who, why."""

    verb = models.CharField(max_length=40)
    from_state = models.CharField(max_length=40)
    to_state = models.CharField(max_length=40)
    changed_on = models.DateField()
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.UUIDField(null=True)
    changed_by_label = models.CharField(max_length=200)
    reason = SealedTextField(blank=True)

    class Meta:
        abstract = True
        ordering = ["-changed_at"]


class Link(Row):
    """A revocable, expiring capability for one circle and one action; only the token's hash is kept."""

    PRIVACY = {"*": Privacy.STAFF}

    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    action = models.CharField(max_length=40)
    level = models.IntegerField()
    label = models.CharField(max_length=120)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.UUIDField(null=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = "collegamento"
        verbose_name_plural = "collegamenti"

    def __str__(self) -> str:
        return self.label

    def is_open(self) -> bool:
        """Neither revoked nor past its hour."""
        return self.revoked_at is None and self.expires_at > clock.now()
