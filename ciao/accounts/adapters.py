"""How allauth behaves here: nobody signs up alone, people are invited."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from ciao.core.crypto import keyring


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes public sign-up; accounts come from invitations."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_user_search_fields(self) -> list[str]:
        return ["email", "given_name", "family_name"]

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no usernames: the address is the name one signs in with."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second-factor secrets lie sealed, like every other thing that opens a door."""

    def encrypt(self, text: str) -> str:
        return keyring().seal(text, "mfa")

    def decrypt(self, encrypted_text: str) -> str:
        return keyring().open(encrypted_text, "mfa")
