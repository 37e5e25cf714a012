"""The pages of the pack: signed copy, acts, notice, protocols, what a service wrote, starts allowed with a lack."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import acting_in, requires
from ciao.audit.enums import Group
from ciao.cases import views as cases
from ciao.core import clock
from ciao.internships import actions
from ciao.internships.enums import ActKind
from ciao.internships.forms.pack import (
    ActForm,
    AskForm,
    DecideForm,
    ExtendForm,
    NoticeForm,
    ProtocolForm,
    ServiceActForm,
    SignedForm,
)
from ciao.internships.models import Internship, PackAct, StartOverride
from ciao.internships.pack.gather import pack_of
from ciao.internships.pack.items import lacking, sentences
from ciao.internships.panel import seen
from ciao.internships.views import find, shape

UPLOAD = "internships/upload.html"
NO_PROJECT = "Il progetto formativo non c’è ancora: scrivilo, poi fallo firmare."
HINTS = {
    ActKind.SCHOOL: "Scuola o università, persona che segue lo stage, numero dell’accordo.",
    ActKind.SAFETY: "Formazione generale e, dove serve, specifica. Scrivi chi l’ha fatta e quando.",
    ActKind.FITNESS: "Serve dove i rischi del lavoro la chiedono. Scrivi chi l’ha fatta e fino a quando vale.",
    ActKind.SCHOOLING: "Per chi ha meno di 18 anni: quale scuola lo dice, e quando.",
}


@requires(Action.INTERNSHIP_EDIT)
def sign(request: HttpRequest, internship_id: UUID) -> HttpResponse:
    """Everybody signed the training project, on paper or with a digital signature: the copy is kept."""
    by, internship = acting_in(request), find(request, internship_id)
    lead = "Hanno firmato la persona (o chi ne risponde, se ha meno di 18 anni), l’ente ospitante e il tutor."
    page = shape(
        request, internship, "Progetto formativo firmato", "Salva la copia firmata", "Progetto firmato.", lead=lead,
        template=UPLOAD,
    )  # fmt: skip
    form = SignedForm(request.POST or None, request.FILES or None, initial={"on": clock.today()})
    return page.answer(request, form, lambda typed: _sign(internship, by, **typed))


@requires(Action.INTERNSHIP_EDIT)
def act(request: HttpRequest, internship_id: UUID, kind: str) -> HttpResponse:
    """One paper of the pack."""
    by, internship = acting_in(request), find(request, internship_id)
    if kind not in ActKind.values:
        raise Http404(kind)
    row = seen(PackAct, by).filter(internship=internship, kind=kind).first()
    title = str(ActKind(kind).label).capitalize()
    page = shape(
        request, internship, title, "Salva l’atto", "Atto salvato.", lead=HINTS[ActKind(kind)], template=UPLOAD
    )
    form = ActForm(request.POST or None, request.FILES or None, initial=_act(row))
    return page.answer(
        request, form, lambda typed: actions.record_act(internship=internship, kind=kind, by=by, **typed)
    )


@requires(Action.INTERNSHIP_EDIT)
def notice(request: HttpRequest, internship_id: UUID) -> HttpResponse:
    """The number of the compulsory notice."""
    by, internship = acting_in(request), find(request, internship_id)
    lead = "La manda l’ente ospitante, entro il giorno prima dell’inizio."
    title = "Comunicazione obbligatoria (COB)"
    page = shape(request, internship, title, "Salva il numero", "Numero salvato.", lead=lead)
    form = NoticeForm(request.POST or None, initial=_notice(internship))
    return page.answer(request, form, lambda typed: actions.record_notice(internship=internship, by=by, **typed))


@requires(Action.INTERNSHIP_EDIT)
def protocol(request: HttpRequest, internship_id: UUID, what: str) -> HttpResponse:
    """The protocol of one formal act of an internship."""
    by, internship = acting_in(request), find(request, internship_id)
    found = _act_called(internship, what, by)
    page = shape(request, internship, "Protocollo", "Salva il protocollo", "Protocollo salvato.", lead=found[0])
    initial = {"protocol": found[1].protocol, "on": found[1].protocol_on or clock.today()}
    form = ProtocolForm(request.POST or None, initial=initial)
    return page.answer(request, form, lambda typed: actions.set_protocol(act=found[1], by=by, **typed))


@requires(Action.INTERNSHIP_EDIT)
def extend(request: HttpRequest, internship_id: UUID) -> HttpResponse:
    """A later last day."""
    by, internship = acting_in(request), find(request, internship_id)
    lead = "La durata in tutto resta dentro i limiti del suo tipo e della convenzione."
    page = shape(
        request, internship, "Proroga del tirocinio", "Proroga il tirocinio", "Tirocinio prorogato.", lead=lead,
        template=UPLOAD,
    )  # fmt: skip
    form = ExtendForm(request.POST or None, request.FILES or None, initial={"decided_on": clock.today()})
    return page.answer(request, form, lambda typed: actions.extend_internship(internship=internship, by=by, **typed))


@requires(Action.INTERNSHIP_EDIT)
def service_act(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A public service has the person in charge, or certifies the need."""
    by, case = acting_in(request), cases.find(request, case_id, Action.INTERNSHIP_EDIT)
    cases.read(case, by, "atto di un servizio pubblico", Group.NAME, Group.INTERNSHIP)
    lead = "Serve al tirocinio di inclusione sociale. Il percorso in CIAO! non è una presa in carico del servizio."
    words = ("Atto di un servizio pubblico", "Salva l’atto del servizio", "Atto salvato.")
    page = replace(cases.page(request, case, *words, lead=lead), template="internships/case_upload.html")
    form = ServiceActForm(request.POST or None, request.FILES or None)
    return page.answer(request, form, lambda typed: actions.record_service_act(case=case, by=by, **typed))


