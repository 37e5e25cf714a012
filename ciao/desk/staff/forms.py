"""Inviting a colleague, coming in, and leaving."""

from __future__ import annotations

from typing import Any

from django import forms

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import ROLES
from ciao.access.visibility import visible
from ciao.accounts.forms import NewUserForm
from ciao.core import clock
from ciao.core.forms import DateField, PlainForm, offer
from ciao.partners.models import Organization
from ciao.programmes.actions.invitations import OWN_BODY_ONLY, roles_to_invite
from ciao.programmes.models import Invitation, Mandate, Programme


class InviteForm(PlainForm):
    """Who comes in, as what, for which body; what the inviter may not choose is not asked."""

    given_name = forms.CharField(label="Nome", max_length=80)
    family_name = forms.CharField(label="Cognome", max_length=80, required=False)
    email = forms.EmailField(label="E-mail di lavoro", help_text="Sarà il nome con cui entra")
    role = forms.ChoiceField(label="Ruolo")
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label="Progetto", required=False, empty_label="Tutta l’installazione"
    )  # fmt: skip
    organization = forms.ModelChoiceField(Organization.objects.none(), label="Ente", empty_label="Scegli l’ente")

    groups = [
        ("Chi è", ["given_name", "family_name", "email"]),
        ("Che cosa fa", ["role", "programme", "organization"]),
    ]

    def __init__(self, *args: Any, by: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.by = by
        roles = [(code, ROLES[code].label) for code in roles_to_invite(by)]
        offer(self, "role", [("", "Scegli il ruolo"), *roles])
        offer(self, "programme", visible(Programme.objects, by, Action.PROGRAMME_VIEW))
        offer(self, "organization", self._bodies())
        if by.programme_id:
            del self.fields["programme"]
        if by.role in OWN_BODY_ONLY:
            del self.fields["organization"]

    def answers(self) -> dict[str, Any]:
        """What `invite` wants, with what goes without asking filled in."""
        said = dict(self.cleaned_data)
        if self.by.programme_id:
            said["programme"] = Programme.objects.get(pk=self.by.programme_id)
        if self.by.role in OWN_BODY_ONLY:
            said["organization"] = Organization.objects.get(pk__in=[self.by.organization_id])
        return said

    def _bodies(self) -> Any:
        if self.by.programme_id:
            return Organization.objects.filter(partnerships__programme_id=self.by.programme_id).distinct()
        return Organization.objects.all()


class AcceptForm(NewUserForm):
    """Someone invited says who they are and chooses a password; the address is the invitation's."""

    def __init__(self, *args: Any, invitation: Invitation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.invitation = invitation
        self.fields["given_name"].initial = invitation.given_name
        self.fields["family_name"].initial = invitation.family_name

    def email_of(self) -> str:
        """The invitation's: nobody takes the place of another."""
        return self.invitation.email


class SupervisorForm(PlainForm):
    """Whom someone answers to."""

    to = forms.ModelChoiceField(
        Mandate.objects.none(), label="Risponde a", required=False, empty_label="Al coordinamento",
        help_text="Legge le note che chi scrive riserva alla propria supervisione.",
    )  # fmt: skip

    def __init__(self, *args: Any, colleagues: list[Mandate], **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["to"]
        offered = Mandate.objects.filter(pk__in=[one.pk for one in colleagues])
        choice.queryset = offered.select_related("user", "organization")  # type: ignore[attr-defined]
        choice.label_from_instance = lambda one: f"{one.user}, {one.role_label}, {one.organization}"  # type: ignore[attr-defined]


class LeaveForm(PlainForm):
    """The last day, whether the whole body is left, and who takes over."""

    on = DateField(label="Ultimo giorno")
    whole_body = forms.BooleanField(label="Lascia anche l’ente: si chiudono tutti i suoi incarichi lì", required=False)
    successor = forms.ModelChoiceField(
        Mandate.objects.none(), label="A chi passano percorsi e segnalazioni", required=False,
        empty_label="Scegli chi prosegue",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        colleagues: list[Mandate],
        asks_successor: bool,
        has_more: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["on"].initial = clock.today()
        self.fields["on"].help_text = "Fino a mezzanotte può ancora entrare. Per chiudere subito scrivi la data di ieri"
        choice = self.fields["successor"]
        choice.queryset = Mandate.objects.filter(pk__in=[one.pk for one in colleagues])  # type: ignore[attr-defined]
        choice.label_from_instance = lambda one: f"{one.user}, {one.organization}"  # type: ignore[attr-defined]
        choice.error_messages["required"] = "Scegli a chi passano i percorsi e le segnalazioni"
        if not asks_successor:
            del self.fields["successor"]
        if not has_more:
            del self.fields["whole_body"]
