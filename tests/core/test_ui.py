"""What the component templates draw."""

import re
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory, override_settings
from django_cotton.compiler_regex import CottonCompiler

from ciao.core import forms as fields
from ciao.core.charts import bar, gantt
from ciao.core.showcase import SampleForm, sample_context
from ciao.core.templatetags import ui

pytestmark = pytest.mark.urls("tests.core.urls")


def draw(source: str, **values: Any) -> str:
    return re.sub(r"\s+", " ", compiled(source).render(Context(values)))


def compiled(source: str) -> Template:
    return Template(CottonCompiler().process(source))


def test_an_icon_is_decorative_and_comes_from_the_sprite() -> None:
    shown = ui.icon("it-check", "s", "ok")
    assert 'class="icon icon-s t-ok" aria-hidden="true"' in shown
    assert "svg/sprites.svg#it-check" in shown


@pytest.mark.parametrize(("kind", "icon"), [("ok", "check"), ("stop", "ban"), ("seal", "locked"), ("", "minus")])
def test_a_status_has_tint_icon_and_word(kind: str, icon: str) -> None:
    shown = draw(f'<c-status kind="{kind}" text="da approvare" />')
    assert f'class="st {kind}"' in shown
    assert f"#it-{icon}" in shown
    assert "da approvare</span>" in shown


def test_a_component_takes_nothing_from_the_page_around_it() -> None:
    assert "intruso" not in draw('<c-card title="Équipe" />', count="intruso", note="intruso", href="intruso")


def test_a_card_is_a_section_named_by_its_heading() -> None:
    shown = draw('<c-card title="In ritardo" :count="3" href="/x/" link="Tutte">corpo</c-card>')
    assert 'aria-labelledby="h-in-ritardo"' in shown
    assert '<h2 id="h-in-ritardo">In ritardo</h2> <span class="c-count">3</span>' in shown
    assert '<a href="/x/">Tutte</a>' in shown


def test_next_without_buttons_has_no_empty_row() -> None:
    assert "acts" not in draw('<c-next title="Niente da fare" />')
    assert 'class="acts"' in draw('<c-next title="Chiama"><c-button kind="primary">Chiama Ines</c-button></c-next>')


def test_a_button_with_an_address_is_a_link() -> None:
    assert draw('<c-button href="/x/" key="n">Nuova segnalazione</c-button>').strip().startswith("<a ")
    button = draw('<c-button kind="primary" name="verbo" value="chiudi">Chiudi</c-button>')
    assert '<button type="submit" class="btn btn-primary" name="verbo" value="chiudi"' in button


def test_a_table_keeps_its_meaning_when_its_rows_become_cards() -> None:
    shown = draw(
        '<c-table caption="Mesi" heads="Mese|#Ore"><c-tr><c-th text="ottobre" />'
        '<c-td label="Ore" num text="63" /></c-tr></c-table>'
    )
    assert '<th scope="col" role="columnheader" class="num">Ore</th>' in shown
    assert '<th scope="row" role="rowheader">ottobre</th>' in shown
    assert '<td role="cell" data-l="Ore" class="num"><span>63</span></td>' in shown


def test_columns_may_be_objects() -> None:
    given = [ui.Column("Mese"), ui.Column("Ore", True)]
    assert ui.columns(given) == given
    assert ui.columns("Mese|#Ore") == given


def test_a_hidden_figure_is_said_aloud() -> None:
    assert "meno di 5 persone: nascosto" in draw("<c-hidden />")
    assert "nascosto per non ricavare un altro valore" in draw("<c-hidden lock />")


def test_a_field_has_label_help_error_and_their_ids() -> None:
    shown = draw('<c-field :field="form.since" />', form=SampleForm({"since": "mai"}))
    assert '<label for="id_since">Dal giorno </label>' in shown
    assert 'id="id_since-h">gg.mm.aaaa' in shown
    assert 'id="id_since-e"' in shown
    assert 'aria-describedby="id_since-h id_since-e"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'value="mai"' in shown


def test_only_optional_fields_carry_a_mark() -> None:
    form = SampleForm()
    assert "(facoltativo)" in draw('<c-field :field="form.note" />', form=form)
    assert "(facoltativo)" not in draw('<c-field :field="form.since" />', form=form)


def test_radios_are_rows_in_a_fieldset() -> None:
    shown = draw('<c-field :field="form.violence" />', form=SampleForm())
    assert "<legend>Ha subito violenza?" in shown
    assert shown.count('class="c-opt"') == 3
    assert "preferisce non dirlo" in shown
    assert "checked" not in shown


def test_a_help_can_be_replaced_or_dropped() -> None:
    form = SampleForm()
    assert "mio aiuto" in draw('<c-field :field="form.since" help="mio aiuto" />', form=form)
    assert "gg.mm" not in draw('<c-field :field="form.since" help="-" />', form=form)


def test_a_tick_and_a_hidden_field_have_their_own_shape() -> None:
    class Tick(fields.PlainForm):
        agree = forms.BooleanField(label="Ho letto")
        key = forms.CharField(widget=forms.HiddenInput)

    assert '<label class="c-opt" for="id_agree">' in draw('<c-field :field="form.agree" />', form=Tick())
    assert draw('<c-field :field="form.key" />', form=Tick()).strip().startswith('<input type="hidden"')


