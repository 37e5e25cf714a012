"""The notices of whoever signs in, and the mail their body sends."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.notifications import actions
from ciao.notifications.enums import MailState
from ciao.notifications.forms import MailChoiceForm
from ciao.notifications.models import Notification, OutgoingMail

TINTS = {"waiting": "info", "to_copy": "warn", "sent": "ok", "failed": "stop", "handed": ""}
BY_HAND = (MailState.TO_COPY, MailState.FAILED)
ICONS = {"handed": "user", "to_copy": "clock"}


def _state(mail: OutgoingMail) -> Mark:
    return Mark(TINTS[mail.state], mail.get_state_display(), ICONS.get(mail.state, ""))


OUTBOX = ListPage(
    title="Posta in uscita",
    noun="messaggio,messaggi",
    columns=[
        Column(
            "subject",
            "Oggetto",
            lambda mail: mail.subject,
            link=lambda mail: reverse("notifications:mail", args=[mail.id]),
        ),
        Column("recipient", "A chi", lambda mail: mail.recipient, sort="recipient"),
        Column("written", "Scritta", lambda mail: mail.written_at, sort="written_at"),
        Column("state", "Stato", _state),
    ],
    filters=[
        Filter("stato", "Stato", MailState.choices, lambda rows, value: rows.filter(state=value)),
    ],
    search=lambda rows, text: rows.filter(subject__icontains=text) | rows.filter(recipient__icontains=text),
    order=["-written_at"],
    empty=("mail", "Nessun messaggio in uscita", "Qui arrivano gli inviti e gli avvisi scritti da CIAO!."),
    template="notifications/outbox.html",
    export_name="posta-in-uscita",
)


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = acting_in(request)
    return actor


@requires(Action.ACCOUNT_EDIT)
def notices(request: HttpRequest) -> HttpResponse:
    """What one was told, unread first."""
    rows = Notification.objects.of(_actor(request).user_id)
    page = Paginator(rows, 25).get_page(request.GET.get("pagina"))
    context = {"page": page, "unread": rows.unread().count(), "form": _mail_form(request)}
    return TemplateResponse(request, "notifications/notices.html", context)


@requires(Action.ACCOUNT_EDIT)
def read(request: HttpRequest) -> HttpResponse:
    """Ticks one notice and opens what it is about, or ticks them all."""
    if request.method != "POST":
        return redirect("notifications:notices")
    wanted = _id(request.POST.get("notice"))
    one = Notification.objects.of(_actor(request).user_id).filter(pk=wanted).first() if wanted else None
    actions.mark_read(notices=[one.id] if one else None, by=_actor(request))
    return redirect(one.url if one and one.url else "notifications:notices")


@requires(Action.ACCOUNT_EDIT)
def mail_choices(request: HttpRequest) -> HttpResponse:
    """Keeps which notices one receives by e-mail."""
    form = _mail_form(request)
    if request.method == "POST" and form.is_valid():
        user_id = _actor(request).user_id
        if user_id is not None:
            actions.choose_mails(user_id=user_id, wanted=form.cleaned_data["kinds"])
        messages.success(request, "Scelte salvate. Gli avvisi che contano restano sempre qui.")
    return redirect("notifications:notices")


@requires(Action.OUTBOX_VIEW)
def outbox(request: HttpRequest) -> HttpResponse:
    """Every mail of the circles one looks after, and how many wait to be copied by hand."""
    rows = visible(OutgoingMail.objects, _actor(request), Action.OUTBOX_VIEW)
    waiting = rows.filter(state__in=BY_HAND).order_by("written_at", "id")
    return OUTBOX.answer(request, rows, to_copy=waiting.count(), oldest=waiting.first())


@requires(Action.OUTBOX_VIEW)
def mail(request: HttpRequest, mail_id: uuid.UUID) -> HttpResponse:
    """One mail with its text to copy; a POST says it was handed over."""
    rows = visible(OutgoingMail.objects, _actor(request), Action.OUTBOX_VIEW)
    found = get_object_or_404(rows, pk=mail_id)
    if request.method == "POST":
        actions.hand_over_mail(mail=found, by=_actor(request))
        messages.success(request, "Segnata come consegnata. Resta nell’elenco con la data di oggi.")
        return redirect("notifications:outbox")
    return TemplateResponse(request, "notifications/mail.html", {"mail": found, "state": _state(found)})


def _mail_form(request: HttpRequest) -> MailChoiceForm:
    user_id = _actor(request).user_id or uuid.UUID(int=0)
    return MailChoiceForm(request.POST if request.method == "POST" else None, user_id=user_id)


def _id(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None
