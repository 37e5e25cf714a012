"""The list of documents, the page of each, and the pages that issue, annul and register them."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.documents.actions import record_protocol, void_document
from ciao.documents.enums import DocumentState
from ciao.documents.models import IssuedDocument
from ciao.prints.actions import issue_document, may_issue
from ciao.prints.forms import IssueForm, ProtocolForm, ReasonForm
from ciao.prints.panel import trail
from ciao.prints.rules import KINDS, Kind
from ciao.signatures.panel import signature_lines

_TINTS = {DocumentState.ISSUED: "ok", DocumentState.SUPERSEDED: "", DocumentState.VOID: "stop"}


def _url(row: IssuedDocument) -> str:
    return reverse("prints:document", args=[row.id])


def _state(row: IssuedDocument) -> Mark:
    return Mark(_TINTS[DocumentState(row.state)], row.get_state_display())


LIST = ListPage(
    title="Documenti",
    noun="documento,documenti",
    columns=[
        Column("number", "Numero", value=lambda row: row.number_label, sort="number", link=_url),
        Column("title", "Titolo", value=lambda row: row.title, sort="title"),
        Column("issued", "Data", value=lambda row: row.issued_on, sort="issued_on"),
        Column("protocol", "Protocollo", value=lambda row: row.protocol),
        Column("state", "Stato", value=_state, sort="state"),
    ],
    filters=[
        Filter("stato", "Stato", DocumentState.choices, lambda rows, value: rows.filter(state=value)),
        Filter(
            "tipo",
            "Tipo",
            lambda: [(one.code, one.label) for one in KINDS],
            lambda rows, value: rows.filter(kind=value),
        ),
    ],
    search=lambda rows, text: rows.filter(title__icontains=text),
    search_label="Cerca nel titolo",
    order=("-year", "-number"),
    empty=("file", "Non c’è ancora nessun documento", "Si emettono dalla pagina della persona."),
    export_name="documenti",
)


@requires(Action.DOCUMENT_VIEW)
def documents(request: HttpRequest) -> HttpResponse:
    """Every document one may see; titles name no person, so the list is no read."""
    actor = acting_in(request)
    return LIST.answer(request, visible(IssuedDocument.objects, actor, Action.DOCUMENT_VIEW))


@requires(Action.DOCUMENT_VIEW)
def document(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """One document: what it is, who signed, what became of it."""
    actor = acting_in(request)
    found = _document(actor, document_id)
    if found.person_id:
        record_read(
            by=actor, scope=found.scope_id, purpose="documento", groups=[Group.NAME], person_ids=[found.person_id]
        )
    lines = signature_lines(found, actor)
    missing = [one for one in lines if not one.signed]
    case = visible(Case.objects, actor, Action.CASE_VIEW).filter(id=found.subject_id).first()
    crumbs = trail(case, actor, here=f"n. {found.number_label}")
    context = {"document": found, "lines": lines, "missing": missing, "crumbs": crumbs, **_standing(actor, found)}
    return TemplateResponse(request, "prints/document.html", context)


@requires(Action.DOCUMENT_ISSUE)
def issue(request: HttpRequest, code: str, subject_id: uuid.UUID) -> HttpResponse:
    """Says what issuing does, then does it."""
    actor = acting_in(request)
    kind, subject = _subject(actor, code, subject_id)
    latest = IssuedDocument.objects.valid().about(subject.id).filter(kind=kind.code).first()
    form = IssueForm(request.POST or None, initial={"issued_on": clock.today()}, is_reissue=latest is not None)
    back = subject.get_absolute_url() if request.GET.get("da") == "fascicolo" else ""
    crumbs = trail(subject, actor, here="Emetti")
    _log_question(actor, kind, subject)
    page = FormPage(
        "prints/issue.html",
        to=back or _url,
        done=lambda made: f"Documento n. {made.number_label} emesso. Prossimo passo: le firme.",
        context={"kind": kind, "title": kind.title(subject), "latest": latest, "back": back, "crumbs": crumbs},
    )
    asked: dict[str, Any] = {"kind": kind, "subject": subject, "by": actor, "replaces": latest}
    return page.answer(request, form, lambda given: issue_document(**asked, **given))


@requires(Action.DOCUMENT_ISSUE)
def void(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Annuls a document issued by mistake."""
    actor = acting_in(request)
    found = _document(actor, document_id)
    done = f"Documento n. {found.number_label} annullato."
    page = FormPage("prints/void.html", to=_url, done=done, context={"document": found})
    form = ReasonForm(request.POST or None)
    return page.answer(request, form, lambda given: void_document(document=found, by=actor, **given))


@requires(Action.DOCUMENT_ISSUE)
def protocol(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Writes the protocol number the body's own register gave."""
    actor = acting_in(request)
    found = _document(actor, document_id)
    first = {"protocol": found.protocol, "on": found.protocol_on or clock.today()}
    page = FormPage("prints/protocol.html", to=_url, done="Protocollo salvato.", context={"document": found})
    form = ProtocolForm(request.POST or None, initial=first)
    return page.answer(request, form, lambda given: record_protocol(document=found, by=actor, **given))


def _document(actor: Actor, document_id: uuid.UUID) -> IssuedDocument:
    rows = visible(IssuedDocument.objects, actor, Action.DOCUMENT_VIEW)
    return get_object_or_404(rows.select_related("file", "replaces"), id=document_id)


def _subject(actor: Actor, code: str, subject_id: uuid.UUID) -> tuple[Kind, Any]:
    """The kind and its subject, or an absent page: an unknown kind and one out of reach look alike."""
    if code not in KINDS:
        raise Http404
    kind = KINDS[code]
    rows = visible(kind.subject._default_manager, actor, kind.subject_action)
    subject = get_object_or_404(rows, id=subject_id)
    if not may_issue(actor, kind, subject):
        raise Http404
    return kind, subject


def _log_question(actor: Actor, kind: Kind, subject: Any) -> None:
    record_read(
        by=actor, scope=kind.scope_id(subject), purpose="emissione di un documento", groups=[Group.NAME],
        person_ids=kind.people(subject),
    )  # fmt: skip


def _standing(actor: Actor, found: IssuedDocument) -> dict[str, Any]:
    """What became of the document, and whether the reader may annul, register or reissue it."""
    newer = IssuedDocument.objects.filter(replaces=found).first()
    return {"newer": newer, "changes": list(found.changes.all()), "may_manage": _may_manage(actor, found)}


def _may_manage(actor: Actor, found: IssuedDocument) -> bool:
    if found.kind not in KINDS or found.state != DocumentState.ISSUED:
        return False
    kind = KINDS[found.kind]
    rows = visible(kind.subject._default_manager, actor, kind.subject_action)
    subject = rows.filter(id=found.subject_id).first()
    return subject is not None and may_issue(actor, kind, subject)
