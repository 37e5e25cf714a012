"""From numbered lines to a draft: sections first, then each group of facts on its own."""

from collections.abc import Sequence
from dataclasses import replace

from . import checks, duration, governance, identity, objectives, supporters, targets, territory
from .activities import activities
from .draft import SheetDraft
from .furniture import without_furniture
from .missing import missing
from .money import Money, money
from .office_holders import office_holders
from .partners import partners
from .questions import questions
from .read import PAGE_BREAK
from .refusal import NotASheet
from .sections import Parts, split
from .template import BY_CODE
from .text import Document, Line, single_spaced, vocabulary

ENOUGH = 4
TAIL = 40


def parse(source: Sequence[str]) -> SheetDraft:
    """The draft read in these lines (the first is line 1); raises NotASheet where there is no such form."""
    pages = [at for at, text in enumerate(source) if text.startswith(PAGE_BREAK)]
    texts = tuple(text.lstrip(PAGE_BREAK) for text in source)
    lines = single_spaced(without_furniture([Line(at, 0, text) for at, text in enumerate(texts, start=1)], pages))
    document = Document(texts, tuple(lines), vocabulary(lines))
    parts = split(lines)
    _require_sheet(parts)
    draft, spent = _draft(document, parts)
    draft = replace(draft, conflicts=checks.conflicts(document, draft, spent), questions=questions(draft))
    return replace(draft, missing=missing(draft, set(parts.headings)))


def _require_sheet(parts: Parts) -> None:
    own = [code for code in parts.headings if BY_CODE[code].own]
    if len(parts.headings) < ENOUGH or not own:
        raise NotASheet(
            "Questo file non sembra una scheda progetto: non troviamo le sezioni del modulo della Regione. "
            "Controlla di aver scelto il file giusto."
        )


def _draft(document: Document, parts: Parts) -> tuple[SheetDraft, Money]:
    body = parts.bodies.get
    front, calendar = body("front", []), body("calendar", [])
    starts_on, ends_on = duration.period(document, body("duration", []))
    place, day = duration.signature(document, body("signature", []), _tail(document, body("office_holders", [])))
    goals, results = objectives.objectives_and_results(document, body("objectives", []))
    spent = money(document, body("money") or [line for lines in parts.bodies.values() for line in lines])
    listed = partners(document, body("partners", []), _referent(document, body("signature", [])))
    names = [partner.name.value for partner in listed]
    draft = SheetDraft(
        source=document.source,
        title=identity.title(document, body("title", [])),
        acronym=identity.acronym(document, body("title", [])),
        call=identity.call(document, front),
        actions=identity.actions(document, parts.instructions.get("objectives", []), front, body("objectives", [])),
        starts_on=starts_on,
        ends_on=ends_on,
        months=duration.months(document, [parts.instructions.get("calendar", []), calendar, body("duration", [])]),
        signed_on=day,
        signed_place=place,
        areas=territory.areas(document, body("territory", [])),
        objectives=goals,
        expected_results=results,
        targets=targets.targets(document, body("targets", [])),
        activities=activities(document, calendar, body("activities", [])),
        partners=listed,
        supporters=supporters.supporters(document, body("supporters", [])),
        bodies=governance.bodies(document, body("bodies", [])),
        office_holders=office_holders(document, body("office_holders", []), names),
        total_amount=spent.total,
        contribution_amount=spent.contribution,
        cofinancing_percent=spent.percent,
    )
    return draft, spent


def _tail(document: Document, table: Sequence[Line]) -> list[Line]:
    """The end of the sheet, where a signature may stand without heading; not the table of offices."""
    own = {line.number for line in table}
    return [line for line in document.lines[-TAIL:] if line.number not in own]


def _referent(document: Document, body: Sequence[Line]) -> str:
    """The body that signs: the first words under its heading."""
    return document.join([line for line in body if not line.blank][:1]).text
