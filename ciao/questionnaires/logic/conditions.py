"""When a question is asked: the few comparisons of XLSForm's `relevant` that an office writes by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ciao.questionnaires.logic.definition import Answers, Definition, number_of

# ${name} · 'text' or "text" · number · comparison · and, or, not, selected · brackets and comma
_TOKEN = re.compile(
    r"\s*(?:(?P<name>\$\{[A-Za-z_][\w-]*\})|(?P<text>'[^']*'|\"[^\"]*\"|[‘’][^‘’]*’|“[^”]*”)"
    r"|(?P<number>-?\d+(?:\.\d+)?)|(?P<sign>!=|>=|<=|=|>|<)|(?P<word>and|or|not|selected)\b|(?P<mark>[(),]))"
)
MAX_LENGTH, MAX_DEPTH = 500, 20


class NotUnderstood(ValueError):
    """The condition cannot be read; the text is the Italian sentence that says what to write."""


Test = Callable[[Answers], bool]


@dataclass(frozen=True)
class Condition:
    """A condition that was read: the questions it names, and whether it holds for some answers."""

    names: tuple[str, ...]
    holds: Test


@lru_cache(maxsize=2000)
def condition(text: str) -> Condition:
    """Reads a condition; raises `NotUnderstood`."""
    if len(text) > MAX_LENGTH:
        raise NotUnderstood(f"La condizione è troppo lunga: al massimo {MAX_LENGTH} caratteri.")
    reader = _Reader(list(_tokens(text)))
    test = reader.either()
    if reader.left:
        raise NotUnderstood(f"Dopo «{reader.done()}» c’è qualcosa che non si capisce: togli «{reader.left[0][1]}».")
    return Condition(tuple(dict.fromkeys(reader.names)), test)


def relevant(definition: Definition, answers: Answers) -> frozenset[str]:
    """The names of the questions to ask, given what is answered; one that is not asked opens no other."""
    asked: set[str] = set()
    for item in definition.items:
        heard = {name: value for name, value in answers.items() if name in asked}
        if not item.relevant or condition(item.relevant).holds(heard):
            asked.add(item.name)
    return frozenset(asked)


def governing(definition: Definition) -> frozenset[str]:
    """The questions whose answer opens or closes others."""
    return frozenset(name for one in definition.items if one.relevant for name in condition(one.relevant).names)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if not found:
            raise NotUnderstood(f"Non si capisce «{text[at:].strip()[:30]}»: scrivi per esempio ${{domanda}} = 'si'.")
        at = found.end()
        kind = str(found.lastgroup)
        yield kind, found[kind]


class _Reader:
    """Reads `or` above `and` above `not`, as XPath does."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0
        self.names: list[str] = []

    @property
    def left(self) -> list[tuple[str, str]]:
        return self.tokens[self.at :]

    def done(self) -> str:
        return " ".join(text for _, text in self.tokens[: self.at])

    def either(self) -> Test:
        tests = [self._both()]
        while self._take("word", "or"):
            tests.append(self._both())
        return tests[0] if len(tests) == 1 else lambda answers: any(one(answers) for one in tests)

    def _both(self) -> Test:
        tests = [self._one()]
        while self._take("word", "and"):
            tests.append(self._one())
        return tests[0] if len(tests) == 1 else lambda answers: all(one(answers) for one in tests)

    def _one(self) -> Test:
        if self._take("word", "not"):
            inner = self._inside()
            return lambda answers: not inner(answers)
        if self._take("word", "selected"):
            return self._selected()
        return self._inside() if self.left and self.left[0] == ("mark", "(") else self._comparison()

    def _inside(self) -> Test:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NotUnderstood("Troppe parentesi una dentro l’altra.")
        self._need("mark", "(")
        test = self.either()
        self._need("mark", ")")
        return test

    def _selected(self) -> Test:
        self._need("mark", "(")
        name = self._name()
        self._need("mark", ",")
        key = self._value()
        self._need("mark", ")")
        return lambda answers: key in _chosen(answers.get(name, ""))

    def _comparison(self) -> Test:
        name = self._name()
        sign = self._next("sign", "un confronto: =, !=, >, >=, < o <=")
        wanted = self._value()
        return lambda answers: _compare(answers.get(name, ""), sign, wanted)

    def _name(self) -> str:
        name = self._next("name", "il nome di una domanda, così: ${nome}")[2:-1]
        self.names.append(name)
        return name

    def _value(self) -> str:
        kind, text = self.left[0] if self.left else ("", "")
        if kind not in {"text", "number"}:
            raise NotUnderstood(f"Dopo «{self.done()}» serve un valore: un numero, o un testo fra apici.")
        self.at += 1
        return text[1:-1] if kind == "text" else text

    def _next(self, kind: str, wanted: str) -> str:
        if not self.left or self.left[0][0] != kind:
            raise NotUnderstood(f"{f'Dopo «{self.done()}» serve' if self.at else 'Serve'} {wanted}.")
        self.at += 1
        return self.tokens[self.at - 1][1]

    def _take(self, kind: str, text: str) -> bool:
        if self.left and self.left[0] == (kind, text):
            self.at += 1
            return True
        return False

    def _need(self, kind: str, text: str) -> None:
        if not self._take(kind, text):
            raise NotUnderstood(f"{f'Dopo «{self.done()}» serve' if self.at else 'Serve'} «{text}».")


def _chosen(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def _compare(value: str | list[str], sign: str, wanted: str) -> bool:
    """Numbers as numbers where both are, else letter by letter; without an answer only `!=` and `= ''` can hold."""
    said = " ".join(value) if isinstance(value, list) else value
    if sign in {"=", "!="}:
        left, right = number_of(said), number_of(wanted)
        same = left == right if left is not None and right is not None else said == wanted
        return same == (sign == "=")
    left, right = number_of(said), number_of(wanted)
    if left is None or right is None:
        return False
    return {">": left > right, ">=": left >= right, "<": left < right, "<=": left <= right}[sign]
