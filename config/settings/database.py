"""Turns `DATABASE_URL` / `DATABASE_OWNER_URL` into Django's database settings."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def database_from_environment() -> dict[str, Any]:
    """The web role serves pages; owner commands (migrations) run with `CIAO_DB_AS=owner`."""
    variable = "DATABASE_OWNER_URL" if os.environ.get("CIAO_DB_AS") == "owner" else "DATABASE_URL"
    return parse(os.environ.get(variable, ""))


def parse(url: str) -> dict[str, Any]:
    """Accepts postgresql://user:password@host:port/name?host=/socket/folder; an empty URL names no server."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "ciao",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(query.pop("port", None) or parts.port or ""),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }
