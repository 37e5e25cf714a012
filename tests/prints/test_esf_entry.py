"""The entry form on paper: who signs, what is left to write by hand, when it is offered."""

from __future__ import annotations

from datetime import date

import pytest

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.actions import fill_entry, propose_entry, settle_entry
from ciao.cases.models import Case
from ciao.core import clock
from ciao.people.actions import record_responsibility
from ciao.people.models import Contact, Identity
from ciao.prints.actions import issue_document
from ciao.prints.panel import offered
from ciao.prints.rules import KINDS
from ciao.signatures.actions import sign_on_screen
from tests.cases.test_entry import whole_entry
from tests.cast import World
from tests.prints.test_kinds import text_of

KIND = KINDS["esf_entry"]


def paper(world: World, case: Case) -> tuple[str, list[tuple[str, str]]]:
    with acting(world.actor("marta")) as marta:
        entry = fill_entry(case=case, entered_on=case.opened_on, by=marta, **whole_entry())
        document = issue_document(
            kind=KIND, subject=propose_entry(entry=entry, on=clock.today(), by=marta), by=marta
        )  # fmt: skip
        signers = [(one.name, one.role) for one in document.signatures.all()]
        return " ".join(text_of(document.file.content()).split()), signers


def test_every_answer_is_in_words(world: World, amina: Case) -> None:
    with acting(world.actor("marta")):
        known, contact = Identity.objects.get(), Contact.objects.get()
        known.fiscal_code, contact.phone = "HSSMNA88E41Z330X", "333 1234567"
        known.save()
        contact.save()
    words, signers = paper(world, amina)
    for part in (
        "01.05.1988 (37 anni quel giorno)", "HSSMNA88E41Z330X", "Cittadinanza: Marocco", "residenza: Rozzano",
        "333 1234567", "licenza media", "senza lavoro, in cerca di una nuova occupazione", "più di 12 mesi",
        "forma: no", "Di cui al lavoro: 0", "Figli a carico: 1", "445/2000", "informativa", "preferisce non dirlo",
    ):  # fmt: skip
        assert part in words
    assert [role for _, role in signers] == ["chi fa la domanda"]


def test_for_a_minor_who_holds_parental_responsibility_signs(world: World, amina: Case) -> None:
    with acting(world.actor("marta")):
        Identity.objects.update(birth_date=date(2009, 1, 1))
    with acting(world.actor("marta")) as marta:
        record_responsibility(
            person=amina.person, kind="guardian", name="Avv. Prova Tutrice", act="12/2026", starts_on=clock.today(),
            by=marta,
        )  # fmt: skip
    words, signers = paper(world, amina)
    assert "Nome e cognome di chi firma" in words
    assert signers[0][0] == "Avv. Prova Tutrice"
    assert signers[0][1].startswith("chi fa da tutore, per Amina")


def test_a_minor_for_whom_nobody_may_sign_goes_to_the_supervisor(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        Identity.objects.update(birth_date=date(2009, 1, 1))
        for name, is_danger in (("Padre Prova", True), ("Madre Prova", False)):
            record_responsibility(person=amina.person, kind="parent", name=name, is_danger=is_danger, by=marta,
                                  starts_on=clock.today())  # fmt: skip
    with pytest.raises(NotPossible, match="chi supervisiona"):
        paper(world, amina)


def test_it_is_offered_only_while_it_waits_for_its_signature(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        entry = fill_entry(case=amina, entered_on=amina.opened_on, by=marta, **whole_entry())
        assert offered(entry, marta) == []
        with pytest.raises(NotPossible, match="ancora da completare"):
            issue_document(kind=KIND, subject=entry, by=marta)
        propose_entry(entry=entry, on=clock.today(), by=marta)
        assert [one.code for one in offered(entry, marta)] == ["esf_entry"]
        document = issue_document(kind=KIND, subject=entry, by=marta)
        sign_on_screen(signature=document.signatures.get(), written_name="Amina", by=marta)
        settle_entry(entry=entry, by=marta)
        assert offered(entry, marta) == []
        with pytest.raises(NotPossible, match="già firmata"):
            issue_document(kind=KIND, subject=entry, by=marta)
