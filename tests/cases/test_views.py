"""From a signal to a person in charge, through the pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from ciao.access.actor import acting
from ciao.access.enums import Level
from ciao.access.roles import ROLES
from ciao.audit.models import ReadLine
from ciao.cases.actions import add_task, add_worker, fix_appointment, open_case, write_note
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.core import clock
from ciao.outreach.models import Signal
from ciao.programmes.models import TargetGroup
from tests.cast import World
from tests.outreach.test_actions import signal_of
from tests.protected import hide

AsUser = Callable[[str], Any]
TEAM = {"kind": "meeting", "audience": "team"}


def fields_of(page: Any) -> dict[str, str]:
    """The hidden fields of a page's form, as a browser would send them."""
    html = page.content.decode()
    return dict(re.findall(r'<input type="hidden" name="(row_id|_seen)" value="([^"]*)"', html))


def test_from_signal_to_fascicolo(world: World, as_user: AsUser) -> None:
    marta = as_user("marta")
    page = marta.get("/segnalazioni/nuova/")
    assert page.status_code == 200
    answer = marta.post(
        "/segnalazioni/nuova/",
        {**fields_of(page), "source": "parish", "name": "Nina", "municipality": "rozzano", "phone": "333 1234567",
         "received_on": "20.11.2026", "legal_basis": "public_task", "story": "Cerca lavoro."},
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()[:3000]
    with acting(world.actor("marta")):
        signal = Signal.objects.get()
    assert answer.url == f"/segnalazioni/{signal.id}/"
    shown = marta.get(answer.url).content.decode()
    assert "Cerca lavoro." in shown
    assert "Prendi in carico" in shown
    page = marta.get(f"/persone/da-segnalazione/{signal.id}/")
    assert page.status_code == 200
    assert 'value="Nina"' in page.content.decode()
    answer = marta.post(
        f"/persone/da-segnalazione/{signal.id}/",
        {**fields_of(page), "given_name": "Nina", "gender": "F", "birth_date": "1/5/1990", "residence": "Rozzano",
         "employment": "unemployed", "manager": str(world.mandates["marta"].id), "opened_on": "23.11.2026"},
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()[:5000]
    with acting(world.actor("marta")):
        case = Case.objects.get()
    assert answer.url == f"/persone/{case.id}/"
    file = marta.get(answer.url)
    assert file.status_code == 200
    html = file.content.decode()
    assert "Nina, 36 anni" in html
    assert "Fissare il primo colloquio" in html or "Mostrare l’informativa" in html
    assert "Nina" in marta.get("/persone/").content.decode()
    assert as_user("chiara").get(answer.url).status_code == 404


@pytest.fixture
def amina(world: World) -> Case:
    with acting(world.actor("marta")) as marta:
        return open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 3, 12), by=marta,
            person={"given_name": "Amina", "family_name": "D’Agostino"},
            identity={"gender": "F", "birth_date": date(1988, 5, 1), "fiscal_code": "RSSMRA85T10A562S"},
            contact={"phone": "333 1234567", "hours": "mattina"},
        )  # fmt: skip


def shown(page: Any) -> str:
    return str(page.content.decode())


@pytest.mark.parametrize(
    ("asked", "found"),
    [("dagostino", True), ("caso 1", True), ("1", True), ("RSSMRA85T10A562S", True), ("rss mra 85t10 a562s", True),
     ("RSSMRA85T10A56NH", True), ("bianchi", False), ("2", False), ("RSSMRA85T10A562X", False), ("%", False)],
)  # fmt: skip
def test_people_are_found_by_name_code_or_number(
    world: World, as_user: AsUser, amina: Case, asked: str, found: bool
) -> None:
    assert ("Amina" in shown(as_user("marta").get("/persone/", {"q": asked}))) == found
    assert "Amina" not in shown(as_user("chiara").get("/persone/", {"q": asked}))


