"""Loading a sheet of what an office has: the file, its columns, what would happen, the loading, taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.actions import loads as actions
from ciao.cases.dossier.eligibility import colleagues
from ciao.cases.enums import ListState, LoadOutcome
from ciao.cases.lists.forms import proposed
from ciao.cases.lists.page import TINTS
from ciao.cases.loads import LoadKind
from ciao.cases.loads.forms import ColumnsForm, LoadForm, ReasonForm
from ciao.cases.models import Load
from ciao.core import clock
from ciao.core.formats import plural
from ciao.core.forms import PlainForm
from ciao.core.lists import XLSX, Column, Filter, ListPage, Mark
from ciao.core.sheets import blank, faults_sheet, headings
from ciao.desk.loads import KINDS, kinds_for
from ciao.desk.loads.page import first_rows, page_of, sheet_of, wrong_rows
from ciao.desk.tasks import set_to_work
from ciao.outreach.views import programme_of
from ciao.programmes.models import Mandate

LOAD = Action.LIST_LOAD


def _state(one: Load) -> Mark:
    kind, icon = TINTS[ListState(one.state)]
    return Mark(kind, one.get_state_display(), icon)


LIST = ListPage(
    title="Caricamenti",
    noun="caricamento,caricamenti",
    columns=[
        Column("foglio", "Foglio", lambda one: one.title, sort="title", link=Load.get_absolute_url,
               note=lambda one: f"n. {one.number}"),
        Column("tipo", "Che cosa contiene", lambda one: KINDS[one.kind].label, sort="kind"),
        Column("fonte", "Da dove viene", lambda one: one.source, sort="source"),
        Column("righe", "Righe", lambda one: one.rows_count, sort="rows_count", numeric=True),
        Column("stato", "Stato", _state, sort="state"),
        Column("ricevuto", "Ricevuto il", lambda one: one.given_on, sort="given_on"),
    ],
    filters=[
        Filter("stato", "Stato", ListState.choices, lambda rows, value: rows.filter(state=value)),
        Filter("tipo", "Che cosa contiene", [(one.code, one.label) for one in KINDS.values()],
               lambda rows, value: rows.filter(kind=value)),
    ],
    order=("-number",),
    empty=("upload", "Ancora nessun caricamento", "Enti, ore e indennità che un ufficio ha già si caricano qui."),
    template="desk/loads/list.html",
    export_name="caricamenti",
)  # fmt: skip


@requires(LOAD)
def loads(request: HttpRequest) -> HttpResponse:
    """The loads one may see, the latest first."""
    by = acting_in(request)
    kinds = kinds_for(by)
    rows = visible(Load.objects, by, LOAD).filter(kind__in=[one.code for one in kinds])
    return LIST.answer(request, rows, kinds=kinds)


@requires(LOAD)
def new(request: HttpRequest, code: str) -> HttpResponse:
    """The file and where it comes from, and what its rows have in common."""
    by, kind = acting_in(request), _kind(request, code)
    programme = programme_of(by)
    asked = kind.form or LoadForm
    form = asked(request.POST or None, request.FILES or None, initial=proposed())
    _offer(form, programme, by)
    context = {"kind": kind, "crumbs": [("Caricamenti", reverse("desk:loads")), (kind.label, "")]}
    page = FormPage("desk/loads/new.html", to=Load.get_absolute_url, context=context,
                    done="File letto. Prossimo passo: controllare che cosa succede, poi caricarlo.")  # fmt: skip
    return page.answer(request, form, lambda _: actions.read_load(programme=programme, kind=kind, by=by, **form.told()))


@requires(LOAD)
def template(request: HttpRequest, code: str) -> HttpResponse:
    """An empty sheet with the columns that are recognised at once."""
    kind = _kind(request, code)
    return _sheet(blank([one.label for one in kind.wanted]), f"modello-{kind.code}")


@requires(LOAD)
def show(request: HttpRequest, load_id: UUID) -> HttpResponse:
    """What comes next, what was found, what became of it."""
    found, kind = _find(request, load_id)
    context = page_of(found, kind)
    _log(request, found)
    return TemplateResponse(request, "desk/loads/show.html", {"crumbs": _crumbs(found), **context})


@requires(LOAD)
def progress(request: HttpRequest, load_id: UUID) -> HttpResponse:
    """How far the job is: a fragment that asks again, and opens the page anew when it is done."""
    found, _ = _find(request, load_id)
    answer = TemplateResponse(request, "desk/loads/progress.html", {"load": found})
    if found.state not in (ListState.RUNNING, ListState.UNDOING):
        answer["HX-Refresh"] = "true"
    return answer


@requires(LOAD)
def columns(request: HttpRequest, load_id: UUID) -> HttpResponse:
    """Which column is what, as guessed; saving tries the rows again."""
    found, kind = _find(request, load_id)
    if found.state != ListState.DRAFT:
        return show(request, load_id)
    _log(request, found)
    rows, mapping = sheet_of(found)
    form = ColumnsForm(
        request.POST or None, kind=kind, mapping=mapping, names=headings(rows, mapping.header), last_row=len(rows)
    )
    shown = first_rows(rows, mapping.header)
    page = _shape(found, "desk/loads/columns.html", "Le colonne", "Colonne salvate.", rows=shown)
    return page.answer(request, form, lambda typed: actions.map_load(
        load=found, kind=kind, header=typed["header"] - 1, columns=form.columns(), by=acting_in(request)
    ))  # fmt: skip


@requires(LOAD)
def apply(request: HttpRequest, load_id: UUID) -> HttpResponse:
    """The question, with what follows."""
    found, kind = _find(request, load_id)
    page = _shape(found, "desk/loads/confirm.html", "Caricare il foglio", "Caricamento iniziato.",
                  save="Carica il foglio", items=_follows(found))  # fmt: skip
    form = PlainForm(request.POST or None)

    def act(_: Any) -> Load:
        begun = actions.apply_load(load=found, kind=kind, by=acting_in(request))
        set_to_work(begun.id)
        return begun

    return page.answer(request, form, act)


@requires(LOAD)
def undo(request: HttpRequest, load_id: UUID) -> HttpResponse:
    """Taking everything back, with what it cannot do said before."""
    found, kind = _find(request, load_id)
    items = [
        {"icon": "check", "kind": "ok", "text": "Ciò che il foglio ha scritto e nessuno ha toccato si cancella."},
        {"icon": "warning-circle", "kind": "warn", "text": f"{kind.undo_words} La sua riga dice perché."},
    ]
    page = _shape(found, "desk/loads/confirm.html", "Annullare il caricamento", "Annullamento iniziato.",
                  save="Annulla il caricamento", items=items)  # fmt: skip
    form = ReasonForm(request.POST or None)

    def act(typed: dict[str, Any]) -> Load:
        begun = actions.undo_load(load=found, kind=kind, by=acting_in(request), **typed)
        set_to_work(begun.id)
        return begun

    return page.answer(request, form, act)


@requires(LOAD)
def discard(request: HttpRequest, load_id: UUID) -> HttpResponse:
    """A draft nobody wants."""
    found, _ = _find(request, load_id)
    items = [{"icon": "ban", "text": "Ciò che si era letto del file si cancella adesso. Nient’altro cambia."}]
    page = _shape(found, "desk/loads/confirm.html", "Mettere da parte il foglio", "Messo da parte.",
                  save="Metti da parte", items=items)  # fmt: skip
    form = PlainForm(request.POST or None)
    return page.answer(request, form, lambda _: actions.discard_load(load=found, by=acting_in(request)))


@requires(LOAD)
def faults(request: HttpRequest, load_id: UUID) -> HttpResponse:
    """The rows to correct as a spreadsheet, with the reason beside each."""
    found, _ = _find(request, load_id)
    heads, rows = wrong_rows(found)
    _log(request, found)
    return _sheet(faults_sheet(heads, rows), f"caricamento-{found.number}-da-correggere")


def _kind(request: HttpRequest, code: str) -> LoadKind:
    if code not in KINDS or not may(acting_in(request), KINDS[code].action):
        raise Http404
    return KINDS[code]


def _find(request: HttpRequest, load_id: UUID) -> tuple[Load, LoadKind]:
    """The load and its kind, or the same answer as for one that is not there."""
    rows: Any = visible(Load.objects, acting_in(request), LOAD).select_related("programme")
    found: Load = get_object_or_404(rows, id=load_id)
    return found, _kind(request, found.kind)


def _offer(form: Any, programme: Any, by: Any) -> None:
    """What the form of a kind may choose among; the plain form chooses nothing."""
    if "tutor" in form.fields:
        tutors = colleagues(by, roles=["tutor", "case_manager"])
        form.offer(
            programme, Mandate.objects.filter(id__in=[one.id for one in tutors]).select_related("user", "organization")
        )
    elif hasattr(form, "offer"):
        form.offer(programme)


def _log(request: HttpRequest, found: Load) -> None:
    """The page's one line in the read log: rows of a sheet may be of somebody."""
    record_read(by=acting_in(request), scope=found.scope_id, purpose="caricamento di un foglio",
                groups=[Group.NAME, Group.IDENTITY], person_ids=[found.id])  # fmt: skip


def _crumbs(found: Load, *more: str) -> list[tuple[str, str]]:
    home = [("Caricamenti", reverse("desk:loads"))]
    if not more:
        return [*home, (found.title, "")]
    return [*home, (found.title, found.get_absolute_url()), *((one, "") for one in more)]


def _shape(found: Load, page: str, heading: str, done: str, **context: Any) -> FormPage:
    back = found.get_absolute_url()
    shown = {"load": found, "heading": heading, "back": back, "crumbs": _crumbs(found, heading), **context}
    return FormPage(page, to=back, done=done, context=shown)


def _sheet(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y-%m-%d}.xlsx"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _follows(found: Load) -> list[dict[str, str]]:
    outcomes = [one.outcome for one in actions.checked_rows(found)]
    new = outcomes.count(LoadOutcome.NEW)
    items = [{"icon": "check", "kind": "ok", "text": f"{plural(new, 'riga si carica', 'righe si caricano')}."}]
    if rest := len(outcomes) - new:
        words = plural(rest, "riga resta fuori", "righe restano fuori")
        items.append({"icon": "warning-circle", "kind": "warn", "text": f"{words}: già presenti o da correggere."})
    return [*items, {"icon": "refresh", "text": "Si può annullare tutto."}]
