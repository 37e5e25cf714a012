"""What a service asks of whoever takes part, and the mix of people an edition wants."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.programmes.models import TargetGroup
from ciao.services.enums import RequirementKind
from ciao.services.models.catalogue import Service
from ciao.services.models.editions import Edition
from ciao.services.planning.requirements import Asked


class RequirementQuerySet(models.QuerySet["Requirement"]):
    """Requirements as enrolling asks for them."""

    def standing(self) -> RequirementQuerySet:
        """Those still asked."""
        return self.filter(is_dropped=False)


@tracked
class Requirement(Protected):
    """One thing a service asks; unmet, a person may still take part with a reason that stays written."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="requirements")
    kind = models.CharField("che cosa", max_length=10, choices=RequirementKind.choices)
    age_min = models.PositiveSmallIntegerField("da anni", null=True, blank=True)
    age_max = models.PositiveSmallIntegerField("fino ad anni", null=True, blank=True)
    target = models.ForeignKey(
        TargetGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gruppo"
    )
    prior = models.ForeignKey(
        Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="servizio finito prima"
    )
    words = models.CharField("in parole", max_length=200, blank=True)
    is_dropped = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = RequirementQuerySet.as_manager()

    class Meta:
        verbose_name = "requisito"
        verbose_name_plural = "requisiti"
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(age_min__isnull=True) | Q(age_max__isnull=True) | Q(age_max__gte=F("age_min")),
                name="requirement_ages_in_order",
                violation_error_message="L’età più alta viene dopo la più bassa.",
            )
        ]

    def __str__(self) -> str:
        return self.asked.sentence

    @property
    def asked(self) -> Asked:
        """The same as the rules read it."""
        return Asked(
            self.kind, self.age_min, self.age_max, self.target.label if self.target else "", self.prior_id,
            self.prior.title if self.prior else "", self.words.rstrip("."),
        )  # fmt: skip


@tracked
class MixShare(Protected):
    """How many of one target an edition wants, at least and at most; counted by the target of each path."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="mix")
    target = models.ForeignKey(TargetGroup, on_delete=models.PROTECT, related_name="+", verbose_name="gruppo")
    min_count = models.PositiveSmallIntegerField("almeno", null=True, blank=True)
    max_count = models.PositiveSmallIntegerField("al massimo", null=True, blank=True)

    class Meta:
        verbose_name = "quota di un’edizione"
        verbose_name_plural = "quote delle edizioni"
        ordering = ["target__label"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "target"],
                name="mix_share_once",
                violation_error_message="Di questo gruppo c’è già una quota.",
            ),
            models.CheckConstraint(
                condition=Q(min_count__isnull=True) | Q(max_count__isnull=True) | Q(max_count__gte=F("min_count")),
                name="mix_counts_in_order",
                violation_error_message="Il massimo non sta sotto il minimo.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_id} {self.min_count}–{self.max_count}"
