"""What each of the cast reads at the end: the same figures, and links as far as each may go."""

from __future__ import annotations

from tests.journeys.thread.expected import (
    ACCRUED,
    CONTRIBUTION,
    FIGURES,
    LAST_DAY,
    PAID,
    PLANNED,
    TOTAL,
    euro,
)
from tests.journeys.thread.story import Story, heading, links, row


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
    for name in ("marta", "luca", "paolo", "giulia"):
        page = story.get(name, story.allowances["gennaio"], LAST_DAY)
        print(name, sorted(links(page)))
    for name in ("giulia", "paolo"):
        page = story.get(name, story.expenses["gennaio"], LAST_DAY)
        print(name, sorted(links(page)))


def nothing_for_a_stranger(story: Story) -> None:
    """Chiara finds none of it."""


def on_paper(story: Story) -> None:
    """The register of January, printed by its tutor."""