def test_the_coordinator_sees_numbers_and_no_names(world: World, as_user: AsUser, amina: Case) -> None:
    paolo = as_user("paolo")
    for page in (paolo.get("/persone/"), paolo.get(f"/persone/{amina.id}/")):
        assert page.status_code == 200
        assert "caso 1" in shown(page).lower()
        for secret in ("Amina", "Agostino", "333 1234567", "RSSMRA", "1988"):
            assert secret not in shown(page)
    assert b"Amina" not in paolo.get("/persone/?esporta=xlsx").content
    assert "Nessun risultato" in shown(paolo.get("/persone/", {"q": "amina"}))


def test_a_protected_person_is_an_alias_on_the_list_as_any_other(world: World, as_user: AsUser, amina: Case) -> None:
    hide(world, amina, "Rosa")
    page = shown(as_user("marta").get("/persone/"))
    assert "Amina" not in page
    assert "Rosa" in page


def test_every_page_with_a_person_writes_one_read_line(world: World, as_user: AsUser, amina: Case) -> None:
    marta = as_user("marta")
    pages = ["", "dati/", "recapiti/", "nome/", "risposte-delicate/", "informativa/"]
    for index, page in enumerate([f"/persone/{amina.id}/{one}" for one in pages] + ["/persone/"], start=1):
        assert marta.get(page).status_code == 200
        assert ReadLine.objects.count() == index, page
    lines = list(ReadLine.objects.all())
    assert {tuple(one.person_ids) for one in lines} == {(amina.person_id,)}
    groups = {purpose: {tuple(one.groups) for one in lines if one.purpose == purpose} for purpose in
              ("fascicolo", "modifica")}  # fmt: skip
    assert {"nome", "recapiti", "diario", "dati anagrafici", "colloqui"} <= set(*groups["fascicolo"])
    assert groups["modifica"] == {("dati anagrafici",), ("recapiti",), ("nome",), ("risposte delicate",)}


def test_the_list_asks_the_database_the_same_number_of_times(world: World, as_user: AsUser, amina: Case) -> None:
    marta, counts = as_user("marta"), []
    marta.get("/persone/")
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            marta.get("/persone/")
        counts.append(len(queries))
        with acting(world.actor("marta")) as by:
            for name in ("Sara", "Ines", "Davide"):
                case = open_case(
                    programme=world.programme, manager=world.mandates["marta"], by=by,
                    opened_on=date(2026, 10, 1), person={"given_name": name}, identity={"gender": "F"},
                )  # fmt: skip
                write_note(case=case, text="x", happened_on=date(2026, 11, 1), by=by)
                add_task(case=case, title="y", due_on=date(2026, 12, 1), owner=world.mandates["marta"], by=by)
    assert counts[0] == counts[1]


FORMS = [
    ("diario/", {"text": "Ha <b>chiamato</b>", "happened_on": "22.11.2026", **TEAM}, "Ha &lt;b&gt;chiamato"),
    ("colloquio/", {"day": "26.11.2026", "hour": "10", "starts_by": "marta", "about": "Verifica",
                    "minutes": "60"}, "Verifica"),
    ("da-fare/", {"title": "Chiamare la scuola", "due_on": "30.11.2026", "owner": "marta"}, "Chiamare la scuola"),
    ("fase/", {"verb": "to_assessment", "on": "23.11.2026"}, "Fase B · Valutazione del bisogno"),
    ("sospendi/", {"reason": "health", "on": "23.11.2026", "review_on": "23.12.2026"}, "In pausa fino a"),
    ("concludi/", {"reason": "found_work", "on": "23.11.2026"}, "Scrivere l’esito all’uscita"),
    ("aperto-per-errore/", {"note": "Doppione", "on": "23.11.2026"}, "Percorso aperto per errore"),
    ("equipe/", {"mandate": "luca", "starts_on": "23.11.2026"}, "tutor · Cooperativa La Quercia"),
    ("informativa/", {"version": "1", "language": "ar", "channel": "mediator", "on": "23.11.2026"},
     "Informativa mostrata"),
    ("nome/", {"given_name": "أمينة", "_seen": "read"}, "أمينة"),
    ("recapiti/", {"phone": "320 0000000", "channel": "sms", "_seen": "read"}, "320 0000000"),
    ("dati/", {"gender": "F", "birth_date": "2/5/88", "residence": "san giuliano milanese", "_seen": "read"},
     "02.05.1988"),
    ("risposte-delicate/", {"disability": "no", "minority": "not_said", "_seen": "read"}, "2 su 5"),
    ("passa/", {"to": "chiara", "on": "23.11.2026"}, "case manager · Cooperativa Il Faro"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "typed", "words"), FORMS, ids=[one[0] for one in FORMS])
