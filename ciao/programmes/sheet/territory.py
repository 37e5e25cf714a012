"""The areas of the project, their comuni and how many people live there."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from .draft import Area, Found, found
from .gazetteer import official_name
from .items import BULLET
from .numbers import COUNT, count
from .places import PLACE, listed, named_in_prose, place, unique
from .text import Document, Line, Passage, key

KIND = r"(?:ambit[oi]|distrett[oi]|pian[oi]\s+di\s+zona|zona|unione|comunità\s+montana|area)"
HEADING = re.compile(rf"^\W*(?:o\s+)?(?:(?:l|gl|il)['’]?\s*)?{KIND}\b", re.I)
MENTION = re.compile(
    r"\b(?P<name>(?:[Aa]mbito|[Dd]istretto|[Pp]iano\s+di\s+[Zz]ona)\s+(?:(?:[Tt]erritoriale|[Ss]ociale"
    r"|[Dd]istrettuale|[Ss]ociosanitario)\s+)*"
    r"(?:(?:di|del|della|dell['’]|d['’])\s*)?(?:[A-ZÀ-Ú][\w'’]*(?:[\s-](?:di\s|del\s|della\s|dell['’]"
    r"|d['’]|e\s(?=[A-ZÀ-Ú][a-z]+\b(?!\s+(?:del|di)\s+[A-Z])))?(?=[A-ZÀ-Ú])[A-ZÀ-Ú][\w'’]*)*|\w+ese\b))"
)
POPULATION = re.compile(
    r"(?:popolazione|residenti"
    r"|abitanti)\b[^.;:]{0,30}?(?:[^.;]{0,90}?)(?<![\d.,])(?P<n>\d{1,3}(?:[. ']\d{3})+"
    r"|\d{4,7})(?:,\d+)?\s*(?:unit(?:à|a['’])|abitanti|residenti|persone|ab\.)"
    r"|(?<![\d.,])(?P<n2>\d{1,3}(?:[. ']\d{3})+|\d{4,7})\s*(?:abitanti|residenti|unit(?:à"
    r"|a['’]))(?!\s+per\b)",
    re.I,
)
WHOLE = re.compile(r"complessiv|total|popolazione|conta|residente|abitanti\s*$", re.I)
SMALLER = re.compile(
    r"più\s+di|poco|oltre\s+i|fino|tra\s+i|stranier|famigli|famiglie|disoccup|minor|giovani|donne"
    r"|per\s+chilometro|comun[ei]\s+(?:di|più)",
    re.I,
)
DECLARED = re.compile(rf"(?<![\w.,])(?P<n>{COUNT})\s+(?:comuni\b|amministrazioni\s+comunali)", re.I)
SENTENCE = re.compile(r"\b(?:è|compren\w+|compost\w|sono|si|seguenti)\b", re.I)
APART = re.compile(r"[Aa]mbito\s+(?:sociale\s+|territoriale\s+)?(?:d[ie]l?\s+)?\w+")


class Block(NamedTuple):
    """An area's name and the text about it."""

    name: Found[str]
    text: Passage


def areas(document: Document, body: Sequence[Line]) -> tuple[Area, ...]:
    """One area per heading ("Ambito …"), else per area named; a comune goes to the first that lists it."""
    starts = [at for at, line in enumerate(body) if _is_heading(line, body[at + 1 : at + 2])]
    blocks = _headed(document, body, starts) or _mentioned(document.join(_flat(body)))
    explicit = [listed(block.text) for block in blocks]
    taken = {key(name.value) for names in explicit for name in names}
    found_areas = [_area(block, names, taken) for block, names in zip(blocks, explicit, strict=True)]
    intro = document.join(_flat(body[: starts[0]])) if starts else None
    return (*found_areas, *(_apart(intro, taken) if intro else ()))


def _area(block: Block, names: list[Found[str]], taken: set[str]) -> Area:
    declared = _declared(block.text)
    if not names or (declared and len(names) < declared.value):
        names = [*names, *named_in_prose(block.text, taken)]
    taken |= {key(name.value) for name in names}
    return Area(block.name, unique(names), _population(block.text), declared)


def _flat(lines: Sequence[Line]) -> list[Line]:
    """The lines without bullets at their start."""
    return [line.cut(m.end()) if (m := BULLET.match(line.text)) else line for line in lines]


def _headed(document: Document, body: Sequence[Line], starts: list[int]) -> list[Block]:
    blocks = []
    for at, end in pairwise([*starts, len(body)]):
        name = document.join(_flat([body[at]])).strip(" :.;–-")
        blocks.append(Block(found(name.text, name), document.join(_flat(body[at + 1 : end]))))
    return blocks


def _is_heading(line: Line, after: Sequence[Line]) -> bool:
    """A short line that names an area, and is neither a sentence nor a list."""
    text = line.text.strip()
    if not HEADING.match(text) or len(text) > 100 or text.endswith((".", ",", ";")) or SENTENCE.search(text):
        return False
    free = not after or after[0].blank or bool(re.match(r"\W*[A-ZÀ-Ú]", after[0].text))
    return (free or bool(BULLET.match(line.text))) and text.count(",") < 2 and text.count(";") < 2


def _mentioned(passage: Passage) -> list[Block]:
    """Areas named inside sentences: each owns the text until another is named."""
    names: dict[str, tuple[int, Found[str]]] = {}
    for match in MENTION.finditer(passage.text):
        piece = passage.cut(*match.span("name"))
        names.setdefault(key(piece.text), (match.start(), _capital(piece)))
    ends = [*(start for start, _ in names.values()), len(passage.text)][1:]
    rows = zip(names.values(), ends, strict=False)
    return [Block(name, passage.cut(start, end)) for (start, name), end in rows]


def _capital(passage: Passage) -> Found[str]:
    return found(passage.text[:1].upper() + passage.text[1:], passage)


def _declared(text: Passage) -> Found[int] | None:
    match = DECLARED.search(text.text)
    return found(count(match["n"]), text.cut(*match.span())) if match else None


def _population(text: Passage) -> Found[int] | None:
    """The whole population of the area: not a comune's, not one group's."""
    for match in POPULATION.finditer(text.text):
        name = "n" if match["n"] else "n2"
        sentence = re.split(r"(?<=\w{3})[.;]\s", text.text[max(0, match.start(name) - 130) : match.start(name)])[-1]
        if not SMALLER.search(sentence[-70:]) and (WHOLE.search(sentence) or name == "n"):
            figure = re.sub(r"\D", "", match[name])
            return found(int(figure), text.cut(*match.span(name)))
    return None


def _apart(intro: Passage, taken: set[str]) -> Iterator[Area]:
    """A comune that the introduction names by itself, with the ambito it belongs to."""
    for match in re.finditer(r"\b[Cc]omun[ei]\s+di\s+(?=[A-ZÀ-Ú])", intro.text):
        name = PLACE.match(intro.text, match.end())
        if not name or not official_name(name[0]) or key(name[0]) in taken:
            continue
        ambito = APART.search(intro.text, name.end(), name.end() + 120)
        if ambito:
            taken.add(key(name[0]))
            yield Area(_capital(intro.cut(*ambito.span())), (place(intro.cut(*name.span())),))
