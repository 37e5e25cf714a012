"""The bodies of the partnership: who leads, who is public, who is third sector."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .draft import Partner, Role, Sector, found
from .items import BULLET, Item, items, trimmed
from .text import Document, Line, Passage, key, plain

PUBLIC = re.compile(r"\b(?:soggetti|enti|partner|settore|organismi|amministrazioni)?\s*pubblic[oi]\b", re.I)
THIRD = re.compile(
    r"\bterzo\s+settore\b|\bprivato\s+sociale\b|\bno[\s-]?profit\b|\b(?:soggetti|enti|partner)\s+privati\b",
    re.I,
)
LEAD = re.compile(r"\b(?:ente\s+|soggetto\s+|partner\s+)?capo\s?-?fila\b", re.I)
LEAD_LABEL = re.compile(r"^\W*(?:(?:ente|soggetto|partner)\s+)?capo\s?-?fila\s*(?:del\s+\w+\s*)?(?:[:–—-]|è)\s*", re.I)
PARTNER_LABEL = re.compile(r"^\W*partner(?:s|\s+n?\.?\s*\d{1,2})?\s*[:–—-]\s*", re.I)
BREAK = re.compile(
    r"seguenti\s+(?:soggetti|enti|partner)|soggetti\s+(?:pubblici|privati)|terzo\s+settore\W*$|(?:enti"
    r"|partner|soggetti)\s+"
    r"(?:pubblic|privat|del\s+terzo|di\s+terzo|capofila)|^\W*(?:e\s+)?(?:dai|dei|dagli)\s+(?:seguenti"
    r"|soggetti|enti)"
    r"|^\W*(?:(?:ente|soggetto)\s+)?capofila\s*:|^\W*partner\w*\s*\d*\s*:",
    re.I,
)
PUBLIC_NAME = re.compile(
    r"\b(?:comun[ei]|citt[aà]['’]?\s+metropolitana|provincia|region[ei]|unione|comunità\s+montana|asst|ats"
    r"|asl|afol|aler|azienda\s+s"
    r"|azienda\s+(?:speciale|territoriale|socio)|ufficio\s+di\s+piano|ambito|piano\s+di\s+zona|distretto"
    r"|univers|istituto"
    r"|cpia|asp|centro\s+per\s+l['’]impiego|irccs|camera\s+di\s+commercio|offertasociale)\b",
    re.I,
)
THIRD_NAME = re.compile(
    r"\b(?:coop(?:erativa)?|soc\.?\s*coop|consorzio|associazione|ass\.?ne|fondazione|onlus|aps|odv|ets|scs"
    r"|caritas|enaip|impresa\s+sociale"
    r"|parrocchia|opera|s\.?c\.?s|s\.?c\.?a\.?r\.?l|acli|arci|anffas|auser|ente\s+morale)\b",
    re.I,
)
FULL_STOP = re.compile(r"\.\s+(?=[A-ZÀ-Ú])")
SHORTENED = re.compile(r"(?:\b(?:coop|soc|ass|assoc|fond|cons|[a-z])|\bass\.ne)$", re.I)
TAIL = re.compile(r"\s*[(\[](?P<note>[^()\[\]]{2,120})[)\]]?\s*[;,.]?\s*$")

INITIALS = re.compile(r"^[A-Z.&\s]{2,14}$")
LEAD_TAIL = re.compile(r"\s*[,–—-]\s*(?P<note>(?:ente\s+|soggetto\s+)?capo\s?-?fila\b.*)$", re.I)


class Named(NamedTuple):
    """A body as listed, before anything is known about it."""

    passage: Passage
    sector: Sector | None
    is_lead: bool


def partners(document: Document, body: Sequence[Line], referent: str = "") -> tuple[Partner, ...]:
    """The listed bodies in order; the lead is the one so marked, else the body that signs the sheet."""
    found_partners = [partner for named in _named(document, body) if (partner := _partner(named))]
    unique = list({key(partner.name.value): partner for partner in reversed(found_partners)}.values())[::-1]
    return tuple(_with_lead(unique, referent))


def _with_lead(listed: list[Partner], referent: str) -> list[Partner]:
    if any(partner.role == "lead" for partner in listed) or not referent:
        return listed
    return [Partner(p.name, p.sector, "lead" if alike(p.name.value, referent) else p.role, p.note) for p in listed]


def alike(one: str, other: str) -> bool:
    """Whether one name holds all the letters of the other."""
    first, second = key(one), key(other)
    return min(len(first), len(second)) > 4 and (first in second or second in first)


def _named(document: Document, body: Sequence[Line]) -> Iterator[Named]:
    """Each body with the sector of the sentence above it."""
    found_items = items(document, body, BREAK)
    has_bullets = any(item.bullet and not _sector_of(item.passage.text) for item in found_items)
    sector: Sector | None = None
    is_open, is_lead = False, False
    for item in found_items:
        text = item.passage.text
        told = _sector_of(text) if _announces(item) else None
        label = LEAD_LABEL.match(text) or PARTNER_LABEL.match(text)
        if "\t" in BULLET.sub("", _source_of(document, item).strip()):
            yield from _cells(document, item)
        elif label and len(text) < 200 and not told:
            is_lead = bool(LEAD_LABEL.match(text))
            yield from _inline(item.passage.cut(label.end(), len(text)), sector, is_lead)
            is_open = True
        elif told or _opens(text):
            sector, is_open = told or sector, True
            yield from _inline(item.passage.cut(_colon(text), len(text)), sector, False)
        elif item.bullet or (is_open and not has_bullets and _is_name(text)):
            yield from _unlisted(item.passage, sector)
        else:
            is_open = is_open and not has_bullets and len(text) < 60


def _unlisted(passage: Passage, sector: Sector | None) -> Iterator[Named]:
    """One body, or several where the line is itself a list."""
    if passage.text.count(",") > 1 and ";" not in passage.text:
        yield from _inline(passage, sector, False)
    else:
        yield from (Named(piece, sector, False) for piece in _parted(passage, r";"))


def _source_of(document: Document, item: Item) -> str:
    lines = item.passage.lines
    return document.source[lines[0] - 1] if lines else ""


def _cells(document: Document, item: Item) -> Iterator[Named]:
    """A row of a Word table: the name is the first cell that names a body."""
    text = item.passage.text
    cells = [cell.strip() for cell in _source_of(document, item).split("\t")]
    name = next((c for c in cells if c and (PUBLIC_NAME.search(c) or THIRD_NAME.search(c))), "")
    start = text.find(" ".join(name.split()))
    if name and start >= 0:
        rest = text.replace(name, "")
        yield Named(item.passage.cut(start, start + len(name)), _sector_of(rest), bool(LEAD.search(rest)))


def _announces(item: Item) -> bool:
    """A sentence or label that opens a list of bodies of one sector."""
    text = item.passage.text
    short = len(text) < 60 and not item.bullet
    before_colon = text.split(":")[0]
    opens = re.search(r"seguenti|compon|costitui|soggetti|enti|partner", before_colon, re.I)
    return bool(
        opens
        and _sector_of(before_colon)
        and (short or ":" in text or text.endswith("settore"))
        and len(before_colon) < 220
    )


def _opens(text: str) -> bool:
    return (
        bool(re.search(r"partenariato[^.]{0,120}:|(?:seguenti|soggetti|partner)[^.:]{0,80}:", text, re.I))
        and len(text.split(":")[0]) < 250
    )


def _colon(text: str) -> int:
    return text.find(":") + 1 or len(text)


def _sector_of(text: str) -> Sector | None:
    public, third = list(PUBLIC.finditer(text)), list(THIRD.finditer(text))
    if not public and not third:
        return None
    last_public, last_third = (found_[-1].start() if found_ else -1 for found_ in (public, third))
    return "public" if last_public > last_third else "third"


def _inline(passage: Passage, sector: Sector | None, is_lead: bool) -> Iterator[Named]:
    """Bodies named on in the sentence, parted by semicolons, or else by commas and the last "e"."""
    end = next(
        (m.start() for m in FULL_STOP.finditer(passage.text) if not SHORTENED.search(passage.text[: m.start()])),
        None,
    )
    passage = passage.cut(0, len(passage.text) if end is None else end)
    mark = r";" if ";" in passage.text else r",(?![^(]*\))\s|\se\s(?=[A-ZÀ-Ú])(?=[^,;]*$)"
    for piece in _parted(passage, mark):
        if _is_name(piece.text):
            yield Named(piece, sector, is_lead)


def _parted(passage: Passage, mark: str) -> Iterator[Passage]:
    at = 0
    for match in [*re.finditer(mark, passage.text), None]:
        piece = passage.cut(at, match.start() if match else len(passage.text))
        at = match.end() if match else at
        if piece.text:
            yield piece


def _is_name(text: str) -> bool:
    words = text.split()
    return len(text) < 140 and len(words) < 18 and (text[0].isupper() or text[0] in "«\"“'") and not text.endswith(":")


def _partner(named: Named) -> Partner | None:
    """The name without its closing brackets, which become the note."""
    passage = trimmed(named.passage)
    note = ""
    if (match := TAIL.search(passage.text)) and (LEAD.search(match["note"]) or not INITIALS.match(match["note"])):
        note, passage = match["note"].strip(), trimmed(passage.cut(0, match.start()))
    if match := LEAD_TAIL.search(passage.text):
        note, passage = match["note"].strip(), trimmed(passage.cut(0, match.start()))
    if not passage.text or len(passage.text) > 160 or not key(passage.text):
        return None
    role: Role = "lead" if named.is_lead or LEAD.search(note) else "partner"
    return Partner(found(passage.text, passage), named.sector or _guess(passage.text), role, note)


def _guess(name: str) -> Sector | None:
    """The sector that the name itself tells, where the sheet's list does not."""
    if THIRD_NAME.search(name):
        return "third"
    return "public" if PUBLIC_NAME.search(name) or plain(name).startswith("azienda") else None
