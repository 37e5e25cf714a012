"""The copy of everything: a paper to read and a file to carry elsewhere."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction

from ciao.access.actor import Actor, acting, job
from ciao.access.enums import Level
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import scopes
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.core.formats import date_field
from ciao.documents import actions as documents
from ciao.files.actions import store_bytes
from ciao.people.models import Person
from ciao.privacy.actions.limits import JOB, defence
from ciao.privacy.actions.papers import frame_of, typeset_as
from ciao.privacy.models import RightsRequest
from ciao.privacy.walk.copy import gather

PURPOSE = "copia dei dati per la persona"
GROUPS = (Group.NAME, Group.CONTACT, Group.IDENTITY, Group.SENSITIVE, Group.DIARY, Group.DOCUMENTS, Group.READS)


@transaction.atomic
def make_copy(*, request: RightsRequest, by: Actor) -> RightsRequest:
    """Gathers, sets and keeps the copy in the person's circle; whoever makes it must read as deep as it goes.

    All in one transaction, logged as a read. Raises `NotPossible` with who may do it instead.
    """
    if not request.is_open or not request.wants_copy:
        raise NotPossible("Questa richiesta non aspetta una copia.")
    person = Person.objects.filter(id=request.case.person_id).first()
    level = Level.PROTECTED if request.has_protected else Level.DIARY
    if person is None or not scopes(by, level).filter(id=person.scope_id).exists():
        raise NotPossible(_who_instead(request))
    with acting(job(JOB)):
        found = gather(person.id, with_protected=request.has_protected)
    with defence():
        _keep(request, person, level, found, by)
    record_read(by=by, scope=person.scope_id, purpose=PURPOSE, groups=GROUPS, person_ids=[person.id])
    return request


def _keep(request: RightsRequest, person: Person, level: Level, found: dict[str, Any], by: Actor) -> None:
    programme = request.case.programme
    paper = documents.Paper(
        kind="data_copy", title=f"Copia dei dati, caso {request.case.number}", programme_id=programme.id,
        subject_id=request.id, scope_id=person.scope_id, level=level, person_id=person.id,
        facts={"frame": frame_of(programme), "facts": {**found, "received_on": date_field(request.received_on)}},
    )  # fmt: skip
    request.copy_document = documents.issue_document(paper=paper, render=typeset_as("data_copy", by), by=by)
    whole = json.dumps(found, ensure_ascii=False, indent=1).encode()
    request.copy_file = store_bytes(
        content=whole, name="copia-dei-dati.txt", scope=person.scope_id, level=level, by=by, person_id=person.id
    )
    request.save()


def _who_instead(request: RightsRequest) -> str:
    if request.has_protected:
        return "La copia comprende dati protetti: la prepara chi è nominato per leggerli."
    return "La copia la prepara chi segue la persona e ne legge tutto il fascicolo: avvisa il suo riferimento."
