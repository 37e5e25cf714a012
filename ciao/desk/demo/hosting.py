"""The talk with hosts: sites, people and calls, leads at every step, two sheets of an office."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.access.actor import acting
from ciao.cases.actions import loads
from ciao.cases.models import Case, Load
from ciao.desk.demo.crew import Crew
from ciao.desk.loads import KINDS
from ciao.desk.tasks import load_sheet
from ciao.hosts import actions
from ciao.hosts.models import Host
from ciao.programmes.models import Activity

# Days ago, what was said, in how many days from then to talk again.
KEPT_UP = ((80, "Contenti della prima persona: ne accolgono un’altra in autunno", 30), (40, "Visto il posto", None))
# Name, trade, steps with the days ago they were taken, and the reason where one is asked.
LEADS: tuple[tuple[str, str, tuple[tuple[str, int, str], ...]], ...] = (
    ("Lavanderia Sole", "lavanderia industriale", ()),
    ("Panetteria Due Fornai", "panificazione", (("contact", 25, ""),)),
    ("Serra del Naviglio", "florovivaismo", (("contact", 40, ""), ("interest", 12, ""))),
    ("Tipografia Carta Buona", "stampa",
     (("contact", 90, ""), ("agree", 80, ""), ("pause", 20, "Trasloco fino a marzo"))),
    ("Trattoria Ponte Vecchio", "ristorazione", (("contact", 120, ""), ("close", 60, "Ha chiuso l’attività"))),
)  # fmt: skip
HEAD = "Ente;Sede;Settore;Indeterminato;Referente;Telefono"
SHEET = ("Falegnameria Nodo;Laboratorio;falegnameria;6;Ivo;02 000 2001", "Cooperativa Verde;;pulizie;;Mara;02 000 2002",
         ";Bottega;artigianato;2;;")  # fmt: skip
HOURS = "Caso;Corso;Edizione;Giorno;Ore"


def play(crew: Crew) -> int:
    """Returns how many hosts there are in the pipeline."""
    with acting(crew.actor("zoe")):
        known = list(Host.objects.order_by("organization__name"))
    for number, host in enumerate(known[:4]):
        _keep_up(crew, host, number)
    for number, host in enumerate(known[4:], 1):
        day = _ago(crew, 12 * number)
        with crew.on(day), acting(crew.actor("zoe")) as zoe:
            actions.record_talk(host=host, talked_on=day, way="email", said="Tutto bene", by=zoe)
    for name, trade, steps in LEADS:
        _lead(crew, name, trade, steps)
    _sheets(crew)
    return len(known) + len(LEADS)


def _ago(crew: Crew, days: int) -> date:
    return max(crew.today - timedelta(days=days), crew.starts_on)


def _keep_up(crew: Crew, host: Host, number: int) -> None:
    first = _ago(crew, 100)
    with crew.on(first), acting(crew.actor("zoe")) as zoe:
        staff: dict[str, Any] = {"owners_count": 1, "permanent_count": 6 + 12 * number, "apprentices_count": number}
        site = actions.add_site(host=host, name="Sede", by=zoe, address="Via dei Tigli 3", counted_on=first, **staff)
        rita = actions.add_contact(host=host, name="Rita", role="responsabile", site=site, phone="02 000 3001", by=zoe)
    for days, said, again in KEPT_UP:
        day = _ago(crew, days + 5 * number)
        with crew.on(day), acting(crew.actor("zoe")) as zoe:
            actions.record_talk(
                host=host, talked_on=day, way="phone", said=said, contact=rita, by=zoe,
                next_on=day + timedelta(days=again) if again else None,
                next_step="confermare il posto" if again else "",
            )  # fmt: skip
    if number == 3:
        with crew.on(crew.today), acting(crew.actor("zoe")) as zoe:
            ended = _ago(crew, 30)
            actions.record_hirings(host=host, site=site, ended_on=ended, ended_count=2, hired_count=1, by=zoe)
            actions.record_stop(host=host, kind="short_time", happened_on=ended, tasks="confezionamento", by=zoe)


def _lead(crew: Crew, name: str, trade: str, steps: tuple[tuple[str, int, str], ...]) -> None:
    with crew.on(_ago(crew, 130)), acting(crew.actor("zoe")) as zoe:
        body = actions.name_body(name=name, by=zoe)
        host = actions.add_host(programme=crew.programme, organization=body, trade=trade, by=zoe)
    for verb, days, reason in steps:
        day = _ago(crew, days)
        with crew.on(day), acting(crew.actor("zoe")) as zoe:
            if verb == "contact":
                actions.record_talk(
                    host=host, talked_on=day, way="visit", said="Prima visita, ci pensano", by=zoe,
                    next_on=day + timedelta(days=20), next_step="sapere che cosa hanno deciso",
                )  # fmt: skip
            else:
                actions.move_host(host=host, verb=verb, on=day, by=zoe, note=reason)


def _sheets(crew: Crew) -> None:
    with crew.on(crew.today), acting(crew.actor("paolo")) as paolo:
        found = _read(crew, "enti", "Enti del vecchio elenco", [HEAD, *SHEET], {}, paolo)
        loads.apply_load(load=found, kind=KINDS["enti"], by=paolo)
        load_sheet(load_id=str(found.id))
        case = Case.objects.counted().order_by("number").first()
        activity = Activity.objects.filter(programme=crew.programme, number=5).first()
        if case is None or activity is None or paolo.organization_id is None:
            return
        day = crew.today - timedelta(days=3)
        same = f"Laboratorio di cucito;1;{day:%d.%m.%Y};3"
        rows = [HOURS, f"{case.number};{same}", f";{same}"]
        told = {"activity": str(activity.id), "organization": str(paolo.organization_id), "kind": "lab"}
        _read(crew, "ore", "Ore di un laboratorio", rows, told, paolo)


def _read(crew: Crew, kind: str, title: str, rows: list[str], options: dict[str, Any], by: Any) -> Load:
    return loads.read_load(
        programme=crew.programme, kind=KINDS[kind], upload=SimpleUploadedFile("foglio.csv", "\n".join(rows).encode()),
        title=title, source="Ufficio inserimento lavorativo", given_on=crew.today, legal_basis="public_task",
        expires_on=crew.today + timedelta(days=90), options=options, by=by,
    )  # fmt: skip
