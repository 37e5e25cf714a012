"""What the sheet says in two ways: shown to the person, never settled here."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal

from .draft import Conflict, Found, SheetDraft
from .money import Money
from .spellings import other_spellings
from .text import Document, plain

PEOPLE = re.compile(
    r"\b(?:total[ei]|complessiv\w+)\b[^.]{0,60}?\b(?P<n>\d{1,5})\s+(?P<what>destinatari|persone"
    r"|beneficiari)\b",
    re.I,
)
BODIES = re.compile(
    r"\bpartenariato\b[^.]{0,60}?\b(?P<n>\d{1,3})\s+(?P<what>soggetti|enti|partner"
    r"|organizzazioni)\b(?!\s+(?:pubbl|del\s+t|di\s+t))",
    re.I,
)
CENT = Decimal("0.01")


def conflicts(document: Document, draft: SheetDraft, spent: Money) -> tuple[Conflict, ...]:
    """Every disagreement found, in the order of the review page."""
    return (
        *_length(draft),
        *_places(draft),
        *_counts(draft),
        *_totals(document, draft),
        *_names(document, draft),
        *_amounts(draft, spent),
    )


def _length(draft: SheetDraft) -> Iterator[Conflict]:
    start, end, months = draft.starts_on, draft.ends_on, draft.months
    if not (start and end):
        return
    lines = tuple(sorted({*start.lines, *end.lines, *(months.lines if months else ())}))
    if end.value < start.value:
        yield Conflict("ends_on", "La data di fine viene prima della data di inizio.", (), lines)
    elif months and (real := span_in_words(start.value, end.value)) != _months_in_words(months.value):
        options = (
            f"{_months_in_words(months.value)}, come scrive la scheda",
            f"{real}, come risulta dalle date",
        )
        yield Conflict("months", "La durata scritta non è quella che risulta dalle date.", options, lines)


def _months_in_words(months: int) -> str:
    return f"{months} mesi" if months != 1 else "1 mese"


def span_in_words(start: date, end: date) -> str:
    """The time between two days, both included, as "17 mesi e 16 giorni"."""
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month - (after.day < start.day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    days = (after - date(year, month + 1, min(start.day, last))).days
    rest = "" if not days else f" e {days} giorni" if days > 1 else " e 1 giorno"
    return _months_in_words(months) + rest


def _places(draft: SheetDraft) -> Iterator[Conflict]:
    """Comuni spelt otherwise than their official name; plain abbreviations are no disagreement."""
    for at, area in enumerate(draft.areas):
        for place in area.municipalities:
            written = re.search("«(.+)»", place.note)
            if written and "." not in written[1] and not plain(place.value).startswith(plain(written[1])):
                sentence = f"La scheda scrive «{written[1]}»; il nome ufficiale è {place.value}."
                yield Conflict(f"areas.{at}.municipalities", sentence, (written[1], place.value), place.lines)


def _counts(draft: SheetDraft) -> Iterator[Conflict]:
    for at, area in enumerate(draft.areas):
        said, named = area.declared, len(area.municipalities)
        if said and named > said.value:
            sentence = f"{area.name.value}: la scheda dice {said.value} comuni e ne nomina {named}."
            yield Conflict(f"areas.{at}.municipalities", sentence, (str(said.value), str(named)), said.lines)
    for at, target in enumerate(draft.targets):
        if target.age_min and target.age_max and target.age_min.value > target.age_max.value:
            yield Conflict(f"targets.{at}", "L’età minima supera la massima.", (), target.age_min.lines)
    leads = [partner for partner in draft.partners if partner.role == "lead"]
    if len(leads) > 1:
        names = tuple(partner.name.value for partner in leads)
        lines = tuple(line for partner in leads for line in partner.name.lines)
        yield Conflict("partners", f"La scheda indica {len(leads)} capofila.", names, lines)


def _totals(document: Document, draft: SheetDraft) -> Iterator[Conflict]:
    """How many people and bodies the sheet says there are in all, against those it lists."""
    counts = [target.count.value if target.count else 0 for target in draft.targets]
    for field, sign, listed in (("targets", PEOPLE, sum(counts)), ("partners", BODIES, len(draft.partners))):
        for line in document.lines if listed and all(counts) else ():
            match = sign.search(line.text)
            if match and int(match["n"]) != listed:
                sentence = f"La scheda dice {match['n']} {match['what']} e ne elenca {listed}."
                yield Conflict(field, sentence, (match["n"], str(listed)), (line.number,))
                break


def _names(document: Document, draft: SheetDraft) -> Iterator[Conflict]:
    """One body in two spellings."""
    for at, partner in enumerate(draft.partners):
        others = other_spellings(document, partner.name.value)
        if others:
            lines = tuple(sorted({*partner.name.lines, *(line for _, line in others)}))
            spellings = tuple(dict.fromkeys([partner.name.value, *(text for text, _ in others)]))
            yield Conflict(f"partners.{at}.name", "Un nome scritto in due modi.", spellings, lines)
    for at, holder in enumerate(draft.office_holders):
        if holder.partner and not holder.member and draft.partners:
            sentence = f"«{holder.partner.value}» non è tra gli enti del partenariato."
            yield Conflict(f"office_holders.{at}.partner", sentence, (), holder.partner.lines)


def _amounts(draft: SheetDraft, spent: Money) -> Iterator[Conflict]:
    total, asked, percent = draft.total_amount, draft.contribution_amount, draft.cofinancing_percent
    if total and spent.others:
        options = tuple(_euros(value.value) for value in (total, *spent.others))
        yield Conflict(
            "total_amount",
            "La scheda scrive più di un valore complessivo.",
            options,
            _lines(total, *spent.others),
        )
    if total and asked and asked.value > total.value:
        yield Conflict("contribution_amount", "Il contributo supera il valore complessivo.", (), _lines(total, asked))
    elif total and asked and percent:
        ceiling = (total.value * (100 - percent.value) / 100).quantize(CENT, ROUND_FLOOR)
        if abs(ceiling - asked.value) > CENT:
            share = f"Con un cofinanziamento del {_figure(percent.value)}%"
            sentence = f"{share} il contributo sarebbe {_euros(ceiling)}."
            yield Conflict(
                "contribution_amount",
                sentence,
                (_euros(asked.value), _euros(ceiling)),
                _lines(total, asked, percent),
            )
    if total and asked and spent.cofinancing and asked.value + spent.cofinancing.value != total.value:
        sentence = "Contributo e cofinanziamento insieme non danno il valore complessivo."
        yield Conflict("total_amount", sentence, (), _lines(total, asked, spent.cofinancing))


def _lines(*values: Found[Decimal]) -> tuple[int, ...]:
    return tuple(sorted({line for value in values for line in value.lines}))


def _figure(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def _euros(value: Decimal) -> str:
    return "€ " + f"{value:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
