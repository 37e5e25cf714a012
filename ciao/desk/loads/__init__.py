"""The kinds of load, in an explicit list: a new one is a module of its app and a line here."""

from __future__ import annotations

from dataclasses import replace

from ciao.access.actor import Actor
from ciao.access.roles import may
from ciao.cases.loads import LoadKind
from ciao.desk.loads.expenses import with_expenses
from ciao.hosts.loads import HOSTS
from ciao.internships.loads import ALLOWANCES
from ciao.services.loads import HOURS

KINDS: dict[str, LoadKind] = {
    one.code: one for one in (HOSTS, HOURS, replace(ALLOWANCES, make=with_expenses(ALLOWANCES.make)))
}


def kinds_for(by: Actor) -> list[LoadKind]:
    """The kinds a role may load."""
    return [one for one in KINDS.values() if may(by, one.action)]
