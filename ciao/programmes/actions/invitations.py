"""Bringing colleagues in: an invitation by e-mail or on paper, accepted once by the person it names."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from ciao.access.actions import hash_token, installation_scope
from ciao.access.actor import Actor, acting, job
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Scope
from ciao.access.requires import ensure
from ciao.access.roles import ROLES
from ciao.accounts.models import User
from ciao.core import clock, formats
from ciao.notifications.actions import notify, write_mail
from ciao.partners.models import Organization
from ciao.programmes.actions.mandates import give_mandate
from ciao.programmes.models import Invitation, Mandate, Partnership, Programme
from ciao.programmes.parameters import parameter

OWN_BODY_ONLY = {"partner_administrator"}


def roles_to_invite(by: Actor) -> tuple[str, ...]:
    """The roles this actor may bring in, in the order of the role table."""
    return ROLES[by.role].invites if by.role in ROLES else ()


@transaction.atomic
def invite(
    *,
    email: str,
    given_name: str,
    family_name: str,
    role: str,
    organization: Organization,
    programme: Programme | None,
    by: Actor,
) -> tuple[Invitation, str]:
    """Keeps a place and writes the mail; the token is handed back once, for the printed page.

    Raises `NotPossible` where role or body are not the inviter's to give, or the place is already kept.
    """
    ensure(by, Action.STAFF_INVITE)
    _check(role, organization, programme, by)
    email = email.strip().lower()
    _check_free(email, role, organization, programme)
    token = secrets.token_urlsafe(24)
    days = int(parameter("invitation_days", clock.today()))
    invitation = Invitation(
        scope=_circle(organization, programme, by), programme=programme, organization=organization, role=role,
        email=email, given_name=given_name, family_name=family_name, token_hash=hash_token(token),
        invited_by=by.id, expires_at=clock.now() + timedelta(days=days),
    )  # fmt: skip
    invitation.save(force_insert=True)
    _write(invitation, token, by)
    return invitation, token


@transaction.atomic
def renew_invitation(*, invitation: Invitation, by: Actor) -> str:
    """A new link in place of the old one, which stops working; for a lost sheet or a mail that never came."""
    ensure(by, Action.STAFF_INVITE)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise NotPossible("L’invito è già chiuso: fanne uno nuovo.")
    token = secrets.token_urlsafe(24)
    days = int(parameter("invitation_days", clock.today()))
    invitation.token_hash, invitation.expires_at = hash_token(token), clock.now() + timedelta(days=days)
    invitation.save(update_fields=["token_hash", "expires_at"])
    _write(invitation, token, by)
    return token


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Actor) -> Invitation:
    """The link stops working; whoever opens it reads that the invitation was withdrawn."""
    ensure(by, Action.STAFF_INVITE)
    if invitation.accepted_at:
        raise NotPossible("L’invito è già stato accettato: ora puoi chiudere l’incarico.")
    invitation.withdrawn_at, invitation.withdrawn_by = clock.now(), by.id
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return invitation


def find_invitation(token: str) -> Invitation:
    """The open invitation of a link; raises `NotPossible` with the sentence that says what became of it."""
    with acting(job("accept_invitation")):
        found = (
            Invitation.objects.select_related("organization", "programme").filter(token_hash=hash_token(token)).first()
        )
        if found is None:
            raise NotPossible("Questo invito non c’è: controlla di aver copiato tutto il collegamento.")
        _check_open(found)
        return found


@transaction.atomic
def accept_invitation(
    *, token: str, user: User | None = None, given_name: str = "", family_name: str = "", password: str = ""
) -> Mandate:
    """The person named comes in: with a new account, or with the one they are signed in with.

    Raises `NotPossible` where the link is used, withdrawn or old, or the account is someone else's.
    """
    invitation = find_invitation(token)
    with acting(job("accept_invitation")) as by:
        Invitation.objects.select_for_update().get(pk=invitation.pk)
        if user is None:
            user = _new_user(invitation, given_name, family_name, password)
        elif user.email != invitation.email:
            raise NotPossible(f"L’invito è per {invitation.email}: esci ed entra con quell’indirizzo.")
        mandate = give_mandate(
            user=user, organization=invitation.organization, programme=invitation.programme,
            role=invitation.role, by=by,
        )  # fmt: skip
        invitation.accepted_at, invitation.accepted_by = clock.now(), user.pk
        invitation.save(update_fields=["accepted_at", "accepted_by"])
        _tell_inviter(invitation, mandate, by)
    return mandate


def _check(role: str, organization: Organization, programme: Programme | None, by: Actor) -> None:
    if role not in roles_to_invite(by):
        raise NotPossible("Questo ruolo lo invita qualcun altro: chiedi al coordinamento.")
    if by.role in OWN_BODY_ONLY and (organization.id, programme and programme.id) != (
        by.organization_id,
        by.programme_id,
    ):
        raise NotPossible("Puoi invitare solo chi lavora per il tuo ente.")
    if programme and not Partnership.objects.filter(programme=programme, organization=organization).exists():
        raise NotPossible(f"{organization} non partecipa a {programme}: prima aggiungilo agli enti.")


def _check_free(email: str, role: str, organization: Organization, programme: Programme | None) -> None:
    same = {"role": role, "organization": organization, "programme": programme}
    if any(one.is_open() for one in Invitation.objects.filter(email=email, **same)):
        raise NotPossible("C’è già un invito aperto per questa persona: puoi rimandarlo o ritirarlo.")
    if Mandate.objects.current(clock.today()).filter(user__email=email, **same).exists():
        raise NotPossible("Questa persona ha già questo incarico.")


def _circle(organization: Organization, programme: Programme | None, by: Actor) -> Scope:
    """Who reads the invitation: those who look after the body's staff, as far as the inviter reaches."""
    if programme is None:
        return installation_scope()
    if by.programme_id != programme.id:
        return programme.scope
    return Partnership.objects.get(programme=programme, organization=organization).staff_scope


