"""The areas of the project, their comuni and how many people live there."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .draft import Area, Found, found
from .gazetteer import official_name
from .items import BULLET
from .numbers import COUNT, count
from .text import Document, Line, Passage, key

KIND = r"(?:ambit[oi]|distrett[oi]|pian[oi]\s+di\s+zona|zona|unione|comunità\s+montana|area|azienda\s+consortile)"
HEADING = re.compile(rf"^\W*(?:o\s+)?(?:(?:l|gl|il)['’]?\s*)?{KIND}\b", re.I)
MENTION = re.compile(
    rf"\b(?P<name>(?:[Aa]mbito|[Dd]istretto|[Pp]iano\s+di\s+[Zz]ona)\s+(?:(?:[Tt]erritoriale|[Ss]ociale|[Dd]istrettuale|[Ss]ociosanitario)\s+)*"
    r"(?:(?:di|del|della|dell['’]|d['’])\s*)?(?:[A-ZÀ-Ú][\w'’]*(?:[\s-](?:di\s|del\s|della\s|dell['’]|d['’]|e\s(?=[A-ZÀ-Ú][a-z]+\b(?!\s+(?:del|di)\s+[A-Z])))?(?=[A-ZÀ-Ú])[A-ZÀ-Ú][\w'’]*)*|\w+ese\b))"
)
POPULATION = re.compile(
    r"(?:popolazione|residenti|abitanti)\b[^.;:]{0,30}?(?:[^.;]{0,90}?)(?<![\d.,])(?P<n>\d{1,3}(?:[. ']\d{3})+|\d{4,7})(?:,\d+)?\s*(?:unit(?:à|a['’])|abitanti|residenti|persone|ab\.)"
    r"|(?<![\d.,])(?P<n2>\d{1,3}(?:[. ']\d{3})+|\d{4,7})\s*(?:abitanti|residenti|unit(?:à|a['’]))(?!\s+per\b)",
    re.I,
)
WHOLE = re.compile(r"complessiv|total|popolazione|conta|residente|abitanti\s*$", re.I)
SMALLER = re.compile(
    r"più\s+di|poco|oltre\s+i|fino|tra\s+i|stranier|famigli|famiglie|disoccup|minor|giovani|donne|per\s+chilometro|comun[ei]\s+(?:di|più)",
    re.I,
)
DECLARED = re.compile(rf"(?<![\w.,])(?P<n>{COUNT})\s+(?:comuni\b|amministrazioni\s+comunali)", re.I)
CAPITAL = r"(?:S\.\s?|SS\.\s?)?[A-ZÀ-Ú][\w'’]*(?:\.(?=\w)[\w]+)?"
PLACE = re.compile(
    rf"{CAPITAL}(?:\s+(?:di|del|della|dei|al|sul|in|con|ed?|su|d['’]|dell['’]|sull['’]|all['’]|de['’]?|la)?\s*{CAPITAL})*"
)
LIST = re.compile(r"\bcomun[ei]\b(?P<between>[^.;]{0,90}?)(?::|\bsono\b|\bdi\b|\bseguenti\b)\s*", re.I)
LIST_END = re.compile(r"(?<=[^\W\d_]{4})\.(?=\s|$)|\)\.(?=\s|$)|:\s")
SENTENCE = re.compile(r"\b(?:è|compren\w+|compost\w|sono|si|seguenti)\b", re.I)
ITEM_WORDS = 5


class Block(NamedTuple):
    """An area's name and the lines about it."""

    name: Found[str]
    lines: list[Line]


def areas(document: Document, body: Sequence[Line]) -> tuple[Area, ...]:
    """One area per heading ("Ambito …"), else per area named in the text; a comune belongs to the first that lists it."""
    intro, blocks = _blocks(document, body)
    if not blocks:
        blocks, intro = _mentioned(document, body), []
    listed = [_listed(document.join(_flat(block.lines))) for block in blocks]
    taken = {key(place.value) for places in listed for place in places}
    result = []
    for block, places in zip(blocks, listed, strict=True):
        text = document.join(_flat(block.lines))
        if not places or _declared(text) and len(places) < _declared(text).value:
            places = [*places, *_in_prose(text, taken, block.name.value)]
        taken |= {key(place.value) for place in places}
        result.append(Area(block.name, _unique(places), _population(text), _declared(text)))
    return (*result, *_apart(document.join(_flat(intro)), taken))


