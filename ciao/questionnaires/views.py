"""The instruments of a programme: the list, the preview, loading one from a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.core.forms import PlainForm
from ciao.core.lists import XLSX, Column, ListPage, Mark
from ciao.questionnaires import actions
from ciao.questionnaires.forms import LoadForm, form_for
from ciao.questionnaires.models import Instrument
from ciao.questionnaires.sheets.cells import NotReadable
from ciao.questionnaires.sheets.reading import Fault, Settings, Sheet, read
from ciao.questionnaires.sheets.writing import write

VIEW, EDIT = Action.INSTRUMENT_VIEW, Action.INSTRUMENT_EDIT
LIST = ListPage(
    title="Strumenti",
    noun="strumento,strumenti",
    columns=[
        Column("titolo", "Strumento", lambda one: one.title, "title", link=lambda one: one.get_absolute_url()),
        Column("versione", "Versione", lambda one: one.version, "version", numeric=True),
        Column("domande", "Domande", lambda one: one.question_count, "question_count", numeric=True),
        Column("di-chi", "Di chi è", lambda one: "di tutti i progetti" if one.is_shipped else "di questo progetto"),
        Column("licenza", "Licenza", lambda one: one.licence),
        Column("stato", "Oggi", lambda one: _mark(one)),
    ],
    order=("-is_first_contact", "title", "-version"),
    empty=("list", "Nessuno strumento", "Caricane uno da un foglio di calcolo."),
    template="questionnaires/instruments.html",
    export_name="strumenti",
)


@requires(VIEW)
def index(request: HttpRequest) -> HttpResponse:
    """Every instrument one may fill, and the versions still to be put in use."""
    by = acting_in(request)
    known = Instrument.objects.of(by.programme_id)
    rows = known.filter(Q(id__in=Instrument.objects.current_in(by.programme_id)) | _drafts())
    draft = rows.filter(_drafts()).order_by("-loaded_at").first()
    counted = rows.annotate(question_count=Count("questions", filter=~Q(questions__kind="note")))
    return LIST.answer(request, counted, draft=draft, may_edit=may(by, EDIT), above=_above())


@requires(VIEW)
def preview(request: HttpRequest, instrument_id: UUID) -> HttpResponse:
    """The questions as the person will see them; answers open and close questions, and nothing is kept."""
    found = _find(request, instrument_id)
    form_class = form_for(found.definition())
    if request.method == "POST":
        return looked(request, form_class(request.POST).again())
    return TemplateResponse(request, "questionnaires/preview.html", {"form": form_class(), **_about(request, found)})


@requires(EDIT)
def load(request: HttpRequest) -> HttpResponse:
    """A spreadsheet becomes a version to look at; what is wrong in it is said row by row."""
    form = LoadForm(request.POST or None, request.FILES or None)
    page = FormPage(
        "questionnaires/load.html", to=Instrument.get_absolute_url, context={"crumbs": _crumbs("Carica")},
        done="Foglio letto. Prossimo passo: guardalo come lo vedrà la persona, poi mettilo in uso.",
    )  # fmt: skip
    faults = _check(form) if request.method == "POST" and form.is_valid() else []
    page.context["faults"] = faults
    return page.answer(request, form, lambda typed: _load(form, typed["row_id"], acting_in(request)))


@requires(EDIT)
def publish(request: HttpRequest, instrument_id: UUID) -> HttpResponse:
    """From now on it is filled and never changes."""
    words = ("Metti in uso", "Metti in uso lo strumento", "In uso: si trova nel fascicolo di ogni persona.")
    return _change(request, instrument_id, words, actions.publish_instrument, PUBLISHING)


@requires(EDIT)
def withdraw(request: HttpRequest, instrument_id: UUID) -> HttpResponse:
    """Nobody fills it any more."""
    words = ("Ritira", "Ritira lo strumento", "Ritirato. Ciò che è stato compilato si legge ancora.")
    return _change(request, instrument_id, words, actions.withdraw_instrument, WITHDRAWING)


@requires(VIEW)
def sheet(request: HttpRequest, instrument_id: UUID) -> HttpResponse:
    """The instrument as a spreadsheet, to be reshaped and loaded again as the next version."""
    one = _find(request, instrument_id)
    about = Settings(
        one.code, one.title, one.purpose, one.licence, one.attribution, one.source, one.months_between,
        one.is_first_contact,
    )  # fmt: skip
    answer = HttpResponse(write(about, one.definition()), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{one.code}-v{one.version}.xlsx"'
    return answer


PUBLISHING = (
    ("Si può compilare nel fascicolo di ogni persona del progetto.", "check", "ok"),
    ("Le domande non cambiano più: una modifica è una nuova versione.", "locked", ""),
    ("La versione di prima resta leggibile e non si compila più.", "file", ""),
)
WITHDRAWING = (
    ("Non si compila più.", "minus", ""),
    ("Ciò che è stato compilato resta nei fascicoli e nei confronti.", "file", ""),
)


def looked(request: HttpRequest, form: Any, **more: Any) -> HttpResponse:
    """Only the questions that the last answer opened or closed: what is being typed elsewhere is not touched."""
    context = {"form": form, "moved": form.moved(request.POST.get("open_now", "")), **more}
    return TemplateResponse(request, "questionnaires/moved.html", context)


def _change(
    request: HttpRequest, instrument_id: UUID, words: tuple[str, str, str], action: Any, then: Sequence[Any]
) -> HttpResponse:
    found, by = _find(request, instrument_id), acting_in(request)
    heading, save, done = words
    items = [{"text": text, "icon": icon, "kind": kind} for text, icon, kind in then]
    page = FormPage(
        "questionnaires/confirm.html", to=reverse("questionnaires:instruments"), done=done,
        context={"heading": heading, "save": save, "items": items, "instrument": found,
                 "crumbs": _crumbs(found.title, found.get_absolute_url(), heading)},
    )  # fmt: skip
    return page.answer(request, PlainForm(request.POST or None), lambda _: action(instrument=found, by=by))


def _find(request: HttpRequest, instrument_id: UUID) -> Instrument:
    """The instrument of one's own programme or of all, or the same answer as for one that is not there."""
    return get_object_or_404(Instrument.objects.of(acting_in(request).programme_id), id=instrument_id)


