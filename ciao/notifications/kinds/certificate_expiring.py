"""A certificate is about to lapse."""

from ciao.notifications.kinds import Kind


class CertificateExpiring(Kind):
    """Told to the reference of the person, who can still find a course in time."""

    code = "certificate_expiring"
    label = "Un attestato sta per scadere"
    words = "Un attestato del caso {number} scade il {day}."
