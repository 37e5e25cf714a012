"""Filling, showing, signing and correcting the entry form."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction

from ciao.access.actor import Actor, acting
from ciao.access.lifecycle import NotPossible
from ciao.cases import actions
from ciao.cases.actions import EntryAnswers, close_case, open_case, reopen_case, void_case
from ciao.cases.enums import CloseReason
from ciao.cases.models import Case, EsfEntry
from ciao.documents.models import IssuedDocument
from ciao.people.models import Identity
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS
from ciao.signatures.actions import sign_on_screen, withdraw
from ciao.territories.models import Country, Municipality
from tests.cast import World

OPENED, TODAY = date(2026, 11, 2), date(2026, 11, 23)


def whole_entry() -> EntryAnswers:
    """Every compulsory answer of somebody who looks for a job."""
    return {
        "gender": "F", "employment": "unemployed", "search": "over_12", "is_studying": False,
        "education": "lower_secondary", "citizenship": Country.objects.get(name="Marocco"),
        "residence": Municipality.objects.get(name="Rozzano"), "adults_count": 2, "workers_count": 0,
        "children_count": 1,
    }  # fmt: skip


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def amina(world: World) -> Case:
    with acting(world.actor("marta")) as marta:
        return open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=OPENED, by=marta,
            person={"given_name": "Amina"},
            identity={"gender": "F", "birth_date": date(1988, 11, 3), "employment": "unemployed"},
        )  # fmt: skip


def filled(case: Case, by: Actor, **more: Any) -> EsfEntry:
    return actions.fill_entry(case=case, by=by, **{"entered_on": OPENED, **whole_entry(), **more})


def shown(case: Case, by: Actor) -> tuple[EsfEntry, IssuedDocument]:
    entry = actions.propose_entry(entry=filled(case, by), on=TODAY, by=by)
    return entry, issue_document(kind=KINDS["esf_entry"], subject=entry, by=by)


def signed(case: Case, by: Actor) -> EsfEntry:
    entry, document = shown(case, by)
    for one in document.signatures.all():
        sign_on_screen(signature=one, written_name="Amina", by=by)
    return actions.settle_entry(entry=entry, by=by)


def test_opened_the_first_time_it_says_what_is_known_already(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        entry = actions.fill_entry(case=amina, entered_on=OPENED, by=marta)
        assert (entry.gender, entry.employment, entry.education, entry.state) == ("F", "unemployed", "", "draft")


@pytest.mark.parametrize(("day", "age"), [(date(2026, 11, 2), 37), (date(2026, 11, 3), 38)])
def test_the_age_is_that_of_the_day_of_entry(world: World, amina: Case, day: date, age: int) -> None:
    with acting(world.actor("marta")) as marta:
        assert actions.fill_entry(case=amina, entered_on=day, by=marta).age == age


def test_filling_again_changes_what_is_said_and_keeps_the_rest(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        filled(amina, marta)
        again = actions.fill_entry(case=amina, entered_on=OPENED, by=marta, children_count=2)
        assert (again.children_count, again.adults_count, EsfEntry.objects.count()) == (2, 2, 1)


def test_what_the_sheet_does_not_say_it_learns_and_what_it_says_it_keeps(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        filled(amina, marta, employment="student")
        known = Identity.objects.get()
        assert (known.education, str(known.residence), known.employment) == (
            "lower_secondary", "Rozzano", "unemployed",
        )  # fmt: skip


def test_how_long_one_seeks_is_kept_only_of_who_seeks(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        assert filled(amina, marta).search == "over_12"
        assert filled(amina, marta, employment="employed").search == ""


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"entered_on": date(2026, 11, 24)}, "dopo oggi"),
        ({"entered_on": date(2026, 11, 1)}, r"presa in carico è del 02\.11\.2026"),
        ({"adults_count": 1, "workers_count": 2}, "fra gli adulti"),
    ],
)
def test_what_cannot_be_is_refused(world: World, amina: Case, more: dict[str, Any], sentence: str) -> None:
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match=sentence):
        filled(amina, marta, **more)


def test_a_person_born_after_the_day_is_refused(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        Identity.objects.update(birth_date=date(2026, 11, 3))
        with pytest.raises(NotPossible, match="data di nascita"):
            filled(amina, marta)


def test_a_case_opened_by_mistake_has_no_entry(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        void_case(case=amina, note="Doppia", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="aperto per errore"):
            filled(amina, marta)


def test_what_lacks_is_named_and_nothing_is_shown_for_signing(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        entry = filled(amina, marta, education="", citizenship=None)
        with pytest.raises(NotPossible, match=r"Mancano 2 risposte: cittadinanza, titolo di studio\."):
            actions.propose_entry(entry=entry, on=TODAY, by=marta)
        assert EsfEntry.objects.get().state == "draft"


def test_a_birth_date_corrected_meanwhile_is_counted(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        entry = filled(amina, marta)
        Identity.objects.update(birth_date=date(1990, 1, 1))
        assert actions.propose_entry(entry=entry, on=TODAY, by=marta).age == 36


def test_shown_for_signing_it_is_not_written_any_more(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        shown(amina, marta)
        with pytest.raises(NotPossible, match="riportala in bozza"):
            filled(amina, marta)


def test_it_is_signed_with_the_last_signature_and_not_before(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        entry, document = shown(amina, marta)
        assert actions.settle_entry(entry=entry, by=marta).state == "to_sign"
        sign_on_screen(signature=document.signatures.get(), written_name="Amina", by=marta)
        assert actions.settle_entry(entry=entry, by=marta).state == "signed"
        assert actions.settle_entry(entry=entry, by=marta).signed_on == TODAY
        assert list(EsfEntry.objects.signed()) == [entry]


def test_without_its_paper_nothing_is_signed(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        entry = actions.propose_entry(entry=filled(amina, marta), on=TODAY, by=marta)
        assert actions.settle_entry(entry=entry, by=marta).state == "to_sign"


def test_back_to_draft_the_paper_and_its_signatures_lose_value(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        entry, document = shown(amina, marta)
        actions.take_back_entry(entry=entry, note="Lavorava già", on=TODAY, by=marta)
        document.refresh_from_db()
        assert (entry.state, document.state, entry.document()) == ("draft", "void", None)
        assert not document.signatures.standing().exists()
        assert filled(amina, marta, employment="employed").employment == "employed"


def test_a_signature_taken_back_undoes_the_signing(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        entry = signed(amina, marta)
        document = entry.document()
        assert document
        withdraw(signature=document.signatures.get(), reason="Non era lei", by=marta)
        actions.undo_entry_signing(entry=entry, note="Firma ritirata", on=TODAY, by=marta)
        assert (entry.state, entry.signed_on) == ("to_sign", None)
        assert [one.reason for one in entry.changes.filter(verb="undo_signing")] == ["Firma ritirata"]


def test_coming_back_keeps_the_data_of_the_first_entry(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        signed(amina, marta)
        close_case(case=amina, reason=CloseReason.FOUND_WORK, note="", on=TODAY, by=marta)
        reopen_case(case=amina, note="Ha perso il lavoro", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="i dati di ingresso restano quelli"):
            filled(amina, marta, employment="employed")
        assert EsfEntry.objects.get().employment == "unemployed"


def test_the_database_too_refuses_more_workers_than_adults(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        entry = filled(amina, marta)
        with pytest.raises(IntegrityError, match="entry_workers_among_adults"), transaction.atomic():
            EsfEntry.objects.filter(id=entry.id).update(workers_count=3)


def test_who_reads_no_identity_reads_no_entry(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        entry = signed(amina, marta)
        assert EsfEntry.objects.get() == entry
    for name in ("chiara", "paolo", "giulia"):
        with acting(world.actor(name)):
            assert not EsfEntry.objects.exists()
