"""The comuni named in a text: in an explicit list, or here and there in its sentences."""

import re
from collections.abc import Iterator, Sequence

from .draft import Found, found
from .gazetteer import official_name
from .text import Passage, key

CAPITAL = r"(?:S\.\s?|SS\.\s?)?[A-ZÀ-Ú][\w'’]*(?:\.(?=\w)[\w]+)?"
PLACE = re.compile(
    rf"{CAPITAL}(?:\s+(?:di|del|della|dei|al|sul|in|con|ed?|su|d['’]|dell['’]|sull['’]|all['’]|de['’]?"
    rf"|la)?\s*{CAPITAL})*"
)
LIST = re.compile(
    r"\bcomun[ei]\b(?P<between>[^.;]{0,90}?)(?::|\bsono\b|\bdi\b|\bseguenti\b|\b[tf]ra\s+(?:cui"
    r"|i\s+quali)\b)\s*",
    re.I,
)
LIST_END = re.compile(r"(?<=[^\W\d_]{4})\.(?=\s|$)|\)\.(?=\s|$)|:\s")
ITEM_WORDS = 5
NOT_A_COMUNE = re.compile(
    r"(?:\bSud|\bNord|\bEst|\bOvest|ASL|ATS|ASST|metropolitana|[Pp]rovincia di|Milano|(?:[Aa]mbito"
    r"|[Dd]istretto|[Zz]ona)(?:\s+\w+)?(?:\s+d[ie]l?)?)\s*$"
)


def listed(text: Passage) -> list[Found[str]]:
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
            return place(piece.cut(start + lead, start + lead + match.end()))
        return None
    lead = len(text[start:end]) - len(text[start:end].lstrip())
    return place(piece.cut(start + lead, start + lead + match.end()).strip(" ."))


def place(passage: Passage) -> Found[str]:
    """The official name, with the sheet's spelling as a remark where it differs."""
    official = official_name(passage.text)
    if official is None or official == passage.text:
        return found(passage.text, passage)
    return found(official, passage, f"la scheda scrive «{passage.text}»")


def named_in_prose(text: Passage, taken: set[str]) -> Iterator[Found[str]]:
    """Comuni named here and there in sentences: only those the gazetteer knows."""
    seen: set[str] = set()
    for match in PLACE.finditer(text.text):
        for start, end in _parts(match):
            piece = text.cut(start, end)
            official = official_name(piece.text) if len(piece.text) > 2 else None
            known = official and key(official) not in taken | seen
            if known and not NOT_A_COMUNE.search(text.text[max(0, start - 60) : start]):
                seen.add(key(official or ""))
                yield place(piece)


def _parts(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """A run of capitals as one name, else the names joined by "e" in it."""
    if official_name(match[0]) or " e " not in match[0]:
        yield match.span()
        return
    at = match.start()
    for piece in match[0].split(" e "):
        yield at, at + len(piece)
        at += len(piece) + 3


def unique(places: Sequence[Found[str]]) -> tuple[Found[str], ...]:
    """Each comune once, where it is first named."""
    return tuple({key(place.value): place for place in reversed(places)}.values())[::-1]