def _about(request: HttpRequest, found: Instrument) -> dict[str, Any]:
    by = acting_in(request)
    return {
        "instrument": found, "crumbs": _crumbs(found.title), "may_edit": may(by, EDIT),
        "facts": _facts(found), "scales": found.definition().scales, "look_url": found.get_absolute_url(),
        "change_url": found.get_change_url() if found.published_at and found.scales else "",
    }  # fmt: skip


def _facts(found: Instrument) -> list[tuple[str, str]]:
    months = found.months_between
    rows = [
        ("Versione", str(found.version)),
        ("Licenza", found.licence),
        ("Di chi è", found.attribution),
        ("Fonte", found.source),
        ("Si ripete", f"ogni {months} mesi" if months else ""),
    ]
    return [(label, value) for label, value in rows if value]


def _check(form: LoadForm) -> list[Fault]:
    """What is to be mended in the file, said on the form too."""
    try:
        form.sheet = read(form.cleaned_data["file"].read())  # type: ignore[attr-defined]
    except NotReadable as problem:
        form.add_error("file", str(problem))
        return []
    faults = list(form.sheet.faults)  # type: ignore[attr-defined]
    if faults:
        form.add_error("file", "Il foglio ha qualcosa da correggere: è scritto qui sotto, riga per riga.")
    return faults


def _load(form: LoadForm, row_id: UUID, by: Actor) -> Instrument:
    found: Sheet = form.sheet  # type: ignore[attr-defined]
    return actions.load_instrument(sheet=found, by=by, instrument_id=row_id)


def _drafts() -> Q:
    return Q(published_at__isnull=True, withdrawn_at__isnull=True)


def _mark(one: Instrument) -> Mark:
    if one.is_draft:
        return Mark("warn", "da mettere in uso")
    return Mark("info", "primo contatto", "horn") if one.is_first_contact else Mark("ok", "in uso")


def _above() -> dict[str, str]:
    """Pages that stand higher up, by the names the configuration gives them."""
    return {name: reverse(settings.PLACES[name]) for name in ("needs", "concepts")}


def _crumbs(*steps: str) -> list[tuple[str, str]]:
    """From the list down; an address among the steps is where the one before leads."""
    here = [("Strumenti", reverse("questionnaires:instruments"))]
    if len(steps) == 3:
        return [*here, (steps[0], steps[1]), (steps[2], "")]
    return [*here, (steps[0], "")]
