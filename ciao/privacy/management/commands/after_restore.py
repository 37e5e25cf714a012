"""Done on data that came back from a copy, before anybody reads them: erases again, tries the seals, says so."""

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from ciao.access.actions import let_jobs_in
from ciao.access.actor import acting, job
from ciao.audit.actions import verify_chain
from ciao.core import ledger
from ciao.core.formats import plural
from ciao.privacy.actions.erasing import erase_again, write_ledger
from ciao.privacy.actions.limits import JOB
from ciao.privacy.walk.seals import unreadable


class Command(BaseCommand):
    help = "Rifà le cancellazioni e prova i sigilli dopo un ripristino."

    def handle(self, *args: Any, **options: Any) -> None:
        let_jobs_in()
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
