"""A calendar as RFC 5545 wants it: text escaped, lines folded at 75 octets, instants in UTC."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

OCTETS = 75


@dataclass(frozen=True)
class Event:
    """When, and a word: no name, no number, no place."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str


def calendar(name: str, events: Iterable[Event], made_at: datetime) -> str:
    """The whole calendar; it says how often to ask again."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//CIAO//Agenda//IT", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
             f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
             "X-PUBLISHED-TTL:PT1H"]  # fmt: skip
    for one in events:
        lines += ["BEGIN:VEVENT", f"UID:{one.uid}", f"DTSTAMP:{instant(made_at)}", f"DTSTART:{instant(one.starts_at)}",
                  f"DTEND:{instant(one.ends_at)}", f"SUMMARY:{escaped(one.summary)}", "CLASS:PRIVATE",
                  "TRANSP:OPAQUE", "END:VEVENT"]  # fmt: skip
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def instant(at: datetime) -> str:
    """In UTC, so that no time zone needs to be described."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """Backslash, semicolon, comma and line break as text values want them (RFC 5545, 3.3.11)."""
    for plain, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(plain, safe)
    return text


def folded(line: str) -> str:
    """No line past 75 octets, no letter cut in two (RFC 5545, 3.1)."""
    parts, held, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > OCTETS:
            parts.append(held)
            held, size = " ", 1
        held, size = held + letter, size + octets
    return "\r\n".join([*parts, held])
