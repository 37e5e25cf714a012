"""Who signed which document, how, and what exactly they signed."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import Q

from ciao.access.models import Protected, StateChange
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.documents.models import IssuedDocument
from ciao.files.models import StoredFile
from ciao.signatures.enums import Method, SignatureState, SignerKind
from ciao.signatures.rules import svg_path


class SignatureQuerySet(models.QuerySet["Signature"]):
    """Signatures as pages ask for them."""

    def standing(self) -> SignatureQuerySet:
        """Asked for or given, not taken back."""
        return self.exclude(state=SignatureState.WITHDRAWN)

    def missing(self) -> SignatureQuerySet:
        """Still to be given."""
        return self.filter(state=SignatureState.REQUESTED)


@tracked
class Signature(Protected):
    """One signature on one issued document; `document_sha256` freezes which bytes were signed.

    A digitally signed file is kept as it came: CIAO! does not verify it.
    """

    ACCESS_LEVEL = None
    PRIVACY = {
        "signer_id": Privacy.PSEUDONYM,
        "name": Privacy.IDENTIFIER,
        "written_name": Privacy.IDENTIFIER,
        "strokes": Privacy.IDENTIFIER,
        "requested_by_label": Privacy.STAFF,
        "recorded_by_label": Privacy.STAFF,
        "*": Privacy.FACT,
    }

    level = models.IntegerField()
    document = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="signatures")
    signer_kind = models.CharField("chi firma", max_length=6, choices=SignerKind.choices)
    signer_id = models.UUIDField(null=True, blank=True)
    name = SealedTextField("nome di chi firma")
    role = models.CharField("come", max_length=80, blank=True)
    methods = models.CharField("modi che bastano", max_length=60)
    state = models.CharField("stato", max_length=10, choices=SignatureState.choices, default=SignatureState.REQUESTED)
    requested_at = models.DateTimeField(default=clock.now)
    requested_by = models.UUIDField(null=True)
    requested_by_label = models.CharField(max_length=200)
    method = models.CharField("modo", max_length=12, choices=Method.choices, blank=True)
    written_name = SealedTextField("nome come scritto", blank=True)
    strokes = SealedTextField("tratto", blank=True)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="signature")
    has_original = models.BooleanField("contiene il documento", null=True)
    document_sha256 = models.CharField("impronta del documento firmato", max_length=64, blank=True)
    signed_on = models.DateField("firmata il", null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.UUIDField(null=True, blank=True)
    recorded_by_label = models.CharField(max_length=200, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = "firma"
        verbose_name_plural = "firme"
        ordering = ["requested_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="signed") | (Q(signed_on__isnull=False) & ~Q(method="") & ~Q(document_sha256="")),
                name="signature_complete",
                violation_error_message="Una firma ha un modo, una data e il documento firmato.",
            )
        ]

    def __str__(self) -> str:
        return f"firma {self.id}"

    @property
    def is_signed(self) -> bool:
        """Given and not taken back."""
        return self.state == SignatureState.SIGNED

    @property
    def sufficient(self) -> list[Method]:
        """The ways of signing that this document accepts."""
        return [Method(one) for one in self.methods.split(",") if one]

    @property
    def drawing(self) -> str:
        """The `d` of an SVG path, empty where nothing was drawn."""
        return svg_path(json.loads(self.strokes)) if self.strokes else ""


class SignatureChangeManager(models.Manager["SignatureChange"]):
    """Lines about a signature are read by whoever reads it: they take its level."""

    def create(self, **values: Any) -> SignatureChange:
        """As usual, with the signature's level."""
        return super().create(**{"level": values["signature"].level, **values})


class SignatureChange(StateChange):
    """The story of a signature."""

    ACCESS_LEVEL = None
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    level = models.IntegerField()
    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="changes")

    objects = SignatureChangeManager()

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di una firma"
        verbose_name_plural = "passaggi delle firme"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"


class SigningCode(Protected):
    """A one-time code sent to who signs: only its keyed hash is kept, for 10 minutes and 5 tries."""

    ACCESS_LEVEL = None
    PRIVACY = {"sent_to": Privacy.CONTACT, "*": Privacy.NONE}

    level = models.IntegerField()
    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="codes")
    code_hash = models.CharField(max_length=64)
    sent_to = SealedTextField("mandato a")
    sent_at = models.DateTimeField(default=clock.now)
    sent_by = models.UUIDField(null=True)
    expires_at = models.DateTimeField()
    tries_count = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = "codice per firmare"
        verbose_name_plural = "codici per firmare"
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return f"codice {self.id}"
