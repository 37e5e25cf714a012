"""From being taken in charge to a signed plan and a signed entry form."""

from __future__ import annotations

from datetime import date

from ciao.cases.models import Case, EsfEntry
from ciao.plans.models import Plan, Support
from ciao.programmes.models import Activity
from ciao.territories.models import Country
from tests.journeys.test_from_assessment_to_signed_plan import assess, let_know, sign
from tests.journeys.thread.story import Story

OPENED, TODAY = date(2026, 11, 9), date(2026, 11, 23)


def taken_in_charge(story: Story) -> None:
    """Amina with Luca beside her, and Sara, both followed by Marta."""
    for name, born in (("Amina", "1.5.1988"), ("Sara", "2.3.2002")):
        place = story.fill(
            "marta", "/persone/nuova/", "given_name", TODAY, given_name=name, gender="F", birth_date=born,
            employment="unemployed", manager=story.mandate("marta"), opened_on="9.11.2026",
        )  # fmt: skip
        story.places[name] = place
        story.cases[name] = Case.objects.get(id=place.split("/")[2])
    case = story.places["Amina"]
    told = {"version": "2026-11", "language": "it", "channel": "paper", "on": "9.11.2026"}
    story.fill("marta", f"{case}informativa/", "version", TODAY, **told)
    story.fill("marta", f"{case}diario/", "text", TODAY, text="Primo colloquio", happened_on="10.11.2026")
    beside = {"mandate": story.mandate("luca"), "role": "tutor", "starts_on": "10.11.2026"}
    story.fill("marta", f"{case}equipe/", "mandate", TODAY, **beside)


def plan_signed(story: Story) -> None:
    """One goal, carried by an internship and by a course; signed by two."""
    marta, case = story.page("marta"), story.cases["Amina"]
    assess(marta, story.world, case)
    goal = {
        "title": "Lavorare in una cucina", "words": "So cucinare per tanti.", "area": "work", "due_on": "31.03.2027",
        "result_1_measure": "Ha un contratto", "support_1_kind": "internship", "support_1_note": "Cucina di comunità",
        "support_1_activity": activity(story, 7), "support_1_planned_hours": "300", "support_2_kind": "course",
        "support_2_note": "Cucina e HACCP", "support_2_activity": activity(story, 5), "support_2_planned_hours": "7,5",
    }  # fmt: skip
    story.fill("marta", f"{story.places['Amina']}progetto/obiettivo/", "title", TODAY, **goal)
    plan = Plan.objects.get(case=case)
    story.places["plan"] = f"{story.places['Amina']}progetto/{plan.id}/"
    pledge = {"pledge_1_pledger": "person", "pledge_1_text": "Viene due volte a settimana"}
    story.fill("marta", f"{story.places['plan']}impegni/", "pledge_1_text", TODAY, **pledge)
    sign(marta, story.world, case, plan)
    let_know(story.world, plan)
    for kind in ("internship", "course"):
        story.places[kind] = str(Support.objects.get(kind=kind).id)


def entered(story: Story) -> None:
    """The entry form: answers of the ninth, then the paper signed on the screen."""
    place = f"{story.places['Amina']}iscrizione/"
    answers = {
        "entered_on": "9.11.2026", "gender": "F", "citizenship": str(Country.objects.get(name="Marocco").pk),
        "residence": "rozzano", "education": "lower_secondary", "is_studying": "False", "employment": "unemployed",
        "search": "over_12", "adults_count": "2", "workers_count": "0", "children_count": "1",
    }  # fmt: skip
    assert "Compila la domanda" in story.get("marta", place, TODAY)
    story.fill("marta", f"{place}risposte/", "entered_on", TODAY, **answers)
    story.page("marta").post(f"{place}alla-firma/")
    assert "Fai firmare Amina" in story.get("marta", place, TODAY)
    entry = EsfEntry.objects.select_related("case__programme").get()
    document = entry.document()
    signature = document.signatures.get()
    screen = f"{place}firma/{signature.id}/schermo/"
    assert story.fill("marta", screen, "written_name", TODAY, written_name="Amina")
    assert "Domanda firmata il 23.11.2026" in story.get("marta", place, TODAY)


def activity(story: Story, number: int) -> str:
    return str(Activity.objects.get(programme=story.world.programme, number=number).id)
