"""The block of a fascicolo that shows how somebody's situation changes, and the step it asks for."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import Panel
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.assessments.enums import LifeArea, Moment, Priority
from ciao.assessments.forms import AssessmentForm
from ciao.assessments.models import Assessment, SkillProfile
from ciao.assessments.rules import Comparison, Picture, compare, to_compare
from ciao.cases.dossier.facts import seen
from ciao.cases.dossier.next_step import NextStep
from ciao.cases.dossier.story import Told
from ciao.cases.enums import Phase
from ciao.cases.models import Case
from ciao.cases.panel import View
from ciao.core import clock
from ciao.core.charts import radar
from ciao.core.formats import date_table, plural
from ciao.questionnaires.enums import Occasion, Voice
from ciao.questionnaires.models import Instrument, Response

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


@dataclass(frozen=True)
class Shelf:
    """One instrument in one person's file: what was filled, whether it is due again, what can be filled now."""

    instrument: Instrument
    filled: list[Response]
    due_on: date | None
    offers: list[tuple[str, str]]
    compare_url: str

    @property
    def said(self) -> str:
        """What was filled, in one line."""
        return " · ".join(
            f"{one.get_occasion_display()}, {one.get_voice_display()} {date_table(one.answered_on)}"
            for one in self.filled
        )

    @property
    def due(self) -> tuple[str, str]:
        """The tint and the words of the next time; both empty where it does not come again."""
        if self.due_on is None:
            return ("", "")
        late = self.due_on < clock.today()
        return ("warn", f"da rifare dal {date_table(self.due_on)}") if late else (
            "info", f"di nuovo dal {date_table(self.due_on)}",
        )  # fmt: skip


def instruments(view: View) -> Panel | None:
    """Which instruments were filled, when, in which voice, and when they come again; for who reads the work."""
    if not view.reads_work:
        return None
    shelves = [one for one in shelf(view.case, view.actor) if one.filled]
    skills = seen(SkillProfile, view.actor).filter(case=view.case).first()
    url = reverse("assessments:instruments", args=[view.case.id])
    context = {
        "shelves": shelves, "skills": skills, "skills_url": reverse("assessments:skills", args=[view.case.id]),
        "url": url if view.may_edit else "",
    }  # fmt: skip
    return Panel(
        "strumenti", "Strumenti", "assessments/panels/instruments.html", context, url=url, action="Tutti gli strumenti",
        count=sum(len(one.filled) for one in shelves) or None,
    )  # fmt: skip


def heard_in(case: Case, by: Actor) -> Any:
    """What was answered about a case, and on the signal it came from, in the order of time."""
    subjects = [one for one in (case.id, case.signal_id) if one]
    rows = visible(Response.objects.all(), by, Action.CASE_VIEW).standing().filter(subject_id__in=subjects)
    return rows.select_related("instrument").order_by("answered_on", "recorded_at")


def shelf(case: Case, by: Actor) -> list[Shelf]:
    """Every instrument in use in the programme, and those that were filled once and are no more."""
    found: dict[Any, list[Response]] = {}
    for one in heard_in(case, by):
        found.setdefault(one.instrument_id, []).append(one)
    current = list(Instrument.objects.current_in(case.programme_id))
    known = {one.id for one in current}
    past = [rows[0].instrument for key, rows in found.items() if key not in known]
    edits = may(by, Action.CASE_EDIT) and case.is_active()
    return [
        Shelf(
            one, found.get(one.id, []), _due_again(one, found.get(one.id, [])),
            _fills(case, one, found.get(one.id, [])) if edits and one.id in known else [],
            reverse("assessments:compare", args=[case.id, one.id]),
        )
        for one in (*current, *past)
    ]  # fmt: skip


def _due_again(instrument: Instrument, filled: list[Response]) -> date | None:
    if not filled or not instrument.months_between or filled[-1].occasion == Occasion.EXIT:
        return None
    last = filled[-1].answered_on
    year, month = divmod(last.year * 12 + last.month - 1 + instrument.months_between, 12)
    return date(year, month + 1, min(last.day, monthrange(year, month + 1)[1]))


def _fills(case: Case, instrument: Instrument, filled: list[Response]) -> list[tuple[str, str]]:
    """In each voice the moment that comes next; on leaving, the last one."""
    if instrument.is_first_contact:
        url = reverse("assessments:fill", args=[case.id, instrument.id, Occasion.ENTRY, Voice.TEAM])
        return [] if filled else [(url, "Compila il primo contatto")]
    offers = []
    for voice in Voice:
        done = {one.occasion for one in filled if one.voice == voice}
        moment = Occasion.ENTRY
        if Occasion.ENTRY in done:
            leaving = case.phase == Phase.CLOSING and Occasion.EXIT not in done
            moment = Occasion.EXIT if leaving else Occasion.MID
        if Occasion.EXIT not in done:
            url = reverse("assessments:fill", args=[case.id, instrument.id, moment, voice])
            offers.append((url, f"Compila: {moment.label}, {voice.label}"))
    return offers


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
