"""A course of three meetings: prepared, joined from the person's page, attended, its registers closed."""

from __future__ import annotations

from datetime import date, datetime, time

from ciao.core import clock
from ciao.services.models import Edition, Enrolment, Session
from tests.journeys.thread.expected import CAME, MEETINGS, at_course, clocked, everybody_at_course, italian
from tests.journeys.thread.person import TODAY, activity
from tests.journeys.thread.story import Story, row

BEGINS, AFTER = date(2026, 11, 24), date(2026, 12, 7)


def prepared(story: Story) -> None:
    """The service, its edition, who leads, three meetings."""
    service = story.fill(
        "paolo", "/corsi/catalogo/nuovo/", "title", TODAY, title="Cucina e HACCP", kind="course",
        activity=activity(story, 5), organization=story.body("cooperativa"), planned_hours="7,5",
    )  # fmt: skip
    place = story.fill("paolo", service, "starts_on", TODAY, starts_on="24.11.2026", ends_on="18.12.2026")
    story.places["edition"] = place
    leads = {"mandate": story.mandate("teo"), "role": "trainer", "starts_on": "23.11.2026"}
    story.fill("paolo", f"{place}conduce/", "mandate", TODAY, **leads)
    for day, start, end in MEETINGS:
        meeting = {"day": italian(day), "from_time": start, "to_time": end, "trainer": story.mandate("teo")}
        story.fill("paolo", f"{place}incontro/", "day", TODAY, **meeting)


def joined(story: Story) -> None:
    """Amina with the support of her plan, Sara without one."""
    edition = str(Edition.objects.get().id)
    for name, support in (("Amina", story.places["course"]), ("Sara", "")):
        answers = {"edition": edition, "enrolled_on": "24.11.2026"} | ({"support": support} if support else {})
        story.fill("marta", f"{story.places[name]}iscrivi/", "edition", BEGINS, **answers)
    found = Enrolment.objects.get(case=story.cases["Amina"])
    assert str(found.support_id) == story.places["course"]


def attended(story: Story) -> None:
    """Teo writes each register on its day and closes it."""
    for number, (day, start, _) in enumerate(MEETINGS):
        session = Session.objects.get(number=number + 1)
        place = f"/corsi/incontri/{session.id}/presenze/"
        story.places[f"meeting {number + 1}"] = place
        marks = {}
        for name, came in CAME.items():
            key = Enrolment.objects.get(case_id=story.cases[name].id).id.hex
            late = came[number] not in (start, None)
            marks[f"p_{key}"] = "R" if late else "P" if came[number] else "A"
            marks[f"e_{key}"] = (came[number] or "") if late else ""
        evening = datetime.combine(day, time(19), tzinfo=clock.ROME)
        assert story.fill("teo", place, "others_count", evening, do="close", **marks) == story.places["edition"]


def counted(story: Story) -> None:
    """Hours per person, activity and body, the same for Marta, Paolo and Elena; Chiara reads no name."""
    for name in ("marta", "paolo", "elena"):
        page = story.get(name, "/corsi/ore/", AFTER)
        assert clocked(everybody_at_course()) in row(page, "Corsi e laboratori")
        assert clocked(everybody_at_course()) in row(page, "Cooperativa La Quercia")
    page = story.get("marta", "/corsi/ore/", AFTER)
    for person in CAME:
        assert row(page, person).endswith(clocked(at_course(person)))
    assert "Amina" not in story.get("chiara", "/corsi/ore/", AFTER)
    assert "Amina" not in story.get("chiara", story.places["edition"], AFTER)
