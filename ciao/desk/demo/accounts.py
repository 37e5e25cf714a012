"""The demo's accounts: the same addresses, password and second factor at every load."""

from __future__ import annotations

import base64
import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time

from ciao.access.roles import ROLES
from ciao.accounts.models import User

FOLDER = Path(__file__).parent
PASSWORD = "ciao-prova-2026"  # noqa: S105 (printed at every start of the demo, where nothing is true)


@dataclass(frozen=True)
class DemoAccount:
    """One line of the table printed at start: who, as what, with which address and code."""

    name: str
    role: str
    organization: str
    email: str
    code: str


def staff() -> list[dict[str, str]]:
    """Who works in the demo, one line per mandate."""
    with (FOLDER / "staff.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def email_of(key: str) -> str:
    """An address nobody can receive."""
    return f"{key}@prova.example"


def create_user(key: str, given_name: str) -> User:
    """A worker with password and second factor already set."""
    user = User.objects.create_user(email=email_of(key), password=PASSWORD, given_name=given_name)
    TOTP.activate(user, secret_of(key))
    return user


def secret_of(key: str) -> str:
    """The second factor's secret, the same at every load so that an authenticator app keeps working."""
    return base64.b32encode(hashlib.sha1(f"ciao demo {key}".encode(), usedforsecurity=False).digest()).decode()


def code_of(key: str) -> str:
    """The six figures that open the door in this half minute."""
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret_of(key), counters[len(counters) // 2])))


def table() -> list[DemoAccount]:
    """Every mandate of the demo with its code of now."""
    return [
        DemoAccount(
            line["given_name"],
            ROLES[line["role"]].label,
            line["organization"],
            email_of(line["key"]),
            code_of(line["key"]),
        )
        for line in staff()
    ]


def is_loaded() -> bool:
    """Whether the demo's people are already there."""
    return bool(Authenticator.objects.filter(user__email=email_of("paolo")).exists())