def _flat(lines: Sequence[Line]) -> list[Line]:
    """The lines without bullets at their start."""
    return [line.cut(m.end()) if (m := BULLET.match(line.text)) else line for line in lines]


def _blocks(document: Document, body: Sequence[Line]) -> tuple[list[Line], list[Block]]:
    starts = [
        at for at, line in enumerate(body) if _is_heading(line, body[at + 1] if at + 1 < len(body) else None)
    ]
    blocks = []
    for at, end in zip(starts, [*starts[1:], len(body)][: len(starts)], strict=True):
        name = document.join(
            [body[at].cut(m.end()) if (m := BULLET.match(body[at].text)) else body[at]]
        ).strip(" :.;–-")
        blocks.append(Block(found(name.text, name), list(body[at + 1 : end])))
    return list(body[: starts[0]] if starts else body), blocks


def _is_heading(line: Line, after: Line | None) -> bool:
    """A short line that names an area and is no sentence."""
    text = line.text.strip()
    if (
        not HEADING.match(text)
        or len(text) > 100
        or text.endswith((".", ",", ";"))
        or not gazetteer_free(text)
    ):
        return False
    bullet = BULLET.match(line.text)
    starts_new = after is None or after.blank or bool(re.match(r"\W*[A-ZÀ-Ú]", after.text))
    return (bool(bullet) or starts_new) and not SENTENCE.search(text)


def gazetteer_free(text: str) -> bool:
    """Whether a line is no list of comuni."""
    return text.count(",") < 2 and text.count(";") < 2


def _mentioned(document: Document, body: Sequence[Line]) -> list[Block]:
    """Areas named inside sentences: each owns the text until another is named."""
    passage = document.join(_flat(body))
    names: dict[str, tuple[int, Found[str]]] = {}
    for match in MENTION.finditer(passage.text):
        piece = passage.cut(*match.span("name"))
        names.setdefault(
            key(piece.text), (match.start(), found(piece.text[:1].upper() + piece.text[1:], piece))
        )
    rows = [(start, name) for start, name in names.values()]
    blocks = []
    for place, (start, name) in enumerate(rows):
        end = rows[place + 1][0] if place + 1 < len(rows) else len(passage.text)
        blocks.append(Block(name, _lines_of(passage.cut(start, end))))
    return blocks


def _lines_of(passage: Passage) -> list[Line]:
    """A passage as lines again, so that it can be read like a block."""
    lines: dict[int, list[str]] = {}
    starts: dict[int, int] = {}
    at = 0
    for span in passage.spans:
        starts[span.line] = span.start
    for letter, row in zip(passage.text, passage.rows, strict=True):
        lines.setdefault(row or at, []).append(letter)
        at = row or at
    return [Line(row, starts.get(row, 0), "".join(letters)) for row, letters in lines.items()]


def _declared(text: Passage) -> Found[int] | None:
    match = DECLARED.search(text.text)
    return found(count(match["n"]), text.cut(*match.span())) if match else None


def _population(text: Passage) -> Found[int] | None:
    """The whole population of the area: not a comune's, not one group's."""
    for match in POPULATION.finditer(text.text):
        name = "n" if match["n"] else "n2"
        sentence = re.split(
            r"(?<=\w{3})[.;]\s", text.text[max(0, match.start(name) - 130) : match.start(name)]
        )[-1]
        if not SMALLER.search(sentence[-70:]) and (WHOLE.search(sentence) or name == "n"):
            figure = re.sub(r"\D", "", match[name])
            return found(int(figure), text.cut(*match.span(name)))
    return None


def _listed(text: Passage) -> list[Found[str]]:
    """The comuni of an explicit list, known to the gazetteer or not."""
    places: list[Found[str]] = []
    for match in LIST.finditer(text.text):
        end = LIST_END.search(text.text, match.end())
        stop = end.start() if end else len(text.text)
        piece = text.cut(match.end(), min(stop, match.end() + 1500))
        names = list(_items(piece))
        if len(names) > 1 or (names and match[0].rstrip().endswith(":")):
            places += [place for place in names if key(place.value) not in {key(p.value) for p in places}]
    return places


