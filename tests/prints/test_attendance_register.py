"""The register on paper: who leads issues it, and nobody else reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.audit.models import ReadLine
from ciao.documents.models import IssuedDocument
from ciao.prints.actions import issue_document, may_issue
from ciao.prints.rules import KINDS
from ciao.services import actions
from tests.cast import World
from tests.prints.test_kinds import text_of
from tests.services.conftest import Course
from tests.services.conftest import activity as activity
from tests.services.conftest import course as course
from tests.services.test_actions import TODAY, locked, marked, meeting

KIND = KINDS["attendance_register"]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def test_it_says_who_came_for_how_long_and_the_totals(world: World, course: Course) -> None:
    locked(world, course, date(2026, 11, 16), Amina="P", Sara="A")
    locked(world, course, date(2026, 11, 20), Amina="P", Sara="P")
    marked(world, course, meeting(world, course, TODAY), Amina="P", Sara="P")
    with acting(world.actor("teo")) as teo:
        document = issue_document(kind=KIND, subject=course.edition, by=teo)
        words = " ".join(text_of(document.file.content()).replace("\u00a0", " ").split())
        assert "Incontri chiusi: 2, per 6 h" in words
        assert "Amina 1 2 su 2 6 h" in words
        assert "Sara 2 1 su 2 3 h" in words
        assert [one.name for one in document.signatures.all()] == ["Teo"]
    assert document.scope_id == course.edition.register_scope_id
    line = ReadLine.objects.get()
    assert set(line.person_ids) == {one.person_id for one in course.cases.values()}


def test_nobody_else_reads_it(world: World, course: Course) -> None:
    locked(world, course, TODAY, Amina="P", Sara="P")
    with acting(world.actor("teo")) as teo:
        issue_document(kind=KIND, subject=course.edition, by=teo)
    for name in ("chiara", "marta", "paolo", "elena"):
        with acting(world.actor(name)) as other:
            assert not IssuedDocument.objects.exists()
            assert not may_issue(other, KIND, course.edition)


def test_who_has_left_since_is_still_on_it(world: World, course: Course) -> None:
    locked(world, course, date(2026, 11, 16), Amina="P", Sara="P")
    with acting(world.actor("marta")) as marta:
        actions.withdraw_enrolment(enrolment=course.enrolments["Sara"], reason="x", on=date(2026, 11, 20), by=marta)
    with acting(world.actor("teo")) as teo:
        document = issue_document(kind=KIND, subject=course.edition, by=teo)
        assert "Sara" in text_of(document.file.content())


def test_without_a_closed_register_there_is_no_paper(world: World, course: Course) -> None:
    with acting(world.actor("teo")) as teo, pytest.raises(NotPossible, match="Nessun registro è chiuso"):
        issue_document(kind=KIND, subject=course.edition, by=teo)


def test_the_page_of_the_course_leads_to_it_where_one_may_issue(
    world: World, course: Course, as_user: Callable[[str], Any]
) -> None:
    locked(world, course, TODAY, Amina="P", Sara="P")
    with acting(world.actor("paolo")) as paolo:
        actions.add_staff(
            edition=course.edition, mandate=world.mandates["marta"], role="tutor", starts_on=TODAY, by=paolo
        )
    url = f"/documenti/nuovo/attendance_register/{course.edition.id}/"
    assert url in as_user("marta").get(f"/corsi/{course.edition.id}/").content.decode()
    assert as_user("marta").get(url).status_code == 200
    assert url not in as_user("chiara").get(f"/corsi/{course.edition.id}/").content.decode()
    assert as_user("chiara").get(url).status_code == 404
