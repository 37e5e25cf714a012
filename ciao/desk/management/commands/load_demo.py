"""Plays the demo's story into an empty database."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from ciao.core import clock
from ciao.desk.demo import (
    accounts,
    attendance,
    attested,
    casework,
    community,
    consultations,
    courses,
    directory,
    duplicates,
    following,
    hosting,
    instruments,
    learning,
    matching,
    network,
    pack,
    papers,
    payments,
    persons,
    placements,
    programme,
    results,
    rights,
    spending,
    trust,
)
from ciao.desk.demo.crew import Crew


class Command(BaseCommand):
    help = "Racconta la storia della demo, giorno per giorno, con le azioni del prodotto."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--oggi", type=date.fromisoformat, help="il giorno in cui la demo si apre, aaaa-mm-gg")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("La demo si carica solo nella sua base di dati: usa «ciao demo».")
        if accounts.is_loaded():
            self.stdout.write("La demo c’è già.")
            return
        today = options["oggi"] or clock.today()
        with transaction.atomic():
            founded, mandates = programme.found(today)
            crew = Crew(founded, mandates, today, *programme.days(today))
            papers.draw_logos(crew)
            spending.load(crew)
            results.promise(crew)
            network.plant(crew)
            told = persons.play(crew)
            network.play(crew)
            instruments.play(crew, told)
            meetings, begun = courses.play(crew), placements.play(crew)
            pack.play(crew, told)
            persons.leave(crew, told)
            results.tell(crew, told)
            consultations.play(crew, told)
            following.tell(crew, told)
            directory.play(crew)
            community.play(crew)
            hosting.play(crew)
            results.cover(crew)
            attested.play(crew, told)
            casework.play(crew)
            learning.play(crew)
            papers.issue(crew)
            attendance.keep(crew)
            trust.play(crew, told)
            expenses = spending.play(crew)
            payments.play(crew)
            rights.play(crew, told)
            duplicates.play(crew, told)
            matching.play(crew)
        self.stdout.write(
            f"Demo pronta: {len(told)} persone prese in carico, {len(mandates)} al lavoro; {meetings} incontri, "
            f"{begun} tirocini, {expenses} spese."
        )
