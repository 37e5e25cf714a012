"""Loading a list: the file, its columns, what would happen, the loading, and taking it back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.cases import actions
from ciao.cases.dossier.eligibility import colleagues
from ciao.cases.enums import ListKind, ListState, RowOutcome
from ciao.cases.lists.columns import TEMPLATE
from ciao.cases.lists.forms import ColumnsForm, ListForm, ReasonForm, proposed
from ciao.cases.lists.page import TINTS, draft_of, page_of, wrong_rows
from ciao.cases.models import LoadedList
from ciao.cases.views.lists import LOAD, crumbs_of, find_list, log, shape_of
from ciao.core import clock
from ciao.core.formats import date_field, plural
from ciao.core.forms import PlainForm
from ciao.core.lists import XLSX, Column, Filter, ListPage, Mark
from ciao.core.sheets import blank, faults_sheet
from ciao.outreach.views import programme_of

SHORT = {ListKind.INSTITUTIONAL: "elenco istituzionale", ListKind.IN_CHARGE: "persone in carico"}


def _state(one: LoadedList) -> Mark:
    kind, icon = TINTS[ListState(one.state)]
    return Mark(kind, one.get_state_display(), icon)


LIST = ListPage(
    title="Elenchi",
    noun="elenco,elenchi",
    columns=[
        Column("elenco", "Elenco", lambda one: one.title, sort="title", link=LoadedList.get_absolute_url,
               note=lambda one: f"n. {one.number}"),
        Column("tipo", "Che elenco è", lambda one: SHORT[ListKind(one.kind)], sort="kind"),
        Column("fonte", "Da dove viene", lambda one: one.source, sort="source"),
        Column("righe", "Righe", lambda one: one.rows_count, sort="rows_count", numeric=True),
        Column("stato", "Stato", _state, sort="state"),
        Column("scade", "Si conserva fino al", lambda one: one.expires_on, sort="expires_on"),
    ],
    filters=[
        Filter("stato", "Stato", ListState.choices, lambda rows, value: rows.filter(state=value)),
        Filter("tipo", "Che elenco è", list(SHORT.items()), lambda rows, value: rows.filter(kind=value)),
    ],
    order=("-number",),
    empty=("upload", "Ancora nessun elenco", "Un elenco di un ufficio si carica qui, e si può annullare."),
    template="cases/lists/list.html",
    export_name="elenchi",
)  # fmt: skip


@requires(LOAD)
def lists(request: HttpRequest) -> HttpResponse:
    """The lists one may see, the latest first."""
    return LIST.answer(request, visible(LoadedList.objects, acting_in(request), LOAD))


@requires(LOAD)
def new(request: HttpRequest) -> HttpResponse:
    """The file and where it comes from."""
    by, programme = acting_in(request), programme_of(acting_in(request))
    managers = colleagues(by, roles=["case_manager"])
    form = ListForm(
        request.POST or None, request.FILES or None, mandates=managers, initial={**proposed(), "manager": by.mandate_id}
    )
    page = FormPage("cases/lists/new.html", to=LoadedList.get_absolute_url,
                    done="File letto. Prossimo passo: controllare che cosa succede, poi caricarlo.")  # fmt: skip
    return page.answer(request, form, lambda _: actions.read_list(programme=programme, by=by, **form.told()))


@requires(LOAD)
def template(request: HttpRequest) -> HttpResponse:
    """An empty sheet with the columns that are recognised at once."""
    return _sheet(blank(TEMPLATE), "elenco-di-persone")


@requires(LOAD)
def show(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """What comes next, what was found, what became of it."""
    by, found = acting_in(request), find_list(request, list_id)
    context = page_of(found, by)
    log(found, by, [found.id])
    return TemplateResponse(request, "cases/lists/show.html", {"crumbs": crumbs_of(found), **context})


@requires(LOAD)
def progress(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """How far the job is: a fragment that asks again, and opens the page anew when it is done."""
    found = find_list(request, list_id)
    answer = TemplateResponse(request, "cases/lists/progress.html", {"list": found, "is_asked": True})
    if found.state not in (ListState.RUNNING, ListState.UNDOING):
        answer["HX-Refresh"] = "true"
    return answer


@requires(LOAD)
def columns(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Which column is what, as guessed; saving tries the rows again."""
    by, found = acting_in(request), find_list(request, list_id)
    draft = draft_of(found)
    if draft is None:
        return show(request, list_id)
    log(found, by, [found.id])
    form = ColumnsForm(request.POST or None, mapping=draft.columns, names=draft.headings, last_row=len(draft.rows))
    page = shape_of(found, "cases/lists/columns.html", "Le colonne", "Colonne salvate.", rows=draft.first_rows())
    return page.answer(request, form, lambda typed: actions.map_list(
        loaded_list=found, header=typed["header"] - 1, columns=form.columns(), by=by
    ))  # fmt: skip