def _write(invitation: Invitation, token: str, by: Actor) -> None:
    where = f"al progetto {invitation.programme}" if invitation.programme else "a CIAO!"
    body = (
        f"Ciao {invitation.given_name},\n\n{invitation.organization} ti invita {where} come "
        f"{invitation.role_label}.\n\nApri questo collegamento e scegli una password:\n"
        f"{address_of(token)}\n\nVale fino al {formats.date_field(invitation.expires_at)} e una volta sola.\n"
    )
    write_mail(scope=invitation.scope, recipient=invitation.email, subject="Il tuo invito a CIAO!", body=body, by=by)


def address_of(token: str) -> str:
    """The whole address of an invitation, for the mail and for the drawing on paper."""
    return f"{settings.SITE_ADDRESS}/invito/{token}/"


def _check_open(invitation: Invitation) -> None:
    if invitation.accepted_at:
        raise NotPossible("Questo invito è già stato usato: entra con il tuo indirizzo e la password.")
    if invitation.withdrawn_at:
        raise NotPossible(f"Questo invito è stato ritirato. Se è un errore, scrivi a {invitation.organization}.")
    if invitation.expires_at <= clock.now():
        raise NotPossible(
            f"Questo invito è scaduto il {formats.date_field(invitation.expires_at)}: chiedine uno nuovo a "
            f"{invitation.organization}."
        )


def _new_user(invitation: Invitation, given_name: str, family_name: str, password: str) -> User:
    if User.objects.filter(email=invitation.email).exists():
        raise NotPossible("Hai già un accesso con questo indirizzo: entra, poi riapri l’invito.")
    return User.objects.create_user(invitation.email, password, given_name=given_name, family_name=family_name)


def _tell_inviter(invitation: Invitation, mandate: Mandate, by: Actor) -> None:
    for inviter in Mandate.objects.filter(pk__in=[invitation.invited_by]).select_related("user"):
        notify(
            kind="invitation_accepted", user=inviter.user, scope=invitation.scope, by=by,
            url="/utenti/", name=mandate.user.get_full_name(), role=mandate.role_label,
        )  # fmt: skip
