"""Looking at figures: the board, one figure with the rows behind it, the funder's own."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.core import clock
from ciao.core.lists import XLSX
from ciao.indicators.catalogue import CATALOGUE
from ciao.indicators.exports import spreadsheet
from ciao.indicators.figures import at_of, cells, known_of
from ciao.indicators.figures.behind import behind
from ciao.indicators.figures.board import Board, board_of, line_of
from ciao.indicators.figures.esf import Esf, esf_of
from ciao.indicators.forms import DayForm
from ciao.indicators.panel import divided, trend
from ciao.indicators.views import day_in, programme_in
from ciao.programmes.models import Programme
from ciao.programmes.panel import version_words

VIEW, EDIT = Action.INDICATOR_VIEW, Action.INDICATOR_EDIT


@requires(VIEW)
def board(request: HttpRequest) -> HttpResponse:
    """Every figure against what was promised, and what to do about it."""
    by, programme, on = acting_in(request), programme_in(request, VIEW), day_in(request)
    found = board_of(programme, on)
    if request.GET.get("esporta") == "xlsx":
        return _export(found)
    context = {"board": found, "may_edit": may(by, EDIT), "step": _step(found, by), **_frame(request, found)}
    return TemplateResponse(request, "indicators/board.html", context)


@requires(VIEW)
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One figure: what it is, its cuts, and the rows behind it that this reader may see."""
    by, programme, on = acting_in(request), programme_in(request, VIEW), day_in(request)
    if code not in CATALOGUE:
        raise Http404
    one = CATALOGUE[code]
    rows = behind(one, at_of(programme, on), by, request.GET.get("pagina"))
    _log(by, programme, rows.person_ids, f"elenco di {one.name}")
    context = {
        "line": line_of(one, programme, on), "may_edit": may(by, EDIT), "rows": rows,
        "cuts": divided(one, programme, on),
        "trend": trend(one, programme, on), "on": on, "is_today": on == clock.today(),
        "filters": DayForm(initial={"al": on}), "version_words": version_words(programme.version_on(on)),
        "crumbs": [("Indicatori", reverse("indicators:board")), (one.label, "")],
    }  # fmt: skip
    return TemplateResponse(request, "indicators/detail.html", context)


@requires(VIEW)
def esf(request: HttpRequest) -> HttpResponse:
    """The funder's figures by gender, their checks, and every record that needs a hand."""
    by, programme, on = acting_in(request), programme_in(request, VIEW), day_in(request)
    found = esf_of(programme, on, by)
    _log(by, programme, found.person_ids, "verifica dei dati FSE")
    context = {
        "esf": found, "on": on, "is_today": on == clock.today(), "step": _esf_step(found),
        "filters": DayForm(initial={"al": on}), "programme": programme,
        "crumbs": [("Indicatori", reverse("indicators:board")), ("FSE", "")],
    }  # fmt: skip
    return TemplateResponse(request, "indicators/esf.html", context)


def _frame(request: HttpRequest, found: Board) -> dict[str, Any]:
    return {
        "filters": DayForm(initial={"al": found.on}), "is_today": found.on == clock.today(),
        "version_words": version_words(found.version), "day": f"al={found.on.isoformat()}",
    }  # fmt: skip


def _step(found: Board, by: Actor) -> dict[str, str]:
    """The one thing to do: say how results are seen, write what is promised, look at what is behind."""
    first = next(iter(found.unmeasured), None)
    if first is not None and may(by, EDIT):
        many = len(found.unmeasured)
        title = "1 risultato atteso senza misura" if many == 1 else f"{many} risultati attesi senza misura"
        why = "Di ognuno si sceglie da quali indicatori si vede. Il catalogo ne propone qualcuno."
        return _said(title, why, "Scegli le misure", reverse("indicators:measures", args=[first.row.id]))
    if found.unpromised and may(by, EDIT):
        why = (
            f"{len(found.unpromised)} indicatori non hanno un valore da raggiungere: senza, non si sa se sono in linea."
        )
        return _said("Scrivere i valori attesi", why, "Scrivi i valori attesi", reverse("indicators:expected"))
    if found.behind:
        names = ", ".join(one.indicator.label.lower() for one in found.behind[:3])
        url = reverse("indicators:detail", args=[found.behind[0].indicator.code])
        many = len(found.behind)
        title = "1 indicatore indietro" if many == 1 else f"{many} indicatori indietro"
        return _said(title, f"Sotto la fascia attesa: {names}.", "Apri il primo", url)
    why = "Puoi controllare se i conti per il finanziatore tornano."
    return _said("Nessun indicatore indietro", why, "Controlla i dati FSE", reverse("indicators:esf"), "off")


def _esf_step(found: Esf) -> dict[str, str]:
    many = len(found.incomplete) + len(found.unsigned)
    if many:
        first = (found.incomplete or found.unsigned)[0]
        title = "1 domanda da mettere in ordine" if many == 1 else f"{many} domande da mettere in ordine"
        return _said(title, f"Per prima: {first.title}. {first.why}", "Apri il primo fascicolo", first.url)
    if found.hidden:
        why = f"{found.hidden} fuori dal tuo incarico: le vede chi le segue."
        return _said("Ci sono domande da mettere in ordine", why, "", "")
    if not all(check.holds for check in found.checks):
        return _said("Una somma non torna", "Guarda quale nelle verifiche.", "", "", "stop")
    return _said("I conti tornano", "Nessuna domanda incompleta tra chi conta.", "", "", "off")


def _said(title: str, why: str, label: str, url: str, kind: str = "") -> dict[str, str]:
    return {"title": title, "why": why, "label": label, "url": url, "kind": kind}


def _export(found: Board) -> HttpResponse:
    at, known = at_of(found.programme, found.on), known_of(found.programme, found.on)
    content = spreadsheet(found, lambda one, cut: cells(one, cut, at, known))
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="indicatori-{found.on:%Y-%m-%d}.xlsx"'
    return answer


def _log(by: Actor, programme: Programme, person_ids: list[Any], purpose: str) -> None:
    """One line where persons are shown; none where there are only bodies and meetings."""
    groups = [Group.FIGURES, Group.NAME]
    record_read(by=by, scope=programme.scope_id, purpose=purpose, groups=groups, person_ids=person_ids)
