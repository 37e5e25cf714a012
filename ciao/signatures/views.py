"""The pages where a document is signed."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.core import clock
from ciao.documents.models import IssuedDocument
from ciao.signatures import actions
from ciao.signatures.forms import (
    CodeForm,
    OnScreenForm,
    PaperForm,
    SendCodeForm,
    SignedFileForm,
    WithdrawForm,
)
from ciao.signatures.models import Signature
from ciao.signatures.panel import missing_count, signature_lines
from ciao.signatures.rules import HEIGHT, WIDTH

FORM_PAGE = "signatures/form.html"


@requires(Action.DOCUMENT_VIEW)
def of_document(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Who has signed a document and who has not, with every way of signing that suffices."""
    actor = acting_in(request)
    rows = visible(IssuedDocument.objects, actor, Action.DOCUMENT_VIEW)
    document = get_object_or_404(rows.select_related("file"), id=document_id)
    _log(actor, document, "firme di un documento")
    lines = signature_lines(document, actor)
    context = {
        "document": document, "lines": lines, "missing": [one for one in lines if not one.signed],
        "may_withdraw": may(actor, Action.DOCUMENT_ISSUE),
    }  # fmt: skip
    return TemplateResponse(request, "signatures/of_document.html", context)


@requires(Action.SIGNATURE_COLLECT)
def on_screen(request: HttpRequest, signature_id: uuid.UUID) -> HttpResponse:
    """The page a person signs on with a finger, a mouse or the keyboard."""
    actor = acting_in(request)
    signature = _signature(actor, signature_id, "firma di un documento")
    page = _page("signatures/on_screen.html", signature, width=WIDTH, height=HEIGHT)
    form = OnScreenForm(request.POST or None)
    return page.answer(request, form, lambda given: actions.sign_on_screen(signature=signature, by=actor, **given))


@requires(Action.SIGNATURE_COLLECT)
def paper(request: HttpRequest, signature_id: uuid.UUID) -> HttpResponse:
    """Records a signature put on paper, with its scan."""
    return _upload(request, signature_id, PaperForm, actions.record_paper_signature, "Firma su carta")


@requires(Action.SIGNATURE_COLLECT)
def signed_file(request: HttpRequest, signature_id: uuid.UUID) -> HttpResponse:
    """Keeps a file signed elsewhere with a digital signature."""
    return _upload(request, signature_id, SignedFileForm, actions.attach_signed_file, "File firmato")


@requires(Action.SIGNATURE_COLLECT)
def code(request: HttpRequest, signature_id: uuid.UUID) -> HttpResponse:
    """Signs with the six digits that were sent; not a `FormPage`, whose undoing would forget a wrong try."""
    actor = acting_in(request)
    signature = _signature(actor, signature_id, "firma di un documento")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            actions.sign_with_code(signature=signature, code=form.cleaned_data["code"], by=actor)
        except NotPossible as refusal:
            form.add_error("code", str(refusal))
        else:
            messages.success(request, _sentence(signature))
            return redirect("signatures:of_document", signature.document_id)
    sent = signature.codes.filter(used_at__isnull=True, expires_at__gt=clock.now()).first()
    context = {"form": form, "signature": signature, "sent": sent, "send_form": SendCodeForm()}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "signatures/code.html", context, status=status)


@requires(Action.SIGNATURE_COLLECT)
def send_code(request: HttpRequest, signature_id: uuid.UUID) -> HttpResponse:
    """Sends the six digits to an e-mail address."""
    actor = acting_in(request)
    signature = _signature(actor, signature_id, "firma di un documento")
    page = FormPage(
        FORM_PAGE,
        to=reverse("signatures:code", args=[signature.id]),
        done="Codice mandato. Vale 10 minuti.",
        context={"signature": signature, "heading": "Manda il codice", "save": "Manda il codice"},
    )
    form = SendCodeForm(request.POST or None)
    return page.answer(request, form, lambda given: actions.send_code(signature=signature, by=actor, **given))


@requires(Action.DOCUMENT_ISSUE)
def withdraw(request: HttpRequest, signature_id: uuid.UUID) -> HttpResponse:
    """Takes a signature back, with the reason."""
    actor = acting_in(request)
    signature = _signature(actor, signature_id, "ritiro di una firma")
    page = _page(FORM_PAGE, signature, heading="Ritiro della firma", save="Ritira la firma")
    form = WithdrawForm(request.POST or None)
    return page.answer(request, form, lambda given: actions.withdraw(signature=signature, by=actor, **given))


def _upload(
    request: HttpRequest,
    signature_id: uuid.UUID,
    form_class: type[Form],
    action: Callable[..., Signature],
    heading: str,
) -> HttpResponse:
    actor = acting_in(request)
    signature = _signature(actor, signature_id, "firma di un documento")
    page = _page(FORM_PAGE, signature, heading=heading, save="Salva la firma", upload=True)
    form = form_class(request.POST or None, request.FILES or None, initial={"signed_on": clock.today()})
    return page.answer(request, form, lambda given: action(signature=signature, by=actor, **given))


def _page(template: str, signature: Signature, **context: Any) -> FormPage:
    back = reverse("signatures:of_document", args=[signature.document_id])
    return FormPage(template, to=back, done=_sentence, context={"signature": signature, **context})


def _signature(actor: Actor, signature_id: uuid.UUID, purpose: str) -> Signature:
    rows = visible(Signature.objects.select_related("document__file"), actor, Action.SIGNATURE_COLLECT)
    signature = get_object_or_404(rows, id=signature_id)
    _log(actor, signature.document, purpose)
    return signature


def _sentence(signature: Signature) -> str:
    missing = missing_count(signature.document)
    rest = "Hanno firmato tutti." if missing == 0 else f"Firme che mancano: {missing}."
    return f"Firma {'salvata' if signature.is_signed else 'ritirata'}. {rest}"


def _log(actor: Actor, document: IssuedDocument, purpose: str) -> None:
    if document.person_id:
        record_read(
            by=actor,
            scope=document.scope_id,
            purpose=purpose,
            groups=[Group.NAME],
            person_ids=[document.person_id],
        )
