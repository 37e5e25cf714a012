"""What goes with the entry form: the copy of a document, the delicate questions, the draft, what lacks and where."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.access.actor import acting
from ciao.audit.models import ReadLine
from ciao.cases.actions import attach_identity_copy, fill_entry
from ciao.cases.models import Case, EsfEntry
from ciao.core import clock
from ciao.drafts.models import Draft
from ciao.files.models import StoredFile
from ciao.people.models import SensitiveAnswers
from tests.cases.test_entry import _own_folder as _own_folder
from tests.cases.test_entry import amina as amina
from tests.cases.test_entry import filled, shown
from tests.cases.test_entry_views import answers, page_of, seen_by, text
from tests.cast import World
from tests.files.samples import PDF

Open = Callable[[str], Any]


def test_a_new_copy_of_the_document_takes_the_place_of_the_one_before(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        entry, paper = shown(amina, marta)
        for name in ("fronte.pdf", "retro.pdf"):
            attach_identity_copy(entry=entry, upload=SimpleUploadedFile(name, PDF), by=marta)
        kept = {one.name: one for one in StoredFile.objects.exclude(id=paper.file_id)}
        assert entry.identity_copy == kept["retro.pdf"]
        assert [kept[name].superseded_at is None for name in ("fronte.pdf", "retro.pdf")] == [False, True]
    for name in ("luca", "chiara", "karim"):
        with acting(world.actor(name)):
            assert not StoredFile.objects.exists()


def test_the_copy_is_loaded_from_its_page(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        filled(amina, marta)
    page = as_user("marta")
    assert "va con la domanda firmata" in text(page.get(page_of(amina)))
    assert page.post(page_of(amina, "documento/"), {}).status_code == 422
    wrong = SimpleUploadedFile("nota.txt", b"solo testo")
    assert page.post(page_of(amina, "documento/"), {"upload": wrong}).status_code == 422
    answer = page.post(page_of(amina, "documento/"), {"upload": SimpleUploadedFile("carta.pdf", PDF)}, follow=True)
    assert "Copia del documento salvata." in text(answer)
    assert "Sostituisci" in text(answer)
    assert as_user("chiara").get(page_of(amina, "documento/")).status_code == 404
    assert as_user("chiara").post(page_of(amina, "documento/"), {}).status_code == 404


def test_delicate_questions_are_asked_on_screen_and_only_counted_on_the_form(
    world: World, amina: Case, as_user: Open
) -> None:
    with acting(world.actor("marta")) as marta:
        filled(amina, marta)
    page, url = as_user("marta"), page_of(amina, "domande-delicate/")
    shape = page.get(url)
    assert "preferisce non dirlo" in text(shape)
    given = {"disability": "no", "minority": "not_said", **seen_by(shape)}
    answer = page.post(url, given, follow=True)
    assert "2 risposte su 5. Nessuna è obbligatoria." in text(answer)
    late = page.post(url, {"disability": "yes", "_seen": given["_seen"]})
    assert late.status_code == 409
    with acting(world.actor("marta")):
        kept = SensitiveAnswers.objects.get()
        assert (kept.disability, kept.minority, kept.homeless) == ("no", "not_said", "")
        assert ReadLine.objects.filter(purpose="domande delicate della domanda di iscrizione").count() == 3
    for name in ("chiara", "luca", "paolo"):
        assert as_user(name).get(url).status_code == 404


def test_each_answer_that_lacks_leads_to_its_field(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        filled(amina, marta, education="", employment="", search="")
    html = text(as_user("marta").get(page_of(amina)))
    links = re.findall(r'href="([^"]+#id_\w+)"', html)
    assert page_of(amina, "risposte/#id_education") in links
    assert page_of(amina, "risposte/#id_employment_0") in links
    form = text(as_user("marta").get(page_of(amina, "risposte/")))
    assert all(f'id="{link.partition("#")[2]}"' in form for link in links)


def test_what_is_being_typed_is_kept_as_one_goes_and_dropped_once_saved(
    world: World, amina: Case, as_user: Open
) -> None:
    page, url = as_user("marta"), page_of(amina, "risposte/")
    saving = re.search(r'"(/bozze/esf-entry/[^"]+)"', text(page.get(url)))
    assert saving
    assert page.post(saving[1], answers(adults_count="7")).status_code == 200
    assert 'value="7"' in text(page.get(url))
    page.post(url, {**answers(adults_count="7"), **seen_by(page.get(url))})
    with acting(world.actor("marta")):
        assert EsfEntry.objects.get().adults_count == 7
        assert not Draft.objects.exists()


def test_a_draft_older_than_what_was_saved_shows_both(world: World, amina: Case, as_user: Open) -> None:
    page, url = as_user("marta"), page_of(amina, "risposte/")
    saving = re.search(r'"(/bozze/esf-entry/[^"]+)"', text(page.get(url)))
    assert saving
    page.post(saving[1], answers(adults_count="7"))
    later = datetime(2026, 11, 23, 12, tzinfo=clock.ROME)
    with clock.at(later), acting(world.actor("marta")) as marta:
        fill_entry(case=amina, entered_on=amina.opened_on, adults_count=3, by=marta)
    shape = page.get(url)
    answer = page.post(url, {**answers(adults_count="7"), **seen_by(shape)})
    assert answer.status_code == 409
    assert "mentre scrivevi" in text(answer)
