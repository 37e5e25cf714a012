"""What is measured: a page of the product as somebody opens it, and the floor that shows the same rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from bench.generate.copying import ident
from bench.generate.people import name_of, phase_of

Counts = dict[str, int]


@dataclass(frozen=True)
class Scenario:
    """A page and its floor; `pages` and `floors` go round together, so that no single row is always warm.

    `seen` reads from the product's answer the counts that its floor must have too.
    """

    code: str
    label: str
    who: str
    pages: list[str]
    floors: list[str]
    seen: Callable[[Any], Counts]
    forms: list[dict[str, str]] = field(default_factory=list)


def scenarios() -> list[Scenario]:
    """Every scenario, in the order of the table."""
    followed = [n for n in range(1, 16) if phase_of(n) == "D"]
    words = [name_of(n)[1] for n in followed]
    searches = [urlencode({"q": word}) for word in words]
    cases = [ident("case", n) for n in followed]
    return [
        Scenario(
            "list", "Elenco delle persone, case manager", "manager0", ["/persone/"], ["/floor/persone/"], _listed
        ),
        Scenario("overview", "Elenco delle persone, coordinamento", "paolo", ["/persone/"], ["/floor/tutte/"], _listed),
        Scenario(
            "search", "Ricerca di un nome", "manager0", [f"/persone/?{one}" for one in searches],
            [f"/floor/persone/?{one}" for one in searches], _listed,
        ),
        Scenario(
            "case", "Fascicolo", "manager0", [f"/persone/{one}/" for one in cases],
            [f"/floor/persone/{one}/" for one in cases], _dossier,
        ),
    ]  # fmt: skip


def _listed(answer: Any) -> Counts:
    context = answer.context_data
    return {"found": context["page"].paginator.count, "shown": len(context["rows"])}


def _dossier(answer: Any) -> Counts:
    context = answer.context_data
    panels = {one.anchor: one.context for one in context["panels"]}
    diary, side = panels["diario"], context["side"]
    return {
        "notes": len(diary["lines"]) + len(diary["rest"]),
        "meetings": len(panels["colloqui"]["meetings"]),
        "tasks": len(panels["da-fare"]["tasks"]),
        "goals": len(panels["progetto"]["lines"]),
        "results": sum(len(one.results) for one in panels["progetto"]["lines"]),
        "team": len(side["team"]),
        "readers": len(side["readers"]),
    }
