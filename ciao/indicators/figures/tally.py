"""Adding up together what starts from the same rows: one query for all the parts of one function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import Combinable

from ciao.access.actor import reporting
from ciao.indicators.catalogue import Among, At, Measure, Rows

Group = tuple[Any, ...]


@dataclass(frozen=True)
class Ask:
    """What to add up, and over which rows."""

    rows: Rows
    measure: Measure

    @property
    def source(self) -> Among:
        """The rows as some of those of a function; a function alone is all of its own."""
        return self.rows if isinstance(self.rows, Among) else Among(self.rows)


def tally(asked: Sequence[Ask], at: At, fields: Sequence[str] = ()) -> list[list[Group]]:
    """For each ask its groups, none of them empty: values of `fields`, sums of the measure, how many rows.

    Without fields there is one group, empty or not. Counted as `ciao_report`.
    """
    together: dict[Rows, list[int]] = defaultdict(list)
    for place, one in enumerate(asked):
        together[one.source.among].append(place)
    found: dict[int, list[Group]] = {}
    with reporting():
        for among, places in together.items():
            groups = _groups(among(at).order_by(), [asked[place] for place in places], at, fields)
            found |= dict(zip(places, groups, strict=True))
    return [found[place] for place in range(len(asked))]


def _groups(rows: QuerySet[Any], asked: Sequence[Ask], at: At, fields: Sequence[str]) -> list[list[Group]]:
    wheres = [one.source.which(at) for one in asked]
    if len(asked) == 1:  # alone, its condition may use an index
        rows, wheres = rows.filter(*wheres), [Q()]
    sums = [_sums(one, where, place) for place, (one, where) in enumerate(zip(asked, wheres, strict=True))]
    every = {name: what for named in sums for name, what in named.items()}
    if not fields:
        whole = rows.aggregate(**every)
        return [[tuple(whole[name] for name in named)] for named in sums]
    lines = list(rows.values(*fields).annotate(**every))
    return [[_group(line, fields, named) for line in lines if line[[*named][-1]]] for named in sums]


def _sums(one: Ask, where: Q, place: int) -> dict[str, Combinable]:
    """Sums of one ask under names of its own, the number of rows last."""
    named = {**one.measure.sums(where), "rows": Count("pk", filter=where or None)}
    return {f"{name}_{place}": what for name, what in named.items()}


def _group(line: dict[str, Any], fields: Sequence[str], named: dict[str, Combinable]) -> Group:
    return tuple(line[name] for name in (*fields, *named))