def test_each_thing_done_shows_in_the_fascicolo(
    world: World, as_user: AsUser, amina: Case, page: str, typed: dict[str, str], words: str
) -> None:
    marta, url = as_user("marta"), f"/persone/{amina.id}/"
    opened = marta.get(url + page)
    assert opened.status_code == 200
    chosen = {
        name: str(world.mandates[value].id) if value in world.mandates else value for name, value in typed.items()
    }
    answer = marta.post(url + page, {**chosen, **fields_of(opened)})
    assert answer.status_code == 302, shown(answer)[:4000]
    assert answer.url == url
    assert words in shown(marta.get(url))


@pytest.mark.parametrize("page", [one[0] for one in FORMS] + ["riapri/", "riprendi/", "destinatari/"])
def test_out_of_reach_is_the_same_as_absent(world: World, as_user: AsUser, amina: Case, page: str) -> None:
    absent = "00000000-0000-4000-8000-000000000000"
    for name in ("chiara", "paolo"):
        visitor = as_user(name)
        answers = [visitor.get(f"/persone/{one}/{page}") for one in (amina.id, absent)]
        assert [one.status_code for one in answers] == [404, 404]
        assert visitor.post(f"/persone/{amina.id}/{page}", {}).status_code == 404


def test_pausing_resuming_closing_and_reopening(world: World, as_user: AsUser, amina: Case) -> None:
    marta, url = as_user("marta"), f"/persone/{amina.id}/"
    marta.post(f"{url}sospendi/", {"reason": "away", "on": "23.11.2026"})
    assert "Percorso in pausa" in shown(marta.get(url))
    again = marta.post(f"{url}sospendi/", {"reason": "away", "on": "23.11.2026"})
    assert "Ora è sospeso" in shown(again)
    marta.post(f"{url}riprendi/", {"on": "23.11.2026"})
    confirm = shown(marta.get(f"{url}concludi/"))
    assert "Concludere il percorso di Amina D’Agostino?" in confirm
    assert "L’équipe continua a leggere" in confirm
    marta.post(f"{url}concludi/", {"reason": "moved", "on": "23.11.2026"})
    marta.post(f"{url}riapri/", {"note": "È tornata", "on": "23.11.2026"})
    assert "Percorso riaperto: È tornata" in shown(marta.get(url))


