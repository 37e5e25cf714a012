"""What the papers of an internship say: what is missing in a notice, hours and checks in a dossier, starts allowed."""

from __future__ import annotations

import pytest

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.models import Case
from ciao.internships.models import Agreement
from ciao.prints.actions import issue_document
from ciao.prints.kinds.internship_notice.kind import context
from ciao.prints.rules import KINDS
from tests.cast import World
from tests.prints.internships import ended, project_of
from tests.prints.test_kinds import text_of


def test_a_notice_names_every_field_and_says_which_are_empty(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        project = project_of(amina, marta)
        said = context(project, marta)
        assert [group["title"] for group in said["groups"]] == [
            "Tirocinio", "Tirocinante", "Ente ospitante", "Soggetto promotore",
        ]  # fmt: skip
        assert "Codice fiscale (Ente ospitante)" in said["missing"]
        assert "Dal (Tirocinio)" not in said["missing"]
        text = text_of(issue_document(kind=KINDS["internship_notice"], subject=project, by=marta).file.content())
        assert "C.01.00, tirocinio" in text
        assert "01.09.2026" in text


def test_a_dossier_counts_hours_visits_and_checks(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        text = text_of(
            issue_document(kind=KINDS["internship_dossier"], subject=ended(amina, marta), by=marta).file.content()
        )
    words = " ".join(text.replace("\u00a0", " ").split())
    assert "Ore fatte: 25 h su 500 h, il 5%. L’attestazione chiede almeno il 70%." in words
    assert "Visite del tutor: 1." in words
    assert "va come previsto. Sa cucinare" in words


def test_an_agreement_already_signed_is_not_issued_again(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        project_of(amina, marta)
        with pytest.raises(NotPossible, match="già firmata"):
            issue_document(kind=KINDS["agreement"], subject=Agreement.objects.get(), by=marta)
