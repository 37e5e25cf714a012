"""How a document is named and how its content is fingerprinted."""

import hashlib
import json
from typing import Any


def number_label(year: int, number: int) -> str:
    """What people write on other papers: «2026/051», in one series per programme and year."""
    return f"{year}/{number:03d}"


def file_name(year: int, number: int, kind: str) -> str:
    """The name a document is downloaded under: it says number and kind, never a person."""
    return f"{year}-{number:03d}-{kind.replace('_', '-')}.pdf"


def fingerprint(content: Any) -> str:
    """SHA-256 of the facts a document states, printed on every page of it; the same for the same facts."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
