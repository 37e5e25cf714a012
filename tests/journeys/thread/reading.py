"""What each of the cast reads at the end: the same figures, and links as far as each may go."""

from __future__ import annotations

import re

from ciao.documents.models import IssuedDocument
from ciao.internships.models import MonthlyRegister
from tests.journeys.thread.course import AFTER
from tests.journeys.thread.expected import (
    ACCRUED,
    CAME,
    CONTRIBUTION,
    CORRECTED,
    DIFFERENCE,
    FIGURES,
    JANUARY,
    LAST_DAY,
    OF_JANUARY,
    PAID,
    PLANNED,
    TOTAL,
    at_course,
    clocked,
    euro,
    italian,
    planned_days,
)
from tests.journeys.thread.story import Story, bare, heading, links, row
from tests.prints.test_kinds import text_of


def same_money_for_everybody(story: Story) -> None:
    """The line of the partner and its item: planned, due, paid."""
    for name in ("paolo", "giulia", "elena"):
        page = story.get(name, "/budget/?per=voce", LAST_DAY)
        said = " ".join(euro(one) for one in (PLANNED["B Indennità di tirocinio"], ACCRUED, PAID))
        assert said in row(page, "B Indennità di tirocinio"), name
    for name in ("paolo", "elena"):
        page = story.get(name, "/budget/?per=ente", LAST_DAY)
        said = " ".join(euro(one) for one in (PLANNED["Cooperativa La Quercia"], ACCRUED, PAID))
        assert said in row(page, "Cooperativa La Quercia")
        assert euro(TOTAL) in page
        assert euro(CONTRIBUTION) in page
    assert story.status("marta", "/budget/", LAST_DAY) in (403, 404)


def same_figures_for_everybody(story: Story) -> None:
    """The heading of each figure's page, word for word, whoever looks."""
    for code, (label, value) in FIGURES.items():
        for name in ("marta", "paolo", "elena", "chiara"):
            assert heading(story.get(name, f"/indicatori/{code}/", LAST_DAY)) == f"{label}: {value}"


def every_link_leads_back_and_on(story: Story) -> None:
    """From the allowance of January back to the goal and forward to the figure, each as far as they may go."""
    person, internship = story.places["Amina"], story.places["internship_page"]
    goal, register = f"{story.places['plan']}#obiettivi", f"{internship}registro/2027-1/"
    others = {story.allowances["differenza"]}
    expense, figure = story.expenses["gennaio"], "/indicatori/tir-01/"
    every = {person, goal, internship, register, expense, figure, *others}
    reach = {
        "marta": every - {expense}, "luca": every - {expense, figure}, "paolo": every - {goal, register},
        "giulia": {expense, *others},
    }  # fmt: skip
    for name, expected in reach.items():
        page = story.get(name, story.allowances["gennaio"], LAST_DAY)
        assert links(page) & every == expected, name
        assert euro(OF_JANUARY) in page
        for path in expected:
            story.get(name, path.partition("#")[0], LAST_DAY)
        beyond = [one for one in every - expected if story.status(name, one, LAST_DAY) != 404]
        assert not beyond, (name, beyond)


def every_figure_opens_its_rows(story: Story) -> None:
    """From the budget and from a figure down to expense, allowance and internship; Elena reads figures only."""
    page = story.get("giulia", "/budget/?per=voce", LAST_DAY)
    [rows] = re.findall(r'href="(/spese/[^"]*)"[^>]*>B Indennità di tirocinio', page)
    assert set(story.expenses.values()) <= links(story.get("giulia", rows, LAST_DAY))
    assert f"In tutto: {euro(ACCRUED)}" in bare(story.get("giulia", rows, LAST_DAY))
    for called, expense in story.expenses.items():
        assert story.allowances[called] in links(story.get("giulia", expense, LAST_DAY))
    behind = {
        "den-01": set(story.allowances.values()), "tir-01": {story.places["internship_page"]},
        "den-02": {story.expenses[one] for one in ("dicembre", "gennaio")},
    }  # fmt: skip
    for code, expected in behind.items():
        assert expected <= links(story.get("paolo", f"/indicatori/{code}/", LAST_DAY)), code
        page = story.get("elena", f"/indicatori/{code}/", LAST_DAY)
        assert not expected & links(page)
        assert "fuori dal tuo incarico" in page


def nothing_for_a_stranger(story: Story) -> None:
    """Chiara, of another partner, finds none of it, and no name anywhere."""
    page = story.places["internship_page"]
    hidden = [
        story.places["Amina"], story.places["plan"], f"{story.places['Amina']}iscrizione/", page,
        f"{page}registro/2026-12/", f"{page}registro/2027-1/", f"{page}registro/2027-1/conferma/", "/budget/",
        "/spese/", *(story.places[f"meeting {number}"] for number in (1, 2, 3)),
        *story.allowances.values(), *(f"{one}approva/" for one in story.allowances.values()), *story.expenses.values(),
        *(f"{one}pagata/" for one in story.expenses.values()),
    ]  # fmt: skip
    shown = [one for one in hidden if story.status("chiara", one, LAST_DAY) != 404]
    assert not shown, shown
    open_to_her = [
        "/",
        "/persone/",
        "/tirocini/",
        "/indennita/",
        "/corsi/",
        "/corsi/ore/",
        story.places["edition"],
        "/documenti/",
    ]
    internship_id = story.places["internship_page"].split("/")[2]
    for path in [*open_to_her, *(f"/indicatori/{code}/" for code in FIGURES)]:
        page = story.get("chiara", path, LAST_DAY)
        assert "Amina" not in page
        assert story.places["Amina"] not in page
        assert internship_id not in page


def on_paper(story: Story) -> None:
    """The register of January printed by its tutor; who pays keeps it as evidence and Chiara cannot open it."""
    register = MonthlyRegister.objects.get(month_on=JANUARY)
    place = f"/documenti/nuovo/internship_register/{register.id}/"
    assert f"{place}?da=fascicolo" in links(story.get("luca", story.allowances["gennaio"], LAST_DAY))
    document = story.fill("luca", place, "issued_on", LAST_DAY, issued_on=italian(LAST_DAY))
    printed = printed_words(IssuedDocument.objects.get(kind="internship_register"))
    planned, done = sum(planned_days(JANUARY).values()), sum(CORRECTED.values())
    for said in (f"Ore previste: {clocked(planned)}", f"Ore fatte: {clocked(done)}", euro(DIFFERENCE), "Cucina Aperta"):
        assert said in printed
    assert story.status("giulia", document, LAST_DAY) == 200
    assert story.status("chiara", document, LAST_DAY) == 404


def course_on_paper(story: Story) -> None:
    """The register of the course, printed by who leads it while it runs: everybody's hours."""
    edition = story.places["edition"].split("/")[2]
    story.fill("teo", f"/documenti/nuovo/attendance_register/{edition}/", "issued_on", AFTER, issued_on=italian(AFTER))
    printed = printed_words(IssuedDocument.objects.get(kind="attendance_register"))
    for name in CAME:
        assert name in printed
        assert clocked(at_course(name)) in printed


def printed_words(document: IssuedDocument) -> str:
    return " ".join(text_of(document.file.content()).replace("\u00a0", " ").split())
