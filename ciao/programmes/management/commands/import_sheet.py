"""`ciao import-sheet FILE`: leaves a draft for a coordinator to review in the browser."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from ciao.access.actor import acting
from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.accounts.models import User
from ciao.programmes.actions import upload_sheet
from ciao.programmes.mandates import actor_of, mandates_of
from ciao.programmes.models import Mandate
from ciao.programmes.sheet import NotASheet


class Command(BaseCommand):
    help = "Legge una scheda progetto e lascia la bozza a chi coordina: nulla esiste finché non conferma."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="la scheda: .txt, .docx o .pdf con il testo")
        parser.add_argument("--email", help="di chi farà il controllo; senza, il primo che può creare progetti")

    def handle(self, *args: Any, file: Path, email: str | None, **options: Any) -> None:
        mandate = _mandate(email)
        try:
            with file.open("rb") as content, acting(actor_of(mandate)) as by:
                sheet = upload_sheet(file=File(content, name=file.name), by=by)
        except OSError as problem:
            raise CommandError(f"Non riusciamo ad aprire il file {file.name}: controlla che ci sia.") from problem
        except NotASheet as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        self.stdout.write(f"La scheda è letta. {mandate.user} la controlla e la conferma qui:")
        self.stdout.write(reverse("programmes:review", args=[sheet.id]))


def _mandate(email: str | None) -> Mandate:
    """The user's first mandate that may create programmes; without address, of the first user who has one."""
    users = User.objects.filter(is_active=True, **({"email": email.lower()} if email else {}))
    mandates = (one for user in users.order_by("joined_at") for one in mandates_of(user.id))
    found = next((one for one in mandates if may(actor_of(one), Action.PROGRAMME_CREATE)), None)
    if found is None:
        who = f"{email} non può" if email else "Nessuno può"
        raise CommandError(f"{who} creare progetti: serve un incarico di coordinamento o di amministrazione.")
    return found
