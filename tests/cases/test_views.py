"""From a signal to a person in charge, through the pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ciao.access.actor import acting
from ciao.cases.models import Case
from ciao.outreach.models import Signal
from tests.cast import World


def fields_of(page: Any) -> dict[str, str]:
    """The hidden fields of a page's form, as a browser would send them."""
    html = page.content.decode()
    return dict(re.findall(r'<input type="hidden" name="(row_id|_seen)" value="([^"]*)"', html))


def test_from_signal_to_fascicolo(world: World, as_user: Callable[[str], Any]) -> None:
    marta = as_user("marta")
    page = marta.get("/segnalazioni/nuova/")
    assert page.status_code == 200
    answer = marta.post(
        "/segnalazioni/nuova/",
        {**fields_of(page), "source": "parish", "name": "Nina", "municipality": "rozzano", "phone": "333 1234567",
         "received_on": "20.11.2026", "legal_basis": "public_task", "story": "Cerca lavoro."},
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()[:3000]
    with acting(world.actor("marta")):
        signal = Signal.objects.get()
    assert answer.url == f"/segnalazioni/{signal.id}/"
    shown = marta.get(answer.url).content.decode()
    assert "Cerca lavoro." in shown
    assert "Prendi in carico" in shown
    page = marta.get(f"/persone/da-segnalazione/{signal.id}/")
    assert page.status_code == 200
    assert 'value="Nina"' in page.content.decode()
    answer = marta.post(
        f"/persone/da-segnalazione/{signal.id}/",
        {**fields_of(page), "given_name": "Nina", "gender": "F", "birth_date": "1/5/1990", "residence": "Rozzano",
         "employment": "unemployed", "manager": str(world.mandates["marta"].id), "opened_on": "23.11.2026"},
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()[:5000]
    with acting(world.actor("marta")):
        case = Case.objects.get()
    assert answer.url == f"/persone/{case.id}/"
    file = marta.get(answer.url)
    assert file.status_code == 200
    html = file.content.decode()
    assert "Nina, 36 anni" in html
    assert "Fissare il primo colloquio" in html or "Mostrare l’informativa" in html
    assert "Nina" in marta.get("/persone/").content.decode()
    assert as_user("chiara").get(answer.url).status_code == 404
