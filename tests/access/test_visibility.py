"""What Python shows and what PostgreSQL shows are the same, for every table and every mandate."""

from datetime import date

import pytest
from django.db import connection

from ciao.access.actor import PUBLIC, acting
from ciao.access.enums import Action
from ciao.access.policies import is_history, protected_models
from ciao.access.visibility import visible
from ciao.cases.actions import open_case, write_note
from ciao.cases.models import Case, Note
from ciao.outreach.actions import record_signal
from ciao.outreach.models import Signal
from ciao.people.models import Identity, Person
from tests.cast import World


@pytest.fixture
def amina(world: World) -> Case:
    with acting(world.actor("paolo")) as paolo:
        case = open_case(
            programme=world.programme,
            manager=world.mandates["marta"],
            opened_on=date(2026, 3, 12),
            by=paolo,
            person={"given_name": "Amina"},
            identity={"gender": "F", "birth_date": date(1988, 5, 1), "fiscal_code": "HSSMNA88E41Z330X"},
            contact={"phone": "333 1234567"},
        )
    with acting(world.actor("marta")) as marta:
        write_note(case=case, text="Primo colloquio", happened_on=date(2026, 3, 12), by=marta)
    return case


def test_the_case_manager_reads_the_whole_file(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        assert Person.objects.get().given_name == "Amina"
        assert Identity.objects.get().fiscal_code == "HSSMNA88E41Z330X"
        assert Note.objects.get().text == "Primo colloquio"
        assert visible(Case.objects, marta, Action.CASE_EDIT).get() == amina


def test_the_coordinator_sees_the_number_and_not_the_name(world: World, amina: Case) -> None:
    with acting(world.actor("paolo")) as paolo:
        assert visible(Case.objects, paolo, Action.CASE_VIEW).get() == amina
        assert Person.objects.count() == 0
        assert Note.objects.count() == 0


def test_chiara_of_another_partner_sees_nothing(world: World, amina: Case) -> None:
    with acting(world.actor("chiara")):
        assert Case.objects.count() == Person.objects.count() == Note.objects.count() == 0


def test_without_an_actor_there_are_no_rows(world: World, amina: Case) -> None:
    with acting(PUBLIC), connection.cursor() as cursor:
        for model in protected_models():
            cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')
            assert cursor.fetchone() == (0,), model


@pytest.mark.parametrize("name", ["paolo", "marta", "giulia", "luca", "nadia", "elena", "chiara"])
def test_sql_and_visible_agree_on_every_table(world: World, amina: Case, name: str) -> None:
    with acting(world.actor("paolo")) as paolo:
        record_signal(programme=world.programme, by=paolo, source="self", name="Nina")
    with acting(world.actor(name)) as actor, connection.cursor() as cursor:
        for model in protected_models():
            if is_history(model):
                continue
            cursor.execute(f'SELECT id FROM "{model._meta.db_table}"')
            seen = {row[0] for row in cursor.fetchall()}
            shown = set(visible(model._default_manager, actor, Action.DESK_VIEW).values_list("pk", flat=True))
            assert seen == shown, model


def test_the_public_may_write_a_signal_and_read_none(world: World) -> None:
    with acting(PUBLIC) as public:
        record_signal(programme=world.programme, by=public, source="self", name="Nina", story="Cerco lavoro")
        assert Signal.objects.count() == 0
    with acting(world.actor("paolo")):
        assert Signal.objects.get().story == "Cerco lavoro"
