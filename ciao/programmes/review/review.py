"""The review page as data: groups, rows, what each row shows beside its lines, and what is left to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

from ciao.core.templatetags.ui import Placed
from ciao.programmes.review import form as forms_of
from ciao.programmes.review.groups import GroupSpec, RowSpec, Source, groups
from ciao.programmes.review.lines import shown_lines
from ciao.programmes.review.points import CHECKED, CHOICE, LATER, OTHER, Points
from ciao.programmes.sheet.draft import Conflict, Question, SheetDraft

FOLD_FROM = 3
ASK = ("ask", "non c’è nella scheda")
CHECK = ("warn", "da controllare")
WRONG = ("warn", "da correggere")
LATER_STATUS = ("", "più tardi")
FOUND = ("ok", "trovato")
MENDED = ("ok", "corretto")
NOT_SAID = ("", "non c’è nella scheda")


@dataclass
class Row:
    """One line of the page: at left its fields, at right the lines it was read in."""

    name: str
    label: str
    kind: str
    status: str
    lines: list[tuple[int, SafeString]]
    fields: list[Placed]
    help: str = ""
    sentences: list[str] = field(default_factory=list)
    ticks: list[Any] = field(default_factory=list)
    offer: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the person should look at it."""
        return self.kind in {"ask", "warn"}

    @property
    def single(self) -> Placed | None:
        """The only field, whose label is the row's own."""
        return self.fields[0] if len(self.fields) == 1 and not self.fields[0].opened else None


@dataclass
class Group:
    """A card of the page and its line in the side index."""

    code: str
    title: str
    rows: list[Row]
    adds: str

    @property
    def url(self) -> str:
        """Where the side index leads."""
        return f"#{self.code}"

    @property
    def label(self) -> str:
        """The name in the side index."""
        return self.title

    @property
    def folds(self) -> bool:
        """Whether the rows in order are many enough to be put out of sight."""
        in_order = sum(_counts(row) and not row.is_open for row in self.rows)
        return bool(self.adds) and in_order >= FOLD_FROM

    @property
    def counted(self) -> str:
        """«20 trovati», beside the title; the rows that stand for the whole list do not count."""
        found = sum(_counts(row) and (row.kind, row.status) != NOT_SAID for row in self.rows)
        return f"{found} in elenco" if found else "nessuno nella scheda"

    @property
    def fold_words(self) -> str:
        """What opens the rows folded away."""
        many = len(self.folded)
        return f"Rileggi gli altri {many}" if any(_counts(row) for row in self.shown) else f"Rileggi tutti e {many}"

    @property
    def shown(self) -> list[Row]:
        """Rows in sight: all in a short group, else those to look at and the one of the whole list."""
        return [row for row in self.rows if not self.folds or row.is_open or not _counts(row)]

    @property
    def folded(self) -> list[Row]:
        """Rows in order, folded away in a long list."""
        return [row for row in self.rows if row not in self.shown]

    @property
    def marks(self) -> list[tuple[str, str, int]]:
        """For the side index: how many to check, how many asked, else how many in order."""
        warned = sum(row.kind == "warn" for row in self.rows)
        asked = sum(row.kind == "ask" for row in self.rows)
        found = [("warn", "", warned)] * bool(warned) + [("info", "help-circle", asked)] * bool(asked)
        in_order = [row for row in self.rows if row.kind == "ok" and (_counts(row) or not self.adds)]
        return found or [("ok", "", len(in_order))]


def _counts(row: Row) -> bool:
    """Whether a row is one of a list, not one that stands for the whole list."""
    return row.name[-1].isdigit()


