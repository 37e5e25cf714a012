"""Finding people by name, and keeping what they say of themselves."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction

from ciao.access.actor import PUBLIC, acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.actions import open_case
from ciao.cases.models import Case
from ciao.people import actions
from ciao.people.models import Identity, Person, PrivacyNotice
from tests.cast import World

TODAY = date(2026, 11, 23)


def taken(world: World, given: str, family: str = "", by: str = "marta") -> Case:
    with acting(world.actor(by)) as actor:
        return open_case(
            programme=world.programme, manager=world.mandates[by], opened_on=TODAY, by=actor,
            person={"given_name": given, "family_name": family}, identity={"gender": "F"},
        )  # fmt: skip


def named(world: World, text: str, reader: str = "marta") -> set[str]:
    with acting(world.actor(reader)):
        return {str(one) for one in Person.objects.filter(id__in=actions.people_named(text))}


@pytest.mark.parametrize(
    "text", ["dagostino", "D'Agostino", "D’AGOSTINO", "agostino sara", "sara d'ago", "Sàra", "d agostino"]
)
def test_accents_apostrophes_and_order_do_not_matter(world: World, text: str) -> None:
    taken(world, "Sara", "D’Agostino")
    taken(world, "Ines", "Müller")
    assert named(world, text) == {"Sara D’Agostino"}


@pytest.mark.parametrize(
    ("given", "family", "text"),
    [("أمينة", "", "أمينة"), ("Оксана", "", "окс"), ("李", "明", "李明"), ("Noor", "", "NOOR"), ("Zoë 🌸", "", "zoe")],
)
def test_every_script_is_found(world: World, given: str, family: str, text: str) -> None:
    taken(world, given, family)
    assert named(world, text) == {f"{given} {family}".strip()}


@pytest.mark.parametrize("text", ["", "  ", "%", "_", "123", "' OR 1=1 --", "zzz"])
def test_nothing_to_search_finds_nobody(world: World, text: str) -> None:
    taken(world, "Sara", "Bianchi")
    assert named(world, text) == set()


def test_a_name_is_found_only_by_who_may_say_it(world: World) -> None:
    taken(world, "Sara", "Bianchi")
    assert named(world, "sara", "chiara") == set()
    assert named(world, "sara", "paolo") == set()
    assert named(world, "bianchi") == {"Sara Bianchi"}


def test_a_changed_name_is_found_by_the_new_one(world: World) -> None:
    case = taken(world, "Sara", "Bianchi")
    with acting(world.actor("marta")) as marta:
        person = Person.objects.get(id=case.person_id)
        actions.save_sheet(row=person, typed={"given_name": "Zaira"}, by=marta)
    assert named(world, "zaira") == {"Zaira Bianchi"}
    assert named(world, "sara") == set()


def test_the_web_role_cannot_touch_the_table_of_keys(world: World) -> None:
    taken(world, "Sara")
    for statement in ("SELECT * FROM people_searchkey", "DELETE FROM people_searchkey"):
        refused = pytest.raises(ProgrammingError, match="permission denied")
        with acting(world.actor("marta")), connection.cursor() as cursor, refused, transaction.atomic():
            cursor.execute(statement)


def test_without_an_actor_the_search_is_empty(world: World) -> None:
    taken(world, "Sara")
    with acting(PUBLIC):
        assert not Person.objects.filter(id__in=actions.people_named("sara")).exists()


def test_birth_in_the_future_is_refused_and_the_code_is_written_plainly(world: World) -> None:
    case = taken(world, "Sara")
    with acting(world.actor("marta")) as marta:
        row = Identity.objects.get(person_id=case.person_id)
        with pytest.raises(NotPossible, match="dopo oggi"):
            actions.save_sheet(row=row, typed={"birth_date": date(2027, 1, 1)}, by=marta)
        actions.save_sheet(row=row, typed={"fiscal_code": "rss mra 85t10 a562s", "birth_date": None}, by=marta)
        assert Identity.objects.get(id=row.id).fiscal_code == "RSSMRA85T10A562S"


def test_the_version_changes_with_the_fields_on_show_only(world: World) -> None:
    case = taken(world, "Sara")
    with acting(world.actor("marta")) as marta:
        row = Identity.objects.get(person_id=case.person_id)
        before = actions.version_of(row, ["education"])
        actions.save_sheet(row=row, typed={"employment": "student"}, by=marta)
        assert actions.version_of(row, ["education"]) == before
        actions.save_sheet(row=row, typed={"education": "none"}, by=marta)
        assert actions.version_of(row, ["education"]) != before
        assert actions.last_change(row)[0] == str(world.mandates["marta"].id)  # type: ignore[index]
        row.pk = case.id
        assert actions.last_change(row) is None


def test_the_notice_is_shown_by_today(world: World) -> None:
    case = taken(world, "Sara")
    with acting(world.actor("marta")) as marta:
        person = Person.objects.get(id=case.person_id)
        said = {"version": "1", "language": "ar", "channel": "mediator"}
        with pytest.raises(NotPossible):
            actions.show_notice(person=person, on=date(2026, 11, 24), by=marta, **said)
        actions.show_notice(person=person, on=TODAY, by=marta, **said)
        assert PrivacyNotice.objects.get().channels == ["mediator"]