@requires(LOAD)
def apply(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """The question, with what follows."""
    by, found = acting_in(request), find_list(request, list_id)
    page = shape_of(found, "cases/lists/confirm.html", "Caricare l’elenco", "Caricamento iniziato.",
                    save="Carica l’elenco", items=_follows(found))  # fmt: skip
    form = PlainForm(request.POST or None)
    return page.answer(request, form, lambda _: actions.apply_list(loaded_list=found, by=by))


@requires(LOAD)
def undo(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Taking the whole list back, with what it cannot do said before."""
    by, found = acting_in(request), find_list(request, list_id)
    items = [
        {"icon": "check", "kind": "ok", "text": "Ciò che l’elenco ha scritto e nessuno ha toccato si cancella."},
        {"icon": "warning-circle", "kind": "warn",
         "text": "Un percorso su cui qualcuno ha lavorato resta, e la sua riga dice perché."},
        {"icon": "horn", "kind": "warn", "text": "Una riga diventata segnalazione resta: si chiude da lì."},
    ]  # fmt: skip
    page = shape_of(found, "cases/lists/confirm.html", "Annullare il caricamento", "Annullamento iniziato.",
                    save="Annulla il caricamento", items=items)  # fmt: skip
    form = ReasonForm(request.POST or None)
    return page.answer(request, form, lambda typed: actions.undo_list(loaded_list=found, by=by, **typed))


@requires(LOAD)
def discard(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """A draft nobody wants."""
    by, found = acting_in(request), find_list(request, list_id)
    items = [{"icon": "ban", "text": "Ciò che si era letto del file si cancella adesso. Le persone non cambiano."}]
    page = shape_of(found, "cases/lists/confirm.html", "Mettere da parte l’elenco", "Messo da parte.",
                    save="Metti da parte", items=items)  # fmt: skip
    form = PlainForm(request.POST or None)
    return page.answer(request, form, lambda _: actions.discard_list(loaded_list=found, by=by))


@requires(LOAD)
def faults(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """The rows to correct as a spreadsheet, with the reason beside each."""
    by, found = acting_in(request), find_list(request, list_id)
    heads, rows = wrong_rows(found)
    log(found, by, [found.id])
    return _sheet(faults_sheet(heads, rows), f"elenco-{found.number}-da-correggere")


def _sheet(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y-%m-%d}.xlsx"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _follows(found: LoadedList) -> list[dict[str, str]]:
    draft = draft_of(found)
    outcomes = [one.outcome for one in draft.tried] if draft else []
    new, rest = outcomes.count(RowOutcome.NEW), len(outcomes) - outcomes.count(RowOutcome.NEW)
    if found.is_of_people_in_charge:
        who = found.manager.user.get_full_name() if found.manager else ""
        what = f"{plural(new, 'persona è presa', 'persone sono prese')} in carico, seguite da {who}."
    else:
        what = f"{plural(new, 'riga si confronta', 'righe si confrontano')} ogni notte con chi arriva."
    erased = f"Dopo il {date_field(found.expires_on)} le righe che non hanno trovato nessuno si cancellano."
    items = [{"icon": "check", "kind": "ok", "text": what}]
    if rest:
        words = plural(rest, "riga non apre niente", "righe non aprono niente")
        items.append({"icon": "warning-circle", "kind": "warn", "text": f"{words}: già presenti, ripetute, da decidere "
                      "o da correggere. Restano nell’elenco."})  # fmt: skip
    return [
        *items,
        {"icon": "calendar", "text": erased},
        {"icon": "refresh", "text": "Si può annullare tutto."},
    ]
