"""The record of processing (Reg. (UE) 2016/679, art. 30), read from what every table declares of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model

from ciao.access.enums import LEVEL_LABELS, Level
from ciao.access.models import Protected
from ciao.access.policies import is_history
from ciao.access.roles import ROLES
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.privacy.walk.columns import privacy_of
from ciao.privacy.walk.places import Place, placed

OF_NOBODY = {Privacy.NONE}
NO_PERSON = "non riguarda le persone seguite"


@dataclass(frozen=True)
class Line:
    """One table as the register tells it."""

    title: str
    part: str
    held: str
    level: str
    readers: str
    sealed: str
    in_copy: str
    at_end: str


def rows_of_register() -> list[Line]:
    """Every table with personal data, part by part."""
    found = [_line(model) for model in apps.get_models() if _is_personal(model)]
    return sorted(found, key=lambda one: (one.part, one.title))


def _is_personal(model: type[Model]) -> bool:
    declared: dict[str, Privacy] = getattr(model, "PRIVACY", {})
    is_ours = model.__module__.startswith("ciao.") and not is_history(model)
    return is_ours and bool(set(declared.values()) - OF_NOBODY)


def _line(model: type[Model]) -> Line:
    place = placed().get(model._meta.label)
    return Line(
        title=str(model._meta.verbose_name_plural).capitalize(),
        part=str(apps.get_app_config(model._meta.app_label).verbose_name),
        held=", ".join(_kinds(model)),
        level=", ".join(_levels(model)) or "secondo il documento",
        readers=", ".join(_readers(model)) or "solo chi è nominato",
        sealed=", ".join(_sealed(model)) or "nulla",
        in_copy=_copied(place),
        at_end=_ends(place),
    )


def _kinds(model: type[Model]) -> list[str]:
    held = {privacy_of(model, field) for field in model._meta.concrete_fields if not field.primary_key}
    return [str(one.label) for one in Privacy if one in held - OF_NOBODY]


def _levels(model: type[Model]) -> list[str]:
    level = getattr(model, "ACCESS_LEVEL", None)
    return [words for one, words in LEVEL_LABELS.items() if level is not None and one in level]


def _readers(model: type[Model]) -> Iterator[str]:
    """Roles that may read the table at all; on which rows, circles decide."""
    if not issubclass(model, Protected):
        yield "chi usa CIAO!"
        return
    level: Level | None = model.ACCESS_LEVEL
    for role in ROLES.values():
        if level is None or level in role.cap:
            yield role.label


def _sealed(model: type[Model]) -> list[str]:
    return [str(one.verbose_name) for one in model._meta.concrete_fields if isinstance(one, SealedTextField)]


def _copied(place: Place | None) -> str:
    if place is None:
        return NO_PERSON
    return "sì" if place.is_exported else f"no: {place.why_not}"


def _ends(place: Place | None) -> str:
    if place is None or not place.path:
        return NO_PERSON
    return "si svuota, restano i fatti contati" if place.is_erased else "resta, senza nomi"
