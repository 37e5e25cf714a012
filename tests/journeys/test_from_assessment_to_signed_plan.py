"""Stations 4 and 5 through the pages: the entry assessment, the plan written together, signed by two, in force."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from ciao.access.actor import acting
from ciao.assessments.enums import LifeArea
from ciao.assessments.models import Assessment
from ciao.cases.actions import add_worker, open_case, write_note
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.core import clock
from ciao.documents.models import IssuedDocument
from ciao.people.actions import show_notice
from ciao.plans.actions import release_goal
from ciao.plans.models import Goal, Plan
from ciao.programmes.models import Activity
from tests.cast import World
from tests.journeys.forms import typed

TEAM = {"personal": 2, "economic": 2, "work": 1, "education": 3, "housing": 4, "networks": 2}
OWN = {"personal": 4, "work": 4}
DRAWN = "[[[10,100],[60,40],[110,100],[160,40],[210,100],[260,40],[310,100],[360,40],[410,100]]]"


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def amina(world: World) -> Case:
    """Amina in Marta's care since the ninth, Luca beside her, met once."""
    Activity.objects.create(scope=world.programme.scope, programme=world.programme, number=6, title="Tirocini")
    with acting(world.actor("marta")) as marta:
        case = open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 11, 9), by=marta,
            person={"given_name": "Amina"}, identity={"gender": "F", "birth_date": date(1988, 5, 1)},
        )  # fmt: skip
        show_notice(
            person=case.person, version="2026-11", language="it", channel="paper", on=date(2026, 11, 9), by=marta
        )
        write_note(case=case, text="Primo colloquio", happened_on=date(2026, 11, 10), by=marta)
        add_worker(
            case=case, mandate=world.mandates["luca"], role=CaseRole.TUTOR, starts_on=date(2026, 11, 10), by=marta
        )
    return case


def now(world: World, case: Case) -> Case:
    with acting(world.actor("marta")):
        return Case.objects.get(id=case.id)


def test_from_assessment_to_a_signed_plan(world: World, amina: Case, as_user: Callable[[str], Any]) -> None:
    marta = as_user("marta")
    assess(marta, world, amina)
    plan = write_plan(marta, world, amina)
    sign(marta, world, amina, plan)
    seen_by_others(world, amina, plan, as_user)
    second_version(marta, world, amina)


def assess(marta: Any, world: World, case: Case) -> None:
    """The draft opens the phase of assessment, confirming it the phase of the plan."""
    url = f"/persone/{case.id}/valutazioni/entry/"
    page = marta.get(url)
    assert page.status_code == 200
    with acting(world.actor("marta")):
        assert not Assessment.objects.exists(), "looking writes nothing"
    first = typed(page, "assessed_on", assessed_on="11.11.2026", work_score="1", do="draft")
    answer = marta.post(url, first)
    assert (answer.status_code, answer.url) == (302, url)
    assert now(world, case).phase == "B"
    page = marta.get(url)
    scores = {f"{area}_score": str(value) for area, value in TEAM.items()}
    own = {f"{area}_own_score": str(value) for area, value in OWN.items()}
    words = {"work_strength": "Ha cucinato per una mensa.", "work_vulnerability": "Nessun contratto finora."}
    answer = marta.post(url, typed(page, "assessed_on", **scores, **own, **words, work_priority="high"))
    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert now(world, case).phase == "C"
    with acting(world.actor("marta")):
        found = Assessment.objects.get()
        assert {one.area: one.score for one in found.ratings.all()} == TEAM
        assert found.confirmed_on == date(2026, 11, 23)
    shown = marta.get(f"/persone/{case.id}/").content.decode()
    assert "Condizioni personali e sociali" in shown
    assert shown.count('<span aria-hidden="true">≠ </span>') == 2
    assert "Ha cucinato per una mensa." not in shown, "words stay on their own page"
    assert "Ha cucinato per una mensa." in marta.get(f"/persone/{case.id}/valutazioni/").content.decode()
    assert marta.get(url).status_code == 302


def write_plan(marta: Any, world: World, case: Case) -> Plan:
    """One goal and one pledge; what lacks is said until it is there."""
    shown = marta.get(f"/persone/{case.id}/").content.decode()
    assert "Scrivere il progetto personalizzato" in shown
    assert "Da firmare entro martedì 22 dicembre" in shown
    url = f"/persone/{case.id}/progetto/obiettivo/"
    page = marta.get(url)
    goal = {
        "title": "Lavorare in una cucina", "words": "So cucinare per tanti.", "area": LifeArea.WORK.value,
        "due_on": "31.03.2027", "result_1_measure": "Ha un contratto", "support_1_kind": "internship",
        "support_1_note": "Cucina di comunità", "support_1_planned_hours": "120,5",
    }  # fmt: skip
    bad = marta.post(url, typed(page, "title", **{**goal, "support_2_note": "senza tipo"}))
    assert bad.status_code == 422
    assert "Scegli il tipo di sostegno" in bad.content.decode()
    with acting(world.actor("marta")):
        activity = Activity.objects.get()
    answer = marta.post(url, typed(page, "title", **goal, support_1_activity=str(activity.id)))
    assert answer.status_code == 302, answer.content.decode()[:3000]
    with acting(world.actor("marta")):
        plan = Plan.objects.get()
    shown = marta.get(answer.url).content.decode()
    assert "1 cosa manca prima della firma" in shown
    assert "Tirocinio: Cucina di comunità, 120" in shown
    refused = marta.post(f"/persone/{case.id}/progetto/{plan.id}/alla-firma/", {})
    assert refused.status_code == 422
    url = f"/persone/{case.id}/progetto/{plan.id}/impegni/"
    answer = marta.post(
        url,
        typed(marta.get(url), "pledge_1_text", pledge_1_pledger="person", pledge_1_text="Viene due volte a settimana"),
    )
    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert "pronto da firmare" in marta.get(answer.url).content.decode()
    return plan


