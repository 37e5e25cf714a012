"""Who signs for a minor, and what a person says yes to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.actions import add_worker, open_case
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.core import clock
from ciao.notifications.models import Notification
from ciao.people.actions import end_responsibility, give_consent, record_responsibility, withdraw_consent
from ciao.people.models import Consent, ParentalResponsibility
from ciao.people.panel import holders_of, signers_for
from ciao.people.rules import Holder, who_signs
from tests.cast import World

Open = Callable[[str], Any]


@pytest.fixture
def davide(world: World) -> Case:
    with acting(world.actor("paolo")) as paolo:
        case = open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 3, 12), by=paolo,
            person={"given_name": "Davide"}, identity={"gender": "M", "birth_date": date(2009, 10, 1)},
        )  # fmt: skip
    with acting(world.actor("marta")) as marta:
        nadia = world.mandates["nadia"]
        add_worker(case=case, mandate=nadia, role=CaseRole.PSYCHOLOGIST, starts_on=case.opened_on, by=marta)
    return case


@pytest.mark.parametrize(
    ("holders", "expected"),
    [
        ([], []),
        ([Holder("madre", "parent", True), Holder("padre", "parent", True)], ["madre", "padre"]),
        ([Holder("madre", "parent", True), Holder("padre", "parent", False)], ["madre"]),
        ([Holder("madre", "parent", True), Holder("padre", "parent", False, is_danger=True)], []),
        ([Holder("madre", "parent", True, has_act=True), Holder("padre", "parent", False, True)], ["madre"]),
        ([Holder("madre", "parent", True), Holder("tutrice", "guardian", True)], ["tutrice"]),
        ([Holder("tutrice", "guardian", True), Holder("curatrice", "curator", True)], ["curatrice"]),
        ([Holder("tutrice", "guardian", False), Holder("servizio", "service", True)], ["servizio"]),
        ([Holder("padre", "parent", True, is_danger=True)], []),
        ([Holder("madre", "parent", True, has_act=True), Holder("padre", "parent", True)], ["madre"]),
    ],
)
def test_who_is_asked_to_sign(holders: list[Holder], expected: list[str]) -> None:
    assert [one.name for one in who_signs(holders)] == expected


def record(case: Case, by: Any, **more: Any) -> ParentalResponsibility:
    given = {"kind": "parent", "name": "Madre Prova", "starts_on": clock.today(), **more}
    return record_responsibility(person=case.person, by=by, **given)


def test_a_danger_is_never_shown_nor_asked(world: World, davide: Case) -> None:
    with acting(world.actor("marta")) as marta:
        mother = record(davide, marta)
        danger = record(davide, marta, name="Padre Prova", is_danger=True)
        assert danger.may_sign is False
        assert len(holders_of(davide.person_id, marta, clock.today())) == 2
        assert signers_for(davide.person, clock.today()) == []
    with acting(world.actor("nadia")) as nadia:
        assert [one.id for one in holders_of(davide.person_id, nadia, clock.today())] == [mother.id]
        assert signers_for(davide.person, clock.today()) == []
        assert not ParentalResponsibility.objects.filter(is_danger=True).exists()


def test_at_eighteen_one_signs_alone(world: World, davide: Case) -> None:
    with acting(world.actor("marta")):
        assert signers_for(davide.person, date(2027, 10, 1)) is None
        assert signers_for(davide.person, date(2027, 9, 30)) == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": "guardian"}, "numero dell’atto"),
        ({"name": " "}, "Scrivi chi è"),
        ({"starts_on": date(2026, 12, 1)}, "non sia dopo oggi"),
    ],
)
def test_what_is_missing_is_said(world: World, davide: Case, wrong: dict, sentence: str) -> None:
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match=sentence):
        record(davide, marta, **wrong)


def test_a_holder_ends_with_a_reason(world: World, davide: Case) -> None:
    with acting(world.actor("marta")) as marta:
        row = record(davide, marta, starts_on=date(2026, 1, 1))
        assert record(davide, marta, row_id=row.id).id == row.id
        with pytest.raises(NotPossible, match="Scrivi in una frase"):
            end_responsibility(row=row, reason="no", on=clock.today(), by=marta)
        with pytest.raises(NotPossible, match="dopo l’inizio"):
            end_responsibility(row=row, reason="Il tribunale ha deciso altro.", on=date(2025, 1, 1), by=marta)
        end_responsibility(row=row, reason="Il tribunale ha deciso altro.", on=date(2026, 11, 22), by=marta)
        assert signers_for(davide.person, clock.today()) == []


def test_the_pages_of_who_answers_for_a_minor(world: World, davide: Case, as_user: Open) -> None:
    marta, url = as_user("marta"), f"/persone/{davide.id}/chi-ne-risponde/"
    assert "Nessuno può firmare" in marta.get(url).content.decode()
    assert marta.post(f"{url}supervisione/").status_code == 302
    notice = Notification.objects.get(kind="minor_to_supervise")
    assert notice.user.given_name == "Paolo"
    row_id = marta.get(f"{url}aggiungi/").context_data["form"]["row_id"].value()
    typed = {"row_id": row_id, "kind": "guardian", "name": "Avv. Prova", "starts_on": "23.11.2026", "may_sign": "on"}
    page = marta.post(f"{url}aggiungi/", typed)
    assert page.status_code == 422
    assert "Avv. Prova" in page.content.decode()
    assert marta.post(f"{url}aggiungi/", {**typed, "act": "118/2026"}).status_code == 302
    assert "Firma Avv. Prova" in marta.get(url).content.decode()
    row = ParentalResponsibility.objects.get()
    ended = {"on": "23.11.2026", "reason": "Il tribunale ha deciso altro."}
    assert marta.post(f"{url}{row.id}/fine/", ended).status_code == 302
    for rest in ("", "aggiungi/", f"{row.id}/fine/"):
        assert as_user("chiara").get(f"{url}{rest}").status_code == 404


def test_a_consent_is_given_once_and_withdrawn(world: World, davide: Case) -> None:
    with acting(world.actor("marta")) as marta:
        given = {"person": davide.person, "purpose": "photos", "channel": "paper", "by": marta}
        first = give_consent(on=date(2026, 11, 1), **given)
        assert give_consent(on=clock.today(), **given).id == first.id
        with pytest.raises(NotPossible, match="dopo oggi"):
            give_consent(on=date(2026, 12, 1), **given)
        with pytest.raises(NotPossible, match="ritiro viene dopo"):
            withdraw_consent(consent=first, on=date(2026, 10, 1), by=marta)
        withdraw_consent(consent=first, on=clock.today(), by=marta)
        assert withdraw_consent(consent=first, on=date(2026, 11, 2), by=marta).withdrawn_on == clock.today()
        assert give_consent(on=clock.today(), **given).id != first.id


def test_the_pages_of_consents(world: World, davide: Case, as_user: Open) -> None:
    marta, url = as_user("marta"), f"/persone/{davide.id}/consensi/"
    assert "foto e riprese" in marta.get(url).content.decode()
    row_id = marta.get(f"{url}nuovo/").context_data["form"]["row_id"].value()
    typed = {"row_id": row_id, "purpose": "photos", "channel": "paper", "on": "23.11.2026"}
    assert marta.post(f"{url}nuovo/", {**typed, "on": "ieri l’altro"}).status_code == 422
    assert marta.post(f"{url}nuovo/", typed).status_code == 302
    row = Consent.objects.get()
    assert marta.get(f"{url}{row.id}/ritira/").status_code == 200
    assert marta.post(f"{url}{row.id}/ritira/", {"on": "23.11.2026"}).status_code == 302
    assert as_user("chiara").get(url).status_code == 404
