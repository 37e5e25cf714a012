"""What every page of figures needs: the programme, the day asked for."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest

from ciao.access.requires import acting_in
from ciao.core import clock
from ciao.core.forms import parse_date
from ciao.programmes.models import Programme
from ciao.programmes.panel import programme_of


def programme_in(request: HttpRequest, action: str) -> Programme:
    """The programme of whoever looks, or an absent page."""
    found = programme_of(acting_in(request), action)
    if found is None:
        raise Http404
    return found


def day_in(request: HttpRequest) -> date:
    """The day in the address, today where there is none or it cannot be read; never a day to come."""
    try:
        asked = parse_date(request.GET.get("al", ""))
    except ValueError:
        return clock.today()
    return min(asked, clock.today())
