"""The pages where the person decides, where plans are gone through again, and where two people write at once."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting
from ciao.audit.models import ReadLine
from ciao.cases.actions import add_worker, open_case
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.cases.panel import view_of
from ciao.core import clock
from ciao.people.models import Person
from ciao.plans import actions, panel
from ciao.plans.dossier.attainment import ratings_of, summaries
from ciao.plans.dossier.reviews import due
from ciao.plans.enums import Attainment
from ciao.plans.models import Goal, GoalRelease, Plan, PlanReview
from tests.cast import World
from tests.journeys.forms import typed
from tests.plans.test_actions import amina as amina
from tests.plans.test_actions import goal, shown, signed, whole

Open = Callable[[str], Any]
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def plan(world: World, amina: Case) -> Plan:
    """In force, with Luca of the cooperative as tutor in the team."""
    with acting(world.actor("marta")) as marta:
        add_worker(case=amina, mandate=world.mandates["luca"], role=CaseRole.TUTOR, starts_on=TODAY, by=marta)
        return signed(amina, marta)


def test_who_may_know_is_decided_on_a_page_and_holds_at_once(
    world: World, amina: Case, plan: Plan, as_user: Open
) -> None:
    with acting(world.actor("marta")):
        one = plan.goals.get()
    page, url = as_user("marta"), f"/persone/{amina.id}/progetto/obiettivo/{one.id}/adesione/"
    where = f"/persone/{amina.id}/progetto/{plan.id}/"
    assert as_user("luca").get(where).status_code == 404
    assert "Lavorare in una cucina" not in as_user("luca").get(f"/persone/{amina.id}/").content.decode()
    assert "ancora da chiedere" in page.get(url).content.decode()
    body = str(world.organizations["cooperativa"].id)
    answer = page.post(url, {"agrees": "yes", "bodies": [body], "on": "23.11.2026", "note": "Sì"})
    assert answer.status_code == 302
    html = page.get(where).content.decode()
    assert "d’accordo dal 23.11.2026" in html
    assert "Oltre all’équipe può saperne: Cooperativa La Quercia." in html
    theirs = as_user("luca").get(where).content.decode()
    assert "Lavorare in una cucina" in theirs
    assert "Viene al corso" not in theirs  # what is promised stays with the team
    assert "Obiettivi comunicati al tuo ente" in as_user("luca").get(f"/persone/{amina.id}/").content.decode()
    assert page.post(url, {"agrees": "no", "on": "23.11.2026"}).status_code == 302
    assert as_user("luca").get(where).status_code == 404
    assert "adesione ritirata il 23.11.2026" in page.get(where).content.decode()
    with acting(world.actor("marta")):
        assert ReadLine.objects.filter(purpose="adesione a un obiettivo").exists()


def test_bad_answers_give_everything_back(world: World, amina: Case, plan: Plan, as_user: Open) -> None:
    with acting(world.actor("marta")):
        one = plan.goals.get()
    url = f"/persone/{amina.id}/progetto/obiettivo/{one.id}/adesione/"
    answer = as_user("marta").post(url, {"agrees": "yes", "on": "24.11.2026", "note": "Parole sue"})
    assert answer.status_code == 422
    assert "Scegli una data che non sia dopo oggi." in answer.content.decode()
    assert "Parole sue" in answer.content.decode()
    assert as_user("chiara").get(url).status_code == 404
    assert as_user("chiara").post(url, {"agrees": "yes", "on": "23.11.2026"}).status_code == 404


def test_a_goal_without_the_persons_yes_is_said_before_signing(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        plan = whole(amina, marta)
        assert "All’obiettivo 1 manca l’adesione della persona." in panel.body(plan, marta, True)["advice"]
        actions.agree_to_goal(goal=plan.goals.get(), on=TODAY, by=marta)
        assert not any("adesione" in one for one in panel.body(plan, marta, True)["advice"])


def test_scores_are_summed_up_moment_by_moment_on_those_that_have_one(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        goal(whole(amina, marta), marta, "Imparare l’italiano")
        plan = signed(amina, marta)
        first, second = plan.goals.kept()
        for one, score, moment in [(first, -2, "entry"), (second, -2, "entry"), (first, 1, "mid")]:
            actions.rate_goal(goal=one, score=Attainment(score), moment=moment, rated_on=TODAY, by=marta)
        found = summaries([first, second], ratings_of([first, second], marta))
        assert [(str(one.moment), one.shown, one.rated, one.total) for one in found] == [
            ("entry", "25,2", 2, 2), ("mid", "60,0", 1, 2),
        ]  # fmt: skip


def test_a_goal_is_rated_beside_the_levels_agreed(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        draft = whole(amina, marta)
        goal(draft, marta, row_id=draft.goals.get().id, levels={Attainment.EXPECTED: "Un contratto di tre mesi"})
        one = signed(amina, marta).goals.get()
    page, url = as_user("marta"), f"/persone/{amina.id}/progetto/obiettivo/{one.id}/punteggio/"
    shape = page.get(url)
    assert "0 · come previsto: «Un contratto di tre mesi»" in shape.content.decode()
    given = {"row_id": str(uuid.uuid4()), "moment": "entry", "score": "-2"}
    assert page.post(url, {**given, "rated_on": "23.11.2026"}).status_code == 302
    assert page.post(url, {**given, "rated_on": "23.11.2026"}).status_code == 302
    assert page.post(url, {**given, "row_id": str(uuid.uuid4()), "rated_on": "ieri"}).status_code == 422
    with acting(world.actor("marta")):
        assert one.ratings.count() == 1


def test_a_plan_in_force_is_due_after_the_cadence_and_then_again(
    world: World, amina: Case, plan: Plan, as_user: Open
) -> None:
    with clock.at(date(2027, 2, 22)):
        with acting(world.actor("marta")) as marta:
            assert [one.is_late for one in due(marta, clock.today())] == [True]
            step = panel.step(view_of(Case.objects.get(id=amina.id), marta))
            assert step is not None
            assert (step[0].title, step[0].kind) == ("Rivedere il progetto insieme", "stop")
        page = as_user("marta")
        html = page.get("/persone/progetti-da-rivedere/").content.decode()
        assert "in ritardo di 1 giorno" in html
        assert "Amina" in html
        url = f"/persone/{amina.id}/progetto/{plan.id}/verifica/"
        given = {"row_id": str(uuid.uuid4()), "reviewed_on": "22.02.2027", "outcome": "goes_on", "words": "Va bene"}
        wrong = page.post(url, {**given, "next_on": "22.02.2027"})
        assert wrong.status_code == 422
        assert "Va bene" in wrong.content.decode()
        assert page.post(url, given).url == f"/persone/{amina.id}/progetto/{plan.id}/"
        assert "«Va bene»" in page.get(f"/persone/{amina.id}/progetto/{plan.id}/").content.decode()
        changes = {**given, "row_id": str(uuid.uuid4()), "outcome": "changes"}
        assert page.post(url, changes).url == f"/persone/{amina.id}/progetto/nuova-versione/"
        with acting(world.actor("marta")) as marta:
            assert due(marta, clock.today()) == []
            assert PlanReview.objects.count() == 2
        assert as_user("chiara").post(url, given).status_code == 404
        assert "Amina" not in as_user("chiara").get("/persone/progetti-da-rivedere/").content.decode()


def test_a_yes_taken_back_asks_for_a_review(world: World, amina: Case, plan: Plan) -> None:
    with acting(world.actor("marta")) as marta:
        actions.agree_to_goal(goal=plan.goals.get(), on=TODAY, by=marta)
        assert panel.step(view_of(amina, marta)) is None
        actions.withdraw_agreement(goal=plan.goals.get(), on=TODAY, by=marta)
        step = panel.step(view_of(amina, marta))
        assert step is not None
        assert "Ha ritirato l’adesione a: Lavorare in una cucina." in step[0].why


def test_the_list_of_reviews_asks_the_same_number_of_queries(world: World, plan: Plan, as_user: Open) -> None:
    page = as_user("marta")
    with CaptureQueriesContext(connection) as one:
        page.get("/persone/progetti-da-rivedere/")
    with acting(world.actor("marta")) as marta:
        for place in range(3):
            case = open_case(
                programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 11, 2), by=marta,
                person={"given_name": f"Prova {place}"}, identity={"gender": "F"},
            )  # fmt: skip
            signed(case, marta)
    with CaptureQueriesContext(connection) as four:
        html = page.get("/persone/progetti-da-rivedere/").content.decode()
    assert "Prova 2" in html
    assert len(four) == len(one)


def test_the_mediator_writes_the_plan_in_the_persons_language(
    world: World, amina: Case, plan: Plan, as_user: Open
) -> None:
    with acting(world.actor("marta")) as marta:
        Person.objects.filter(id=amina.person_id).update(language="arabo e francese")
        add_worker(case=amina, mandate=world.mandates["karim"], role=CaseRole.MEDIATOR, starts_on=TODAY, by=marta)
    page, url = as_user("karim"), f"/persone/{amina.id}/progetto/{plan.id}/nella-sua-lingua/"
    shape = page.get(url)
    assert "العربية" in shape.content.decode()
    given = typed(shape, "text_0", text_0="العمل في مطبخ")
    assert page.post(url, given).status_code == 302
    with acting(world.actor("karim")):
        assert actions.translations_of(amina, "ar")["Lavorare in una cucina"] == "العمل في مطبخ"
    late = page.post(url, {**given, "text_0": "آخر"})
    assert late.status_code == 409
    assert "آخر" in late.content.decode()
    assert "العمل في مطبخ" in late.content.decode()
    assert "français" in page.get(f"{url}?lingua=fr").content.decode()
    assert as_user("luca").get(url).status_code == 404


def goal_url(case: Case, one: Goal) -> str:
    return f"/persone/{case.id}/progetto/obiettivo/{one.id}/"


def test_two_people_on_one_goal_see_the_difference_and_lose_nothing(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        add_worker(case=amina, mandate=world.mandates["karim"], role=CaseRole.MEDIATOR, starts_on=TODAY, by=marta)
        one = whole(amina, marta).goals.get()
    url = goal_url(amina, one)
    marta_page, karim_page = as_user("marta"), as_user("karim")
    opened = marta_page.get(url)
    long_text = "Voglio cucinare. " * 50
    given = typed(karim_page.get(url), "title", words=long_text.strip(), title="Lavorare in una mensa",
                  support_1_planned_hours="160")  # fmt: skip
    assert karim_page.post(url, given).status_code == 302
    mine = typed(opened, "title", title="Lavorare al ristorante", due_on="1.3.2027")
    answer = marta_page.post(url, mine)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Karim ha salvato" in html
    assert "Lavorare in una mensa" in html  # both changed it: shown side by side
    assert "resta quello salvato" in html  # only Karim changed his words and the hours
    again = typed(answer, "title")
    assert again["title"] == "Lavorare al ristorante"
    assert again["words"].strip() == long_text.strip()
    assert marta_page.post(url, again).status_code == 302
    with acting(world.actor("marta")):
        one.refresh_from_db()
        assert (one.title, one.words, one.due_on) == ("Lavorare al ristorante", long_text.strip(), date(2027, 3, 1))
        assert one.supports.kept().get().planned_hours == 160


def test_what_was_typed_on_a_goal_taken_out_meanwhile_puts_it_back(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        one = whole(amina, marta).goals.get()
    page, url = as_user("marta"), goal_url(amina, one)
    given = typed(page.get(url), "title", title="Ancora in cucina")
    with acting(world.actor("marta")) as marta:
        actions.drop_goal(goal=Goal.objects.get(), by=marta)
    answer = page.post(url, given, follow=True)
    assert "L’avevano tolto mentre scrivevi" in answer.content.decode()
    with acting(world.actor("marta")):
        assert [row.title for row in Goal.objects.kept()] == ["Ancora in cucina"]


def test_what_was_typed_while_it_went_to_signing_is_given_back(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        plan = whole(amina, marta)
        one = plan.goals.get()
    page = as_user("marta")
    given = typed(page.get(goal_url(amina, one)), "title", words="Parole nuove")
    promised = typed(page.get(f"/persone/{amina.id}/progetto/{plan.id}/impegni/"), "pledge_1_text",
                     pledge_2_text="Altro", pledge_2_pledger="person")  # fmt: skip
    with acting(world.actor("marta")) as marta:
        shown(amina, marta)
    answer = page.post(goal_url(amina, one), given)
    assert answer.status_code == 422
    assert "Parole nuove" in answer.content.decode()
    assert "riportalo in bozza" in answer.content.decode()
    answer = page.post(f"/persone/{amina.id}/progetto/{plan.id}/impegni/", promised)
    assert answer.status_code == 422
    assert "Altro" in answer.content.decode()


def test_a_new_goal_sent_twice_is_one_and_the_back_button_shows_the_difference(
    world: World, amina: Case, as_user: Open
) -> None:
    page, url = as_user("marta"), f"/persone/{amina.id}/progetto/obiettivo/"
    given = typed(page.get(url), "title", title="Lavorare in una cucina")
    assert page.post(url, given).status_code == 302
    page.post(url, given)
    with acting(world.actor("marta")):
        one = Goal.objects.get()
    opened = page.get(goal_url(amina, one))
    assert page.post(goal_url(amina, one), typed(opened, "title", title="Lavorare in una mensa")).status_code == 302
    back = page.post(goal_url(amina, one), typed(opened, "title", title="Lavorare in un bar"))
    assert back.status_code == 409
    assert "Lavorare in una mensa" in back.content.decode()
    assert "Lavorare in un bar" in back.content.decode()


def test_the_plan_is_signed_with_a_code_and_then_put_in_force(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        plan, document = shown(amina, marta)
        asked = list(document.signatures.all())
    page, url = as_user("marta"), f"/persone/{amina.id}/progetto/{plan.id}/"
    assert f"/firme/{asked[0].id}/codice/" in page.get(url).content.decode()
    for one in asked:
        page.post(f"/firme/{one.id}/codice/invio/", {"to": "amina@example.org"})
        text = mail.outbox[-1].body
        code = next(word.strip(".") for word in text.split() if word.strip(".").isdigit() and len(word) >= 6)
        assert page.post(f"/firme/{one.id}/codice/", {"code": code}).status_code == 302
    assert "Hanno firmato tutti" in page.get(url).content.decode()
    assert "con un codice" in page.get(url).content.decode()
    assert page.post(f"{url}firmato/").status_code == 302
    with acting(world.actor("marta")):
        assert Plan.objects.get().state == "signed"
        assert not GoalRelease.objects.exists()
