"""The blocks of a fascicolo that come from the case and from the person, for `desk` to compose."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.pages import Panel
from ciao.access.roles import may
from ciao.access.visibility import scopes
from ciao.audit.models import ReadLine
from ciao.cases.dossier.daily import approvals, conferences, diary, folded, meetings, supervises, tasks
from ciao.cases.dossier.eligibility import eligibility_of, facts_of
from ciao.cases.dossier.entry import LATE, asked_by, progress_of, state_words
from ciao.cases.dossier.entry_sheet import entry_of, page_of, reads_entries, waiting_for
from ciao.cases.dossier.facts import missing_in, names_for, seen
from ciao.cases.dossier.next_step import NextStep, standing
from ciao.cases.dossier.story import Told, story_of
from ciao.cases.enums import CaseState, CheckOutcome
from ciao.cases.models import Case, CaseWorker, Cover, EntryCheck, MeasureCheck
from ciao.cases.rules import Eligibility
from ciao.core import clock
from ciao.core.formats import NOT_KNOWN, date_field
from ciao.people.forms import ANSWERS, warnings_about
from ciao.people.models import Contact, Identity, Person, PrivacyNotice, SensitiveAnswers

STORY_SHOWN = 8
READ_DAYS = 30
__all__ = [
    "View", "approvals", "conferences", "contacts", "data", "delicate", "diary", "entry", "entry_step", "in_order",
    "meetings", "readers", "requirements", "standing_step", "story", "supervises", "tasks", "team", "view_of",
]  # fmt: skip
SHOWN_PLACES = ("birth_municipality", "birth_country", "citizenship", "residence", "domicile")


@dataclass(frozen=True)
class View:
    """A case as one reader sees it: the rows they may read, None or empty where they may not."""

    case: Case
    actor: Actor
    person: Person | None
    identity: Identity | None
    contact: Contact | None
    answers: SensitiveAnswers | None
    may_edit: bool
    reads_work: bool
    reads_plan: bool
    reads_diary: bool

    @cached_property
    def eligibility(self) -> Eligibility:
        """The requirements against what is known of the person, worked out once for the blocks that say them."""
        return eligibility_of(self.case.programme, facts_of(self.identity), self.case.opened_on)

    def link(self, name: str) -> str:
        """The address of a page about this case, or nothing where the reader may not work on it."""
        return reverse(f"cases:{name}", args=[self.case.id]) if self.may_edit else ""

    def begin(self, name: str) -> str:
        """The address of a page that begins something new: none once the path has ended."""
        return self.link(name) if self.case.is_active() else ""


def view_of(case: Case, actor: Actor) -> View:
    """Reads once what the panels of a fascicolo share."""
    held = Level(0)
    for level in (Level.WORK, Level.PLAN, Level.DIARY):
        if scopes(actor, level).filter(id=case.scope_id).exists():
            held |= level
    sheets = {
        model: seen(model, actor).filter(person_id=case.person_id).select_related(*related).first()
        for model, related in ((Identity, SHOWN_PLACES), (Contact, ()), (SensitiveAnswers, ()))
    }
    return View(
        case=case,
        actor=actor,
        person=names_for([case], actor).get(case.person_id),
        identity=sheets[Identity],
        contact=sheets[Contact],
        answers=sheets[SensitiveAnswers],
        may_edit=may(actor, Action.CASE_EDIT) and Level.WORK in held,
        reads_work=Level.WORK in held,
        reads_plan=Level.PLAN in held,
        reads_diary=Level.DIARY in held,
    )


def requirements(view: View) -> Panel | None:
    """Whether the programme is for this person, and why."""
    if view.identity is None:
        return None
    amber = code_warnings(view.person, view.identity)
    context = {
        "eligibility": view.eligibility, "amber": amber, "target": view.case.target, "may_edit": view.may_edit,
        "checked": seen(EntryCheck, view.actor).filter(case=view.case).first(),
        "measures": list(seen(MeasureCheck, view.actor).filter(case=view.case)),
        "returns": list(view.case.returns.all()),
    }  # fmt: skip
    return Panel("requisiti", "Requisiti", "cases/panels/requirements.html", context)


def data(view: View) -> Panel | None:
    """Who the person is before the funder."""
    one = view.identity
    if one is None:
        return None
    born = f"{date_field(one.birth_date)} ({one.age_on(clock.today())} anni)" if one.birth_date else NOT_KNOWN
    items = [
        ("Genere", one.get_gender_display() or NOT_KNOWN),
        ("Data di nascita", born),
        ("Nata o nato a", one.birth_municipality or one.birth_country or NOT_KNOWN),
        ("Codice fiscale", one.fiscal_code or NOT_KNOWN),
        ("Cittadinanza", one.citizenship or NOT_KNOWN),
        ("Residenza", one.residence or NOT_KNOWN),
        ("Vive a", one.domicile or one.residence or NOT_KNOWN),
        ("Lavoro all’ingresso", one.get_employment_display() or NOT_KNOWN),
        ("Titolo di studio", one.get_education_display() or NOT_KNOWN),
    ]
    return Panel(
        "dati",
        "Dati",
        "cases/panels/pairs.html",
        halves(items),
        url=view.link("edit_identity"),
        action="Modifica",
    )


def contacts(view: View) -> Panel | None:
    """How the person wants to be reached, and what may be said."""
    one = view.contact
    if one is None:
        return None
    items = [
        ("Come preferisce", one.get_channel_display() or NOT_KNOWN),
        ("In quali ore", one.hours or NOT_KNOWN),
        ("Telefono", one.phone or NOT_KNOWN),
        ("E-mail", one.email or NOT_KNOWN),
        ("Indirizzo", one.address or NOT_KNOWN),
    ]
    note = f"Che cosa si può dire: {one.words}" if one.words else ""
    context = {**halves(items), "note": note}
    return Panel(
        "recapiti",
        "Recapiti",
        "cases/panels/pairs.html",
        context,
        url=view.link("edit_contact"),
        action="Modifica",
    )


def halves(items: list[tuple[str, Any]]) -> dict[str, Any]:
    """Pairs in two short columns, so that the eye does not cross the whole card."""
    middle = (len(items) + 1) // 2
    return {"left": items[:middle], "right": items[middle:]}


def delicate(view: View) -> Panel | None:
    """How many delicate answers there are, never which."""
    if view.answers is None:
        return None
    given = sum(bool(getattr(view.answers, name)) for name in ANSWERS)
    items = [("Risposte date", f"{given} su {len(ANSWERS)}")]
    note = "Le risposte si leggono solo aprendole: ogni apertura resta nel registro."
    return Panel(
        "delicate",
        "Risposte delicate",
        "cases/panels/pairs.html",
        {**halves(items), "note": note},
        url=view.link("edit_answers"),
        action="Apri",
    )


def entry(view: View) -> Panel | None:
    """Where the funder's entry form stands; nothing for who does not read the person's identity."""
    if not reads_entries(view.case, view.actor):
        return None
    one = entry_of(view.case, view.actor)
    status, kind = state_words(one)
    context = {"progress": progress_of(one) if one else None, "asked": asked_by(one, waiting_for(one))}
    return Panel(
        "iscrizione", "Domanda di iscrizione", "cases/panels/entry.html", context, url=page_of(view.case),
        action="Apri", status=status, kind=kind,
    )  # fmt: skip


def entry_step(view: View) -> tuple[NextStep, str] | None:
    """What the entry form asks, with the page that does it; late once supports have begun without it."""
    if not view.may_edit or view.case.state != CaseState.OPEN or not reads_entries(view.case, view.actor):
        return None
    one = entry_of(view.case, view.actor)
    asked = asked_by(one, waiting_for(one))
    if asked is None:
        return None
    is_late = view.case.phase in LATE
    why = f"I sostegni sono iniziati e la domanda non è firmata. {asked.why}" if is_late else asked.why
    url = view.link("fill_entry") if asked.on_form else page_of(view.case)
    return NextStep("entry", asked.title, why, "stop" if is_late else "", asked.label), url


def standing_step(view: View) -> NextStep:
    """The band for who reads no work on this case: where it stands and whom to ask."""
    lead = seen(CaseWorker, view.actor).filter(case=view.case, ends_on__isnull=True, is_lead=True)
    worker = lead.select_related("user").first()
    return standing(view.case.state, view.case.phase, worker.user.get_full_name() if worker else "")


def code_warnings(person: Person | None, identity: Identity) -> list[str]:
    """What the codice fiscale and the answers say differently."""
    names = {"given_name": person.given_name, "family_name": person.family_name} if person else {}
    fields = ("fiscal_code", "gender", "birth_date", "birth_municipality", "birth_country")
    return warnings_about(names, {name: getattr(identity, name) for name in fields})


def story(view: View, more: Iterable[Told] = ()) -> Panel:
    """Everything that changed, the latest first; `more` is what the parts above tell of themselves."""
    lines = story_of(view.case, view.actor, with_reasons=view.reads_work, more=more)
    return Panel("storia", "Storia", "cases/panels/story.html", folded(lines, STORY_SHOWN))


def team(view: View) -> list[dict[str, Any]]:
    """Who works with the person today, the reference first."""
    rows = seen(CaseWorker, view.actor).filter(case=view.case, ends_on__isnull=True)
    found = rows.select_related("user", "organization").order_by("-is_lead", "starts_on")
    away = covered_today([one.mandate_id for one in found])
    return [
        {
            "name": one.user.get_full_name(),
            "role": " · ".join(filter(None, (one.get_role_display(), str(one.organization), away.get(one.mandate_id)))),
            "is_lead": one.is_lead,
        }
        for one in found
    ]


def covered_today(mandate_ids: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Who of these is away today, and who stands in until when."""
    rows = Cover.objects.running(clock.today()).filter(covered_id__in=mandate_ids).select_related("substitute__user")
    return {
        one.covered_id: f"fino al {date_field(one.ends_on)} c’è {one.substitute.user.get_full_name()} al suo posto"
        for one in rows
    }


