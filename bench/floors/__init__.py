"""The least a page could cost: its rows by SQL written by hand, an untouched template, Django's own middleware.

No policy, no history, no read log, no sealed text is opened: what the product adds to this is what it is measured by.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine

from ciao.core import clock

TEMPLATE = Engine().from_string(
    "<!doctype html><title>{{ title }}</title>{% for name, rows in tables %}<h2>{{ name }}</h2><table>"
    "{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>{% endfor %}"
)
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
Rows = Sequence[tuple[Any, ...]]


def alias() -> str:
    """The connection no policy binds; in the tests there is only one, and outside a request it is bound by none."""
    return "bare" if "bare" in connections.databases else "default"


def query(statement: str, **values: Any) -> Rows:
    """Rows of one statement, read past every policy."""
    with connections[alias()].cursor() as cursor:
        cursor.execute(statement, {"today": clock.today(), "now": clock.now(), **values})
        return list(cursor.fetchall()) if cursor.description else []


def page(request: HttpRequest, title: str, tables: dict[str, Rows], **counts: Any) -> HttpResponse:
    """The untouched page; `counts` say how many rows it is made of, to be held against the product's own."""
    text = TEMPLATE.render(Context({"title": f"{title}, {request.user}", "tables": list(tables.items())}))
    answer = HttpResponse(text)
    answer.counts = counts or {name: len(rows) for name, rows in tables.items()}
    return answer
