"""A person out of sight: under every other role no page, export, paper, table, history or log tells who she is."""

from __future__ import annotations

import io
import logging
import uuid
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import Model

from ciao.access.actor import PUBLIC, Actor, acting
from ciao.access.enums import Level
from ciao.access.roles import ROLES
from ciao.accounts.models import User
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.actions import add_task, add_worker, fill_entry, open_case
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.core import clock
from ciao.desk.protection.actions import keep_away_from, secure_person
from ciao.documents.models import IssuedDocument
from ciao.drafts.actions import save_draft
from ciao.files.actions import store_file
from ciao.files.models import StoredFile
from ciao.internships.models import Internship, TrainingProject
from ciao.outreach.actions import record_signal
from ciao.people.actions import Hidden
from ciao.people.models import KeptAway, Protection
from ciao.people.rules import CARE_OF
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS
from ciao.programmes.actions import give_mandate
from ciao.signatures.models import Signature
from tests.cast import START, World
from tests.house import pages, rows, tables, tree
from tests.house.pages import Page

HIDDEN = {
    "name": "Zibellina", "family": "Girasolini", "phone": "333 7654321", "mail": "zibellina.g@example.org",
    "street": "via dei Tulipani 77", "iban": "IT60X0542811101000000123456", "school": "Istituto Ciclamino",
    "work": "Sartoria Fiordaliso", "reason": "teme il Barbagianni", "code": "GRSZLL80A41F205X",
    "away": "Barbagianni", "place": "Magazzino Ranuncolo",
}  # fmt: skip
BARE = [text.casefold() for text in HIDDEN.values()] + ["3337654321"]
ROLES_IN_BRIEF = ["nadia", "luca", "paolo", "chiara"]


@dataclass
class Burrow:
    """The story of one person who must not be found, and every id that a curious reader might try."""

    case: Case
    ids: list[uuid.UUID]


@pytest.fixture
def burrow(world: World, caplog: pytest.LogCaptureFixture) -> Burrow:
    """Everything about her is written everywhere first, as it happens; then her data go out of sight."""
    caplog.set_level(logging.DEBUG)
    case = _taken_in_charge(world)
    _written_about(world, case)
    with acting(world.actor("marta")) as marta:
        fresh = Case.objects.select_related("person").get(id=case.id)
        protection = secure_person(
            case=fresh, alias="Lia", reason=f"Ha paura: {HIDDEN['reason']}.", starts_on=clock.today(), by=marta,
            readers=[], hidden=Hidden(iban=HIDDEN["iban"], school=HIDDEN["school"], workplace=HIDDEN["work"]),
        )  # fmt: skip
        keep_away_from(case=fresh, by=marta, name=HIDDEN["away"], tie=f"l’ex, {HIDDEN['away']}")
    _written_after(world, case)
    return Burrow(fresh, [*_ids(case), protection.id])


def test_the_canaries_were_really_written(world: World, burrow: Burrow) -> None:
    found = {text for text in BARE for line in all_that_is_read(world.actor("marta")) if text in line}
    assert found >= set(BARE) - {"3337654321"}


@pytest.mark.parametrize("name", ROLES_IN_BRIEF)
def test_the_database_tells_a_reader_nothing(world: World, burrow: Burrow, name: str) -> None:
    tree.none_of(leaks_in(all_that_is_read(world.actor(name))))


def test_who_is_nobody_reads_nothing(world: World, burrow: Burrow) -> None:
    tree.none_of(leaks_in(all_that_is_read(PUBLIC)))


