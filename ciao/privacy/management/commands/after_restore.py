"""Done on data that came back from a copy, before anybody reads them: erases again, tries the seals, says so."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from ciao.access.actions import JOB as JOBS
from ciao.access.actions import grant
from ciao.access.actor import acting, job, job_id
from ciao.access.enums import ActorKind, ScopeKind
from ciao.access.models import Grant, Scope
from ciao.access.roles import JOB_LEVELS
from ciao.audit.actions import verify_chain
from ciao.core import ledger
from ciao.core.formats import plural
from ciao.privacy.actions.erasing import erase_again, write_ledger
from ciao.privacy.actions.limits import JOB
from ciao.privacy.walk.seals import unreadable


class Command(BaseCommand):
    help = "Rifà le cancellazioni e prova i sigilli dopo un ripristino."

    def handle(self, *args: Any, **options: Any) -> None:
        let_job_in()
        lines = ledger.read(ledger.beside(Path(settings.KEYRING)))
        again = sum(erase_again(line, by=job(JOB)) for line in lines)
        write_ledger()
        self.stdout.write(
            f"Registro delle cancellazioni: {plural(len(lines), 'riga', 'righe')}. "
            f"Cancellate di nuovo: {plural(again, 'persona', 'persone')}."
        )
        with acting(job("seal_lines")):
            broken, tail = verify_chain()
        closed = unreadable()
        if broken:
            sys.exit(f"La catena del registro delle letture è rotta alla riga {broken}: è stata cambiata o tolta.")
        if closed:
            sys.exit(f"Questi dati non si aprono con le chiavi che ci sono: {', '.join(sorted(closed))}.")
        self.stdout.write(
            "Registro delle letture integro "
            f"({plural(tail, 'riga aspetta il sigillo', 'righe aspettano il sigillo')}). I dati cifrati si aprono."
        )


def let_job_in() -> None:
    """A copy older than this job has programmes that never let it in."""
    for scope in Scope.objects.filter(kind=ScopeKind.PROGRAMME):
        if not Grant.objects.filter(scope=scope, holder_id=job_id(JOB), why=JOBS).exists():
            grant(
                scope=scope, holder_kind=ActorKind.JOB, holder_id=job_id(JOB), level=JOB_LEVELS[JOB], why=JOBS,
                by=None, starts_on=date(2000, 1, 1),
            )  # fmt: skip
