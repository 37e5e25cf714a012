"""What the person decides goal by goal, and the plan in their own language."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.assessments.views import both
from ciao.audit.enums import Group
from ciao.cases.views import find, page, read
from ciao.core import clock
from ciao.partners.models import Organization
from ciao.people.models import Person
from ciao.plans import actions
from ciao.plans.dossier.consents import consents_of
from ciao.plans.dossier.words import sentences_of
from ciao.plans.forms import ConsentForm, translating
from ciao.plans.models import Plan
from ciao.plans.rules import language_code
from ciao.plans.views import find_goal, plan_to_write


@requires(Action.CASE_EDIT)
def consent(request: HttpRequest, case_id: UUID, goal_id: UUID) -> HttpResponse:
    """Whether the person agrees to a goal and, apart, who may know of it."""
    by, case = acting_in(request), find(request, case_id)
    goal = find_goal(request, case, goal_id)
    read(case, by, "adesione a un obiettivo", Group.NAME, Group.PLAN)
    known = consents_of(case, by).of(goal.lineage)
    shape = page(
        request, case, "Adesione e chi può saperne", "Salva le risposte", "Risposte salvate: valgono da subito.",
        lead=f"«{goal.title}».", template="plans/consent.html", known=known,
    )  # fmt: skip
    shape = replace(shape, to=goal.plan.get_absolute_url())
    initial = {"on": clock.today(), "agrees": known.answer, "bodies": [one.organization_id for one in known.releases]}
    form = ConsentForm(request.POST or None, offered=_bodies(case), initial=initial)
    return shape.answer(request, form, lambda _: actions.answer_for_goal(goal=goal, by=by, **form.answers()))


@requires(Action.CASE_EDIT)
def translate(request: HttpRequest, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """Each sentence of the plan with its words in the person's language beside it."""
    by, case = acting_in(request), find(request, case_id)
    plan = plan_to_write(request, case, plan_id)
    read(case, by, "progetto personalizzato", Group.NAME, Group.PLAN)
    language = _language(request, case)
    sentences = sentences_of(plan)
    kept = actions.translations_of(case, language)
    form: Any = translating(sentences)(
        request.POST or None, kept={f"text_{place}": kept.get(text, "") for place, text in enumerate(sentences)}
    )
    named = dict(settings.LANGUAGES)[language]
    shape = page(
        request, case, "Il progetto nella sua lingua", "Salva la traduzione", "Traduzione salvata. Ora puoi stampare.",
        template="plans/translate.html", lead=f"Lingua: {named}.", language=language,
        languages=[one for one in settings.LANGUAGES if one[0] != "it"],
    )  # fmt: skip
    shape = replace(shape, to=plan.get_absolute_url())
    if request.method == "POST" and form.is_valid() and form.differences():
        return both(request, form, shape, None)
    return shape.answer(request, form, lambda typed: _save(plan, language, sentences, typed, by))


def _save(plan: Plan, language: str, sentences: list[str], typed: dict[str, Any], by: Any) -> int:
    texts = {text: typed[f"text_{place}"] for place, text in enumerate(sentences)}
    return actions.translate_plan(case=plan.case, language=language, texts=texts, by=by)


def _language(request: HttpRequest, case: Any) -> str:
    """The language the address names, else the person's own, else the first there is."""
    asked = request.GET.get("lingua", "")
    if asked in dict(settings.LANGUAGES) and asked != "it":
        return asked
    person = Person.objects.filter(id=case.person_id).first()
    found = language_code(person.language if person else "")
    return found if found != "it" else "en"


def _bodies(case: Any) -> Any:
    return Organization.objects.filter(partnerships__programme=case.programme).distinct()
