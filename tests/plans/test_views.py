"""The pages of a plan beyond the straight road: order, corrections, paper, signatures given elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.access.actor import acting
from ciao.assessments.actions import confirm_assessment, save_assessment
from ciao.assessments.enums import LifeArea, Moment
from ciao.cases.models import Case
from ciao.core import clock
from ciao.plans import actions
from ciao.plans.models import Plan
from ciao.signatures.actions import sign_on_screen, withdraw
from tests.cast import World
from tests.files.samples import PDF
from tests.plans.test_actions import amina as amina
from tests.plans.test_actions import goal, shown, signed, whole

Open = Callable[[str], Any]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def test_goals_are_moved_and_taken_out_of_a_draft_only(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        plan = whole(amina, marta)
        second = goal(plan, marta, "Imparare l’italiano")
    page, url = as_user("marta"), f"/persone/{amina.id}/progetto/obiettivo/{second.id}/posto/"
    assert page.post(url, {"do": "up"}).url == f"/persone/{amina.id}/progetto/{plan.id}/"
    with acting(world.actor("marta")):
        assert [one.title for one in plan.goals.kept()] == ["Imparare l’italiano", "Lavorare in una cucina"]
    page.post(url, {"do": "drop"})
    with acting(world.actor("marta")) as marta:
        assert plan.goals.kept().count() == 1
        shown(amina, marta)
    assert page.post(url, {"do": "up"}).status_code == 404
    assert page.get(f"/persone/{amina.id}/progetto/obiettivo/").status_code == 404


def test_signed_on_paper_by_both(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        plan, document = shown(amina, marta)
        asked = list(document.signatures.all())
    page = as_user("marta")
    for one in asked:
        url = f"/persone/{amina.id}/progetto/{plan.id}/firma/{one.id}/carta/"
        assert page.get(url).status_code == 200
        scan = SimpleUploadedFile("pagina.pdf", PDF)
        assert page.post(url, {"scan": scan, "signed_on": "23.11.2026"}).status_code == 302
    with acting(world.actor("marta")):
        assert Plan.objects.get().state == "signed"


def test_signed_elsewhere_it_is_put_in_force_by_hand(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        plan, document = shown(amina, marta)
        for one in document.signatures.all():
            sign_on_screen(signature=one, written_name="Nome", by=marta)
    page, url = as_user("marta"), f"/persone/{amina.id}/progetto/{plan.id}/"
    assert "Hanno firmato tutti" in page.get(url).content.decode()
    assert "Progetto firmato." in page.post(f"{url}firmato/", follow=True).content.decode()


def test_a_signature_taken_back_is_said_and_corrected(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        plan = signed(amina, marta)
        paper = plan.document()
        assert paper
        withdraw(signature=paper.signatures.all()[0], reason="Non era lei", by=marta)
    page, url = as_user("marta"), f"/persone/{amina.id}/progetto/{plan.id}/"
    assert page.get(f"{url}non-firmato/").status_code == 200
    assert page.post(f"{url}non-firmato/", {"note": ""}).status_code == 422
    assert page.post(f"{url}non-firmato/", {"note": "Firma ritirata"}).status_code == 302
    with acting(world.actor("marta")):
        assert Plan.objects.get().state == "to_sign"


@pytest.mark.parametrize(("verb", "state"), [("in-bozza", "draft"), ("metti-da-parte", "discarded")])
def test_what_waits_for_signatures_is_corrected(
    world: World, amina: Case, as_user: Open, verb: str, state: str
) -> None:
    with acting(world.actor("marta")) as marta:
        plan, _ = shown(amina, marta)
    page, url = as_user("marta"), f"/persone/{amina.id}/progetto/{plan.id}/"
    assert page.post(f"{url}{verb}/", {"note": "Manca il corso"}).status_code == 302
    with acting(world.actor("marta")):
        assert Plan.objects.get().state == state
    assert page.get(url).status_code == 200


def test_a_body_that_promises_has_its_name(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        plan = whole(amina, marta)
    page, url = as_user("marta"), f"/persone/{amina.id}/progetto/{plan.id}/impegni/"
    answer = page.post(url, {"pledge_1_text": "Dà la cucina", "pledge_1_pledger": "body", "pledge_2_text": "x"})
    assert answer.status_code == 422
    assert "Scegli l’ente" in answer.content.decode()
    assert "Scegli chi promette" in answer.content.decode()
    body = str(world.organizations["cooperativa"].id)
    given = {"pledge_1_text": "Dà la cucina", "pledge_1_pledger": "body", "pledge_1_organization": body}
    assert page.post(url, given).status_code == 302
    assert "Cooperativa La Quercia" in page.get(f"/persone/{amina.id}/progetto/{plan.id}/").content.decode()


def test_an_open_version_leads_back_to_itself(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        plan, _ = shown(amina, marta)
        one = plan.goals.get()
    page, url = as_user("marta"), f"/persone/{amina.id}/progetto/{plan.id}/"
    for where in ("nuova-versione/", f"obiettivo/{one.id}/", f"{plan.id}/impegni/"):
        assert page.get(f"/persone/{amina.id}/progetto/{where}").url == url


def test_late_is_said_and_stops_nobody(world: World, amina: Case, as_user: Open) -> None:
    with clock.at(date(2026, 11, 2)), acting(world.actor("marta")) as marta:
        one = save_assessment(
            case=amina,
            moment=Moment.ENTRY,
            assessed_on=date(2026, 11, 2),
            ratings={LifeArea.WORK: {"score": 2}},
            by=marta,
        )
        confirm_assessment(assessment=one, on=date(2026, 11, 2), by=marta)
    with clock.at(date(2026, 12, 10)):
        page = as_user("marta")
        assert "In ritardo di" in page.get(f"/persone/{amina.id}/").content.decode()
        with acting(world.actor("marta")) as marta:
            actions.propose_plan(plan=whole(amina, marta), on=date(2026, 12, 10), by=marta)
            assert Plan.objects.get().state == "to_sign"
