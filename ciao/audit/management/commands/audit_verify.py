"""Checks the chain of the read log: names the first broken link and the tail that is not sealed yet."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from ciao.access.actor import acting, job
from ciao.audit.actions import verify_chain
from ciao.audit.models import Seal
from ciao.core import formats


class Command(BaseCommand):
    help = "Verifica la catena del registro delle letture."

    def handle(self, *args: Any, **options: Any) -> None:
        with acting(job("seal_lines")):
            broken, tail = verify_chain()
            sealed = Seal.objects.count()
        waiting = formats.plural(tail, "riga aspetta il sigillo", "righe aspettano il sigillo")
        if broken:
            self.stderr.write(f"La catena è rotta alla riga {broken}: è stata cambiata o tolta. {waiting}.")
            sys.exit(1)
        self.stdout.write(f"La catena è integra: {formats.plural(sealed, 'riga', 'righe')}. {waiting}.")
