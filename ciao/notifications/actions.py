"""Telling those who work here, and writing the mail that goes out."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from procrastinate.contrib.django import app

from ciao.access.actor import Actor
from ciao.access.models import Scope
from ciao.accounts.models import User
from ciao.core import clock
from ciao.notifications.enums import MailState
from ciao.notifications.kinds import KINDS, Kind
from ciao.notifications.models import Notification, OptOut, OutgoingMail

SEND = "notifications.send_mail"


@transaction.atomic
def notify(*, kind: str, user: User, scope: Scope, by: Actor | None, url: str = "", **facts: Any) -> Notification:
    """Tells one worker, in CIAO! and by e-mail unless refused; facts never name those who are helped."""
    chosen = KINDS[kind]
    notice = Notification(
        scope=scope, user=user, kind=kind, text=chosen.text(**facts), url=url, told_by=by.id if by else None
    )
    notice.save(force_insert=True)
    if wants_mail(user, chosen):
        body = f"{notice.text}\n\nApri: {settings.SITE_ADDRESS}{url or '/'}\n"
        write_mail(scope=scope, recipient=user.email, subject=f"CIAO! {chosen.label}", body=body, by=by)
    return notice


def wants_mail(user: User, kind: type[Kind]) -> bool:
    """Whether this kind goes by e-mail, and this person did not refuse it."""
    refused = kind.may_opt_out and OptOut.objects.filter(user=user, kind=kind.code).exists()
    return kind.by_email and not refused


@transaction.atomic
def write_mail(*, scope: Scope, recipient: str, subject: str, body: str, by: Actor | None) -> OutgoingMail:
    """Puts a mail in the outbox of a circle; a job sends it where a mail server is set."""
    leaves = bool(settings.EMAIL_HOST)
    mail = OutgoingMail(
        scope=scope, recipient=recipient, subject=subject[:200], body=body, written_by=by.id if by else None,
        state=MailState.WAITING if leaves else MailState.TO_COPY,
    )  # fmt: skip
    mail.save(force_insert=True)
    if leaves:
        app.configure_task(SEND, allow_unknown=True).defer(mail_id=str(mail.id))
    return mail


def deliver(*, mail: OutgoingMail, by: Actor) -> OutgoingMail:
    """Gives a mail to the server; sent, its text goes; refused, it stays to be copied, with the reason."""
    try:
        connection = get_connection(settings.EMAIL_SMTP_BACKEND)
        EmailMessage(mail.subject, mail.body, None, [mail.recipient], connection=connection).send()
    except OSError as problem:  # smtplib's own errors are OSErrors
        return _settle(mail, MailState.FAILED, by, problem=str(problem)[:200])
    mail.body = ""
    return _settle(mail, MailState.SENT, by)


def hand_over_mail(*, mail: OutgoingMail, by: Actor) -> OutgoingMail:
    """Someone has given the text to its reader in another way."""
    return _settle(mail, MailState.HANDED, by)


def mark_read(*, notices: Iterable[uuid.UUID] | None, by: Actor) -> int:
    """Ticks some of one's own notices, or all of them."""
    own = Notification.objects.of(by.user_id).unread()
    return own.update(is_read=True) if notices is None else own.filter(id__in=notices).update(is_read=True)


@transaction.atomic
def choose_mails(*, user_id: uuid.UUID, wanted: Iterable[str]) -> None:
    """Keeps which kinds one receives by e-mail; those that cannot be refused are not asked."""
    OptOut.objects.filter(user_id=user_id).delete()
    keep = set(wanted)
    refused = [kind.code for kind in KINDS if kind.by_email and kind.may_opt_out and kind.code not in keep]
    OptOut.objects.bulk_create(OptOut(user_id=user_id, kind=code) for code in refused)


def _settle(mail: OutgoingMail, state: MailState, by: Actor, problem: str = "") -> OutgoingMail:
    mail.state, mail.problem, mail.changed_at, mail.changed_by = state, problem, clock.now(), by.id
    mail.save(update_fields=["state", "problem", "body", "changed_at", "changed_by"])
    return mail