def test_a_whole_form_has_its_groups_and_opens_fields_under_their_answer() -> None:
    shown = draw('<c-form-fields :form="form" />', form=SampleForm())
    assert shown.count('<fieldset class="c-group">') == 2
    assert re.search(r'<label class="c-opt" for="id_contact_0" data-opens>', shown)
    assert shown.index("c-sub") < shown.index('id="id_phone"')


def test_a_form_without_groups_is_drawn_in_order() -> None:
    class Plain(forms.Form):
        one = forms.CharField()
        two = forms.CharField()

    shown = draw('<c-form-fields :form="form" />', form=Plain())
    assert "c-group" not in shown
    assert shown.index("id_one") < shown.index("id_two")


def test_a_warning_is_amber_and_lets_one_go_on() -> None:
    form = SampleForm()
    form.warnings = {"amount": "È più alto del solito."}
    shown = draw('<c-form-fields :form="form" />', form=form)
    assert 'class="c-field care"' in shown
    assert 'aria-describedby="id_amount-h id_amount-c"' in shown


def test_the_error_summary_links_to_each_field_and_is_silent_without_errors() -> None:
    shown = draw('<c-error-summary :form="form" subject="sospendere" />', form=SampleForm({"contact": "phone"}))
    assert "2 cose da correggere per sospendere" in shown
    assert '<a href="#id_since">' in shown
    assert draw('<c-error-summary :form="form" />', form=SampleForm()).strip() == ""


def test_every_form_that_posts_carries_the_mandate_of_the_page() -> None:
    class Actor:
        mandate_id = "abc"

    shown = draw('<c-form action="/x/" save="Salva il colloquio">…</c-form>', actor=Actor())
    assert '<input type="hidden" name="_mandate" value="abc">' in shown
    assert '<button type="submit" class="btn btn-primary">Salva il colloquio</button>' in shown
    assert "_mandate" not in draw('<c-form action="/x/">…</c-form>')
    assert "_mandate" not in draw('<c-form method="get">…</c-form>', actor=Actor())


def test_a_draft_is_sent_after_two_seconds_of_quiet_and_says_when() -> None:
    moment = sample_context()["instant"]
    shown = draw('<c-form draft-url="/bozze/" :draft-at="at">…</c-form>', at=moment)
    assert 'hx-post="/bozze/" hx-trigger="input delay:2s, change delay:2s"' in shown
    assert "Bozza salvata alle 8:52" in shown


def test_pages_keep_the_rest_of_the_address() -> None:
    request = RequestFactory().get("/persone/", {"fase": "D", "pagina": "2"})
    page = Paginator(range(131), 25).page(2)
    source = compiled('<c-pagination :page="page" noun="persona,persone" />')
    shown = re.sub(r"\s+", " ", source.render(RequestContext(request, {"page": page})))
    assert "26–50 di 131 persone" in shown
    assert "?fase=D&amp;pagina=3" in shown or "?fase=D&pagina=3" in shown
    assert '<span aria-current="page">' in shown


def test_a_knot_one_may_not_follow_is_plain_text() -> None:
    knots = [{"label": "Voce B.1", "url": ""}, {"label": "Tirocinio 57", "url": "/t/", "here": True}]
    shown = draw('<c-thread :knots="knots" />', knots=knots)
    assert "<b>Voce B.1</b>" in shown
    assert '<a href="/t/" aria-current="true">' in shown


def test_a_goal_says_its_rating_aloud() -> None:
    shown = draw('<c-goal title="Lavorare" :rating="-1" words="Voglio un contratto." />')
    assert 'aria-label="Punteggio dell’obiettivo: −1 su una scala da −2 a +2"' in shown
    assert '<i class="on">−1</i>' in shown
    assert "c-gas" not in draw('<c-goal title="Lavorare" />')


def test_charts_have_a_sentence_and_no_style() -> None:
    shown = draw('<c-bar :chart="chart" />', chart=bar.draw(bar.Progress(23, 30, 16, 21, "Tirocini")))
    assert 'role="img" aria-label="Tirocini: 23 su 30, attesi oggi tra 16 e 21"' in shown
    assert "style=" not in shown
    assert "," not in re.findall(r'width="([^"]+)"', shown)[0]


def test_the_gantt_has_its_table_and_its_list_for_phones() -> None:
    chart = sample_context()["gantt"]
    shown = draw('<c-gantt :chart="chart" />', chart=chart)
    assert "I dati del calendario in tabella" in shown
    assert shown.count("Comunità ed eventi") == 3
    assert "in ritardo di 2 mesi" in shown
    assert isinstance(chart, gantt.Gantt)


def test_a_chart_without_data_draws_nothing() -> None:
    for name in ("bar", "gantt", "radar", "burn", "line", "share"):
        assert draw(f"<c-{name} />").strip() == ""


@override_settings(PLACES={"search": "core:components", "notices": "nowhere:at-all"})
def test_a_place_leads_where_the_configuration_says_or_is_not_shown() -> None:
    assert ui.place("search").endswith("/componenti/")
    assert ui.place("notices") == ""
    assert ui.place("unknown") == ""


def test_small_words() -> None:
    assert ui.initial(" amina") == "A"
    assert ui.initial("") == "·"
    assert ui.shift(22.75, -4) == 18.8
    assert ui.split("a,b") == ["a", "b"]
    assert ui.register_icon("rest") == "file"
    assert ui.note_icon("") == "info-circle"
    assert ui.get({"a": 1}, "a") == 1
    assert ui.get("text", "a") == ""
    assert [one.value for one in ui.segments("attendance")] == ["P", "R", "A", "G"]
    assert ui.segments([1]) == [1]
