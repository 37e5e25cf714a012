"""Loading a budget: whole, from files of every kind, corrected, replaced, set aside, back in force."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Sum

from ciao.access.actor import acting, reporting
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import visible
from ciao.budget import actions
from ciao.budget.models import BudgetLine, BudgetPlan, CoFinancing, CostItem
from ciao.budget.reading.check import check
from ciao.programmes.models import ProgrammeVersion
from tests.budget.sheets import HEAD, ITEMS, LINES, activities, as_csv, loaded, partnership, rows, shares, xlsx
from tests.cast import World
from tests.conftest import TODAY
from tests.files.samples import PDF


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path, world: World) -> None:
    settings.FILES_ROOT = tmp_path
    activities(world)


def draft(world: World, upload: Any) -> BudgetPlan:
    by = world.actor("paolo")
    return actions.read_budget(version=world.version, upload=upload, by=by)


def sentences(plan: BudgetPlan) -> str:
    return " | ".join(one.sentence for one in check(plan).faults)


def test_a_whole_budget_counts_at_once_in_each_partners_circle(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        plan = loaded(world, paolo)
        assert (plan.state, plan.number, plan.in_force_on) == ("in_force", 1, TODAY)
        assert BudgetLine.objects.aggregate(s=Sum("planned_amount"))["s"] == Decimal("374986.52")
        assert [one.kind for one in CostItem.objects.all()] == ["staff", "allowance", "purchase"]
        assert BudgetPlan.objects.id_on(world.programme.id, TODAY) == plan.id
    coop = partnership(world, "cooperativa")
    with acting(world.actor("giulia")) as giulia:
        found = visible(BudgetLine.objects, giulia, Action.BUDGET_VIEW)
        assert {one.scope_id for one in found} == {coop.staff_scope_id}
        assert found.count() == 3
        assert BudgetPlan.objects.id_on(world.programme.id, TODAY) == plan.id
    with acting(world.actor("chiara")):
        assert not BudgetLine.objects.exists()
        assert not BudgetPlan.objects.exists()


def test_a_budget_that_does_not_add_up_is_refused_with_the_difference(world: World) -> None:
    short = [replace(rows(world)[0], amount=Decimal("119000.00")), *rows(world)[1:]]
    with acting(world.actor("paolo")) as paolo, pytest.raises(NotPossible, match=r"Mancano €\s1\.000,00") as refusal:
        actions.load_budget(
            version=world.version, rows=short, cofinancing=shares(world), items=ITEMS, on=TODAY, by=paolo
        )
    assert "La somma delle righe è" in str(refusal.value)


@pytest.mark.parametrize(
    "make",
    [
        xlsx,
        as_csv,
        lambda: as_csv(mark="\t", encoding="utf-8"),
        lambda: as_csv(encoding="utf-8-sig"),
    ],
    ids=["xlsx", "csv cp1252", "csv with tabs", "csv utf-8 with mark"],
)
def test_every_kind_of_file_gives_the_same_budget(world: World, make: Callable[[], Any]) -> None:
    with acting(world.actor("paolo")) as paolo:
        plan = draft(world, make())
        assert sentences(plan) == ""
        actions.confirm_budget(plan=plan, on=TODAY, by=paolo)
        found = BudgetLine.objects.values_list("partnership__organization__name", "item__code", "activity__number")
        assert set(found) == {
            ("Azienda Sociale Tre Ponti", "A", 0), ("Cooperativa La Quercia", "A", 7),
            ("Cooperativa La Quercia", "B", 7), ("Cooperativa La Quercia", "C", 7), ("Cooperativa Il Faro", "A", None),
        }  # fmt: skip
        assert BudgetLine.objects.aggregate(s=Sum("planned_amount"))["s"] == Decimal("374986.52")
        assert CoFinancing.objects.aggregate(s=Sum("share_amount"))["s"] == Decimal("74997.31")


def test_an_open_document_sheet_is_read(world: World) -> None:
    from tests.budget.ods import ods

    with acting(world.actor("paolo")):
        plan = draft(world, SimpleUploadedFile("piano.ods", ods([HEAD, *LINES])))
        assert sentences(plan) == ""


def test_a_matrix_has_an_item_in_each_column_and_its_totals_are_not_counted(world: World) -> None:
    head = ["Ente", "Personale", "Indennità", "Acquisti", "Totale", "Cofinanziamento"]
    lines = [
        ["Azienda Sociale Tre Ponti", 120000, "", "", 120000, 37498.66],
        ["Cooperativa La Quercia", 100000, 60000.5, 24986.02, 184986.52, 37498.65],
        ["Cooperativa Il Faro", "70.000,00", "-", "", 70000, 0],
        ["TOTALE", 290000, 60000.5, 24986.02, 374986.52, 74997.31],
    ]
    with acting(world.actor("paolo")) as paolo:
        plan = draft(world, xlsx(lines, head))
        assert plan.reading["mapping"]["shape"] == "matrix"
        assert sentences(plan) == ""
        actions.confirm_budget(plan=plan, on=TODAY, by=paolo)
        kinds = CostItem.objects.values_list("code", "label", "kind")
        assert list(kinds) == [
            ("A", "Personale", "staff"),
            ("B", "Indennità", "allowance"),
            ("C", "Acquisti", "purchase"),
        ]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (["Cooperativa La Quercia", "D Altro", 7, -5, ""], "Riga 9, colonna D: l’importo è −€ 5,00"),
        (["Cooperativa La Quercia", "D Altro", 7, "dieci", ""], "Riga 9, colonna D: «dieci» non è un importo"),
        (["Cooperativa La Quercia", "D Altro", 7, 10.005, ""], "Riga 9, colonna D: «10.005» non è un importo"),
        (["Cooperativa La Quercia", "D Altro", 7, "1,234.50", ""], "Riga 9, colonna D: «1,234.50» non è un importo"),
        (["Cooperativa La Quercia", "D Altro", 7, "=1+1", ""], "Riga 9, colonna D: c’è una formula senza risultato"),
        (["Ente Mai Visto", "D Altro", 7, 5, ""], "Riga 9: «Ente Mai Visto» non è tra gli enti"),
        (["Cooperativa La Quercia", "A Personale", 7, 5, ""], "la stessa riga c’è 2 volte"),
        (["Cooperativa La Quercia", "A Altro nome", 7, 5, ""], "Il codice A è di più voci"),
        (["Cooperativa La Quercia", "D Altro", 7, 5, ""], "Ci sono € 5,00 di troppo"),
        (["Cooperativa La Quercia", "", "", "", 5], "Il cofinanziamento degli enti è € 75.002,31"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(world: World, line: list[Any], sentence: str) -> None:
    with acting(world.actor("paolo")) as paolo:
        plan = draft(world, xlsx([*LINES, line]))
        assert sentence in sentences(plan).replace("\u00a0", " ")
        with pytest.raises(NotPossible):
            actions.confirm_budget(plan=plan, on=TODAY, by=paolo)
        assert not BudgetLine.objects.exists()


def test_names_come_down_and_a_file_without_bodies_asks_for_them(world: World) -> None:
    lines = [["", *LINES[0][1:]], LINES[1], ["", *LINES[2][1:]], ["", *LINES[3][1:]], LINES[4]]
    with acting(world.actor("paolo")):
        plan = draft(world, xlsx(lines))
        assert "Riga 4, colonna A: manca l’ente." in sentences(plan)
        assert [one.partner for one in check(plan).lines.lines[:3]] == ["Cooperativa La Quercia"] * 3


def test_an_item_that_is_missing_is_asked_for(world: World) -> None:
    with acting(world.actor("paolo")):
        plan = draft(world, as_csv([["Cooperativa La Quercia", "", 7, "5", ""]]))
        assert "Riga 2, colonna B: manca la voce di costo." in sentences(plan)


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (SimpleUploadedFile("piano.pdf", PDF), "Serve un foglio di calcolo"),
        (SimpleUploadedFile("piano.csv", b""), "Il file è vuoto"),
        (SimpleUploadedFile("piano.csv", b"  \r\n "), "nessuna cella scritta"),
        (SimpleUploadedFile("piano.csv", b"Ente\r\nUno"), "una colonna sola"),
        (SimpleUploadedFile("grande.csv", b"a;b\n" * 4000), "ha 4.000 righe"),
        (SimpleUploadedFile("largo.csv", b";".join([b"a"] * 90)), "più di 80 colonne"),
        (SimpleUploadedFile("enorme.csv", b"a;b\n" * 5 * 1024**2), "il massimo è 15"),
    ],
)
def test_a_file_that_is_no_budget_says_why(world: World, upload: Any, sentence: str) -> None:
    with acting(world.actor("paolo")), pytest.raises(NotPossible, match=sentence):
        draft(world, upload)


def test_a_broken_workbook_says_what_to_do(world: World) -> None:
    from tests.files.samples import XLSX

    with acting(world.actor("paolo")), pytest.raises(NotPossible, match="rovinato"):
        draft(world, SimpleUploadedFile("piano.xlsx", XLSX))


def test_what_is_chosen_by_hand_counts_more_than_what_was_guessed(world: World) -> None:
    lines = [*LINES[:4], ["Sigla Oscura", "A Personale", "", 70000, ""], ["Fuori progetto", "A Personale", "", 9, ""]]
    other = str(partnership(world, "altra").id)
    with acting(world.actor("paolo")) as paolo:
        plan = draft(world, xlsx(lines))
        assert "«Sigla Oscura» non è tra gli enti" in sentences(plan)
        goods = {"code": "C", "label": "Beni", "kind": "other"}
        chosen = {"partners": {"Sigla Oscura": other, "Fuori progetto": "-"}, "items": {"C Acquisti e servizi": goods}}
        actions.map_budget(plan=plan, mapping=chosen, by=paolo)
        assert sentences(plan) == ""
        actions.confirm_budget(plan=plan, on=TODAY, by=paolo)
        assert CostItem.objects.get(code="C").kind == "other"


def test_cofinancing_may_be_typed_where_the_file_has_none(world: World) -> None:
    lead, coop = (str(one) for one in shares(world))
    with acting(world.actor("paolo")) as paolo:
        plan = draft(world, xlsx([line[:4] for line in LINES], HEAD[:4]))
        assert "Mancano" in sentences(plan)
        actions.map_budget(plan=plan, mapping={"cofinancing": {lead: "37498.66", coop: "37498.65"}}, by=paolo)
        assert sentences(plan) == ""


def test_a_later_budget_replaces_and_may_be_undone(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        first, second = loaded(world, paolo), loaded(world, paolo)
        first.refresh_from_db()
        assert (first.state, second.state, second.number) == ("replaced", "in_force", 2)
        with pytest.raises(NotPossible, match="Scrivi il motivo"):
            actions.reinstate_budget(plan=first, reason=" ", on=TODAY, by=paolo)
    with acting(world.actor("paolo")) as paolo:
        first = BudgetPlan.objects.get(number=1)
        actions.reinstate_budget(plan=first, reason="File sbagliato", on=TODAY, by=paolo)
        assert [one.state for one in BudgetPlan.objects.order_by("number")] == ["in_force", "replaced"]
        assert [one.verb for one in first.changes.order_by("changed_at")] == ["confirm", "replace", "reinstate"]
        with pytest.raises(NotPossible, match="Ora è in vigore"):
            actions.reinstate_budget(plan=first, reason="Ancora", on=TODAY, by=paolo)


def test_a_draft_is_set_aside_and_its_number_stays_taken(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        plan = actions.discard_budget(plan=draft(world, xlsx()), on=TODAY, by=paolo)
        assert plan.state == "discarded"
        for act in (
            lambda: actions.map_budget(plan=plan, mapping={}, by=paolo),
            lambda: actions.confirm_budget(plan=plan, on=TODAY, by=paolo),
        ):
            with pytest.raises(NotPossible, match="Ora è messo da parte"):
                act()
        assert draft(world, xlsx()).number == 2


def test_a_budget_is_never_of_tomorrow(world: World) -> None:
    with acting(world.actor("paolo")) as paolo, pytest.raises(NotPossible, match="dopo oggi"):
        actions.confirm_budget(plan=draft(world, xlsx()), on=TODAY + timedelta(days=1), by=paolo)


def test_an_amended_version_has_its_own_budget_and_the_earlier_one_stays(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        first = loaded(world, paolo)
        version = ProgrammeVersion.objects.get(number=1)
        later = ProgrammeVersion(
            scope=world.programme.scope, programme=world.programme, number=2, kind="amendment",
            valid_from=date(2026, 10, 1), starts_on=version.starts_on, ends_on=version.ends_on, months=18,
            total_amount=version.total_amount, contribution_amount=version.contribution_amount, cofinancing_percent=20,
        )  # fmt: skip
        later.save(force_insert=True)
        assert BudgetPlan.objects.id_on(world.programme.id, TODAY) == first.id
        second = actions.load_budget(
            version=later, rows=rows(world), cofinancing=shares(world), items=ITEMS, on=TODAY, by=paolo
        )
        first.refresh_from_db()
        assert first.state == "in_force"
        assert BudgetPlan.objects.id_on(world.programme.id, TODAY) == second.id
        assert BudgetPlan.objects.id_on(world.programme.id, date(2026, 9, 30)) == first.id


def test_figures_are_read_by_everybody_and_rows_are_not(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        loaded(world, paolo)
    with acting(world.actor("elena")), reporting():
        assert BudgetLine.objects.aggregate(s=Sum("planned_amount"))["s"] == Decimal("374986.52")
