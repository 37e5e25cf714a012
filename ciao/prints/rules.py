"""What a kind of document declares; the registry finds every package of `prints/kinds/`."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Protected
from ciao.audit.enums import Group
from ciao.core import clock
from ciao.core.registry import Registry
from ciao.people.enums import ResponsibilityKind
from ciao.people.models import Person
from ciao.people.panel import signers_for
from ciao.programmes.models import Programme
from ciao.signatures.enums import Method, SignerKind

NOBODY_SIGNS = (
    "La persona ha meno di 18 anni e nessuno può firmare per lei: scrivi chi ne risponde, o passa il caso a chi "
    "supervisiona da «Chi ne risponde»."
)


@dataclass(frozen=True)
class Signer:
    """Someone a document asks to sign: who, under which name, as what."""

    kind: SignerKind
    id: uuid.UUID | None
    name: str
    role: str


def for_person(person: Person, name: str, role: str) -> list[Signer]:
    """The person; for a minor those who hold parental responsibility and may be asked today (artt. 2, 316 c.c.).

    Raises `NotPossible` where nobody may: then who signs is for the supervisor to decide.
    """
    holders = signers_for(person, clock.today())
    if holders is None:
        return [Signer(SignerKind.PERSON, person.id, name, role)]
    if not holders:
        raise NotPossible(NOBODY_SIGNS)
    return [
        Signer(SignerKind.PERSON, person.id, one.name, f"{ResponsibilityKind(one.kind).label}, per {name}"[:80])
        for one in holders
    ]


def own_scope(subject: Any) -> uuid.UUID:
    """A paper stands in the circle of what it speaks of."""
    found: uuid.UUID = subject.scope_id
    return found


@dataclass(frozen=True)
class Kind:
    """One kind of document: everything a page, an archive and a signature need to know about it.

    `context` returns plain JSON values: they are frozen by their fingerprint and shown by `template.typ`.
    A paper on several people has no `person_id`: it names them all in `person_ids`, for the read log, and stands in
    the circle that `scope_id` gives, where only who may read all of them is let in.
    """

    code: str
    label: str
    about: str
    action: Action
    level: Level
    subject: type[Protected]
    subject_action: Action
    reads: tuple[Group, ...]
    methods: tuple[Method, ...]
    title: Callable[[Any], str]
    programme: Callable[[Any], Programme]
    person_id: Callable[[Any], uuid.UUID | None]
    context: Callable[[Any, Actor], dict[str, Any]]
    signers: Callable[[Any], list[Signer]]
    is_timely: Callable[[Any], bool] = lambda subject: True  # a page offers to issue it only then
    scope_id: Callable[[Any], uuid.UUID] = own_scope
    person_ids: Callable[[Any], list[uuid.UUID]] | None = None

    def people(self, subject: Any) -> list[uuid.UUID]:
        """Whose data it shows."""
        if self.person_ids is not None:
            return self.person_ids(subject)
        one = self.person_id(subject)
        return [one] if one else []

    @property
    def template(self) -> str:
        """Where its layout lies, inside `ciao/prints`."""
        return f"kinds/{self.code}/template.typ"


KINDS: Registry[Kind] = Registry("ciao.prints.kinds")


def declare(kind: Kind) -> Kind:
    """Enters a kind in the registry under its code."""
    return KINDS.add(kind.code, kind)
