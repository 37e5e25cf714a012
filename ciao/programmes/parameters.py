"""Reading a dated parameter."""

from datetime import date
from decimal import Decimal

from ciao.programmes.models import Parameter


class ParameterMissing(LookupError):
    """No value is set for this code on this day."""


def parameter(code: str, on: date) -> Decimal:
    """The value in force on a day, in the unit its row states; raises `ParameterMissing`."""
    found = Parameter.objects.valid_on(on).filter(code=code).order_by("-valid_from").first()
    if found is None:
        raise ParameterMissing(f"{code} on {on}")
    return found.value
