"""The pages of the network and of the first contact fit, and have no barrier, at both widths."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ciao.access.actor import acting
from ciao.outreach import actions
from ciao.territories.models import Municipality
from tests.browser.conftest import Visit
from tests.cast import World
from tests.conftest import TODAY

pytestmark = pytest.mark.browser


@pytest.fixture
def addresses(world: World) -> list[str]:
    """An antenna with all its doors, an interview, a person met and one sent elsewhere."""
    with acting(world.actor("paolo")) as paolo:
        actions.open_public_page(programme=world.programme, slug="una-mano", by=paolo)
        rozzano = Municipality.objects.get(name="Rozzano")
        antenna = actions.add_antenna(
            programme=world.programme, by=paolo, name="San Rocco", kind="parish", municipality=rozzano
        )
        poster = actions.make_poster(antenna=antenna, by=paolo)
        _, token = actions.open_antenna_link(antenna=antenna, label="segreteria", by=paolo)
        heard = actions.record_interview(
            programme=world.programme, by=paolo, antenna=antenna, kind="interview", held_on=TODAY,
            with_whom="il parroco", themes=["home", "work"], emerged="Manca la casa", follow_up="Tornare",
            follow_up_on=TODAY,
        )  # fmt: skip
        told: dict[str, Any] = {"source": "parish", "antenna": antenna, "municipality": rozzano, "phone": "333 1234567"}
        met, sent = (
            actions.record_signal(programme=world.programme, by=paolo, safe_contact="always", **told) for _ in range(2)
        )
        actions.record_attempt(signal=met, channel="call", outcome="no_answer", on=TODAY, by=paolo)
        actions.record_first_contact(
            signal=met, met_on=TODAY, channel="in_person", by=paolo, needs=["home"], barriers={"hours": "mattina"}
        )
        actions.orient_signal(signal=sent, destination="Sportello", reason="Casa", on=TODAY, by=paolo)
    base = "/segnalazioni/"
    return [
        base, f"{base}{met.id}/", f"{base}{met.id}/primo-contatto/", f"{base}incontro/", f"{base}orientamenti/",
        f"{base}percorso/", f"{base}bisogni/", f"{base}antenne/", f"{base}antenne/nuova/",
        f"{base}antenne/{antenna.id}/", f"{base}antenne/{antenna.id}/locandina/",
        f"{base}antenne/{antenna.id}/collegamento/", f"{base}interviste/", f"{base}interviste/nuova/",
        f"{base}interviste/temi/", f"{base}interviste/{heard.id}/", poster.get_absolute_url(),
        f"/chi-segnala/{token}/?lingua=ar",
    ]  # fmt: skip


def test_pages_of_the_network_fit_and_have_no_barrier(enter: Callable[[str], Visit], addresses: list[str]) -> None:
    paolo, faults = enter("paolo"), []
    for path in addresses:
        assert paolo.go(path) == 200, path
        faults += paolo.faults()
    assert faults == []
