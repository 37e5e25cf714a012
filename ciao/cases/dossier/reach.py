"""Reaching a person the way they chose: by which channel, when, with which words; pure but for the translations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.utils import translation
from django.utils.translation import gettext

from ciao.core import clock
from ciao.people.enums import ContactChannel

ITALY = "39"
# How staff write a language on a person's sheet, and the code of the language we write to them in.
CODES = {
    "arabo": "ar", "francese": "fr", "inglese": "en", "italiano": "it", "romeno": "ro", "rumeno": "ro",
    "spagnolo": "es", "ucraino": "uk",
}  # fmt: skip


@dataclass(frozen=True)
class Chosen:
    """How a person wants to be reached; `is_protected` leaves only that way and those words."""

    channel: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""
    words: str = ""
    is_protected: bool = False


@dataclass(frozen=True)
class Way:
    """One link that reaches the person."""

    channel: str
    label: str
    url: str
    is_preferred: bool


@dataclass(frozen=True)
class Message:
    """A text ready to be copied or sent, in the person's language."""

    code: str
    label: str
    text: str


def international(phone: str) -> str:
    """The digits of a number with its country, or nothing where it is no number; Italy where none is said."""
    bare = re.sub(r"[^\d+]", "", phone)
    digits = bare.removeprefix("+").removeprefix("00") if bare.startswith(("+", "00")) else bare and ITALY + bare
    return digits if digits.isdigit() and len(digits) >= 8 else ""


def language_of(words: str) -> str:
    """The first language on a person's sheet that we write in; Italian where none is known."""
    found = (CODES.get(word) for word in re.findall(r"[a-zà-ù]+", words.lower()))
    return next((code for code in found if code), "it")


def ways(chosen: Chosen, text: str = "") -> list[Way]:
    """The links that reach them, the preferred one first; a protected person has the safe one only, if it is known."""
    number, body = international(chosen.phone), quote(text)
    known = [
        (ContactChannel.CALL, "Chiama", f"tel:+{number}" if number else ""),
        (ContactChannel.WHATSAPP, "Scrivi su WhatsApp", f"https://wa.me/{number}?text={body}" if number else ""),
        (ContactChannel.SMS, "Manda un SMS", f"sms:+{number}?body={body}" if number else ""),
        (ContactChannel.EMAIL, "Scrivi un’e-mail", f"mailto:{quote(chosen.email)}?body={body}" if chosen.email else ""),
    ]
    found = [Way(code.value, label, url, code == chosen.channel) for code, label, url in known if url]
    if chosen.is_protected:
        return [one for one in found if one.is_preferred]
    if chosen.channel == ContactChannel.THROUGH_SOMEONE:
        return []
    return sorted(found, key=lambda one: not one.is_preferred)


def messages(chosen: Chosen, name: str, next_at: datetime | None, language: str) -> list[Message]:
    """Short texts that name no programme and no service; for a protected person only the words they allowed.

    Where one reaches them through somebody, there is no message to the person at all.
    """
    if chosen.channel == ContactChannel.THROUGH_SOMEONE:
        return []
    if chosen.is_protected:
        return [Message("words", "Le parole concordate", chosen.words)] if chosen.words else []
    with translation.override(language):
        found = [Message("reminder", "Promemoria", _reminder(name, next_at))] if next_at else []
        found.append(
            Message(
                "call",
                "Ti ho cercato",
                gettext("Ciao %(name)s, ti ho cercato. Quando possiamo sentirci?") % {"name": name},
            )
        )
        if next_at:
            found.append(Message("move", "Cambiare giorno", _move(name, next_at)))
        return found


def _moment(at: datetime) -> dict[str, str]:
    local = at.astimezone(clock.ROME)
    return {"day": f"{local:%d/%m}", "hour": f"{local:%H:%M}"}


def _reminder(name: str, at: datetime) -> str:
    text = gettext("Ciao %(name)s, ci vediamo il %(day)s alle %(hour)s. Se non puoi, scrivimi.")
    return text % {"name": name, **_moment(at)}


def _move(name: str, at: datetime) -> str:
    text = gettext("Ciao %(name)s, dobbiamo cambiare il giorno del %(day)s. Quando puoi?")
    return text % {"name": name, **_moment(at)}