def sign(marta: Any, world: World, case: Case, plan: Plan) -> None:
    """One paper, two signatures: with the last one the plan is in force and the phase moves."""
    url = f"/persone/{case.id}/progetto/{plan.id}/alla-firma/"
    assert marta.post(url, typed(marta.get(url), "csrfmiddlewaretoken")).status_code == 302
    with acting(world.actor("marta")):
        document = IssuedDocument.objects.get(kind="plan")
        assert document.file.content().startswith(b"%PDF")
        asked = sorted(document.signatures.all(), key=lambda one: one.signer_kind)
    assert [one.signer_kind for one in asked] == ["person", "user"]
    shown = marta.get(f"/persone/{case.id}/progetto/{plan.id}/").content.decode()
    links = re.findall(rf"/persone/{case.id}/progetto/{plan.id}/firma/[^/]+/schermo/", shown)
    assert len(set(links)) == 2
    for number, one in enumerate(asked):
        page = f"/persone/{case.id}/progetto/{plan.id}/firma/{one.id}/schermo/"
        assert marta.get(page).status_code == 200
        answer = marta.post(page, {"strokes": DRAWN, "written_name": ""}, follow=True)
        assert answer.status_code == 200
        assert now(world, case).phase == ("D" if number else "C")
    with acting(world.actor("marta")):
        plan.refresh_from_db()
    assert (plan.state, plan.signed_on) == ("signed", date(2026, 11, 23))
    shown = marta.get(f"/persone/{case.id}/").content.decode()
    assert "versione 1, firmata" in shown
    assert "«So cucinare per tanti.»" in shown


def let_know(world: World, plan: Plan) -> None:
    """Amina lets the cooperative know of every goal."""
    with acting(world.actor("marta")) as marta:
        for goal in Goal.objects.filter(plan=plan):
            release_goal(goal=goal, organization=world.organizations["cooperativa"], on=clock.today(), by=marta)


def seen_by_others(world: World, case: Case, plan: Plan, as_user: Callable[[str], Any]) -> None:
    """A tutor reads the plan once the person lets their body know; never the assessment; others find nothing."""
    assert as_user("luca").get(f"/persone/{case.id}/progetto/{plan.id}/").status_code == 404
    let_know(world, plan)
    for name, status in (("luca", 200), ("paolo", 404), ("chiara", 404)):
        page = as_user(name)
        assert page.get(f"/persone/{case.id}/progetto/{plan.id}/").status_code == status
        assert page.get(f"/persone/{case.id}/valutazioni/").status_code == 404
        assert page.get(f"/persone/{case.id}/valutazioni/mid/").status_code == 404
        assert page.get(f"/persone/{case.id}/progetto/nuova-versione/").status_code == 404


def second_version(marta: Any, world: World, case: Case) -> None:
    """A goal is rated; a new version begins as the signed one and says what it changes."""
    with acting(world.actor("marta")):
        goal = Plan.objects.get().goals.get()
    url = f"/persone/{case.id}/progetto/obiettivo/{goal.id}/punteggio/"
    assert (
        marta.post(
            url, {"score": "1", "rated_on": "23.11.2026", "note": "", "moment": "mid", "row_id": str(goal.id)}
        ).status_code
        == 302
    )
    assert "meglio del previsto" in marta.get(f"/persone/{case.id}/").content.decode()
    answer = marta.post(f"/persone/{case.id}/progetto/nuova-versione/", {})
    assert answer.status_code == 302
    with acting(world.actor("marta")):
        draft = Plan.objects.get(state="draft")
        copied = draft.goals.get()
    assert (draft.number, copied.lineage) == (2, goal.lineage)
    url = f"/persone/{case.id}/progetto/obiettivo/{copied.id}/"
    page = marta.get(url)
    assert marta.post(url, typed(page, "title", title="Lavorare in una mensa")).status_code == 302
    shown = marta.get(f"/persone/{case.id}/progetto/{draft.id}/").content.decode()
    assert "<del>cucina</del>" in shown  # word by word: the rest stays
    late = marta.post(url, typed(page, "title", title="Lavorare in un bar"))
    assert late.status_code == 409
    both = late.content.decode()
    assert "ha salvato oggi" in both
    assert "Lavorare in una mensa" in both
    assert "Lavorare in un bar" in both
    assert marta.post(url, typed(late, "title")).status_code == 302
    assert "bar</ins>" in marta.get(f"/persone/{case.id}/progetto/{draft.id}/").content.decode()
