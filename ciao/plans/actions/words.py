"""Putting the sentences of a plan in the person's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.cases.models import Case
from ciao.core import clock
from ciao.plans.models import Translation


@transaction.atomic
def translate_plan(*, case: Case, language: str, texts: Mapping[str, str], by: Actor) -> int:
    """Keeps what whoever mediates typed, sentence by sentence, and returns how many changed; an emptied one is none.

    A sentence is known by its words: once they change, its translation no longer serves. Raises `NotPossible` for
    Italian, which needs none.
    """
    if language == "it" or language not in dict(settings.LANGUAGES):
        raise NotPossible("Scegli una lingua diversa dall’italiano.")
    index: Any = Translation._meta.get_field("source_index")
    kept = {one.source_index: one for one in Translation.objects.filter(case=case, language=language)}
    changed = 0
    for source, text in texts.items():
        row = kept.get(index.index(source)) or Translation(
            scope_id=case.scope_id, case=case, language=language, source=source
        )
        if row.text == text.strip():
            continue
        row.text = text.strip()
        row.saved_at, row.saved_by, row.saved_by_label = clock.now(), by.id, by.label
        row.save()
        changed += 1
    return changed


def translations_of(case: Case, language: str) -> dict[str, str]:
    """Every sentence of this person's plans that has words in a language."""
    rows = Translation.objects.filter(case=case, language=language)
    return {one.source: one.text for one in rows if one.text}
