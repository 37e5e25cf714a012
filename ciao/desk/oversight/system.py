"""Sistema: whether the machine is well, without any personal data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from procrastinate.contrib.django.models import ProcrastinateJob

from ciao.access.enums import Action
from ciao.access.requires import requires
from ciao.audit.models import Seal
from ciao.core import clock
from ciao.core.crypto import keyring
from ciao.desk.first_run.actions import keys_are_kept

BACKUP_LATE = timedelta(days=7)


@dataclass(frozen=True)
class Check:
    """One thing that is well or asks for care: `kind` is ok, warn or stop."""

    title: str
    why: str
    kind: str = "ok"

    @property
    def icon(self) -> str:
        """The icon that goes with the kind."""
        return {"ok": "check", "warn": "warning-circle", "stop": "close"}[self.kind]


@requires(Action.SYSTEM_VIEW)
def system(request: HttpRequest) -> HttpResponse:
    """Version, database, copies, keys and jobs."""
    checks = [_backup(), _keys(), _jobs(), _seals()]
    context = {"facts": _facts(), "checks": checks, "care": [one for one in checks if one.kind != "ok"]}
    return TemplateResponse(request, "desk/oversight/system.html", context)


def last_backup() -> datetime | None:
    """When `ciao backup` last wrote its note beside the database; None where it never did."""
    written = _ask("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()")
    try:
        return datetime.fromisoformat(json.loads(written or "{}")["backup"])
    except (ValueError, KeyError, TypeError):
        return None


def _facts() -> list[tuple[str, str]]:
    size = int(_ask("SELECT pg_database_size(current_database())") or 0)
    server = (_ask("SHOW server_version") or "").split()[0]
    return [
        ("Versione di CIAO!", version("ciao")),
        ("PostgreSQL", server),
        ("Base di dati", f"{size // 1_000_000} MB"),
        ("Chiave in uso", keyring().current),
    ]


def _backup() -> Check:
    made = last_backup()
    if made is None:
        return Check("Copia dei dati", "non ne risulta nessuna: nel terminale scrivi «ciao backup FILE»", "warn")
    late = clock.now() - made > BACKUP_LATE
    return Check("Copia dei dati", f"l’ultima è del {made:%d.%m.%Y}, ore {made:%H:%M}", "warn" if late else "ok")


def _keys() -> Check:
    if not keys_are_kept():
        return Check("Foglio delle chiavi", "nessuno ha confermato di averlo su carta", "warn")
    return Check("Foglio delle chiavi", "è su carta: controlla ogni tanto che si trovi")


def _jobs() -> Check:
    states = list(
        ProcrastinateJob.objects.filter(status__in=["todo", "doing", "failed"]).values_list("status", flat=True)
    )
    failed = states.count("failed")
    if failed:
        return Check("Lavori automatici", f"{failed} non riusciti: il motivo è nel terminale", "stop")
    return Check("Lavori automatici", f"{len(states)} in coda, nessuno non riuscito")


def _seals() -> Check:
    last = Seal.objects.order_by("-id").values_list("sealed_at", flat=True).first()
    if last is None:
        return Check("Registro letture", "nessuna riga da sigillare finora")
    return Check("Registro letture", f"ultimo sigillo il {last.astimezone(clock.ROME):%d.%m.%Y, ore %H:%M}")


def _ask(question: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return str(row[0]) if row and row[0] is not None else None
