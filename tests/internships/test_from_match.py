"""An internship that comes from a match: the place is written once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.hosts import actions as hosts
from ciao.internships.models import Internship
from ciao.matches import actions as matches
from ciao.matches.actions.matching import say_yes
from ciao.matches.models import Match
from tests.cast import World
from tests.internships.conftest import Kitchen
from tests.journeys.forms import typed

TODAY = date(2026, 11, 23)


def proposed(kitchen: Kitchen, world: World) -> Match:
    with acting(world.actor("paolo")) as paolo:
        place = hosts.add_vacancy(
            host=kitchen.host, title="Aiuto in cucina", tasks="Preparare i pasti", starts_on=date(2026, 12, 1), by=paolo
        )
    with acting(world.actor("luca")) as luca:
        return matches.propose_match(
            case=kitchen.case, vacancy=place, by=luca, overrule_reason="Le condizioni si scrivono dopo."
        )


def confirmed(kitchen: Kitchen, world: World) -> Match:
    match = proposed(kitchen, world)
    with acting(world.actor("luca")) as luca:
        for side in ("person", "host"):
            say_yes(match=match, side=side, on=TODAY, by=luca)
        matches.move_match(match=match, verb="confirm", on=TODAY, by=luca)
    return match


def test_only_a_match_both_sides_agreed_to_opens_an_internship(kitchen: Kitchen, world: World) -> None:
    match = proposed(kitchen, world)
    with acting(world.actor("luca")) as luca, pytest.raises(NotPossible, match="conferma l’abbinamento"):
        kitchen.open(luca, match=match)


def test_the_place_passes_into_the_training_project(
    kitchen: Kitchen, world: World, as_user: Callable[[str], Any]
) -> None:
    match, page = confirmed(kitchen, world), as_user("luca")
    url = f"/persone/{kitchen.case.id}/tirocinio/?abbinamento={match.id}"
    assert "Dall’abbinamento" in page.get(url).content.decode()
    world_of = kitchen.world.organizations
    form = typed(
        page.get(url), "starts_on", kind="extracurricular", activity=str(kitchen.activity.id), starts_on="01.12.2026",
        ends_on="31.05.2027", promoter=str(world_of["capofila"].id), payer=str(world_of["cooperativa"].id),
        tutor=str(world.mandates["luca"].id),
    )  # fmt: skip
    page.post(url, form)
    with acting(world.actor("luca")):
        made = Internship.objects.get()
        assert made.match_id == match.id
    form = page.get(f"/tirocini/{made.id}/progetto/").context["form"]
    assert form.initial["host"] == kitchen.host.id
    assert form.initial["vacancy"] == match.vacancy_id
    assert form.initial["tasks"] == "Preparare i pasti"


def test_a_match_of_somebody_else_is_as_if_it_were_not_there(
    kitchen: Kitchen, world: World, as_user: Callable[[str], Any]
) -> None:
    match = proposed(kitchen, world)
    url = f"/persone/{kitchen.case.id}/tirocinio/?abbinamento={match.id}"
    assert "Dall’abbinamento" not in as_user("luca").get(url).content.decode()
