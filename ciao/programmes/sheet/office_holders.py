"""The people with an office in a partner's board: a five-column table whose cells came apart."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from .draft import Found, OfficeHolder, found
from .members import member_of, member_place
from .numbers import dates
from .text import Document, Line, Passage, plain

HEADER_WORDS = frozenset(
    {"nome", "e", "cognome", "partner", "ente", "organizzazione", "carica", "sociale", "ricoperta", "ruolo",
     "nel", "progetto", "delibera", "del", "di", "consiglio", "data", "direttivo", "nominativo", "cariche",
     "sociali", "organo", "della", "dell"}
)  # fmt: skip
OFFICE = re.compile(
    r"\b(?:vice[\s-]?presidente|presidente|consiglier[ea]\s+d['’i]\s?amministrazione|(?:membro|componente"
    r"|consiglier[ea])\s+(?:del\s+|di\s+)?(?:consiglio(?:\s+(?:direttivo|di\s+amministrazione))?"
    r"|c\.?d\.?a\.?|direttivo|collegio\s+sindacale|comitato\s+direttivo)|consiglier[ea](?:\s+delegat[oa])?"
    r"|segretari[oa](?:\s+generale)?|tesorier[ea]"
    r"|legale\s+rappresentante|amministrat(?:ore|rice)(?:\s+(?:unic[oa]|delegat[oa]))?|diret(?:tore"
    r"|trice)(?:\s+generale)?|soci[oa](?:\s+\w+atric?[eo])?|revisore(?:\s+dei\s+conti)?"
    r"|sindac[oa]|procurat(?:ore|rice)|membro|componente)\b(?:\s+(?:del\s+)?(?:c\.?d\.?a\.?"
    r"|consiglio\s+(?:direttivo|di\s+amministrazione)))?",
    re.I,
)
RESOLUTION = re.compile(
    r"(?:\b(?:nominat[oa]\s+(?:con|da)|(?:come\s+da\s+)?delibera(?:zione)?|verbale|atto|assemblea"
    r"|(?:con\s+)?c\.?d\.?a\.?|consiglio(?:\s+(?:direttivo|di\s+amministrazione))?)\b"
    r"(?:\s+(?:di|del|dell['’]|della|con|n\.?\s?\d+|atto|assemblea|consiglio|direttivo|amministrazione"
    r"|c\.?d\.?a\.?|verbale|delibera|dei|soci|nomina|ordinaria|in|data)){0,9}|\b(?:del|in\s+data))\s*$",
    re.I,
)
UNFINISHED = re.compile(r"(?:consiglio|consiglier[ea]|membro|componente)$", re.I)
LATE_WORDS = ("DIRETTIVO", "DI AMMINISTRAZIONE", "DELEGATO", "DELEGATA")
TITLE = re.compile(
    r"^(?:dott\.?(?:ssa)?|dr\.?(?:ssa)?|sig\.?(?:ra|na)?|avv\.?|prof\.?(?:ssa)?|ing\.?|arch\.?|rag\.?)$", re.I
)


def office_holders(document: Document, body: Sequence[Line], members: Sequence[str]) -> tuple[OfficeHolder, ...]:
    """One person per row; a row ends with its resolution's date, or where the next name and partner begin."""
    lines = _without_header(body)
    rows = _cells(document, lines) if any("\t" in line.text for line in lines) else _rows(document, lines, members)
    return tuple(holder for row in rows if (holder := _holder(row, members)))


def _without_header(body: Sequence[Line]) -> list[Line]:
    """The table without its heading row, also where it came broken over several lines or is repeated."""
    kept: list[Line] = []
    is_header = False
    for line in body:
        words = plain(line.text).split()
        if {"nome", "cognome"} <= set(words) or (words[:1] == ["nome"] and all(map(_is_heading_word, words))):
            kept, is_header = [row for row in kept if _has_date([row])], True
        elif words and (is_header or not kept) and all(_is_heading_word(word) for word in words):
            continue
        else:
            is_header = is_header and not words
            kept.append(line)
    return kept


def _is_heading_word(word: str) -> bool:
    """A word of the heading row, or a piece of one cut at a line end."""
    return word in HEADER_WORDS or (
        len(word) > 1 and any(known.startswith(word) or known.endswith(word) for known in HEADER_WORDS)
    )


