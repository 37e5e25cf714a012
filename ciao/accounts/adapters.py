"""How allauth behaves here: nobody signs up alone, people are invited."""

from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from ciao.core.crypto import keyring


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes public sign-up; accounts come from invitations."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an invitation is the only door."""
        return False

    def get_user_search_fields(self) -> list[str]:
        """Where a colleague is looked for."""
        return ["email", "given_name", "family_name"]

    def login(self, request: HttpRequest, user: Any) -> None:
        """Whoever has just entered is not asked for the same password again to set up their second key."""
        super().login(request, user)
        records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY)
        if records:
            records[-1]["reauthenticated"] = True
            request.session.modified = True

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no usernames: the address is the name one signs in with."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second-factor secrets lie sealed, like every other thing that opens a door."""

    def encrypt(self, text: str) -> str:
        """Before a secret is stored."""
        return keyring().seal(text, "mfa")

    def decrypt(self, encrypted_text: str) -> str:
        """When a code is checked."""
        return keyring().open(encrypted_text, "mfa")

    def build_totp_svg(self, url: str) -> str:
        """The drawing an app of codes reads; no colours of ours, so that any camera sees it."""
        drawing: str = segno.make(url, error="m").svg_inline(scale=5)
        return drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
