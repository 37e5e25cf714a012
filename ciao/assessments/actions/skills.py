"""The balance of skills: written in three phases, each closed when it has what it needs; and the ESCO list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.assessments.enums import ProfilePhase
from ciao.assessments.lifecycle import PROFILE
from ciao.assessments.models import Skill, SkillConcept, SkillProfile
from ciao.assessments.rules import Concept, SkillLine
from ciao.cases.enums import CaseState
from ciao.cases.models import Case
from ciao.core import clock

TEXTS = {
    ProfilePhase.WELCOME: ("expectations", "history"),
    ProfilePhase.INVESTIGATION: ("talents", "aspirations", "constraints"),
    ProfilePhase.CONCLUSION: ("synthesis", "next_steps"),
}
ONWARD = {
    ProfilePhase.WELCOME: "deepen",
    ProfilePhase.INVESTIGATION: "conclude",
    ProfilePhase.CONCLUSION: "close",
}
BATCH = 2000


@transaction.atomic
def save_skill_profile(
    *, case: Case, phase: ProfilePhase, texts: Mapping[str, str], by: Actor, skills: Sequence[SkillLine] | None = None
) -> SkillProfile:
    """Keeps what one phase says; the first words open the balance. Skills left out are taken off and stay on record.

    Raises `NotPossible` where the case was opened by mistake, or the phase is still to come or the balance closed.
    """
    if case.state == CaseState.VOID:
        raise NotPossible("Il percorso è aperto per errore: non si fa un bilancio.")
    row = SkillProfile.objects.filter(case=case).first() or SkillProfile(case=case, scope_id=case.scope_id)
    _check_phase(row, ProfilePhase(phase))
    for name in TEXTS[ProfilePhase(phase)]:
        setattr(row, name, texts.get(name, ""))
    row.saved_at, row.saved_by, row.saved_by_label = clock.now(), by.id, by.label
    row.save()
    if skills is not None:
        _keep_skills(row, skills)
    return row


@transaction.atomic
def close_profile_phase(*, profile: SkillProfile, on: date, by: Actor) -> SkillProfile:
    """The phase has what it needs and the next begins; after the last the synthesis is ready to be given.

    Raises `NotPossible` with what is still missing.
    """
    phase = ProfilePhase(profile.phase)
    if phase not in ONWARD:
        raise NotPossible("Il bilancio è concluso: per cambiarlo, riaprilo.")
    if phase == ProfilePhase.WELCOME and not profile.expectations:
        raise NotPossible("Scrivi che cosa si aspetta: si parte da lì.")
    if phase == ProfilePhase.INVESTIGATION and not profile.skills.filter(is_dropped=False).exists():
        raise NotPossible("Scrivi almeno una cosa che sa fare.")
    if phase == ProfilePhase.CONCLUSION and not profile.synthesis:
        raise NotPossible("Scrivi la sintesi: è ciò che la persona porta via.")
    PROFILE.move(profile, ONWARD[phase], by=by, on=on)
    profile.concluded_on = on if phase == ProfilePhase.CONCLUSION else None
    profile.save(update_fields=["concluded_on"])
    return profile


@transaction.atomic
def reopen_skill_profile(*, profile: SkillProfile, note: str, on: date, by: Actor) -> SkillProfile:
    """Correction: something is missing in the synthesis; it is written again from the conclusion."""
    PROFILE.move(profile, "reopen", by=by, on=on, reason=note)
    profile.concluded_on = None
    profile.save(update_fields=["concluded_on"])
    return profile


@transaction.atomic
def load_concepts(*, concepts: Iterable[Concept], by: Actor) -> int:
    """Skills of an ESCO list, added or brought up to date by their address; returns how many."""
    ensure(by, Action.INSTRUMENT_EDIT)
    rows = {
        one.uri: SkillConcept(
            uri=one.uri, label=one.label, other_labels=one.other_labels, is_knowledge=one.is_knowledge
        )
        for one in concepts
    }
    SkillConcept.objects.bulk_create(
        rows.values(), update_conflicts=True, unique_fields=["uri"],
        update_fields=["label", "other_labels", "is_knowledge"], batch_size=BATCH,
    )  # fmt: skip
    return len(rows)


def _check_phase(row: SkillProfile, phase: ProfilePhase) -> None:
    order = list(ProfilePhase)
    if row.phase == ProfilePhase.DONE:
        raise NotPossible("Il bilancio è concluso: per cambiarlo, riaprilo.")
    if order.index(phase) > order.index(ProfilePhase(row.phase)):
        raise NotPossible(f"Prima chiudi la fase di {ProfilePhase(row.phase).label}.")


def _keep_skills(row: SkillProfile, skills: Sequence[SkillLine]) -> None:
    concepts = {one.label.lower(): one for one in SkillConcept.objects.filter(label__in=[one.words for one in skills])}
    known = {one.place: one for one in row.skills.all()}
    for place, line in enumerate(skills, 1):
        skill = known.pop(place, None) or Skill(scope_id=row.scope_id, profile=row, place=place)
        skill.words, skill.evidence, skill.skill_level = line.words, line.evidence, line.level
        skill.concept, skill.is_dropped = concepts.get(line.words.lower()), False
        skill.save()
    for left in known.values():
        if not left.is_dropped:
            left.is_dropped = True
            left.save(update_fields=["is_dropped"])