def test_data_and_contacts_are_in_sight_row_by_row(world: World, as_user: AsUser, amina: Case) -> None:
    html = shown(as_user("marta").get(f"/persone/{amina.id}/"))
    data, contacts = (html[html.index(f'id="{one}"') :].split("</section>")[0] for one in ("dati", "recapiti"))
    rows = dict(re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", data))
    assert len(rows) == 9
    assert rows["Data di nascita"] == "01.05.1988 (38 anni)"
    assert rows["Codice fiscale"] == "RSSMRA85T10A562S"
    assert rows["Cittadinanza"] == "non lo sappiamo"
    rows = dict(re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", contacts))
    assert (rows["Telefono"], rows["In quali ore"], rows["E-mail"]) == ("333 1234567", "mattina", "non lo sappiamo")


ENDS = [("concludi/", {"reason": "moved", "on": "23.11.2026"}),
        ("aperto-per-errore/", {"note": "Doppione", "on": "23.11.2026"})]  # fmt: skip


@pytest.mark.parametrize(("page", "typed"), ENDS, ids=[one[0] for one in ENDS])
def test_an_ended_path_offers_nothing_that_is_refused(
    world: World, as_user: AsUser, amina: Case, page: str, typed: dict[str, str]
) -> None:
    marta, url = as_user("marta"), f"/persone/{amina.id}/"
    begins = [f'href="{url}{one}"' for one in ("colloquio/", "da-fare/", "fase/", "sospendi/", "concludi/")]
    assert [one in shown(marta.get(url)) for one in begins] == [True] * 5
    marta.post(url + page, typed)
    html = shown(marta.get(url))
    assert not [one for one in begins if one in html]
    assert "Fissane uno" not in html
    is_closed = page == "concludi/"
    assert ('class="c-next off"' in html) != is_closed, "what came of it is still to be written"
    assert (f'href="{url}esito/' in html) == is_closed
    assert (f'href="{url}riapri/"' in html) == is_closed


def test_meetings_and_tasks_are_marked_from_the_fascicolo(world: World, as_user: AsUser, amina: Case) -> None:
    marta, url = as_user("marta"), f"/persone/{amina.id}/"
    with acting(world.actor("marta")) as by:
        past, future = (
            fix_appointment(case=amina, starts_at=clock.now() + timedelta(days=days), by=by,
                            starts_by=world.mandates["marta"]) for days in (-2, 2)
        )  # fmt: skip
        task = add_task(case=amina, title="Scrivere", due_on=date(2026, 11, 1), owner=world.mandates["marta"], by=by)
    assert "In ritardo di 22 giorni" in shown(marta.get(url))
    marta.post(f"{url}da-fare/{task.id}/")
    assert "Dire com’è andato il colloquio" in shown(marta.get(url))
    marta.post(f"{url}colloquio/{past.id}/", {"esito": "no"})
    assert "non si è presentata" in shown(marta.get(url))
    marta.post(f"{url}colloquio/{future.id}/", {"esito": "si"})
    assert "deve ancora iniziare" in shown(marta.get(url))
    assert marta.get(f"{url}da-fare/{task.id}/").status_code == 405


def test_the_team_changes_and_the_reference_stays(world: World, as_user: AsUser, amina: Case) -> None:
    marta, url = as_user("marta"), f"/persone/{amina.id}/equipe/"
    marta.post(url, {"mandate": str(world.mandates["nadia"].id), "starts_on": "23.11.2026"})
    with acting(world.actor("marta")):
        workers = {one.user.given_name: one.id for one in amina.workers.select_related("user")}
    assert "Amina" in shown(as_user("nadia").get(f"/persone/{amina.id}/"))
    marta.post(f"{url}{workers['Nadia']}/")
    with clock.at(clock.now() + timedelta(days=1)):
        assert as_user("nadia").get(f"/persone/{amina.id}/").status_code == 404
    refused = marta.post(f"{url}{workers['Marta']}/")
    assert "prima passa il percorso" in shown(marta.get(refused.url))
    nobody = marta.post(url, {"mandate": str(world.mandates["giulia"].id), "starts_on": "23.11.2026"})
    assert nobody.status_code == 422


def test_two_editors_see_the_difference_and_nothing_is_lost(world: World, as_user: AsUser, amina: Case) -> None:
    marta, url = as_user("marta"), f"/persone/{amina.id}/recapiti/"
    with acting(world.actor("marta")) as by:
        add_worker(case=amina, mandate=world.mandates["karim"], role=CaseRole.MEDIATOR,
                   starts_on=date(2026, 3, 12), by=by)  # fmt: skip
    opened = fields_of(marta.get(url))
    karim = as_user("karim")
    karim.post(url, {**fields_of(karim.get(url)), "phone": "320 1111111", "hours": "mattina"})
    answer = marta.post(url, {**opened, "phone": "320 2222222", "hours": "mattina"})
    html = shown(answer)
    assert answer.status_code == 409
    assert "Karim ha salvato" in html
    assert "320 1111111" in html
    assert "320 2222222" in html
    assert marta.post(url, {**fields_of(answer), "phone": "320 2222222", "hours": "mattina"}).status_code == 302
    assert "320 2222222" in shown(marta.get(f"/persone/{amina.id}/"))


def test_saving_the_same_text_as_the_other_is_no_conflict(world: World, as_user: AsUser, amina: Case) -> None:
    marta, url = as_user("marta"), f"/persone/{amina.id}/recapiti/"
    opened = fields_of(marta.get(url))
    for _ in range(2):
        assert marta.post(url, {**opened, "phone": "320 1111111", "hours": "sera"}).status_code == 302


def test_a_code_that_disagrees_warns_and_lets_go_on(world: World, as_user: AsUser, amina: Case) -> None:
    html = shown(as_user("marta").get(f"/persone/{amina.id}/"))
    assert "Nel codice fiscale la data di nascita è 10.12.1985, qui è 01.05.1988." in html
    assert "Sono avvisi: si può andare avanti." in html


def test_requirements_are_computed_while_writing(world: World, as_user: AsUser) -> None:
    html = shown(as_user("marta").post("/persone/nuova/requisiti/", {"gender": "F", "birth_date": "1/1/2004",
                 "fiscal_code": "RSSMRA85T10A562S", "employment": "employed", "given_name": "Sara"}))  # fmt: skip
    assert "rientra in «Donne»" in html
    assert "e in «Giovani»" in html
    assert "risulta al lavoro" in html
    assert "si può andare avanti" in html
    with acting(world.actor("marta")):
        assert Case.objects.count() == 0


@pytest.mark.parametrize("name", ["Noor", "أمينة", "Оксана", "李明", "Zoë 🌸", "<b>x</b>", "=1+1"])
def test_any_name_is_taken_in_charge_once(world: World, as_user: AsUser, name: str) -> None:
    marta = as_user("marta")
    typed = {**fields_of(marta.get("/persone/nuova/")), "given_name": name, "gender": "not_said",
             "manager": str(world.mandates["marta"].id), "opened_on": "23.11.2026"}  # fmt: skip
    urls = {marta.post("/persone/nuova/", typed).url for _ in range(2)}
    assert len(urls) == 1
    assert escape(name) in shown(marta.get(urls.pop()))
    assert marta.get("/persone/?esporta=xlsx").status_code == 200


def test_a_signal_taken_in_charge_twice_leads_to_the_same_case(world: World, as_user: AsUser) -> None:
    signal, marta = signal_of(world, by="marta"), as_user("marta")
    url = f"/persone/da-segnalazione/{signal.id}/"
    page = marta.get(url)
    typed = {"given_name": "Nina", "gender": "F", "manager": str(world.mandates["marta"].id), "opened_on": "23.11.2026"}
    first = marta.post(url, {**typed, **fields_of(page)})
    second = marta.post(url, {**typed, "row_id": "00000000-0000-4000-8000-00000000000a"})
    assert first.url == second.url
    assert "La persona è in carico" in shown(marta.get(f"/segnalazioni/{signal.id}/"))


def test_who_read_the_file_is_shown_to_the_case_manager(world: World, as_user: AsUser, amina: Case) -> None:
    marta = as_user("marta")
    marta.get(f"/persone/{amina.id}/")
    assert ("Chi ha letto" in shown(marta.get(f"/persone/{amina.id}/"))) == (
        Level.READ_LOG in ROLES["case_manager"].team
    )


def test_a_note_kept_as_a_draft_comes_back(world: World, as_user: AsUser, amina: Case) -> None:
    marta = as_user("marta")
    with acting(world.actor("marta")):
        scope_id = Case.objects.get().scope_id
    marta.post(f"/bozze/cases-note/{scope_id}/{amina.id}/", {"text": "A metà fra"})
    assert "A metà fra" in shown(marta.get(f"/persone/{amina.id}/diario/"))


def test_the_group_is_chosen_once_it_is_known(world: World, as_user: AsUser, amina: Case) -> None:
    marta, url = as_user("marta"), f"/persone/{amina.id}/"
    with acting(world.actor("marta")):
        target = TargetGroup.objects.get(label="Donne")
    assert "Donne" in shown(marta.get(f"{url}destinatari/"))
    marta.post(f"{url}destinatari/", {"target": str(target.id)})
    assert "Gruppo: <b>Donne</b>" in shown(marta.get(url))
    assert "Amina" in shown(marta.get("/persone/", {"destinatari": str(target.id)}))


def test_a_pause_shows_on_the_list(world: World, as_user: AsUser, amina: Case) -> None:
    marta = as_user("marta")
    marta.post(f"/persone/{amina.id}/sospendi/", {"reason": "away", "on": "23.11.2026", "review_on": "1.12.2026"})
    html = shown(marta.get("/persone/", {"stato": "suspended"}))
    assert "In pausa fino a martedì 1° dicembre" in html
    assert "1\u00a0dic" in html


def test_closing_tells_what_stays_open(world: World, as_user: AsUser, amina: Case) -> None:
    with acting(world.actor("marta")) as by:
        add_task(case=amina, title="x", due_on=date(2026, 12, 1), owner=world.mandates["marta"], by=by)
        fix_appointment(case=amina, starts_at=clock.now() + timedelta(days=1), starts_by=world.mandates["marta"], by=by)
    html = shown(as_user("marta").get(f"/persone/{amina.id}/concludi/"))
    assert "1 colloquio resta in agenda" in html
    assert "1 cosa da fare resta aperta" in html


@pytest.mark.parametrize(("notes", "fold"), [(6, ""), (7, "Un’altra voce"), (18, "Altre 12 voci")])
def test_the_diary_shows_the_last_six_and_folds_the_rest(
    world: World, as_user: AsUser, amina: Case, notes: int, fold: str
) -> None:
    with acting(world.actor("marta")) as by:
        for day in range(1, notes + 1):
            write_note(case=amina, text=f"Nota {day}.", happened_on=date(2026, 11, day), by=by)
    html = shown(as_user("marta").get(f"/persone/{amina.id}/"))
    diary = html[html.index('id="diario"') : html.index('id="dati-e-documenti"')]
    assert diary.count("Nota ") == notes
    assert re.findall("<summary>(.*)</summary>", diary) == ([fold] if fold else [])
    assert diary.split("<details")[0].count("Nota ") == 6
    assert diary.index(f"Nota {notes}.") < diary.index(f"Nota {notes - 5}.")


def test_the_story_shows_eight_lines_and_folds_the_rest(world: World, as_user: AsUser, amina: Case) -> None:
    marta, url = as_user("marta"), f"/persone/{amina.id}/"
    for _ in range(5):
        marta.post(f"{url}sospendi/", {"reason": "away", "on": "23.11.2026"})
        marta.post(f"{url}riprendi/", {"on": "23.11.2026"})
    html = shown(marta.get(url))
    story = html[html.index('id="storia"') :]
    seen, rest = story.split("<details", 1)
    assert seen.count("<li") == 8
    assert "Altre 4 voci" in rest
    assert "Presa in carico" in rest


def test_a_tutor_reads_the_work_and_not_the_diary(world: World, as_user: AsUser, amina: Case) -> None:
    with acting(world.actor("marta")) as by:
        write_note(case=amina, text="Segreto del diario", happened_on=date(2026, 11, 1), by=by)
        add_worker(case=amina, mandate=world.mandates["luca"], role=CaseRole.TUTOR, starts_on=date(2026, 3, 12), by=by)
    html = shown(as_user("luca").get(f"/persone/{amina.id}/"))
    assert "Amina D’Agostino" in html
    assert "333 1234567" in html
    for secret in ("Segreto del diario", "RSSMRA", "01.05.1988", "Scrivi nel diario", "Risposte delicate"):
        assert secret not in html


def test_who_reads_no_work_finds_the_reference_on_the_list(world: World, as_user: AsUser, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        add_worker(case=amina, mandate=world.mandates["luca"], role=CaseRole.TUTOR, starts_on=clock.today(), by=marta)
    page = shown(as_user("luca").get("/persone/"))
    assert "Amina" in page
    assert "Riferimento" in page
    assert "Marta" in page
    assert "Prossimo passo" not in page
    mine = shown(as_user("marta").get("/persone/"))
    assert "Prossimo passo" in mine
    assert "Riferimento" not in mine
    assert as_user("luca").get("/persone/?esporta=xlsx").status_code == 200


@pytest.mark.parametrize("name", ["marta", "paolo"])
def test_the_list_asks_the_same_questions_for_one_person_and_for_three(
    world: World, as_user: AsUser, amina: Case, name: str
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert page.get("/persone/").status_code == 200
        return len(queries)

    page = as_user(name)
    asked()
    before = asked()
    with acting(world.actor("marta")) as marta:
        for given_name in ("Sara", "Ines"):
            open_case(
                programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 3, 12), by=marta,
                person={"given_name": given_name}, identity={"gender": "F"},
            )  # fmt: skip
    assert asked() == before