def in_order(view: View) -> list[dict[str, str]]:
    """Short facts that are, or are not, in order."""
    items = []
    notice = seen(PrivacyNotice, view.actor).filter(person_id=view.case.person_id).first()
    if view.person is not None:
        words = f"Informativa mostrata il {date_field(notice.shown_on)}" if notice else "Informativa da mostrare"
        items.append(_fact(bool(notice), words, "" if notice else view.link("notice"), "Segna"))
    if view.identity is not None:
        items.append(_required(view))
        lacking = missing_in(view.identity)
        words = (
            f"Dati: {'manca' if len(lacking) == 1 else 'mancano'} {', '.join(lacking)}" if lacking else "Dati completi"
        )
        items.append(_fact(not lacking, words, view.link("edit_identity") if lacking else "", "Completa"))
        code = bool(view.identity.fiscal_code)
        items.append(_fact(code, "Codice fiscale scritto" if code else "Codice fiscale: non c’è ancora", "", ""))
    return items


def _required(view: View) -> dict[str, str]:
    found = view.eligibility
    fine = sum(one.outcome == CheckOutcome.YES for one in found.checks)
    words = f"Requisiti: {fine} su {len(found.checks)}" + (f", {view.case.target}" if view.case.target else "")
    return _fact(fine == len(found.checks), words, "#requisiti", "perché")


def _fact(is_fine: bool, text: str, url: str, action: str) -> dict[str, str]:
    return {"kind": "ok" if is_fine else "warn", "text": text, "url": url, "action": action, "note": ""}


def readers(view: View) -> list[tuple[str, int]]:
    """Who read this file in the last 30 days and how often, for who may see it."""
    since = clock.now() - timedelta(days=READ_DAYS)
    rows = seen(ReadLine, view.actor).filter(scope_id=view.case.scope_id, read_at__gte=since).order_by()
    return list(rows.values_list("label").annotate(times=Count("id")).order_by("-times", "label"))