def _cells(document: Document, lines: Sequence[Line]) -> Iterator[list[Passage]]:
    for line in lines:
        if "\t" in line.text:
            at, cells = 0, []
            for text in line.text.split("\t"):
                cells.append(document.join([line.cut(at, at + len(text))]))
                at += len(text) + 1
            yield cells[:5]


def _rows(document: Document, lines: Sequence[Line], members: Sequence[str]) -> Iterator[list[Passage]]:
    """The rows of the flattened table, each as one passage."""
    row: list[Line] = []
    is_dated = False
    for line in lines:
        if line.blank:
            continue
        is_next = is_dated or (bool(row) and _begins_a_row(line.text, members) and _has_office(row[:12]))
        if is_next and not _only_date(line.text):
            yield [document.join(row)]
            row, is_dated = [], False
        row.append(line)
        is_dated = is_dated or _has_date([line])
    if row:
        yield [document.join(row)]


def _has_date(row: Sequence[Line]) -> bool:
    return any(True for line in row for _ in dates(line.text))


def _only_date(text: str) -> bool:
    return not re.search(r"[^\W\d_]{2}", text)


def _has_office(row: Sequence[Line]) -> bool:
    return bool(OFFICE.search(" ".join(line.text for line in row)))


def _begins_a_row(text: str, members: Sequence[str]) -> bool:
    place = member_place(text, members)
    return bool(place and 2 <= len(text[: place[0]].split()) <= 5 and OFFICE.search(text, place[1]))


def _holder(row: list[Passage], members: Sequence[str]) -> OfficeHolder | None:
    if len(row) > 1:
        return _from_cells([*row, *[row[0].cut(0, 0)] * 5], members)
    return _from_text(row[0], members)


def _from_cells(cells: list[Passage], members: Sequence[str]) -> OfficeHolder | None:
    name, partner, office, role, resolution = cells[:5]
    if not name.text or not (partner.text or office.text):
        return None
    return OfficeHolder(
        found(name.text, name),
        _maybe(partner),
        _maybe(office),
        _maybe(role),
        _day(resolution),
        member_of(partner.text, members),
    )


def _from_text(row: Passage, members: Sequence[str]) -> OfficeHolder | None:
    """Name, partner, office and role told apart by the partners we know and the offices there are."""
    first = next(iter(dates(row.text)), None)
    body = row.cut(0, first[1].start if first else len(row.text))
    if match := RESOLUTION.search(body.text):
        body = body.cut(0, match.start())
    place = member_place(body.text, members)
    office = OFFICE.search(body.text, place[1] if place else _after_name(body.text))
    if not office or (place is None and office.start() < 3):
        return None
    name_end = place[0] if place else _after_name(body.text)
    partner = body.cut(name_end, office.start()).strip(" -–,")
    role, end = body.cut(office.end(), len(body.text)), office.end()
    role, late = _late_words(body, office)
    return OfficeHolder(
        found((name := body.cut(0, name_end).strip(" -–,;•§")).text, name),
        _maybe(partner),
        found(f"{body.text[office.start() : end]}{late}".strip(), body.cut(office.start(), end)),
        _maybe(role.strip(" ,;")) if not role.text.startswith("-") else _maybe(role.strip(" ,;-")),
        found(first[0], row.cut(*first[1])) if first else None,
        member_of(partner.text, members),
    )


def _late_words(body: Passage, office: re.Match[str]) -> tuple[Passage, str]:
    """The role without the end of the office's cell, where that came after the role's first line."""
    role = body.cut(office.end(), len(body.text))
    if UNFINISHED.search(office[0]):
        for words in LATE_WORDS:
            match = re.search(rf"(?<=\s){words}\b(?=\s|$)", role.text, re.I)
            if match and _starts_line(role, match.start()):
                return role.without(match.start(), match.end()), f" {match[0]}"
    return role, ""


def _starts_line(passage: Passage, at: int) -> bool:
    return at == 0 or passage.rows[at] != next((row for row in reversed(passage.rows[:at]) if row), 0)


def _after_name(text: str) -> int:
    """Where a person's name ends when nothing tells: after two words, titles not counted."""
    left = 2
    for match in re.finditer(r"\S+", text):
        left -= not TITLE.match(match[0])
        if not left:
            return match.end()
    return len(text)


def _maybe(passage: Passage) -> Found[str] | None:
    return found(passage.text, passage) if passage.text else None


def _day(passage: Passage) -> Found[date] | None:
    return next((found(day, passage.cut(*hit)) for day, hit in dates(passage.text)), None)