def test_jobs_are_told_no_secret_and_the_log_of_the_machine_neither(
    world: World, burrow: Burrow, caplog: pytest.LogCaptureFixture
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs")
        tree.none_of(leaks_in(str(row[0]) for row in cursor.fetchall()))
    tree.none_of(leaks_in(one.getMessage() for one in caplog.records if not one.name.startswith("django.db")))


@pytest.mark.parametrize("name", ["nadia", "paolo"])
def test_the_pages_of_her_path_tell_a_colleague_nothing(
    world: World, burrow: Burrow, as_user: Callable[[str], Any], name: str
) -> None:
    held = ROLES[world.mandates[name].role].actions
    walked = [page for page in pages.pages() if page.action in held]
    few = [
        page for page in walked if page.app in ("desk", "cases", "prints", "outreach") and _names(page) <= {"case_id"}
    ]
    tree.none_of(crawl(as_user(name), few, [burrow.case.id]))


def test_the_file_of_a_colleague_looks_like_any_other(
    world: World, burrow: Burrow, as_user: Callable[[str], Any]
) -> None:
    body = as_user("nadia").get(f"/persone/{burrow.case.id}/").content.decode()
    assert "Lia" in body
    assert "protett" not in body.replace(CARE_OF, "")
    assert "Dati protetti" in as_user("marta").get(f"/persone/{burrow.case.id}/").content.decode()


@pytest.mark.sweep
@pytest.mark.parametrize("role", sorted(ROLES))
def test_no_role_is_told_anything_anywhere(
    world: World, burrow: Burrow, as_user: Callable[[str], Any], role: str, caplog: pytest.LogCaptureFixture
) -> None:
    _joins(world, burrow.case, role)
    tree.none_of(leaks_in(all_that_is_read(world.actor(role))))
    walked = [page for page in pages.pages() if page.is_public or page.action in ROLES[role].actions]
    tree.none_of(crawl(as_user(role), walked, burrow.ids))
    tree.none_of(leaks_in(one.getMessage() for one in caplog.records if not one.name.startswith("django.db")))


def test_a_leak_would_be_found() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        book.writestr("xl/sheet.xml", "<v>333 7654321</v>")

    class Talkative:
        def get(self, url: str) -> Any:
            return type("Answer", (), {"content": made.getvalue(), "headers": {}, "status_code": 200})()

    page = Page("prova/", "desk:home", lambda request: None, ())
    assert list(crawl(Talkative(), [page], []))
    assert list(leaks_in(["vive in VIA DEI TULIPANI 77"]))


def all_that_is_read(actor: Actor) -> Iterator[str]:
    """Every text that an actor reads in any table or history, opened where it is sealed."""
    found: list[str] = []
    with acting(actor):
        for model in tables.ours():
            if model._meta.label != "people.SearchKey" and model._meta.label != "people.KeptApart":
                found += _texts(model)
    return iter(found)


def leaks_in(lines: Iterator[str] | list[str] | Any) -> Iterator[str]:
    """The secrets that stand in texts, each with what is around it."""
    for line in lines:
        told = [secret for secret in BARE if secret in line.casefold()]
        if told:
            yield f"«{told[0]}» in {line[:160]!r}"


def crawl(client: Any, walked: list[Page], ids: list[uuid.UUID]) -> Iterator[str]:
    """Opens pages with every id, their exports and the search for the name; says which page tells what."""
    client.raise_request_exception = False
    for page in walked:
        for url in _addresses(page, ids):
            for leak in leaks_in([_opened(client.get(url))]):
                yield f"{page.name} {url}: {leak}"


def _addresses(page: Page, ids: list[uuid.UUID]) -> Iterator[str]:
    for one in ids if page.takes_ids else [None]:
        url = page.url(one) if one else page.url()
        yield url
    if not page.converters:
        yield from (f"{url}?esporta=xlsx", f"{url}?esporta=csv")


def _opened(answer: Any) -> str:
    """The text of an answer: of a page, of what a spreadsheet or a PDF holds, with its headers."""
    body = answer.content if hasattr(answer, "content") else b"".join(answer.streaming_content)
    head = " ".join(str(one) for one in getattr(answer, "headers", {}).values())
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b" ".join(book.read(name) for name in book.namelist())
    if body[:4] == b"%PDF":
        from tests.prints.test_kinds import text_of

        return f"{head} {body.decode(errors='replace')} {text_of(body)}"
    return f"{head} {body.decode(errors='replace')}"


def _texts(model: type[Model]) -> list[str]:
    names = [field.attname for field in model._meta.concrete_fields]
    return [
        f"{model._meta.label}: {'|'.join(str(getattr(row, name)) for name in names)}".casefold()
        for row in model._default_manager.all()
    ]


def _names(page: Page) -> set[str]:
    return {name for name, _ in page.converters}


def _taken_in_charge(world: World) -> Case:
    with acting(world.actor("paolo")) as paolo:
        signal = record_signal(
            programme=world.programme, by=paolo, source="social_service", name=HIDDEN["name"], phone=HIDDEN["phone"],
            story=f"Abita in {HIDDEN['street']}.", email=HIDDEN["mail"],
        )  # fmt: skip
        case = open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=signal.received_on, by=paolo,
            signal=signal, person={"given_name": HIDDEN["name"], "family_name": HIDDEN["family"]},
            identity={"gender": "F", "birth_date": date(1980, 1, 1), "fiscal_code": HIDDEN["code"]},
            contact={"phone": HIDDEN["phone"], "email": HIDDEN["mail"], "address": HIDDEN["street"]},
        )  # fmt: skip
    with acting(world.actor("marta")) as marta:
        for name, role in (("luca", CaseRole.TUTOR), ("nadia", CaseRole.PSYCHOLOGIST)):
            add_worker(case=case, mandate=world.mandates[name], role=role, starts_on=signal.received_on, by=marta)
        add_task(case=case, title="Chiamare l’ufficio", due_on=clock.today(), owner=world.mandates["marta"], by=marta)
        fill_entry(case=case, entered_on=case.opened_on, by=marta, gender="F")
    return case


