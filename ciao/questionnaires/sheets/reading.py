"""From a workbook (survey, choices, settings) to an instrument, or to the list of what is to be mended, row by row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ciao.questionnaires.enums import QuestionKind
from ciao.questionnaires.logic.conditions import NotUnderstood, condition
from ciao.questionnaires.logic.definition import Choice, Definition, Item, Scale
from ciao.questionnaires.sheets.calculations import scale_of
from ciao.questionnaires.sheets.cells import Line, NotReadable, sheets

LABELS = ("label::italiano (it)", "label::italiano", "label::it", "label")
HINTS = ("hint::italiano (it)", "hint::italiano", "hint::it", "hint")
PLAIN = {
    "text": QuestionKind.TEXT, "integer": QuestionKind.INTEGER, "decimal": QuestionKind.DECIMAL,
    "date": QuestionKind.DATE, "note": QuestionKind.NOTE,
}  # fmt: skip
WITH_LIST = {"select_one": QuestionKind.ONE, "select_multiple": QuestionKind.MANY}
BEGIN, END = {"begin_group", "begin group"}, {"end_group", "end group"}
KNOWN = "text, integer, decimal, date, note, range, select_one LISTA, select_multiple LISTA, calculate"
YES = {"yes", "true", "true()", "1", "sì", "si"}
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,39}")
MAX_SPAN = 20


@dataclass(frozen=True)
class Fault:
    """One thing to mend: where it stands in the file, and what to do."""

    sheet: str
    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Settings:
    """What the instrument is, from the sheet `settings`."""

    code: str = ""
    title: str = ""
    purpose: str = ""
    licence: str = ""
    attribution: str = ""
    source: str = ""
    months_between: int | None = None
    is_first_contact: bool = False


@dataclass(frozen=True)
class Sheet:
    """A workbook as read: the instrument as far as it could be understood, and what is to be mended."""

    settings: Settings
    definition: Definition
    faults: tuple[Fault, ...] = ()


@dataclass
class _Reading:
    lists: dict[str, list[Choice]] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    scales: list[Scale] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def wrong(self, sheet: str, row: int, column: str, sentence: str) -> None:
        self.faults.append(Fault(sheet, row, column, sentence))

    @property
    def names(self) -> set[str]:
        return {one.name for one in self.items} | {one.code for one in self.scales}


def read(content: bytes) -> Sheet:
    """Reads what can be read and says what cannot, row by row; raises `NotReadable` where it is no workbook at all."""
    found = sheets(content)
    if "survey" not in found:
        raise NotReadable("Manca il foglio «survey»: è quello con una domanda per riga.")
    reading = _Reading()
    for line in found.get("choices", []):
        _choice(reading, line)
    for line in found["survey"]:
        _row(reading, line)
    if reading.sections:
        last = found["survey"][-1].number
        reading.wrong("survey", last, "type", f"La parte «{reading.sections[-1]}» non finisce: aggiungi end_group.")
    if not any(one.kind != QuestionKind.NOTE for one in reading.items):
        reading.wrong("survey", 1, "type", "Non c’è nessuna domanda: scrivine almeno una.")
    settings = _settings(reading, found.get("settings", []))
    definition = Definition(tuple(reading.items), tuple(reading.scales))
    return Sheet(settings, definition, tuple(reading.faults))


def _choice(reading: _Reading, line: Line) -> None:
    name, key, label = line.get("list_name", "list name"), line.get("name", "value"), line.get(*LABELS)
    if not name or not key or not label:
        missing = "list_name" if not name else "name" if not key else "label"
        sentence = f"Manca «{missing}»: ogni risposta ha lista, nome e testo."
        return reading.wrong("choices", line.number, missing, sentence)
    if re.search(r"[\s|]", key):
        return reading.wrong("choices", line.number, "name", f"«{key}» ha uno spazio: usa lettere, cifre e trattini.")
    known = reading.lists.setdefault(name, [])
    if key in {one.key for one in known}:
        return reading.wrong("choices", line.number, "name", f"«{key}» c’è già nella lista «{name}»: cambia il nome.")
    known.append(Choice(key, _one_line(label)))
    return None


def _row(reading: _Reading, line: Line) -> None:
    kind = " ".join(line.get("type").split())
    head = kind.lower().split(" ")[0] if kind else ""
    if kind.lower() in BEGIN:
        reading.sections.append(_one_line(line.get(*LABELS) or line.get("name")))
    elif kind.lower() in END:
        _close(reading, line)
    elif head == "calculate":
        _scale(reading, line)
    elif kind.lower() in PLAIN or head in WITH_LIST or head == "range":
        _question(reading, line, kind, head)
    else:
        sentence = f"«{kind or 'vuoto'}» non si può usare. I tipi sono: {KNOWN}."
        reading.wrong("survey", line.number, "type", sentence)


def _close(reading: _Reading, line: Line) -> None:
    if reading.sections:
        reading.sections.pop()
    else:
        reading.wrong("survey", line.number, "type", "Qui finisce una parte che non era cominciata: togli la riga.")


def _question(reading: _Reading, line: Line, kind: str, head: str) -> None:
    name, label = line.get("name"), line.get(*LABELS)
    if not _named(reading, line, name):
        return
    if not label:
        reading.wrong("survey", line.number, "label", "Manca il testo della domanda: scrivilo in «label».")
        return
    bounds = _bounds(reading, line) if head == "range" else (None, None)
    reading.items.append(
        Item(
            name=name, kind=WITH_LIST.get(head) or PLAIN.get(head) or QuestionKind.SCALE, label=label,
            hint=line.get(*HINTS), section=reading.sections[-1][:200] if reading.sections else "",
            relevant=_relevant(reading, line), is_required=line.get("required").lower() in YES and head != "note",
            is_delicate=line.get("delicata", "delicate").lower() in YES,
            choices=_list(reading, line, kind) if head in WITH_LIST else (), low=bounds[0], high=bounds[1],
        )
    )  # fmt: skip


def _named(reading: _Reading, line: Line, name: str) -> bool:
    if not NAME.fullmatch(name):
        sentence = f"«{name or 'vuoto'}» non va come nome: comincia con una lettera, senza spazi né accenti, fino a 40."
        reading.wrong("survey", line.number, "name", sentence)
        return False
    if name in reading.names:
        reading.wrong("survey", line.number, "name", f"«{name}» c’è già: ogni domanda ha un nome suo.")
        return False
    return True


def _list(reading: _Reading, line: Line, kind: str) -> tuple[Choice, ...]:
    parts = kind.split(" ")
    if len(parts) < 2:
        reading.wrong("survey", line.number, "type", f"Dopo «{parts[0]}» serve il nome di una lista di «choices».")
        return ()
    if parts[1] not in reading.lists:
        reading.wrong("survey", line.number, "type", f"La lista «{parts[1]}» non c’è nel foglio «choices»: aggiungila.")
        return ()
    return tuple(reading.lists[parts[1]])


def _bounds(reading: _Reading, line: Line) -> tuple[int | None, int | None]:
    found = dict(re.findall(r"(start|end|step)\s*=\s*(-?\d+)", line.get("parameters")))
    low, high = int(found.get("start", 0)), int(found.get("end", 10))
    if found.get("step", "1") != "1" or not low < high or high - low > MAX_SPAN:
        sentence = f"Una scala va di uno in uno, al massimo {MAX_SPAN} passi: scrivi per esempio start=1 end=5."
        reading.wrong("survey", line.number, "parameters", sentence)
        return 0, 1
    return low, high


def _relevant(reading: _Reading, line: Line) -> str:
    text = line.get("relevant")
    if not text:
        return ""
    try:
        found = condition(text)
    except NotUnderstood as problem:
        reading.wrong("survey", line.number, "relevant", str(problem))
        return ""
    asked = {one.name for one in reading.items}
    unknown = [name for name in found.names if name not in asked]
    if unknown:
        sentence = f"«{unknown[0]}» non è una domanda che viene prima: la condizione guarda solo indietro."
        reading.wrong("survey", line.number, "relevant", sentence)
        return ""
    return text


def _scale(reading: _Reading, line: Line) -> None:
    name, label = line.get("name"), line.get(*LABELS)
    if not _named(reading, line, name):
        return
    try:
        reading.scales.append(scale_of(name, _one_line(label or name), line.get("calculation"), reading.items))
    except NotUnderstood as problem:
        reading.wrong("survey", line.number, "calculation", str(problem))


def _settings(reading: _Reading, lines: list[Line]) -> Settings:
    line = lines[0] if lines else Line(2, {})
    title, code = line.get("form_title", "titolo")[:200], line.get("form_id", "sigla").lower().replace(" ", "-")
    if not title:
        reading.wrong("settings", line.number, "form_title", "Manca il titolo: scrivilo in «form_title».")
    if not re.fullmatch(r"[a-z0-9_-]{1,60}", code):
        sentence = "Manca una sigla senza spazi né accenti: scrivila in «form_id»."
        reading.wrong("settings", line.number, "form_id", sentence)
    months = line.get("mesi", "months")
    if months and not re.fullmatch(r"\d{1,2}", months):
        reading.wrong("settings", line.number, "mesi", "«mesi» è un numero intero: ogni quanti mesi si ripete.")
        months = ""
    return Settings(
        code, title, line.get("scopo", "purpose"), line.get("licenza", "licence")[:200],
        line.get("attribuzione", "attribution"), line.get("fonte", "source")[:300], int(months) if months else None,
        line.get("primo_contatto", "first_contact").lower() in YES,
    )  # fmt: skip


def _one_line(text: str) -> str:
    return " ".join(text.replace("|", "/").split())
