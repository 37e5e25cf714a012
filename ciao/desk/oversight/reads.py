"""Registro letture: who read whose data, when and why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat, Trim
from django.http import HttpRequest, HttpResponse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import ROLES
from ciao.access.visibility import visible
from ciao.accounts.models import User
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.audit.models import ReadLine, Seal
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.forms import parse_date
from ciao.core.lists import Column, Filter, ListPage
from ciao.partners.models import Organization

DAYS = {"oggi": 1, "settimana": 7, "mese": 30}
FULL_NAME = Trim(Concat(F("given_name"), Value(" "), F("family_name"), output_field=CharField()))


@requires(Action.READ_LOG_VIEW)
def reads(request: HttpRequest) -> HttpResponse:
    """Every page that showed data of persons; looking for one person's is itself written down."""
    by: Actor = acting_in(request)
    asked = _case(request.GET.get("q", ""), by)
    if asked is not None:
        record_read(
            by=by, scope=asked.scope_id, purpose="registro letture", groups=[Group.READS],
            person_ids=[asked.person_id],
        )  # fmt: skip
    rows = visible(ReadLine.objects, by, Action.READ_LOG_VIEW).annotate(
        who=Subquery(User.objects.filter(pk=OuterRef("user_id")).annotate(n=FULL_NAME).values("n")),
        body=Subquery(Organization.objects.filter(pk=OuterRef("organization_id")).values("name")),
    )
    last = Seal.objects.order_by("-id").first()
    return _list(by).answer(request, rows, last_seal=last, asked=asked)


def _list(by: Actor) -> ListPage:
    return ListPage(
        title="Registro letture",
        noun="lettura,letture",
        columns=[
            Column("when", "Quando", lambda line: line.read_at, sort="read_at"),
            Column("who", "Chi", lambda line: line.who or line.label, sort="who"),
            Column("body", "Ente", lambda line: line.body, sort="body"),
            Column("role", "Ruolo", lambda line: ROLES[line.role].label if line.role in ROLES else line.role),
            Column("purpose", "Perché", _purpose),
            Column("persons", "Persone", lambda line: len(line.person_ids), numeric=True),
        ],
        filters=[
            Filter("quando", "Quando", [("oggi", "oggi"), ("settimana", "ultimi 7 giorni"),
                                        ("mese", "ultimi 30 giorni")], _since),
            Filter("ruolo", "Ruolo", [(code, role.label) for code, role in ROLES.items()],
                   lambda rows, value: rows.filter(role=value)),
        ],
        search=lambda rows, text: _search(rows, text, by),
        search_label="Un giorno (23.11.2026) o un numero di caso",
        order=["-read_at"],
        empty=("list", "Nessuna lettura", "Qui compare ogni pagina che mostra dati di persone."),
        template="desk/oversight/reads.html",
        export_name="registro-letture",
    )  # fmt: skip


def _purpose(line: ReadLine) -> str:
    return f"{line.purpose}: {', '.join(line.groups)}" if line.groups else line.purpose


def _since(rows: QuerySet[ReadLine], value: str) -> QuerySet[ReadLine]:
    first = clock.today() - timedelta(days=DAYS[value] - 1)
    return rows.filter(read_at__date__gte=first)


def _search(rows: QuerySet[ReadLine], text: str, by: Actor) -> Any:
    case = _case(text, by)
    if case is not None:
        return rows.filter(person_ids__contains=[case.person_id])
    try:
        return rows.filter(read_at__date=parse_date(text))
    except ValueError:
        return rows.none()


def _case(text: str, by: Actor) -> Case | None:
    number = text.lower().removeprefix("caso").strip()
    if not number.isdecimal() or len(number) > 6 or by.programme_id is None:
        return None
    cases = visible(Case.objects, by, Action.READ_LOG_VIEW)
    return cases.filter(programme_id=by.programme_id, number=int(number)).first()
