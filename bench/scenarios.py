"""What is measured: a page of the product as somebody opens it, and the floor that shows the same rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from bench.floors import query
from bench.generate.copying import ident
from bench.generate.people import name_of, phase_of
from ciao.services.models import Attendance

Counts = dict[str, Any]
# Shares of two figures that the floor counts anyway, one that its ratings would only repeat, and the ESF figures by
# household and on leaving, which no page waits for yet; events, proposals, deliveries are not among the people drawn.
UNPAIRED = {
    "pro-03", "co08", "co12", "co13", "co14", *(f"cr0{one}" for one in range(1, 10)),
    *(f"int-0{one}" for one in range(1, 4)), *(f"com-0{one}" for one in range(3, 8)),
}  # fmt: skip


@dataclass(frozen=True)
class Scenario:
    """A page and its floor; `pages` and `floors` go round together, so that no single row is always warm.

    `seen` reads from the product's answer the counts that its floor must have too. `forms` gives what is sent, by turn
    and by course: the page writes the first course, the floor the second, so that neither undoes the other.
    `begin` puts things back as they were before anything was ever sent.
    """

    code: str
    label: str
    who: str
    pages: list[str]
    floors: list[str]
    seen: Callable[[Any], Counts]
    forms: Callable[[int, int], dict[str, str]] | None = None
    begin: Callable[[], object] | None = None


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
        Scenario(
            "attendance", "Salvare le presenze di 12 persone", "manager0", [_sheet(0)], [f"/floor{_sheet(1)}"], _saved,
            _answers, _empty_sheets,
        ),
        Scenario("board", "Indicatori", "paolo", ["/indicatori/"], ["/floor/indicatori/"], _figures),
        Scenario("budget", "Budget", "paolo", ["/budget/"], ["/floor/budget/"], _sums),
    ]  # fmt: skip


def _sheet(course: int) -> str:
    return f"/corsi/incontri/{ident('session', course, 10)}/presenze/"


def _answers(turn: int, course: int) -> dict[str, str]:
    """Everybody came on even turns and nobody on odd ones, so that each save changes twelve rows."""
    from ciao.services.rules import seen_as

    before, now = ("A", "P") if turn % 2 == 0 else ("P", "A")
    sent = {"others_count": "0"}
    for n in range(course * 12 + 1, course * 12 + 13):
        key = ident("enrolment", n).hex
        sent |= {f"p_{key}": now, f"s_{key}": seen_as(before, None, "")}
    return sent


def _empty_sheets() -> None:
    sheets = [ident("session", course, 10) for course in (0, 1)]
    query("DELETE FROM services_attendance WHERE session_id = ANY(%(sheets)s)", sheets=sheets)


def _saved(answer: Any) -> Counts:
    session = answer.url.rstrip("/").split("/")[-2]
    return {"saved": Attendance.objects.filter(session_id=session).count()}


def _figures(answer: Any) -> Counts:
    lines = answer.context_data["board"].lines.values()
    return {one.indicator.code: one.figure.value for one in lines if one.indicator.code not in UNPAIRED}


def _sums(answer: Any) -> Counts:
    context = answer.context_data
    sums = context["sums"]
    return {"partners": len(context["rows"]), "planned": sums.planned, "due": sums.accrued, "paid": sums.paid}


def _listed(answer: Any) -> Counts:
    context = answer.context_data
    return {"found": context["page"].paginator.count, "shown": len(context["rows"])}


def _dossier(answer: Any) -> Counts:
    context = answer.context_data
    panels = {one.anchor: one.context for part in context["sections"] for one in part.panels}
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
