"""A person asks who, by name, read their data; the data-protection officer answers."""

from __future__ import annotations

import uuid

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.people.models import ReaderRequest


@transaction.atomic
def ask_for_readers(*, person_id: uuid.UUID, scope_id: uuid.UUID, case_number: int, by: Actor) -> ReaderRequest:
    """Files the request; asking again while it waits changes nothing (Reg. (UE) 2016/679 art. 15)."""
    found = ReaderRequest.objects.filter(person_id=person_id, answered_at__isnull=True).first()
    return found or ReaderRequest.objects.create(
        scope_id=scope_id, person_id=person_id, case_number=case_number, asked_by=by.id
    )


@transaction.atomic
def answer_request(*, asked: ReaderRequest, answer: str, by: Actor) -> ReaderRequest:
    """What was told to the person, and by whom."""
    if asked.answered_at is not None:
        raise NotPossible(f"Ha già risposto {asked.answered_by_label}.")
    asked.answered_at, asked.answered_by, asked.answered_by_label = clock.now(), by.id, by.label
    asked.answer = answer.strip()
    asked.save(update_fields=["answered_at", "answered_by", "answered_by_label", "answer"])
    return asked
