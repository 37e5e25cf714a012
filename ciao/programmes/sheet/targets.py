"""The groups of people to reach: how many, who, of what age."""

import re
from collections.abc import Sequence

from .draft import Found, Gender, Target, found
from .items import Item, bullets_first, items
from .numbers import COUNT, count
from .text import Document, Line, Passage

PEOPLE = re.compile(
    r"\b(?:donn[ae]|uomini|ragazz[aie]|giovan[ie]|adult[aieo]|person[ae]|destinatar[ie]|famigli[ae]|nuclei"
    r"|minor[ie]"
    r"|cittadin[aie]|disoccupat[aieo]|inoccupat[aieo]|neet|madri|padri|stranier[aie]|migrant[ie]|anzian[aie]"
    r"|beneficiari|soggetti|detenut[aie]|maschi|femmine|over|under|rifugiat[aie]|lavorator[ie]"
    r"|lavoratric[ie]|mamme"
    r"|utent[ie]|disabili|adolescent[ie]|caregiver)\b",
    re.I,
)
AGES = re.compile(
    r"(?:(?:(?:di|con)\s+(?:una\s+)?)?et(?:à|a['’])\s+(?:compresa\s+)?)?(?:compres[aieo]\s+)?(?:fra|tra"
    r"|dai|da|d[ai]\s+et(?:à|a['’]))?\s*(?:i\s+|gli\s+)?"
    r"(?P<min>\d{1,2})\s*(?:anni\s*)?(?:e\s+(?:i|gli)\s+|ed?\s+|ai\s+|agli\s+|a\s+|[-–—/]\s*"
    r"|fino\s+a(?:i)?\s+)"
    r"(?P<max>\d{1,2})\b(?P<unit>\s*anni)?",
    re.I,
)
FROM = re.compile(
    r"(?:\bover|\bultra|(?:oltre (?:i|gli)|più di|maggior[ie] di|superiore a(?:i|gli)?"
    r"|(?:a partire )?da(?:i|gli)|almeno)"
    r"(?= \d+ anni))\s*(?P<n>\d{1,2})\b",
    re.I,
)
UPTO = re.compile(
    r"(?:\bunder|(?:fino a(?:i|gli)?|minor[ie] di|inferiore a(?:i|gli)?|entro i|sotto i"
    r"|non superiore a(?:i)?)(?= \d+ anni))"
    r"\s*(?P<n>\d{1,2})\b",
    re.I,
)
HOW_MANY = re.compile(
    rf"(?<![\w.,/-])(?:n\.?\s?°?\s*)?(?P<n>{COUNT})(?![\w%/-])(?!\s*(?:anni|[-–]\s*\d|%|ore|mesi))", re.I
)
WOMEN = re.compile(r"\b(?:donn[ae]|femmin[ae]|femminil[ei]|ragazz[ae]|madr[ie]|mamme|lavoratrici|disoccupate)\b", re.I)
MEN = re.compile(r"\b(?:uomini|uomo|maschi(?:o|le|li)?|ragazzi|padri)\b", re.I)
BOTH = re.compile(r"maschi\s+e\s+femmine|femmine\s+e\s+maschi|uomini\s+e\s+donne|donne\s+e\s+uomini"
                  r"|ambo i sessi|entrambi"
                  r"|ragazz[ie]\s+e\s+ragazz[ie]|m\s?/\s?f\b|f\s?/\s?m\b", re.I)  # fmt: skip


LONGEST = 1500
LABEL_END = re.compile(r"[;.](?=\s|$)|,?\s(?:di|con(?:\s+una)?|in)\s+et(?:à|a['’])\b")


def targets(document: Document, body: Sequence[Line]) -> tuple[Target, ...]:
    """Each listed group with a number; where nothing is listed, each sentence with a number of people."""
    everything = items(document, body)
    listed = [item for item in everything if item.bullet and PEOPLE.search(item.passage.text)]
    chosen = listed or [Item("", piece) for item in bullets_first(everything) for piece in _clauses(item.passage)]
    groups = [group for item in chosen if (group := _target(item.passage, bool(listed)))]
    return tuple(groups)


def _clauses(passage: Passage) -> list[Passage]:
    """Running text cut at semicolons, full stops and before "e 30 giovani" """
    cuts = [m.end() for m in re.finditer(r"[;.:](?=\s)|,?\s+e(?=\s+(?:circa\s+)?\d+\s+(?!anni)[a-z]{4})", passage.text)]
    return [passage.cut(a, b) for a, b in zip([0, *cuts], [*cuts, len(passage.text)], strict=True)]


def _target(passage: Passage, listed: bool) -> Target | None:
    passage = passage.cut(0, LONGEST)
    text = passage.text
    ages = next((m for m in AGES.finditer(text) if _are_ages(m)), None)
    numbers = [m for m in HOW_MANY.finditer(text) if not (ages and ages.start() <= m.start() < ages.end())]
    numbers = [m for m in numbers if not _bounds_an_age(text, m)]
    people = PEOPLE.search(text)
    if not people or not (numbers or (listed and ages)):
        return None
    how_many = numbers[0] if numbers else None
    label = _label(passage, how_many, ages)
    return Target(
        label=found(label.text, label),
        count=found(count(how_many["n"]), passage.cut(*how_many.span("n"))) if how_many else None,
        gender=_gender(text),
        age_min=_age(passage, ages, "min", FROM),
        age_max=_age(passage, ages, "max", UPTO),
    )


def _are_ages(match: re.Match[str]) -> bool:
    low, high = int(match["min"]), int(match["max"])
    told = (
        match["unit"]
        or re.search(r"et(?:à|a['’])|tra|fra|dai|da ", match[0], re.I)
        or "-" in match[0]
        or "–" in match[0]
    )
    return low < high and high < 100 and bool(told)


def _bounds_an_age(text: str, match: re.Match[str]) -> bool:
    return any(m.start("n") == match.start("n") for sign in (FROM, UPTO) for m in sign.finditer(text))


def _age(passage: Passage, ages: re.Match[str] | None, side: str, sign: re.Pattern[str]) -> Found[int] | None:
    if ages:
        return found(int(ages[side]), passage.cut(*ages.span(side)))
    if match := sign.search(passage.text):
        return found(int(match["n"]), passage.cut(*match.span("n")))
    return None


def _label(passage: Passage, how_many: re.Match[str] | None, ages: re.Match[str] | None) -> Passage:
    """Who they are: the words between the number and the age."""
    text = passage.text
    start = how_many.end() if how_many else 0
    stops = [m.start() for sign in (FROM, UPTO) for m in sign.finditer(text, start)]
    stops += [ages.start()] if ages and ages.start() > start else []
    stops += [m.start() for m in LABEL_END.finditer(text, start)]
    piece = passage.cut(start, min(stops, default=len(text))).strip(" ,;:.–-(")
    if piece.text.count("(") < piece.text.count(")"):
        piece = piece.strip(")")
    before = passage.cut(0, how_many.start() if how_many else 0).strip(" ,;:.–-(n°")
    return piece if PEOPLE.search(piece.text) or not PEOPLE.search(before.text) else before


def _gender(text: str) -> Gender:
    """F where only women are named, M where only men are, all otherwise."""
    women, men = bool(WOMEN.search(text)), bool(MEN.search(text))
    if BOTH.search(text) or women == men:
        return "all"
    return "F" if women else "M"
