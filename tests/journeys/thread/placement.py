"""A host, its agreement, an internship that begins when nothing lacks, and its monthly registers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from ciao.hosts.models import Host
from ciao.internships.models import Agreement, Allowance, Internship
from tests.journeys.thread.expected import BEGINS, ENDS, italian
from tests.journeys.thread.person import TODAY, activity
from tests.journeys.thread.story import Story, paper, words

PACK = {"inail_number": "INAIL-1", "liability_policy": "RC-9", "cob_number": "COB-7", "cob_on": "4.12.2026"}


def agreed(story: Story) -> None:
    """Paolo finds a kitchen that takes people in, and signs with it."""
    place = story.fill("paolo", "/enti-ospitanti/nuovo/", "name", TODAY, name="Cucina Aperta", headcount="14")
    story.fill("paolo", f"{place}passo/disponibile/", "on", TODAY, on="23.11.2026")
    host = str(Host.objects.get().id)
    signed = {"host": host, "promoter": story.body("capofila"), "number": "2026/014", "signed_on": "20.11.2026",
              "starts_on": "20.11.2026", "ends_on": "31.8.2027"}  # fmt: skip
    story.fill("paolo", "/tirocini/convenzioni/nuova/", "host", TODAY, **signed)


def opened(story: Story) -> None:
    """Marta opens it for the support of the plan; it cannot start while something lacks, and says what."""
    story.places["internship_page"] = place = story.fill(
        "marta", f"{story.places['Amina']}tirocinio/", "starts_on", TODAY, kind="extracurricular",
        support=story.places["internship"], activity=activity(story, 7), starts_on=italian(BEGINS),
        ends_on=italian(ENDS), promoter=story.body("capofila"), payer=story.body("cooperativa"),
        tutor=story.mandate("luca"),
    )  # fmt: skip
    refused = story.send("marta", f"{place}avvia/", "on", BEGINS, on=italian(BEGINS))
    assert refused.status_code == 422
    assert "Non può iniziare: 11 cose mancano. Manca il progetto formativo." in words(refused)
    project = {
        "host": str(Host.objects.get().id), "place": "Via dei Tigli", "tasks": "Aiuta in cucina",
        "full_amount": "520", "goals": "Lavorare in cucina", "skills": "Preparare", "host_tutor": "Rita",
        **dict.fromkeys(("day_0", "day_1", "day_2", "day_3"), "5"),
    }  # fmt: skip
    story.fill("marta", f"{place}progetto/", "host", TODAY, **project)
    put_in_order(story, place)
    refused = story.send("marta", f"{place}avvia/", "on", BEGINS, on=italian(BEGINS))
    for lack in ("convenzione", "non è ancora firmato", "INAIL", "responsabilità civile", "obbligatoria (COB)"):
        assert lack in words(refused)
    agreement = str(Agreement.objects.get().id)
    story.fill("marta", f"{place}progetto/", "host", date(2026, 12, 4), agreement=agreement, **PACK)
    signed = {"upload": paper("progetto.pdf")}
    story.fill("marta", f"{place}progetto/firma/", "on", date(2026, 12, 7), files=signed, on="7.12.2026")
    assert story.fill("marta", f"{place}avvia/", "on", BEGINS, on=italian(BEGINS)) == place
    assert Internship.objects.get().state == "running"


def put_in_order(story: Story, place: str) -> None:
    """The title of who promotes, safety, fitness: the papers every pack asks for."""
    titled = {"promoter": story.body("capofila"), "kind": "employment", "reference": "12", "valid_from": "1.1.2026"}
    story.fill("paolo", "/tirocini/titoli/nuovo/", "promoter", TODAY, **titled)
    story.fill("marta", f"{place}atti/safety/", "body", date(2026, 12, 4), body="Formazione", happened_on="3.12.2026")
    story.fill("marta", f"{place}atti/fitness/", "body", date(2026, 12, 4), not_due_reason="Non richiesta")


def month_written(story: Story, first: date, done: Mapping[date, Fraction], on: date) -> str:
    """Every day of a month, written by who follows it; a day without hours is an absence."""
    place = f"{story.places['internship_page']}registro/{first.year}-{first.month}/"
    days = {f"{day.day}_kind": "present" if given else "absent" for day, given in done.items()}
    days |= {f"{day.day}_hours": str(float(given)).replace(".", ",") if given else "" for day, given in done.items()}
    story.fill("luca", place, f"{next(iter(done)).day}_kind", on, **days)
    return place


def month_confirmed(story: Story, place: str, on: date, called: str) -> str:
    """The month is closed and the allowance, or the difference, is there; returns the allowance's page."""
    before = set(story.allowances.values())
    story.fill("luca", f"{place}conferma/", "csrfmiddlewaretoken", on)
    with_ids = {f"/indennita/{one}/" for one in ids(story)}
    [story.allowances[called]] = with_ids - before
    return story.allowances[called]


def ids(story: Story) -> list[str]:
    """The allowances there are."""
    return [str(one) for one in Allowance.objects.values_list("id", flat=True)]


def early(story: Story, place: str) -> None:
    """Nobody closes a month that is not over, and Marta, who is not its tutor, never."""
    late = story.send("luca", f"{place}conferma/", "csrfmiddlewaretoken", date(2026, 12, 31))
    assert "Dicembre 2026 non è finito" in words(late)
    other = story.send("marta", f"{place}conferma/", "csrfmiddlewaretoken", date(2027, 1, 4))
    assert "Il mese lo conferma Luca, tutor del promotore" in words(other)
