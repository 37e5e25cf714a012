"""The block of a fascicolo that shows how somebody's situation changes, and the step it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from ciao.access.pages import Panel
from ciao.assessments.enums import LifeArea, Moment, Priority
from ciao.assessments.forms import AssessmentForm
from ciao.assessments.models import Assessment
from ciao.assessments.rules import Comparison, Picture, compare, to_compare
from ciao.cases.dossier.facts import seen
from ciao.cases.dossier.next_step import NextStep
from ciao.cases.dossier.story import Told
from ciao.cases.enums import Phase
from ciao.cases.panel import View
from ciao.core.charts import radar
from ciao.core.formats import date_table, plural

CORNERS = {
    LifeArea.PERSONAL: ("Condizioni personali",),
    LifeArea.ECONOMIC: ("Situazione", "economica"),
    LifeArea.WORK: ("Lavoro",),
    LifeArea.EDUCATION: ("Istruzione e formazione",),
    LifeArea.HOUSING: ("Casa",),
    LifeArea.NETWORKS: ("Reti e", "relazioni"),
}
TINTS = {Priority.NONE: "", Priority.LOW: "info", Priority.HIGH: "warn"}


def assessment(view: View) -> Panel | None:
    """Six areas at each moment, drawn and in a table; nothing for who does not read the work."""
    if not view.reads_work:
        return None
    found = list(_of(view).prefetch_related("ratings"))
    context = {**drawn(found, _called(view)), "may_edit": view.may_edit, "offers": _offers(view, found)}
    dates = " · ".join(f"{one.get_moment_display()} {date_table(one.assessed_on)}" for one in found if one.is_confirmed)
    url = reverse("assessments:show", args=[view.case.id]) if found else ""
    return Panel(
        "valutazione", "Valutazione", "assessments/panels/assessment.html", context, url=url, action="Risposte",
        note=dates,
    )  # fmt: skip


def step(view: View) -> tuple[NextStep, str] | None:
    """What the assessment asks now, with the page that does it; None where it asks nothing."""
    moment = _due(view)
    if moment is None or not view.may_edit:
        return None
    draft = _of(view).filter(moment=moment).drafts().first()
    url = reverse("assessments:write", args=[view.case.id, moment])
    name = {Moment.ENTRY: "d’ingresso", Moment.EXIT: "d’uscita"}[moment]
    if draft is None:
        why = "Sei aree della vita, con i punti di forza. Si può fare in più volte: la bozza si salva da sola."
        return NextStep("assessment", f"Scrivere la valutazione {name}", why, "", "Scrivi la valutazione"), url
    lacking = len(picture_of(draft).unscored)
    why = f"Bozza del {date_table(draft.assessed_on)}: "
    why += (
        f"aree ancora senza punteggio {lacking} su {len(LifeArea)}."
        if lacking
        else "le sei aree ci sono, si può confermare."
    )
    return NextStep("assessment", f"Finire la valutazione {name}", why, "", "Riprendi la valutazione"), url


def story_lines(view: View) -> list[Told]:
    """What the path's story says of assessments: the day each was confirmed."""
    if not view.reads_work:
        return []
    url = reverse("assessments:show", args=[view.case.id])
    return [
        (one.confirmed_on, "ok", "check", f"Valutazione confermata: {one.get_moment_display()}", url)
        for one in _of(view).confirmed()
        if one.confirmed_on
    ]


def picture_of(one: Assessment) -> Picture:
    """An assessment as the rules read it."""
    ratings = list(one.ratings.all())
    return Picture(
        Moment(one.moment), one.assessed_on,
        {row.area: row.score for row in ratings}, {row.area: row.own_score for row in ratings},
    )  # fmt: skip


def drawn(found: Sequence[Assessment], name: str) -> dict[str, Any]:
    """The drawing and its words, from those that are confirmed."""
    pictures = to_compare([picture_of(one) for one in found if one.is_confirmed])
    comparison = compare(pictures)
    return {
        "radar": _radar(comparison, name) if pictures else None,
        "comparison": comparison,
        "sentence": _sentence(comparison),
        "named": name if any(one.differs for one in comparison.areas) else "",
    }


def answers(one: Assessment) -> dict[str, Any]:
    """One assessment as its page shows it, area by area."""
    rows = {row.area: row for row in one.ratings.all()}
    return {
        "row": one,
        "areas": [{"label": area.label, "row": rows.get(area), "kind": _tint(rows.get(area))} for area in LifeArea],
        "changes": list(one.changes.all()),
    }


def parts_of(form: AssessmentForm) -> list[dict[str, Any]]:
    """The side index of the page: each area with the score it has so far."""
    return [
        {"label": area.label, "url": f"#{area}", "marks": _marks(fields["score"].value())}
        for area, fields in form.areas()
    ]


def _marks(score: Any) -> list[tuple[str, str, str]]:
    return [("ok", "check", str(score))] if score not in (None, "") else []


def _tint(row: Any) -> str:
    return TINTS[Priority(row.priority)] if row else ""


def _of(view: View) -> Any:
    return seen(Assessment, view.actor).filter(case=view.case).standing()


def _called(view: View) -> str:
    return view.person.given_name if view.person else "la persona"


def _due(view: View) -> Moment | None:
    """Which moment is still to be written, by the phase of the path."""
    done = set(_of(view).confirmed().values_list("moment", flat=True))
    if Moment.ENTRY not in done:
        return Moment.ENTRY
    return Moment.EXIT if view.case.phase == Phase.CLOSING and Moment.EXIT not in done else None


def _offers(view: View, found: Sequence[Assessment]) -> list[tuple[str, str]]:
    """Assessments that may be begun or taken up again from the fascicolo."""
    if not view.may_edit:
        return []
    done = {one.moment for one in found if one.is_confirmed}
    drafts = {one.moment for one in found if not one.is_confirmed}
    wanted = [Moment.ENTRY] if Moment.ENTRY not in done else [Moment.MID, Moment.EXIT]
    return [
        (
            reverse("assessments:write", args=[view.case.id, one]),
            f"{'Riprendi la bozza' if one in drafts else 'Scrivi la valutazione'}: {one.label}",
        )
        for one in wanted
        if one == Moment.MID or one not in done
    ]


def _radar(comparison: Comparison, name: str) -> radar.Radar:
    moments = [
        radar.Moment(str(moment.label).capitalize(), [area.scores[index] for area in comparison.areas])
        for index, moment in enumerate(comparison.moments)
    ]
    own = [area.own for area in comparison.areas]
    areas = [radar.Area(str(area.label), CORNERS[area]) for area in LifeArea]
    asked = own if any(one is not None for one in own) else []
    return radar.draw(radar.Assessment(areas, moments, asked, f"Per {name}"))


def _sentence(comparison: Comparison) -> str:
    """What moved, in words; how many scores are missing is always said."""
    parts = []
    if len(comparison.moments) > 1:
        up, down = comparison.moved(1), comparison.moved(-1)
        parts.append(
            f"Dall’{comparison.moments[0].label} a oggi: {plural(up, 'area sale', 'aree salgono')}, "
            f"{plural(down, 'area scende', 'aree scendono')}, su {comparison.compared_count} confrontabili."
        )
    if comparison.missing_count:
        parts.append(f"{plural(comparison.missing_count, 'punteggio manca', 'punteggi mancano')}.")
    return " ".join(parts)
