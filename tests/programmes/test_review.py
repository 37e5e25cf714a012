"""The review page as data: what is asked, what is disputed, what blocks the birth of the programme."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ciao.programmes.review import Review, facts_of, grid
from ciao.programmes.review.consequences import consequences
from ciao.programmes.review.groups import cadence_months
from ciao.programmes.review.lines import shown_lines
from ciao.programmes.review.months import painted
from ciao.programmes.review.pieces import names_in
from ciao.programmes.sheet.draft import Conflict, Question
from tests.programmes.samples import draft, found, no_places

SETTLED = {"partners.2.sector": "third"}


def review(values: dict[str, str] | None = None, *, asked: bool = False, **answers: Any) -> Review:
    changes = answers.pop("changes", {})
    finder = answers.pop("finder", no_places)
    offers = answers.pop("offers", None)
    kept = {"values": values or {}, **answers}
    return Review(draft(**changes), kept, finder=finder, offers=offers, asked=asked)


def row(one: Review, name: str) -> Any:
    return next(row for group in one.groups for row in group.rows if row.name == name)


def sentences(one: Review) -> dict[str, str]:
    assert not one.form.is_valid()
    return {name: str(errors[0]) for name, errors in one.form.errors.items()}


def test_each_value_stands_beside_the_lines_it_was_read_in() -> None:
    title = row(review(), "title")
    assert (title.kind, title.status) == ("ok", "trovato")
    assert title.lines == [(1, "<mark>PONTI</mark> – Percorsi nel territorio")]
    assert title.single.field.value() == "PONTI – Percorsi nel territorio"


def test_what_the_sheet_does_not_say_is_asked_and_may_wait() -> None:
    one = review()
    assert [question.field for question in one.questions] == [
        "areas.0.municipalities", "areas.1.municipalities", "activities.months", "partners.2.sector",
    ]  # fmt: skip
    assert row(one, "areas.1").status == "non c’è nella scheda"
    assert one.first_open == "areas.0"
    later = review({"later:areas.1.municipalities": "on"})
    assert row(later, "areas.1").status == "più tardi"
    assert [question.field for question in later.postponed] == ["areas.1.municipalities"]


def test_a_question_closes_when_its_answer_is_written() -> None:
    values = {"areas.0.municipalities": "Rozzano, Opera; Basiglio", "areas.1.municipalities": "Corsico"}
    one = review({**values, **SETTLED}, months={"0": [1, 2], "1": [18]})
    assert one.questions == []
    assert row(one, "areas.0").status == "da controllare"
    assert row(one, "areas.1").status == "corretto"


def test_months_are_asked_until_every_activity_has_some() -> None:
    assert any(one.field == "activities.months" for one in review(months={"0": [1]}).questions)
    gone = review({"activities.1.title": ""}, months={"0": [1]})
    assert not any(one.field == "activities.months" for one in gone.questions)


def test_a_contradiction_is_shown_as_options_and_settled_by_choosing() -> None:
    one = review()
    assert len(one.disputes) == 3
    assert row(one, "months").status == "da controllare"
    chosen = review({"choice:partners.1.name": "1", "choice:months": "1", "checked:areas.0.municipalities": "on"})
    assert chosen.disputes == []
    assert chosen.points.text("partners.1.name") == "Coop. Il Gelso"
    assert chosen.points.text("months") == "18"
    assert row(chosen, "months").status == "corretto"


def test_another_value_than_the_sheets_options_may_be_written() -> None:
    one = review({"choice:partners.1.name": "other", "partners.1.name": "Il Gelso"})
    assert one.points.text("partners.1.name") == "Il Gelso"
    assert row(one, "partners.1").fields[0].opened[0].field.value() == "Il Gelso"


def test_the_written_months_are_kept_where_the_dates_cannot_be_read() -> None:
    one = review({"choice:months": "1", "starts_on": "presto"})
    assert one.points.text("months") == "17"
    assert review({"choice:months": "0"}).points.text("months") == "17"


def test_two_leads_are_settled_by_choosing_one() -> None:
    both = tuple(replace(one, role="lead") for one in draft().partners[:2])
    changes = {"partners": both, "conflicts": (Conflict("partners", "Due capofila."),), "questions": ()}
    one = review(changes=changes)
    assert row(one, "partners.lead").status == "da controllare"
    assert review({"partners.lead": "1"}, changes=changes).disputes == []


def test_comuni_of_our_own_table_are_offered_never_taken() -> None:
    one = review(offers={"areas.0": ("Basiglio", "Opera")})
    assert row(one, "areas.0").offer == ("Basiglio",)
    assert row(one, "areas.1").offer == ()


def test_a_list_the_sheet_does_not_have_shows_one_row_to_fill() -> None:
    one = review(changes={"bodies": ()}, extra={"partners": 2})
    bodies = next(group for group in one.groups if group.code == "bodies")
    assert [row.label for row in bodies.rows] == ["Un altro organo"]
    assert bodies.counted == "nessuno nella scheda"
    partners = next(group for group in one.groups if group.code == "partners")
    assert len(partners.rows) == 1 + 3 + 2


def test_rows_in_order_fold_when_they_are_many() -> None:
    many = tuple(found(f"obiettivo {number}") for number in range(5))
    goals = next(group for group in review(changes={"objectives": many}).groups if group.code == "objectives")
    assert (goals.shown, len(goals.folded), goals.fold_words) == ([], 5, "Rileggi tutti e 5")
    assert goals.marks == [("ok", "", 5)]
    partners = next(group for group in review().groups if group.code == "partners")
    assert partners.folded == []
    assert (partners.label, partners.url, partners.counted) == ("Enti", "#partners", "3 in elenco")
    assert partners.marks == [("warn", "", 1), ("info", "help-circle", 1)]


def test_rows_to_look_at_stay_in_sight_of_a_folded_list() -> None:
    many = (*draft().partners, *[replace(draft().partners[1], name=found(f"Coop. {at}")) for at in range(4)])
    partners = next(group for group in review(changes={"partners": many}).groups if group.code == "partners")
    assert [row.name for row in partners.shown] == ["partners.lead", "partners.1", "partners.2"]
    assert partners.fold_words == "Rileggi gli altri 5"


def test_what_is_indispensable_is_told_only_when_one_wants_to_go_on() -> None:
    values = {"title": "", "starts_on": "", "partners.lead": "", **SETTLED}
    assert not review(values).form.is_bound
    wrong = sentences(review(values, asked=True))
    assert wrong["partners.lead"] == "Scegli il capofila: è il titolare dei dati"
    assert {"title", "starts_on"} < set(wrong)
    assert row(review(values, asked=True), "title").status == "da correggere"


@pytest.mark.parametrize(
    ("values", "name", "sentence"),
    [
        ({"ends_on": "01.01.2026"}, "ends_on", "prima dell’inizio"),
        ({"contribution_amount": "2000"}, "contribution_amount", "supera il valore complessivo"),
        ({"cofinancing_percent": "120"}, "cofinancing_percent", "fino a 100"),
        ({"partners.2.sector": ""}, "partners.2.sector", "La Bussola è pubblico"),
        ({"partners.2.name": "cooperativa il gelso"}, "partners.2.name", "scritto due volte"),
        ({"targets.0.age_min": "60"}, "targets.0.age_max", "più bassa della minima"),
        ({"activities.1.number": "0"}, "activities.1.number", "C’è già un’attività 0"),
        ({"targets.0.count": "trenta"}, "targets.0.count", "numero intero"),
        ({"targets.0.count": "40.000"}, "targets.0.count", "fino a 30.000"),
        ({"acronym": "P" * 50}, "acronym", "al massimo 40"),
        ({"total_amount": "mille"}, "total_amount", "Scrivi l’importo così"),
    ],
)
def test_values_nothing_can_be_made_of_are_told_one_by_one(values: dict[str, str], name: str, sentence: str) -> None:
    assert sentence in sentences(review({**SETTLED, **values}, asked=True))[name]


def test_a_sheet_without_bodies_needs_a_lead_written_by_hand() -> None:
    changes = {"partners": (), "office_holders": (), "conflicts": (), "questions": ()}
    assert "Scrivi almeno l’ente capofila" in str(review(changes=changes, asked=True).form.errors["partners.lead"])
    values = {"partners.0.name": "Comune di Prova", "partners.0.sector": "public", "partners.lead": "0"}
    one = review(values, changes=changes, asked=True)
    assert one.form.is_valid(), one.form.errors
    assert [(body.name, body.role) for body in facts_of(one).partners] == [("Comune di Prova", "lead")]


def test_names_that_are_no_comune_are_told() -> None:
    wrong = sentences(review({**SETTLED}, asked=True, finder=lambda names: {"Rozzano": "015189"}))
    assert wrong == {"areas.0.municipalities": "Non troviamo «Opera» tra i comuni: scrivi il nome per intero"}


def test_a_reviewed_sheet_gives_plain_facts() -> None:
    facts = facts_of(valid())
    assert (facts.title, facts.acronym, facts.actions) == (
        "PONTI – Percorsi nel territorio",
        "PONTI",
        ("9.2.1", "9.2.2"),
    )
    assert (facts.starts_on, facts.ends_on, facts.months) == (date(2026, 1, 15), date(2027, 6, 30), 17)
    assert (facts.total_amount, facts.cofinancing_percent) == (Decimal("1000.10"), Decimal(20))
    assert [(one.name, one.istat_codes) for one in facts.areas] == [
        ("Visconteo Sud Milano", ("code of Rozzano", "code of Opera")), ("Corsichese", ()),
    ]  # fmt: skip
    assert [(one.name, one.sector, one.role) for one in facts.bodies] == [
        ("Azienda Sociale Tre Ponti", "public", "lead"), ("COOPERATIVA IL GELSO", "third", "partner"),
        ("La Bussola", "third", "partner"), ("Rete delle Colline", "", "network"),
    ]  # fmt: skip
    assert [(one.number, one.months) for one in facts.activities] == [(0, (1, 2, 18)), (None, ())]
    assert [(one.cadence, one.months_between) for one in facts.governance] == [("quadrimestrale", 4), ("", None)]
    holder = facts.office_holders[0]
    assert (holder.body, holder.partner_as_written) == ("COOPERATIVA IL GELSO", "GELSO")


def test_an_office_holder_of_no_partner_keeps_what_the_sheet_writes() -> None:
    holder = facts_of(valid({"office_holders.0.member": ""})).office_holders[0]
    assert (holder.body, holder.partner_as_written) == ("", "GELSO")
    nameless = facts_of(valid({"office_holders.0.partner": ""})).office_holders[0]
    assert nameless.partner_as_written == "COOPERATIVA IL GELSO"


def test_a_row_whose_first_value_is_cleared_is_left_out() -> None:
    facts = facts_of(valid({"partners.2.name": "", "objectives.1": "", "targets.0.label": ""}))
    assert len(facts.partners) == 2
    assert facts.objectives == ("costruire una rete",)
    assert facts.targets == ()


def test_months_past_the_end_are_left_out() -> None:
    assert facts_of(valid({"ends_on": "31.01.2026"})).activities[0].months == (1,)


def test_the_months_of_the_dates_stand_where_none_are_written() -> None:
    changes = {"months": None, "conflicts": ()}
    assert facts_of(valid(changes=changes)).months == 18


def test_the_confirmation_lists_what_will_exist_and_what_stays_open() -> None:
    one = valid({"later:areas.1.municipalities": "on"})
    texts = [item["text"] for item in consequences(facts_of(one), one)]
    assert "Titolare dei dati: Azienda Sociale Tre Ponti, capofila." in texts
    assert "3 enti: 1 pubblico, 2 del terzo settore, e 1 della rete senza budget." in texts
    assert "2 attività (1 con i mesi in calendario), 2 obiettivi, 1 risultato atteso." in texts
    assert any(text.startswith("Valore complessivo €\u00a01.000,10") for text in texts)
    assert "Resta da completare: quali comuni formano Corsichese?" in texts
    assert "Non controllato: Un nome in due modi. Resta «COOPERATIVA IL GELSO»." in texts
    assert "Non controllato: Il nome ufficiale è Rozzano." in texts


def test_the_confirmation_says_nothing_of_what_the_sheet_does_not_have() -> None:
    one = valid(changes={"supporters": (), "total_amount": None})
    texts = [item["text"] for item in consequences(facts_of(one), one)]
    assert "3 enti: 1 pubblico, 2 del terzo settore." in texts
    assert not any(text.startswith("Valore complessivo") for text in texts)


def test_a_scalar_the_sheet_lacks_is_answered_by_writing_it() -> None:
    changes = {"title": None, "questions": (Question("title", "Qual è il titolo?"),)}
    assert len(review(changes=changes).questions) == 1
    assert review({"title": "Ponti"}, changes=changes).questions == []
    assert "later:title" not in review(changes=changes).form.fields
    assert row(review(changes={"acronym": None}), "acronym").status == "non c’è nella scheda"


def test_the_review_counts_what_it_found() -> None:
    assert review().found_count == sum(bool(piece.text) for piece in review().points.pieces.values())
    assert review({**SETTLED}, changes={"questions": (), "conflicts": ()}).first_open == ""


@pytest.mark.parametrize(
    ("words", "months"),
    [("quadrimestrale", 4), ("mensile, poi bimestrale", 2), ("ogni settimana", None), ("Semestralmente", 6)],
)
def test_a_cadence_in_words_becomes_months(words: str, months: int | None) -> None:
    assert cadence_months(words) == months


def test_names_of_comuni_are_read_with_any_separator_once_each() -> None:
    assert names_in("Rozzano (capofila), Opera;Basiglio\nOpera.") == ["Rozzano", "Opera", "Basiglio"]


def test_long_lines_are_cut_away_from_the_marked_words() -> None:
    text = dict(shown_lines(draft(), [found(1, 4, 200, 205)], ()))[4]
    assert text == f"…{'x' * 60}<mark>xxxxx</mark>{'x' * 60}…"
    assert dict(shown_lines(draft(), [], (4,)))[4] == "x" * 180 + "…"
    between = dict(shown_lines(draft(), [found(1, 4, 0, 5), found(1, 4, 395, 400), found(2, 4, 2, 4)], ()))[4]
    assert between == f"<mark>xxxxx</mark>{'x' * 30} … {'x' * 30}<mark>xxxxx</mark>"


def test_the_grid_runs_over_calendar_months() -> None:
    one = grid(date(2020, 7, 16), date(2021, 1, 2), [("0", "0. Coordinamento", [1, 7])])
    assert [(month.number, month.short, month.year) for month in one.months][::6] == [
        (1, "lug", "2020"),
        (7, "gen", "2021"),
    ]
    assert one.rows[0].painted == [1, 7]
    assert one.months[0].full == "luglio 2020"


def test_boxes_beyond_the_grid_or_that_are_no_number_are_ignored() -> None:
    ticked = painted({"months.0": ["3", "1", "99", "x"], "other": ["1"]}, 18)
    assert ticked == {"0": [1, 3]}


def valid(values: dict[str, str] | None = None, **answers: Any) -> Review:
    one = review({**SETTLED, **(values or {})}, asked=True, months={"0": [18, 1, 2]}, **answers)
    assert one.form.is_valid(), one.form.errors
    return one


def test_painted_months_are_the_persons_own_and_no_longer_wait() -> None:
    one = row(review(months={"0": [1], "1": [2]}), "activities.months")
    assert (one.status, one.ticks) == ("corretto", [])
    assert len(row(review(), "activities.months").ticks) == 1