@requires(Action.INTERNSHIP_EDIT)
def ask(request: HttpRequest, internship_id: UUID) -> HttpResponse:
    """Asks to start with what is missing."""
    by, internship = acting_in(request), find(request, internship_id)
    packed = pack_of(internship, by)
    page = shape(
        request, internship, "Iniziare con documenti mancanti", "Chiedi di iniziare", "Mandata al coordinamento.",
        lead="Decide il coordinamento. Richiesta e decisione restano per sempre sulla pagina e nelle stampe.",
        missing=lacking(packed.facts, packed.waived), template="internships/override.html",
    )  # fmt: skip
    form = AskForm(request.POST or None)
    return page.answer(request, form, lambda typed: actions.ask_override(internship=internship, by=by, **typed))


@requires(Action.INTERNSHIP_OVERRIDE)
def decide(request: HttpRequest, internship_id: UUID, override_id: UUID) -> HttpResponse:
    """Allows or refuses a start with something missing."""
    by, internship = acting_in(request), find(request, internship_id, Action.INTERNSHIP_OVERRIDE)
    row = get_object_or_404(seen(StartOverride, by), id=override_id, internship=internship)
    page = shape(
        request, internship, "Decidere sull’avvio", "Salva la decisione", "Decisione salvata.",
        lead="Chi decide ne risponde: il motivo resta per sempre sulla pagina e nelle stampe.",
        missing=sentences(row.missing.split(",")), request_words=row.request, template="internships/override.html",
    )  # fmt: skip
    form = DecideForm(request.POST or None)
    return page.answer(
        request, form, lambda typed: actions.decide_override(override=row, on=clock.today(), by=by, **typed)
    )


def _sign(internship: Internship, by: Actor, **typed: Any) -> Any:
    found = internship.project()
    if found is None:
        raise NotPossible(NO_PROJECT)
    return actions.sign_training_project(training_project=found, by=by, **typed)


def _act(row: PackAct | None) -> dict[str, Any]:
    names = ("body", "reference", "happened_on", "valid_to", "not_due_reason")
    return {name: getattr(row, name) for name in names} if row else {}


def _notice(internship: Internship) -> dict[str, Any]:
    project = internship.project()
    return {"cob_number": project.cob_number, "cob_on": project.cob_on or clock.today()} if project else {}


def _act_called(internship: Internship, what: str, by: Actor) -> tuple[str, Any]:
    """An act by the word its address bears, with its name."""
    found: Any
    if what == "progetto":
        found = internship.project()
        name = "Progetto formativo"
    elif what == "proroga":
        found = internship.extensions.order_by("-recorded_at").first()
        name = "Proroga"
    else:
        found = seen(PackAct, by).filter(internship=internship, kind=what).first()
        name = str(found) if found else ""
    if found is None:
        raise Http404(what)
    return name, found
