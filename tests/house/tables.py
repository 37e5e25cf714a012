"""Every table of ours, as the house tests walk them."""

import functools
import importlib
import pkgutil
from collections.abc import Iterator

from django.apps import apps as django_apps
from django.db.models import Field, Model

from ciao.access.policies import is_history
from ciao.core.enums import Privacy


def tables() -> list[type[Model]]:
    """The tables we wrote: no history, no link table Django made."""
    return [model for model in ours() if not is_history(model)]


def ours() -> list[type[Model]]:
    """Every table of our apps, history included."""
    return [model for model in django_apps.get_models() if model.__module__.startswith("ciao.")]


def columns(model: type[Model]) -> list["Field[object, object]"]:
    """The columns a table has of its own, the random id aside."""
    return [field for field in model._meta.concrete_fields if not field.primary_key]


def privacy_of(model: type[Model], field: "Field[object, object]") -> Privacy | None:
    """What a column holds about someone; None where nobody said."""
    declared: dict[str, Privacy] = getattr(model, "PRIVACY", {})
    return declared.get(field.name, declared.get("*"))


@functools.cache
def modules() -> tuple[str, ...]:
    """Every module of the product that runs inside Django."""
    import ciao

    return tuple(_found(ciao.__path__, "ciao."))


def _found(path: list[str], prefix: str) -> Iterator[str]:
    for one in pkgutil.walk_packages(path, prefix):
        if not one.name.endswith("__main__") and ".migrations" not in one.name:
            importlib.import_module(one.name)
            yield one.name
