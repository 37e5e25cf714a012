"""The balance of skills: its synthesis, its three phases, and the ESCO list its words are found in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.assessments.actions.skills import (
    close_profile_phase,
    load_concepts,
    reopen_skill_profile,
    save_skill_profile,
)
from ciao.assessments.enums import ProfilePhase
from ciao.assessments.forms import PHASE_FORMS, ConceptsForm, ReasonForm, kept_in_phase
from ciao.assessments.models import SkillConcept, SkillProfile
from ciao.assessments.views import both, is_stale
from ciao.assessments.views.reading import find_read, frame
from ciao.audit.enums import Group
from ciao.cases.models import Case
from ciao.cases.views import find, page, read
from ciao.core import clock
from ciao.core.formats import plural
from ciao.drafts.actions import draft_for, drop_draft, initial_from_draft

STEPS: list[ProfilePhase] = [one for one in ProfilePhase if one != ProfilePhase.DONE]
LEADS = {
    ProfilePhase.WELCOME: "Da dove si parte: che cosa si aspetta e che strada ha fatto.",
    ProfilePhase.INVESTIGATION: "Che cosa sa fare, anche fuori dal lavoro, e dove si è visto.",
    ProfilePhase.CONCLUSION: "La sintesi che porta via con sé, e i primi passi.",
}
SUGGESTED = 12


@requires(Action.CASE_VIEW)
def profile(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The whole balance as it stands: the synthesis to print and give, and what each phase said."""
    case, by = find_read(request, case_id), acting_in(request)
    row = _of(case, by, Action.CASE_VIEW)
    context = {
        "row": row, "skills": row.skills.filter(is_dropped=False).select_related("concept") if row else [],
        "changes": row.changes.all() if row else [], "steps": steps_of(row),
        **frame(case, by, "Bilancio di competenze"),
    }  # fmt: skip
    return TemplateResponse(request, "assessments/skills.html", context)


@requires(Action.CASE_EDIT)
def write(request: HttpRequest, case_id: UUID, phase: str) -> HttpResponse:
    """One phase, written in more sittings and by more than one hand."""
    by, case = acting_in(request), find(request, case_id)
    row = _of(case, by, Action.CASE_EDIT)
    if phase == "riapri" and row is not None:
        return _reopen(request, case, row)
    if phase not in STEPS or (row is None and phase != ProfilePhase.WELCOME):
        raise Http404
    if row is not None and row.phase == ProfilePhase.DONE:
        return redirect("assessments:skills", case_id=case.id)
    read(case, by, "bilancio di competenze", Group.NAME, Group.ASSESSMENT)
    return _write(request, case, row, ProfilePhase(phase))


@requires(Action.INSTRUMENT_EDIT)
def concepts(request: HttpRequest) -> HttpResponse:
    """How many ESCO skills are at hand, and loading a list."""
    shape = FormPage(
        "assessments/concepts.html", to=request.path, done=lambda many: f"Elenco caricato: {_counted(many)}.",
        context={"many": SkillConcept.objects.count(),
                 "crumbs": [("Strumenti", reverse("questionnaires:instruments")), ("Competenze ESCO", "")]},
    )  # fmt: skip
    form = ConceptsForm(request.POST or None, request.FILES or None)
    return shape.answer(request, form, lambda typed: load_concepts(concepts=typed["file"], by=acting_in(request)))


@requires(Action.INSTRUMENT_VIEW)
def suggest(request: HttpRequest) -> HttpResponse:
    """The skills that begin or go on with what is being typed: the options of a box."""
    text = str(next((value for name, value in request.GET.items() if name.endswith("_words")), "")).strip()
    rows = SkillConcept.objects.none()
    if len(text) >= 3:
        rows = SkillConcept.objects.filter(Q(label__icontains=text) | Q(other_labels__icontains=text))
    return TemplateResponse(request, "assessments/suggested.html", {"found": rows[:SUGGESTED]})


def steps_of(row: SkillProfile | None) -> list[dict[str, str]]:
    """The three phases as the stepper draws them."""
    now = list(ProfilePhase).index(ProfilePhase(row.phase)) if row else 0
    states = ["done"] * now + ["now"] + [""] * len(STEPS)
    return [
        {"label": one.label.capitalize(), "letter": str(at), "state": states[at - 1]} for at, one in enumerate(STEPS, 1)
    ]


def _write(request: HttpRequest, case: Case, row: SkillProfile | None, phase: ProfilePhase) -> HttpResponse:
    by, form_class, code = acting_in(request), PHASE_FORMS[phase], f"bilancio-{phase}"
    draft = draft_for(code, by, case)
    form = form_class(request.POST or None, kept=kept_in_phase(row, phase), typed=initial_from_draft(form_class, draft))
    if is_stale(draft, row):
        form.initial["_seen"] = "-"
    shape = page(
        request, case, f"Bilancio di competenze: {phase.label}", "Chiudi questa fase", "",
        template="assessments/write_skills.html", lead=LEADS[phase], draft=draft, draft_form=code, phase=phase,
        steps=steps_of(row), is_now=row is None or row.phase == phase,
    )  # fmt: skip
    shape = replace(shape, to=_goes_on, done=_sentence)
    if request.method == "POST" and form.is_valid() and form.differences():
        return both(request, form, shape, row)
    return shape.answer(request, form, lambda _: _save(request, case, phase, form, code))


def _save(request: HttpRequest, case: Case, phase: ProfilePhase, form: Any, code: str) -> SkillProfile:
    by = acting_in(request)
    row = save_skill_profile(case=case, phase=phase, texts=form.texts(), skills=form.skills(), by=by)
    if request.POST.get("do") != "draft" and row.phase == phase:
        row = close_profile_phase(profile=row, on=clock.today(), by=by)
    drop_draft(code, by, case)
    return row


def _goes_on(row: SkillProfile) -> str:
    if row.phase == ProfilePhase.DONE:
        return reverse("assessments:skills", args=[row.case_id])
    return reverse("assessments:write_skills", args=[row.case_id, row.phase])


def _sentence(row: SkillProfile) -> str:
    if row.phase == ProfilePhase.DONE:
        return "Bilancio concluso. Prossimo passo: stampare la sintesi e darla alla persona."
    return f"Salvato: lo vede tutta l’équipe. Adesso: {ProfilePhase(row.phase).label}."


def _reopen(request: HttpRequest, case: Case, row: SkillProfile) -> HttpResponse:
    by = acting_in(request)
    read(case, by, "bilancio di competenze", Group.NAME, Group.ASSESSMENT)
    lead = "Torna alla conclusione: si riscrive la sintesi."
    shape = page(request, case, "Riapri il bilancio", "Riapri il bilancio", "Bilancio riaperto.", lead=lead)
    shape = replace(shape, to=_goes_on)
    return shape.answer(
        request, ReasonForm(request.POST or None),
        lambda typed: reopen_skill_profile(profile=row, note=typed["note"], on=clock.today(), by=by),
    )  # fmt: skip


def _of(case: Case, by: Actor, action: Action) -> SkillProfile | None:
    return visible(SkillProfile.objects, by, action).filter(case=case).first()


def _counted(many: int) -> str:
    return plural(many, "competenza", "competenze")