class Review:
    """A draft with the person's answers; `asked` when they want to go on, so that errors are told."""

    def __init__(
        self,
        draft: SheetDraft,
        answers: Mapping[str, Any],
        *,
        finder: forms_of.Finder,
        offers: Mapping[str, Sequence[str]] | None = None,
        asked: bool = False,
    ) -> None:
        self.draft = draft
        self.answers = answers
        self.offers = offers or {}
        extra = answers.get("extra", {})
        first = {piece.name: piece for piece in _pieces(groups(Source(draft, extra)))}
        names = _body_names(Points(draft, first, answers))
        self.specs = groups(Source(draft, extra, names))
        self.points = Points(draft, {piece.name: piece for piece in _pieces(self.specs)}, answers)
        self.form = self._form(finder, asked)

    def _form(self, finder: forms_of.Finder, asked: bool) -> forms_of.ReviewForm:
        pieces, extra, values = self.points.pieces, self.points.fields(), self.points.values
        typed = {name: values.get(name, piece.text) for name, piece in pieces.items()}
        ticks = {name: values.get(name, "") for name in extra}
        data = {**{name: self.points.text(name) for name in pieces}, **ticks} if asked else None
        return forms_of.build(pieces.values(), extra, initial={**typed, **ticks}, data=data, finder=finder)

    @cached_property
    def groups(self) -> list[Group]:
        """The cards of the page, in order."""
        return [Group(one.code, one.title, [self._row(row) for row in one.rows], one.adds) for one in self.specs]

    @cached_property
    def questions(self) -> list[Question]:
        """What the sheet does not say and nobody has answered or put off."""
        return [one for one in self.draft.questions if self.points.is_asked(one)]

    @cached_property
    def disputes(self) -> list[Conflict]:
        """Contradictions nobody has looked at."""
        return [one for one in self.draft.conflicts if self.points.is_disputed(one)]

    @property
    def found_count(self) -> int:
        """How many values were read in the sheet."""
        return sum(bool(piece.text) for piece in self.points.pieces.values())

    @property
    def postponed(self) -> list[Question]:
        """Questions left for later, with «Lo faccio dopo»."""
        return [one for one in self.draft.questions if self.points.values.get(LATER + one.field)]

    @property
    def first_open(self) -> str:
        """The anchor of the first row to look at: questions before checks."""
        rows = [row for group in self.groups for row in group.rows]
        ordered = [row for kind in ("ask", "warn") for row in rows if row.kind == kind]
        return ordered[0].name if ordered else ""

    def _row(self, spec: RowSpec) -> Row:
        asked = [one for one in self.draft.questions if _owns(spec, one.field)]
        disputed = [one for one in self.draft.conflicts if _owns(spec, one.field)]
        kind, status = self._status(spec, asked, disputed)
        proofs = [*(piece.proof for piece in spec.pieces if piece.proof), *spec.proofs]
        told = [line for one in asked for line in one.lines] + [line for one in disputed for line in one.lines]
        sentences = [one.sentence for one in disputed if one.field not in self.points.choices]
        waiting = [one for one in asked if one in self.questions or one in self.postponed]
        names = [LATER + one.field for one in waiting] + [CHECKED + one.field for one in disputed]
        ticks = [self.form[name] for name in dict.fromkeys(names) if name in self.form.fields]
        return Row(
            spec.name, spec.label, kind, status,
            shown_lines(self.draft, proofs, told),
            [self._placed(piece.name) for piece in spec.pieces],
            spec.help, [one.sentence for one in asked if kind == "ask"] + sentences, ticks,
            self._offer(spec),
        )  # fmt: skip

    def _status(self, spec: RowSpec, asked: list[Question], disputed: list[Conflict]) -> tuple[str, str]:
        if self.form.is_bound and any(piece.name in self.form.errors for piece in spec.pieces):
            return WRONG
        if any(one in self.questions for one in asked):
            return ASK
        if any(one in self.disputes for one in disputed):
            return CHECK
        if any(one in self.postponed for one in asked):
            return LATER_STATUS
        painted = spec.name == "activities.months" and bool(self.points.months)
        changed = painted or any(self.points.text(piece.name) != piece.text for piece in spec.pieces)
        if changed or any(CHOICE + piece.name in self.points.values for piece in spec.pieces):
            return MENDED
        return FOUND if any(piece.text for piece in spec.pieces) or spec.name == "activities.months" else NOT_SAID

    def _placed(self, name: str) -> Placed:
        if name not in self.points.choices:
            return Placed(self.form[name])
        return Placed(self.form[CHOICE + name], "", (OTHER,), [Placed(self.form[name])])

    def _offer(self, spec: RowSpec) -> tuple[str, ...]:
        """Comuni of our own table that the area does not name yet."""
        if spec.name not in self.offers:
            return ()
        written = self.points.text(f"{spec.name}.municipalities").lower()
        return tuple(name for name in self.offers[spec.name] if name.lower() not in written)


def _pieces(specs: Iterable[GroupSpec]) -> list[Any]:
    return [piece for group in specs for row in group.rows for piece in row.pieces]


def _body_names(points: Points) -> tuple[tuple[str, str], ...]:
    """The partners as they are called now, by their row's number."""
    names = [name for name in points.pieces if name.startswith("partners.") and name.endswith(".name")]
    return tuple((name.split(".")[1], points.text(name)) for name in names if points.text(name).strip())


def _owns(spec: RowSpec, about: str) -> bool:
    """Whether a question or conflict belongs to a row: one of its values, the whole row, or the lead."""
    if about == "partners":
        return spec.name == "partners.lead"
    return about == spec.name or any(about == piece.name for piece in spec.pieces)
