"""Agreements and training projects that wait for somebody's signature, across every internship one prepares."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.cases.dossier.facts import names_for, title_of
from ciao.core.formats import date_text, plural
from ciao.internships.enums import InternshipState
from ciao.internships.models import Agreement, Internship, TrainingProject
from ciao.internships.pack.gather import Paper, papers_on, projects_of


@dataclass(frozen=True)
class Waiting:
    """One signature to be given: on what, of whom, by whom, since when, with a text ready to send."""

    what: str
    about: str
    name: str
    since_on: date
    days: int
    url: str
    reminder: str
    person_id: uuid.UUID | None = None


def unsigned(actor: Actor, today: date) -> list[Waiting]:
    """The longest first; names people, so the page logs the read."""
    rows = visible(Internship.objects.all(), actor, Action.INTERNSHIP_EDIT).active().select_related("case")
    internships = list(rows.filter(state__in=[InternshipState.PREPARING, InternshipState.RUNNING]))
    projects = projects_of(internships, actor)
    agreements = list(
        visible(Agreement.objects, actor, Action.HOST_VIEW).filter(signed_on__isnull=True)
        .select_related("host__organization")
    )  # fmt: skip
    papers = papers_on([one.id for one in projects.values()] + [one.id for one in agreements], actor)
    names = names_for([one.case for one in internships], actor)
    found = [
        line
        for one in internships
        if (project := projects.get(one.id)) is not None and project.signed_on is None
        for line in _of_project(one, project, title_of(one.case, names.get(one.case.person_id)), papers, today)
    ]
    found += [line for one in agreements for line in _of_agreement(one, papers, today)]
    return sorted(found, key=lambda one: (one.since_on, one.what, one.name))


def _of_project(
    one: Internship, project: TrainingProject, person: str, papers: dict[uuid.UUID, Paper], today: date
) -> list[Waiting]:
    what, url = "Progetto formativo", one.get_absolute_url()
    about = f"{person}, tirocinio {one.number}"
    paper = papers.get(project.id)
    if paper is None:
        since = project.saved_at.date()
        return [_waiting(what, about, "Documento da preparare", since, url, today, one.case.person_id)]
    url = reverse("signatures:of_document", args=[paper.document.id])
    return [_waiting(what, about, who.name, who.since_on, url, today, one.case.person_id) for who in paper.unsigned]


def _of_agreement(one: Agreement, papers: dict[uuid.UUID, Paper], today: date) -> list[Waiting]:
    what, about = f"Convenzione n. {one.number}", str(one.host.organization)
    paper, url = papers.get(one.id), reverse("internships:agreement", args=[one.id])
    if paper is None:
        return [_waiting(what, about, "Documento da preparare", one.recorded_at.date(), url, today)]
    url = reverse("signatures:of_document", args=[paper.document.id])
    return [_waiting(what, about, who.name, who.since_on, url, today) for who in paper.unsigned]


def _waiting(
    what: str, about: str, name: str, since_on: date, url: str, today: date, person_id: uuid.UUID | None = None
) -> Waiting:
    days = max((today - since_on).days, 0)
    reminder = (
        f"Buongiorno, manca la sua firma su: {what.lower()} ({about}). L’aspettiamo da {date_text(since_on)}, "
        f"{plural(days, 'giorno', 'giorni')}. Senza, il tirocinio non può iniziare. Grazie."
    )
    return Waiting(what, about, name, since_on, days, url, reminder, person_id)
