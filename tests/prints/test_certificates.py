"""Certificates, the record and the CV on paper: what they say, and what they must not."""

from __future__ import annotations

import pytest

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.models import Case
from ciao.certificates.actions import revoke_certificate
from ciao.core import clock
from ciao.prints.actions import issue_document
from ciao.prints.panel import offered
from ciao.prints.rules import KINDS
from tests.cast import World
from tests.prints.test_kinds import certificate_given, cv_written, text_of


def printed(world: World, case: Case, code: str) -> str:
    with acting(world.actor("marta")) as marta:
        one = certificate_given(case, marta)
        subject = {"certificate": one, "portable_record": case, "curriculum": cv_written(case, marta)}[code]
        document = issue_document(kind=KINDS[code], subject=subject, by=marta)
        return " ".join(text_of(document.file.content()).replace("\u00a0", " ").split())


def test_a_certificate_says_hours_number_and_the_code_to_check(world: World, amina: Case) -> None:
    text = printed(world, amina, "certificate")
    with acting(world.actor("marta")) as marta:
        one = certificate_given(amina, marta)
    for words in ("2 h 30 min su 3 h previste", one.number_label, one.shown_code, "= HACCP *di* base"):
        assert words in text, words
    assert f"/attestati/verifica/{one.shown_code}/" in "".join(text.split())


def test_only_its_own_paper_is_offered_and_a_revoked_one_is_not_printed(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        one = certificate_given(amina, marta)
        assert [offer.code for offer in offered(one, marta)] == ["certificate"]
        assert not KINDS["internship_certificate"].is_timely(one)
        revoke_certificate(certificate=one, reason="x", on=clock.today(), by=marta)
        assert offered(one, marta) == []
        with pytest.raises(NotPossible, match="revocato"):
            issue_document(kind=KINDS["certificate"], subject=one, by=marta)


def test_the_record_holds_course_hours_and_certificate(world: World, amina: Case) -> None:
    text = printed(world, amina, "portable_record")
    assert "= Cucina *e* HACCP" in text
    assert "In tutto 2 h 30 min" in text
    assert "A-2026/001" in text


def test_a_cv_says_nothing_of_the_programme_or_of_who_helps(world: World, amina: Case) -> None:
    text = printed(world, amina, "curriculum")
    assert "#aiuto cuoca" in text
    assert "_Cucino_ per `cento`" in text
    for words in (str(world.programme), "CIAO", "Azienda Sociale Tre Ponti", "Marta"):
        assert words not in text, words
