"""When a governance body should meet next."""

from datetime import date

from ciao.programmes.rules import add_months


def next_meeting(starts_on: date, months_between: int | None, day: date) -> date | None:
    """The first day from `day` on that the cadence expects, counted from the start; None without cadence.

    A meeting really held moves nothing here: meetings are not recorded yet.
    """
    if not months_between:
        return None
    expected, passed = add_months(starts_on, months_between), 1
    while expected < day:
        passed += 1
        expected = add_months(starts_on, months_between * passed)
    return expected
