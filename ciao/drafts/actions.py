"""Keeping, finding and dropping unsaved work; see docs/come-fare/bozze.md."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import ScopeKind
from ciao.access.models import Grant, Protected
from ciao.core import clock
from ciao.drafts.models import Draft
from ciao.drafts.rules import KEPT_DAYS, initial_of, keepable, to_text


def save_draft(
    *,
    form: str,
    typed: Mapping[str, list[str]],
    by: Actor,
    scope_id: uuid.UUID | None = None,
    subject_id: uuid.UUID | None = None,
) -> Draft | None:
    """Replaces the draft of this form; None where the actor is no user or has no programme to keep it in.

    Raises `TooLong` past 64 KB. Without `scope_id` it lies in the circle of the actor's programme.
    """
    circle = scope_id or home_scope(by)
    if by.user_id is None or circle is None:
        return None
    key = {"user_id": by.user_id, "form": form, "subject_id": subject_id, "scope_id": circle}
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(**key).first() or Draft(**key)
        draft.typed = to_text(keepable(typed.items()))
        draft.saved_at = clock.now()
        draft.save()
    return draft


def draft_for(form: str, by: Actor, subject: Protected | None = None) -> Draft | None:
    """What this user had typed on this form about this subject, if anything."""
    scope_id = subject.scope_id if subject else home_scope(by)
    if by.user_id is None or scope_id is None:
        return None
    return Draft.objects.filter(
        user_id=by.user_id, form=form, subject_id=subject.id if subject else None, scope_id=scope_id
    ).first()


def initial_from_draft(form_class: type[forms.BaseForm], draft: Draft | None) -> dict[str, Any]:
    """For `form_class(initial=…)`: what had been typed, as it was typed; empty where there is no draft."""
    return initial_of(form_class, draft.typed) if draft else {}


def drop_draft(form: str, by: Actor, subject: Protected | None = None) -> None:
    """Once the action is done the draft has no reason to stay."""
    draft = draft_for(form, by, subject)
    if draft is not None:
        draft.delete()


def erase_old_drafts() -> int:
    """Drafts nobody came back to for 30 days are erased; returns how many."""
    limit = clock.now() - timedelta(days=KEPT_DAYS)
    erased, _ = Draft.objects.filter(saved_at__lt=limit).delete()
    return erased


def home_scope(by: Actor) -> uuid.UUID | None:
    """The circle of the programme the actor works in, else the first circle their mandate opens."""
    if by.id is None:
        return None
    found = Grant.objects.filter(holder_id=by.id).select_related("scope").order_by("starts_on", "id")
    circles = sorted((one.scope for one in found), key=lambda one: one.kind != ScopeKind.PROGRAMME)
    return next((one.id for one in circles), None)