def _items(piece: Passage) -> Iterator[Found[str]]:
    """Names parted by commas, semicolons, bullets or "e", without what is in brackets."""
    open_text = re.sub(r"\([^)]*\)", lambda m: " " * len(m[0]), piece.text)
    misses = 0
    at = 0
    for match in [
        *re.finditer(r"[,;•§#▪]|\s+[-–]\s+|\s+ed?\s+(?=[A-ZÀ-Ú])|\s+e\s+(?=(?:il|la)\b)", open_text),
        None,
    ]:
        end = match.start() if match else len(open_text)
        start = at
        at = match.end() if match else at
        name = _name(piece, open_text, start, end)
        if name:
            yield name
        elif open_text[start:end].strip():
            misses += 1
            if misses > 1 or not re.match(r"\s*ex\s", open_text[start:end], re.I):
                return


def _name(piece: Passage, text: str, start: int, end: int) -> Found[str] | None:
    """One name of a list: after a colon if any, capitalised, of a few words."""
    start += text[start:end].rfind(":") + 1
    words = text[start:end].strip().split()
    match = PLACE.match(text[start:end].strip())
    if not match or len(words) > ITEM_WORDS:
        if match and official_name(match[0]):
            lead = len(text[start:end]) - len(text[start:end].lstrip())
            return _place(piece.cut(start + lead, start + lead + match.end()))
        return None
    lead = len(text[start:end]) - len(text[start:end].lstrip())
    return _place(piece.cut(start + lead, start + lead + match.end()).strip(" ."))


def _place(passage: Passage) -> Found[str]:
    """The official name, with the sheet's spelling as a remark where it differs."""
    official = official_name(passage.text)
    if official is None or official == passage.text:
        return found(passage.text, passage)
    return found(official, passage, f"la scheda scrive «{passage.text}»")


def _in_prose(text: Passage, taken: set[str], area: str) -> Iterator[Found[str]]:
    """Comuni named here and there in sentences: only those the gazetteer knows."""
    seen: set[str] = set()
    for match in PLACE.finditer(text.text):
        for start, end in _parts(match):
            piece = text.cut(start, end)
            official = official_name(piece.text) if len(piece.text) > 2 else None
            known = official and key(official) not in taken | seen and key(piece.text) not in key(area)
            if known and not re.search(
                r"(?:\bSud|\bNord|\bEst|\bOvest|ASL|ATS|metropolitana|Provincia di|provincia di|Milano)\s*$",
                text.text[:start],
            ):
                seen.add(key(official or ""))
                yield _place(piece)


def _parts(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """A run of capitals as one name, else the names joined by "e" in it."""
    if official_name(match[0]) or " e " not in match[0]:
        yield match.span()
        return
    at = match.start()
    for piece in match[0].split(" e "):
        yield at, at + len(piece)
        at += len(piece) + 3


def _unique(places: Sequence[Found[str]]) -> tuple[Found[str], ...]:
    return tuple({key(place.value): place for place in reversed(places)}.values())[::-1]


def _apart(intro: Passage, taken: set[str]) -> Iterator[Area]:
    """A comune that the introduction names by itself, with the ambito it belongs to."""
    for match in re.finditer(r"\b[Cc]omun[ei]\s+di\s+(?=[A-ZÀ-Ú])", intro.text):
        place = PLACE.match(intro.text, match.end())
        if not place or not official_name(place[0]) or key(place[0]) in taken:
            continue
        near = intro.text[place.end() : place.end() + 120]
        ambito = re.search(r"[Aa]mbito\s+(?:sociale\s+|territoriale\s+)?(?:d[ie]l?\s+)?\w+", near)
        if ambito:
            name = intro.cut(place.end() + ambito.start(), place.end() + ambito.end())
            taken.add(key(place[0]))
            yield Area(
                found(name.text[:1].upper() + name.text[1:], name), (_place(intro.cut(*place.span())),)
            )
