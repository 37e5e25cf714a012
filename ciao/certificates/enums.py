"""Closed answers about certificates: where they come from, what about, whether they hold."""

from django.db.models import TextChoices


class Origin(TextChoices):
    """What a certificate speaks of: something done elsewhere, a course of ours, an internship of ours."""

    OUTSIDE = "outside", "portato da fuori"
    COURSE = "course", "corso"
    INTERNSHIP = "internship", "tirocinio"


class Subject(TextChoices):
    """What it certifies; some lapse after the years that a parameter says."""

    ATTENDANCE = "attendance", "frequenza"
    HACCP = "haccp", "igiene degli alimenti (HACCP)"
    SAFETY = "safety", "sicurezza sul lavoro"
    FIRST_AID = "first_aid", "primo soccorso"
    OTHER = "other", "altro"


class CertificateState(TextChoices):
    """A certificate holds until somebody takes it back."""

    VALID = "valid", "valido"
    REVOKED = "revoked", "revocato"


class Verdict(TextChoices):
    """All that whoever checks a certificate may know."""

    VALID = "valid", "valido"
    EXPIRED = "expired", "scaduto"
    REVOKED = "revoked", "revocato"
    NOT_FOUND = "not_found", "non trovato"


class Stage(TextChoices):
    """How near the end of a certificate is."""

    EXPIRED = "expired", "scaduto"
    NOW = "now", "scade tra poco"
    SOON = "soon", "da rinnovare"