def _written_about(world: World, case: Case) -> None:
    """Papers, files, drafts and an internship, with her name on them."""
    with acting(world.actor("marta")) as marta:
        for code in ("case_opening", "privacy_notice"):
            issue_document(kind=KINDS[code], subject=case, by=marta)
        scan = ContentFile(f"%PDF-1.4\n{HIDDEN['name']}\n%%EOF".encode(), name=f"{HIDDEN['family']}.pdf")
        store_file(upload=scan, scope=case.scope, level=Level.WORK, by=marta, person_id=case.person_id)
    with acting(world.actor("nadia")) as nadia:
        typed = {"phone": [HIDDEN["phone"]]}
        save_draft(form="contact", typed=typed, by=nadia, scope_id=case.scope_id, subject_id=case.id)
    internship = rows.make_row(Internship, case.scope)
    Internship.objects.filter(id=internship.id).update(case=case)
    project = rows.make_row(TrainingProject, case.scope)
    project.internship_id, project.place = internship.id, HIDDEN["place"]
    project.save()


def _written_after(world: World, case: Case) -> None:
    """Notices, read lines and papers of afterwards carry the alias."""
    case = Case.objects.select_related("person", "programme").get(id=case.id)
    with acting(world.actor("nadia")) as nadia:
        record_read(by=nadia, scope=case.scope, purpose="fascicolo", groups=[Group.NAME], person_ids=[case.person_id])
    with acting(world.actor("marta")) as marta:
        issue_document(kind=KINDS["case_opening"], subject=case, by=marta)
        karim = world.mandates["karim"]
        add_worker(case=case, mandate=karim, role=CaseRole.MEDIATOR, starts_on=clock.today(), by=marta)


def _ids(case: Case) -> list[uuid.UUID]:
    """Hers, and those of every paper, file, signature and row about her."""
    kept: list[tuple[type[Model], dict[str, Any]]] = [
        (IssuedDocument, {"person_id": case.person_id}), (StoredFile, {"person_id": case.person_id}),
        (Signature, {"document__person_id": case.person_id}), (KeptAway, {"person_id": case.person_id}),
        (Protection, {"person_id": case.person_id}), (Internship, {"case_id": case.id}),
    ]  # fmt: skip
    found = [pk for model, where in kept for pk in model._default_manager.filter(**where).values_list("pk", flat=True)]
    return [case.id, case.person_id, case.signal_id, *found]  # type: ignore[list-item]


def _joins(world: World, case: Case, role: str) -> None:
    """Somebody of that role, in her team where the role joins teams: the one who reads most."""
    user = User.objects.create_user(email=f"{role}@example.org", given_name="Prova")
    body = "cooperativa" if role == "partner_administrator" else "capofila"
    world.mandates[role] = give_mandate(
        user=user, organization=world.organizations[body], programme=world.programme, role=role, by=None,
        starts_on=START,
    )  # fmt: skip
    if ROLES[role].team:
        with acting(world.actor("marta")) as marta:
            inside = Case.objects.select_related("person").get(id=case.id)
            add_worker(case=inside, mandate=world.mandates[role], role=CaseRole.EDUCATOR, starts_on=START, by=marta)
