"""What will exist once the sheet is confirmed, in sentences: the last look before the programme is born."""

from __future__ import annotations

from collections.abc import Iterator

from ciao.core import formats
from ciao.programmes.review.facts import ProgrammeFacts
from ciao.programmes.review.review import Review


def consequences(facts: ProgrammeFacts, review: Review) -> list[dict[str, str]]:
    """Each thing that comes to exist, then what stays open and where it can be completed."""
    made = [{"text": text, "icon": "check", "kind": "ok"} for text in _made(facts)]
    left = [{"text": text, "icon": "clock", "kind": "warn"} for text in _left(facts, review)]
    return made + left


def _made(facts: ProgrammeFacts) -> Iterator[str]:
    lead = next(one.name for one in facts.bodies if one.role == "lead")
    dates = f"dal {formats.date_field(facts.starts_on)} al {formats.date_field(facts.ends_on)}"
    months = formats.plural(facts.months, "mese", "mesi")
    yield f"Il progetto «{facts.title}», {dates}, {months}. È la versione 1."
    yield f"Titolare dei dati: {lead}, capofila."
    yield _partnership(facts)
    places = len({code for area in facts.areas for code in area.istat_codes})
    yield (
        f"{formats.plural(len(facts.areas), 'territorio', 'territori')} con "
        f"{formats.plural(places, 'comune', 'comuni')}."
    )
    yield _work(facts)
    people = sum(target.count or 0 for target in facts.targets)
    groups = formats.plural(len(facts.targets), "gruppo", "gruppi")
    yield f"{groups} di destinatari, {formats.plural(people, 'persona', 'persone')} in tutto."
    holders = formats.plural(len(facts.office_holders), "carica sociale", "cariche sociali")
    yield f"{formats.plural(len(facts.governance), 'organo', 'organi')} di governance e {holders}."
    if facts.total_amount is not None:
        asked = formats.money(facts.contribution_amount)
        yield f"Valore complessivo {formats.money(facts.total_amount)}, contributo {asked}."
    yield "Il tuo incarico di coordinamento in questo progetto, da oggi."


def _partnership(facts: ProgrammeFacts) -> str:
    public = formats.plural(sum(one.sector == "public" for one in facts.partners), "pubblico", "pubblici")
    third = sum(one.sector == "third" for one in facts.partners)
    network = len(facts.bodies) - len(facts.partners)
    words = f"{formats.plural(len(facts.partners), 'ente', 'enti')}: {public}, {third} del terzo settore"
    return f"{words}, e {network} della rete senza budget." if network else f"{words}."


def _work(facts: ProgrammeFacts) -> str:
    painted = sum(bool(one.months) for one in facts.activities)
    goals = formats.plural(len(facts.objectives), "obiettivo", "obiettivi")
    results = formats.plural(len(facts.expected_results), "risultato atteso", "risultati attesi")
    work = formats.plural(len(facts.activities), "attività", "attività")
    return f"{work} ({painted} con i mesi in calendario), {goals}, {results}."


def _left(facts: ProgrammeFacts, review: Review) -> Iterator[str]:
    for one in (*review.questions, *review.postponed):
        yield f"Resta da completare: {one.sentence[0].lower()}{one.sentence[1:]}"
    for dispute in review.disputes:
        kept = review.points.text(dispute.field)
        chosen = f" Resta «{kept}»." if dispute.field in review.points.choices else ""
        yield f"Non controllato: {dispute.sentence}{chosen}"
