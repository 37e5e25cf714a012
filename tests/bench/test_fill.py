"""People of the benchmark are whole: every part of their history, its past, its sealed words, its foreign keys."""

from datetime import date

import pytest
from django.db import connection

from bench.generate import bulk
from bench.generate.copying import ident
from bench.generate.fill import fill, frame_of
from ciao.access.actor import acting
from ciao.cases.models import Case, CaseWorker, EsfEntry, Note
from ciao.costs.models import Expense
from ciao.internships.models import Allowance, RegisterDay
from ciao.people.models import Identity
from ciao.plans.models import Goal, Plan
from ciao.programmes.mandates import actor_of
from ciao.services.models import Attendance, Enrolment, Session


def test_sixty_people_have_their_history(people: int) -> None:
    assert Case.objects.count() == Enrolment.objects.count() == EsfEntry.objects.count() == people
    assert Note.objects.count() == people * 6
    assert Attendance.objects.count() == people * 9
    assert Session.objects.count() == people // 12 * 10
    assert Goal.objects.count() == Plan.objects.count() * 2 > 0
    assert RegisterDay.objects.count() == people // 5 * 65
    assert Allowance.objects.count() == Expense.objects.filter(allowance__isnull=False).count() == people // 5 * 3


def test_what_is_written_opens_as_it_does_in_the_product(people: int) -> None:
    assert Note.objects.get(id=ident("note", 7, 0)).text.startswith("Colloquio di un’ora")
    one = Identity.objects.get(id=ident("identity", 7))
    assert one.fiscal_code == "PRV0000000000007"
    assert Identity.objects.get(fiscal_code_index=one.fiscal_code_index).person_id == ident("person", 7)


def test_every_row_has_its_line_of_history(people: int) -> None:
    for event in bulk.histories():
        source = event.pgh_tracked_model  # type: ignore[attr-defined]
        assert event._default_manager.count() >= source._default_manager.count(), event


def test_no_key_leads_nowhere(people: int) -> None:
    lost, looked = [], 0
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column, (key, other) in connection.introspection.get_relations(cursor, table).items():
                cursor.execute(
                    f'SELECT FROM {table} t WHERE t."{column}" IS NOT NULL '
                    f'AND NOT EXISTS (SELECT FROM {other} o WHERE o."{key}" = t."{column}")'
                )
                looked += 1
                lost += [f"{table}.{column}"] if cursor.rowcount else []
    assert not lost
    assert looked > 100


def test_a_second_run_makes_nothing_again(people: int) -> None:
    assert fill(people, lambda _: None) is False
    assert Case.objects.count() == people


def test_a_manager_reads_their_own_people_and_no_others(people: int) -> None:
    frame = frame_of(people)
    first = frame.managers[0]
    with acting(actor_of(first)):
        seen = set(Note.objects.values_list("case_id", flat=True))
    followed = CaseWorker.objects.filter(mandate=first, starts_on__lte=date(2026, 11, 23)).values_list(
        "case_id", flat=True
    )
    assert seen == set(followed)
    assert len(seen) == 15


@pytest.mark.parametrize("size", [60, 5000, 100_000])
def test_the_measured_manager_follows_thirty_at_most(people: int, size: int) -> None:
    frame = frame_of(people)
    own = [
        n
        for n in range(1, 200)
        if type(frame)(size, *list(vars(frame).values())[1:]).manager_of(n) == frame.managers[0]
    ]
    assert own == list(range(1, len(own) + 1))
    assert 15 <= len(own) <= 30
