"""The read log: one line a page, sealed in a chain that names its first broken link."""

import uuid

import pytest
from django.db import DatabaseError, transaction

from ciao.access.actor import PUBLIC, acting, job
from ciao.access.enums import Level
from ciao.audit.actions import record_read, seal_lines, verify_chain
from ciao.audit.models import ReadLine, Seal
from tests.cast import World

AMINA, SARA = uuid.uuid4(), uuid.uuid4()


def read(world: World, *persons: uuid.UUID, purpose: str = "fascicolo") -> None:
    with acting(world.actor("marta")) as marta:
        record_read(
            by=marta, scope=world.programme.scope, purpose=purpose, groups=["NAME", "CONTACT", "NAME"], person_ids=persons
        )  # fmt: skip


def seal() -> int:
    with acting(job("seal_lines")):
        return seal_lines()


def test_a_page_leaves_one_line_with_who_why_and_whose(world: World) -> None:
    read(world, AMINA, SARA, AMINA)
    line = ReadLine.objects.get()
    assert line.person_ids == sorted({AMINA, SARA})
    assert line.groups == ["CONTACT", "NAME"]
    assert line.read_by == world.mandates["marta"].id
    assert line.user_id == world.user("marta").id
    assert (line.role, line.purpose) == ("case_manager", "fascicolo")
    assert line.label.startswith("Marta, case manager")


def test_a_page_that_showed_nobody_leaves_no_line(world: World) -> None:
    read(world)
    assert not ReadLine.objects.exists()


def test_whoever_reads_cannot_read_the_log_nor_change_it(world: World) -> None:
    read(world, AMINA)
    with acting(world.actor("marta")):
        assert ReadLine.objects.count() == 0
    line = ReadLine.objects.get()
    for attempt in (lambda: ReadLine.objects.update(reason="altro"), lambda: ReadLine.objects.all().delete()):
        with pytest.raises(DatabaseError), acting(world.actor("marta")), transaction.atomic():
            attempt()
    assert ReadLine.objects.get() == line


def test_the_public_leaves_its_line_too(world: World) -> None:
    with acting(PUBLIC) as public:
        record_read(
            by=public, scope=world.programme.scope_id, purpose="prova", groups=["NAME"], person_ids=[AMINA]
        )
    assert ReadLine.objects.get().read_by is None


def test_lines_are_sealed_once_and_in_order(world: World) -> None:
    read(world, AMINA)
    read(world, SARA)
    assert verify_chain() == ("", 2)
    assert seal() == 2
    assert seal() == 0
    read(world, AMINA)
    assert verify_chain() == ("", 1)
    assert seal() == 1
    assert Seal.objects.count() == 3
    assert verify_chain() == ("", 0)


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "altro"}, {"purpose": "altro"}, {"label": "Altra"}, {"role": "auditor"}, {"groups": ["NAME"]},
        {"person_ids": [SARA]}, {"user_id": uuid.uuid4()}, {"organization_id": None}, {"read_by": None},
    ],
)  # fmt: skip
def test_a_changed_line_breaks_the_chain_there(world: World, change: dict[str, object]) -> None:
    for purpose in ("primo", "secondo", "terzo"):
        read(world, AMINA, purpose=purpose)
    seal()
    changed = ReadLine.objects.get(purpose="secondo")
    ReadLine.objects.filter(pk=changed.pk).update(**change)
    assert verify_chain() == (str(changed.pk), 1)


def test_a_missing_line_breaks_the_chain_there(world: World) -> None:
    read(world, AMINA, purpose="primo")
    read(world, SARA, purpose="secondo")
    seal()
    gone = ReadLine.objects.get(purpose="primo")
    ReadLine.objects.filter(pk=gone.pk).delete()
    assert verify_chain()[0] == str(gone.pk)


def test_a_line_slipped_in_shows_as_not_sealed(world: World) -> None:
    read(world, AMINA)
    seal()
    read(world, SARA)
    assert verify_chain() == ("", 1)
