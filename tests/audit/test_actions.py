"""The read log's chain: sealed each minute, and any missing or changed line shows."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from ciao.access.actor import acting
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.audit.models import ReadLine, Seal
from ciao.audit.tasks import seal
from tests.cast import World


@pytest.fixture
def lines(world: World) -> list[ReadLine]:
    with acting(world.actor("marta")) as marta:
        for number in range(3):
            record_read(
                by=marta,
                scope=world.programme.scope,
                purpose=f"fascicolo {number}",
                groups=[Group.NAME, Group.CONTACT],
                person_ids=[marta.id],
            )
    return list(ReadLine.objects.order_by("read_at", "id"))


def verify() -> tuple[str, str, int]:
    out, problems = StringIO(), StringIO()
    try:
        call_command("audit_verify", stdout=out, stderr=problems)
    except SystemExit as end:
        return out.getvalue(), problems.getvalue(), int(end.code or 0)
    return out.getvalue(), problems.getvalue(), 0


def test_the_minute_job_seals_what_is_there(lines: list[ReadLine]) -> None:
    assert seal(timestamp=0) == 3
    assert seal(timestamp=60) == 0
    words, problems, code = verify()
    assert "integra: 3 righe" in words
    assert (problems, code) == ("", 0)


def test_the_tail_not_sealed_yet_is_told(lines: list[ReadLine]) -> None:
    words, _, code = verify()
    assert "3 righe aspettano il sigillo" in words
    assert code == 0


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_readline SET purpose = 'altro' WHERE id = %s",
        "UPDATE audit_readline SET person_ids = '{}' WHERE id = %s",
        "DELETE FROM audit_readline WHERE id = %s",
    ],
)
def test_a_changed_or_missing_line_is_named(lines: list[ReadLine], tampering: str) -> None:
    seal(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute(tampering, [lines[1].id])
    _, problems, code = verify()
    assert str(lines[1].id) in problems
    assert code == 1


def test_a_removed_seal_breaks_the_chain(lines: list[ReadLine]) -> None:
    seal(timestamp=0)
    Seal.objects.filter(line_id=lines[0].id).delete()
    assert verify()[2] == 1


def test_the_web_role_cannot_rewrite_what_was_read(world: World, lines: list[ReadLine]) -> None:
    from django.db import ProgrammingError

    with acting(world.actor("paolo")), pytest.raises(ProgrammingError):
        ReadLine.objects.update(purpose="altro")


def test_an_unknown_group_is_not_written(world: World) -> None:
    with acting(world.actor("marta")) as marta, pytest.raises(ValueError, match="name"):
        record_read(
            by=marta, scope=world.programme.scope, purpose="prova", groups=["name"],  # type: ignore[list-item]
            person_ids=[marta.id],
        )  # fmt: skip
    assert not ReadLine.objects.exists()


def test_the_words_of_the_log_fit_their_column() -> None:
    field = ReadLine._meta.get_field("groups")
    assert max(len(one) for one in Group) <= field.base_field.max_length  # type: ignore[operator]
