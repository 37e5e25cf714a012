"""Sending somebody in charge to a service, and the other measures they are in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.cases import actions
from ciao.cases.models import CaseOrientation, OtherMeasure
from ciao.outreach.models import Orientation
from tests.cases.test_lists import person
from tests.cast import World
from tests.conftest import TODAY
from tests.outreach.test_actions import signal_of
from tests.resources.test_actions import add

AsUser = Callable[[str], Any]
ROW = "3f0c1d7e-6d6f-4f35-8f43-0d6c0d6c0d6c"
DAY = f"{TODAY:%d.%m.%Y}"


def test_a_signal_is_oriented_to_a_resource_likely_ones_first(world: World, as_user: AsUser) -> None:
    far, near = add(world, name="Alfa", municipality_id="015189"), add(world, name="Zeta", municipality_id="015146")
    signal, paolo = signal_of(world, municipality_id="015146"), as_user("paolo")
    url = f"/segnalazioni/{signal.id}/orienta/"
    html = paolo.get(url).content.decode()
    assert html.index(str(near.id)) < html.index(str(far.id))
    assert paolo.post(url, {"reason": "Vicino", "on": DAY}).status_code == 422
    assert paolo.post(url, {"resource": str(near.id), "reason": "Vicino", "on": DAY}).status_code == 302
    row = Orientation.objects.get()
    assert (row.resource_id, row.destination) == (near.id, "Zeta")


def test_a_free_text_is_still_enough(world: World, as_user: AsUser) -> None:
    signal = signal_of(world)
    answer = as_user("paolo").post(
        f"/segnalazioni/{signal.id}/orienta/", {"destination": "Caf", "reason": "ISEE", "on": DAY}
    )
    assert answer.status_code == 302
    assert (Orientation.objects.get().resource_id, Orientation.objects.get().destination) == (None, "Caf")


def test_somebody_in_charge_is_sent_and_asked_back(world: World, as_user: AsUser) -> None:
    case, found, marta = person(world, "Amina", "Prova"), add(world), as_user("marta")
    url = f"/persone/{case.id}/orienta/"
    typed = {"row_id": ROW, "resource": str(found.id), "reason": "Ascolto", "on": DAY}
    assert marta.get(url).status_code == 200
    assert marta.post(url, typed).status_code == 302
    assert marta.post(url, typed).status_code == 302
    row = CaseOrientation.objects.get()
    html = marta.get(f"/persone/{case.id}/").content.decode()
    assert "Altri servizi e misure" in html
    assert "da chiedere" in html
    back = f"{url}{row.id}/"
    assert found.name in marta.get(back).content.decode()
    assert marta.post(back, {"worked": "yes", "on": DAY}).status_code == 302
    assert "ha funzionato" in marta.get(f"/persone/{case.id}/").content.decode()
    for path in (url, back, f"/persone/{case.id}/misura/"):
        assert as_user("chiara").get(path).status_code == 404


def test_days_and_names_that_cannot_be_are_refused(world: World) -> None:
    case = person(world, "Amina", "Prova")
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="Scegli una risorsa"):
            actions.orient_case(case=case, reason="x", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match=r"Scegli un giorno dal 23\.11\.2026"):
            actions.orient_case(case=case, destination="Caf", reason="x", on=TODAY - timedelta(days=1), by=marta)
        sent = actions.orient_case(case=case, destination="Caf", reason="x", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="Scegli un giorno"):
            actions.ask_case_back(orientation=sent, worked=True, on=TODAY + timedelta(days=1), by=marta)
        with pytest.raises(NotPossible, match="Scegli la misura"):
            actions.note_measure(of=case, by=marta)
        with pytest.raises(NotPossible, match="viene dopo l’inizio"):
            actions.note_measure(of=case, name="Dote", starts_on=TODAY, ends_on=TODAY - timedelta(days=1), by=marta)
        kept = actions.note_measure(of=case, name="Dote", starts_on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="La misura è iniziata"):
            actions.end_measure(measure=kept, on=TODAY - timedelta(days=1), by=marta)
        with pytest.raises(NotPossible, match="dopo oggi"):
            actions.end_measure(measure=kept, on=TODAY + timedelta(days=1), by=marta)


def test_an_overlapping_measure_warns_on_the_case_until_it_ends(world: World, as_user: AsUser) -> None:
    case, marta = person(world, "Amina", "Prova"), as_user("marta")
    dote = add(world, name="Dote giovani", kind="measure", starts_on=TODAY - timedelta(days=90))
    url = f"/persone/{case.id}/misura/"
    assert marta.post(url, {"row_id": ROW}).status_code == 422
    assert marta.post(url, {"row_id": ROW, "resource": str(dote.id)}).status_code == 302
    html = marta.get(f"/persone/{case.id}/").content.decode()
    assert "È anche in «Dote giovani» dal 23.11.2026" in html
    row = OtherMeasure.objects.get()
    end = f"/persone/misure/{row.id}/fine/"
    assert as_user("chiara").get(end).status_code == 404
    assert marta.get(end).status_code == 200
    with acting(world.actor("marta")) as by:
        actions.end_measure(measure=row, on=TODAY - timedelta(days=1), by=by)
    assert "È anche in" not in marta.get(f"/persone/{case.id}/").content.decode()


def test_a_measure_of_a_signal_is_read_with_the_signal(world: World, as_user: AsUser) -> None:
    signal, paolo = signal_of(world), as_user("paolo")
    url = f"/persone/da-segnalazione/{signal.id}/misura/"
    typed = {"row_id": ROW, "name": "Dote", "starts_on": DAY, "source": "lo dice il comune"}
    assert paolo.get(url).status_code == 200
    assert paolo.post(url, typed).status_code == 302
    html = paolo.get(f"/segnalazioni/{signal.id}/").content.decode()
    assert "È anche in «Dote»" in html
    assert "lo dice il comune" in html
    row = OtherMeasure.objects.get()
    assert paolo.post(f"/persone/misure/{row.id}/fine/", {"on": DAY}).status_code == 302
    assert as_user("chiara").get(url).status_code == 404
