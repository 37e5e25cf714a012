"""How public pages tell people from machines, without asking anybody to prove anything."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.core import signing

SALT = "ciao.site.signal"
MIN_SECONDS = 3
MAX_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Stamp:
    """When the page was opened and the id its request will have, signed so that neither can be invented."""

    row_id: uuid.UUID
    opened_at: float

    def token(self) -> str:
        """What the form carries."""
        return signing.dumps([str(self.row_id), self.opened_at], salt=SALT)

    def is_plausible(self, now: float) -> bool:
        """A person takes longer than a machine and less than a day."""
        return MIN_SECONDS <= now - self.opened_at <= MAX_SECONDS


def read_stamp(token: str) -> Stamp | None:
    """The stamp of a form, None if it was not ours."""
    try:
        row_id, opened_at = signing.loads(token, salt=SALT)
        return Stamp(uuid.UUID(row_id), float(opened_at))
    except (signing.BadSignature, ValueError, TypeError):
        return None
