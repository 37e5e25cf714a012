"""A line of the diary is read by whom it names, and by nobody else: in Python and in PostgreSQL."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ciao.access.actor import acting, job
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import visible
from ciao.cases.actions import (
    add_worker,
    cover_colleague,
    end_cover,
    end_worker,
    open_case,
    settle_supervision,
    write_note,
)
from ciao.cases.enums import Audience, CaseRole, NoteKind
from ciao.cases.models import Case, Note, NoteCircle
from ciao.core import clock
from ciao.desk.oversight.permissions import check_grants
from ciao.programmes.actions import give_mandate, set_supervisor
from ciao.programmes.models import Mandate
from tests.cast import World
from tests.conftest import TODAY

OPENED = date(2026, 3, 12)
TOMORROW = TODAY + timedelta(days=1)


def hired(world: World, key: str, role: str, body: str = "asst", user: str = "giulia") -> Mandate:
    world.mandates[key] = give_mandate(
        user=world.user(user), organization=world.organizations[body], programme=world.programme, role=role, by=None,
        starts_on=date(2026, 1, 1),
    )  # fmt: skip
    return world.mandates[key]


@pytest.fixture
def amina(world: World) -> Case:
    with acting(world.actor("marta")) as marta:
        case = open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=OPENED, by=marta,
            person={"given_name": "Amina"},
        )  # fmt: skip
        for key, role in (("nadia", CaseRole.PSYCHOLOGIST), ("karim", CaseRole.MEDIATOR)):
            add_worker(case=case, mandate=world.mandates[key], role=role, starts_on=OPENED, by=marta)
    return case


def wrote(world: World, case: Case, who: str, audience: Audience, text: str = "Riservata") -> Note:
    with acting(world.actor(who)) as by:
        return write_note(case=case, text=text, happened_on=TODAY, by=by, audience=audience, kind=NoteKind.MEETING)


def reads(world: World, who: str) -> int:
    """How many lines somebody reads, the same by `visible` and by row security alone."""
    with acting(world.actor(who)) as by:
        shown = visible(Note.objects, by, Action.CASE_VIEW).count()
        assert shown == Note.objects.count()
        return shown


def test_a_line_for_the_team_is_read_by_the_team(world: World, amina: Case) -> None:
    wrote(world, amina, "nadia", Audience.TEAM)
    assert [reads(world, one) for one in ("marta", "nadia", "karim", "paolo", "chiara")] == [1, 1, 1, 0, 0]


def test_a_line_for_a_profession_is_read_by_that_profession_in_the_team(world: World, amina: Case) -> None:
    hired(world, "ada", "psychologist")
    wrote(world, amina, "nadia", Audience.PROFESSION)
    readers = ("nadia", "ada", "marta", "karim", "paolo", "chiara")
    assert [reads(world, one) for one in readers] == [1, 0, 0, 0, 0, 0]
    with acting(world.actor("marta")) as marta:
        ada = add_worker(
            case=amina, mandate=world.mandates["ada"], role=CaseRole.PSYCHOLOGIST, starts_on=TODAY, by=marta
        )
    assert reads(world, "ada") == 1
    with acting(world.actor("marta")) as marta:
        end_worker(worker=ada, on=TODAY, by=marta)
    with clock.at(TOMORROW):
        assert [reads(world, "ada"), reads(world, "nadia")] == [0, 1]


def test_a_second_line_for_a_profession_stands_in_the_same_circle(world: World, amina: Case) -> None:
    first = wrote(world, amina, "nadia", Audience.PROFESSION)
    second = wrote(world, amina, "nadia", Audience.PROFESSION, "Un’altra")
    assert first.scope_id == second.scope_id != amina.scope_id
    other = wrote(world, amina, "karim", Audience.PROFESSION)
    assert other.scope_id != first.scope_id


def test_a_line_for_the_supervisor_is_read_by_author_and_coordinator(world: World, amina: Case) -> None:
    wrote(world, amina, "nadia", Audience.SUPERVISOR)
    readers = ("nadia", "paolo", "marta", "karim", "chiara")
    assert [reads(world, one) for one in readers] == [1, 1, 0, 0, 0]


def test_who_is_named_as_supervisor_reads_instead_of_the_coordinator(world: World, amina: Case) -> None:
    ada = hired(world, "ada", "psychologist")
    wrote(world, amina, "nadia", Audience.SUPERVISOR)
    with acting(world.actor("paolo")) as paolo:
        set_supervisor(mandate=world.mandates["nadia"], to=ada, by=paolo)
        settle_supervision(programme=world.programme, by=paolo)
    with clock.at(TOMORROW):
        assert [reads(world, one) for one in ("nadia", "ada", "paolo")] == [1, 1, 0]
        assert check_grants(TOMORROW) == ([], [])


def test_the_author_who_leaves_the_team_no_longer_reads_and_the_supervisor_does(world: World, amina: Case) -> None:
    wrote(world, amina, "nadia", Audience.SUPERVISOR)
    with acting(world.actor("marta")) as marta:
        end_worker(worker=amina.workers.get(mandate=world.mandates["nadia"]), on=TODAY, by=marta)
    with clock.at(TOMORROW):
        assert [reads(world, "nadia"), reads(world, "paolo")] == [0, 1]


def test_a_cover_opens_the_lines_of_ones_own_profession_only(world: World, amina: Case) -> None:
    hired(world, "ada", "psychologist")
    hired(world, "teresa", "case_manager", "capofila", "luca")
    wrote(world, amina, "nadia", Audience.PROFESSION)
    wrote(world, amina, "marta", Audience.PROFESSION, "Fra case manager")
    for away, here in (("nadia", "ada"), ("marta", "teresa")):
        with acting(world.actor(away)) as by:
            cover_colleague(
                covered=world.mandates[away], substitute=world.mandates[here], starts_on=TODAY, ends_on=TOMORROW, by=by
            )
    assert [reads(world, "ada"), reads(world, "teresa")] == [1, 1]
    assert check_grants(TODAY) == ([], [])
    with acting(world.actor("nadia")) as nadia:
        end_cover(cover=world.mandates["ada"].covers_given.get(), on=TODAY, by=nadia)
    with clock.at(TOMORROW):
        assert [reads(world, "ada"), reads(world, "teresa")] == [0, 1]
    with clock.at(TOMORROW + timedelta(days=1)):
        assert reads(world, "teresa") == 0


def test_a_case_manager_standing_in_for_a_psychologist_reads_no_psychologists_line(world: World, amina: Case) -> None:
    hired(world, "teresa", "case_manager", "capofila", "luca")
    wrote(world, amina, "nadia", Audience.PROFESSION)
    with acting(world.actor("nadia")) as nadia:
        cover_colleague(
            covered=world.mandates["nadia"], substitute=world.mandates["teresa"], starts_on=TODAY, ends_on=TOMORROW,
            by=nadia,
        )  # fmt: skip
    assert reads(world, "teresa") == 0


def test_nobody_knows_of_a_circle_they_do_not_read(world: World, amina: Case) -> None:
    wrote(world, amina, "nadia", Audience.PROFESSION)
    for who in ("marta", "paolo", "karim"):
        with acting(world.actor(who)):
            assert NoteCircle.objects.count() == 0
    with acting(world.actor("nadia")):
        assert NoteCircle.objects.count() == 1


def test_jobs_that_keep_the_readers_do_not_read_the_lines(world: World, amina: Case) -> None:
    wrote(world, amina, "nadia", Audience.PROFESSION)
    for name, many in (("cover_colleague", 0), ("access_check", 0), ("hand_over", 0), ("retention", 1)):
        with acting(job(name)):
            assert Note.objects.filter(audience=Audience.PROFESSION).count() == many, name


def test_the_access_check_knows_the_circles(world: World, amina: Case) -> None:
    assert check_grants(TODAY) == ([], [])
    wrote(world, amina, "nadia", Audience.PROFESSION)
    wrote(world, amina, "nadia", Audience.SUPERVISOR)
    assert check_grants(TODAY) == ([], [])


def test_who_is_in_no_team_writes_no_reserved_line(world: World, amina: Case) -> None:
    hired(world, "ada", "psychologist")
    with acting(world.actor("ada")) as ada, pytest.raises(NotPossible, match="nell’équipe"):
        write_note(case=amina, text="x", happened_on=TODAY, by=ada, audience=Audience.PROFESSION)


def test_sending_a_reserved_line_twice_writes_it_once(world: World, amina: Case) -> None:
    row = wrote(world, amina, "nadia", Audience.PROFESSION)
    with acting(world.actor("nadia")) as nadia:
        again = write_note(
            case=amina, text="x", happened_on=TODAY, by=nadia, audience=Audience.PROFESSION, row_id=row.id
        )
    assert again.id == row.id
    assert reads(world, "nadia") == 1


def test_a_supervisor_must_be_able_to_read_a_diary_and_never_goes_round(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="non può leggere un diario"):
            set_supervisor(mandate=world.mandates["nadia"], to=world.mandates["giulia"], by=paolo)
        with pytest.raises(NotPossible, match="torna su sé"):
            set_supervisor(mandate=world.mandates["nadia"], to=world.mandates["nadia"], by=paolo)
        set_supervisor(mandate=world.mandates["nadia"], to=world.mandates["marta"], by=paolo)
        with pytest.raises(NotPossible, match="torna su sé"):
            set_supervisor(mandate=world.mandates["marta"], to=world.mandates["nadia"], by=paolo)
        set_supervisor(mandate=world.mandates["nadia"], to=None, by=paolo)
    assert world.mandates["nadia"].answers_to is None
