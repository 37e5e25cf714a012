"""The contract every kind of document keeps."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.conf import LazySettings
from django.urls import reverse
from pypdf import PdfReader

from ciao.access.actor import Actor, acting
from ciao.access.enums import Action
from ciao.access.roles import ROLES
from ciao.audit.models import ReadLine
from ciao.cases.actions import fill_entry, propose_entry
from ciao.cases.models import Case, EsfEntry
from ciao.certificates import actions as certificates
from ciao.certificates.models import Certificate
from ciao.core import clock
from ciao.documents.models import IssuedDocument
from ciao.internships.models import Agreement, Internship, MonthlyRegister, TrainingProject
from ciao.job_search.actions import write_cv
from ciao.job_search.models import Cv
from ciao.job_search.rules import CvItem
from ciao.plans.actions import propose_plan, save_goal, save_pledges, start_plan
from ciao.plans.models import Plan
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS, Kind
from ciao.prints.typesetting import ROOT
from ciao.programmes.models import Activity, Mandate
from ciao.services import actions as services
from ciao.services.enums import ServiceKind, StaffRole
from ciao.services.models import Edition, PaperSheet, Session
from ciao.services.rules import Mark
from tests.cases.test_entry import whole_entry
from tests.cast import World
from tests.prints.internships import agreement_to_sign, ended, project_of
from tests.prints.test_internship_register import confirmed_register

Open = Callable[[str], Any]
# A receipt is issued by who pays: tests/payments/test_receipt.py.
OF_A_TEAM = [one for one in KINDS if one.code != "payment_receipt"]
every_kind = pytest.mark.parametrize("kind", OF_A_TEAM, ids=lambda kind: kind.code)
OF_NOBODY = {"agreement"}  # between two bodies
of_a_person = pytest.mark.parametrize(
    "kind", [one for one in OF_A_TEAM if one.code not in OF_NOBODY], ids=lambda kind: kind.code
)


def issued(world: World, case: Case, kind: Kind) -> tuple[IssuedDocument, str]:
    with acting(world.actor("marta")) as marta:
        document = issue_document(kind=kind, subject=subject_of(kind, case, marta), by=marta)
        return document, text_of(document.file.content())


def subject_of(kind: Kind, case: Case, by: Actor) -> Any:
    """What a kind speaks of, on the way from Amina's case."""
    builders: dict[type[Any], Callable[[Case, Actor], Any]] = {
        Plan: plan_to_sign,
        EsfEntry: entry_to_sign,
        Edition: course_led_by,
        MonthlyRegister: confirmed_register,
        Certificate: certificate_given,
        Cv: cv_written,
        PaperSheet: sheet_to_fill,
        Session: meeting_closed,
        TrainingProject: project_of,
        Agreement: agreement_to_sign,
        Internship: ended,
    }
    return builders[kind.subject](case, by) if kind.subject in builders else case


def entry_to_sign(case: Case, by: Actor) -> EsfEntry:
    """An entry form shown for signing, with every answer."""
    entry = EsfEntry.objects.filter(case=case).first()
    if entry is None:
        given = whole_entry()
        entry = fill_entry(case=case, entered_on=case.opened_on, by=by, **given)
        propose_entry(entry=entry, on=clock.today(), by=by)
    return entry


def meeting_closed(case: Case, by: Actor) -> Session:
    """The one meeting of the course, its register closed."""
    return course_led_by(case, by).sessions.get(number=1)


def sheet_to_fill(case: Case, by: Actor) -> PaperSheet:
    """A sheet for a meeting of the course whose register is still open."""
    found = PaperSheet.objects.first()
    if found is not None:
        return found
    edition = course_led_by(case, by)
    begins = datetime(2026, 11, 20, 18, tzinfo=clock.ROME)
    session = services.add_session(edition=edition, starts_at=begins, ends_at=begins + timedelta(hours=1), by=by)
    return services.prepare_sheet(session=session, by=by)


def course_led_by(case: Case, by: Actor) -> Edition:
    """A course with one closed register, led by whoever asks."""
    found = Edition.objects.first()
    if found is not None:
        return found
    programme, mandate = case.programme, Mandate.objects.get(id=by.mandate_id)
    activity = Activity.objects.create(scope=programme.scope, programme=programme, number=4, title="#formazione")
    service = services.add_service(
        programme=programme, activity=activity, organization=mandate.organization, kind=ServiceKind.COURSE,
        title="= Cucina *e* HACCP", by=by,
    )  # fmt: skip
    day = date(2026, 11, 20)
    made = services.add_edition(service=service, starts_on=day, ends_on=day, place="$Aula$", by=by)
    services.add_staff(edition=made, mandate=mandate, role=StaffRole.TRAINER, starts_on=day, by=by)
    enrolment = services.enrol(edition=made, case=case, enrolled_on=day, by=by)
    begins = datetime(2026, 11, 20, 14, tzinfo=clock.ROME)
    session = services.add_session(
        edition=made, starts_at=begins, ends_at=begins + timedelta(hours=3), trainer=mandate, by=by
    )
    marks = {enrolment.id: Mark("R", Decimal("2.5"))}
    services.save_attendance(session=session, marks=marks, others_count=2, by=by)
    services.lock_register(session=session, on=clock.today(), by=by)
    return made


def certificate_given(case: Case, by: Actor) -> Certificate:
    """The certificate of that course, from two hours up; the same one when asked again."""
    found = Certificate.objects.first()
    if found is not None:
        return found
    edition = course_led_by(case, by)
    certificates.add_rule(
        service=edition.service, starts_on=date(2026, 1, 1), title="= HACCP *di* base", subject="haccp",
        least_hours=Decimal(2), by=by,
    )  # fmt: skip
    return certificates.issue_certificate(enrolment=edition.enrolments.get(), issued_on=clock.today(), by=by)


def cv_written(case: Case, by: Actor) -> Cv:
    """A CV with typesetting signs in it."""
    found = Cv.objects.first()
    items = [CvItem("experience", "= Aiuto *in* cucina", "$Mensa$", "#2024"), CvItem("skill", "_Cucino_ per `cento`")]
    return found or write_cv(case=case, headline="#aiuto cuoca", items=items, by=by)


def plan_to_sign(case: Case, by: Actor) -> Plan:
    """A plan shown for signing, with typesetting signs in the words of a person."""
    plan = start_plan(case=case, by=by)
    supports = {1: {"kind": "course", "note": "#corso *HACCP*", "planned_hours": 30}}
    results = {1: {"measure": "$x$ _firma_"}}
    if not plan.goals.kept().exists():
        save_goal(plan=plan, title="= Cucina", words="So `cucinare`", results=results, supports=supports, by=by)
        pledge = {"pledger": "person", "text": "Viene @ogni giorno", "organization": None}
        save_pledges(plan=plan, pledges={1: pledge}, by=by)
        propose_plan(plan=plan, on=clock.today(), by=by)
    return plan


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@every_kind
def test_it_says_what_it_is_in_italian_and_who_may_issue_it(kind: Kind) -> None:
    assert kind.label
    assert kind.label[0].islower()
    assert kind.about.endswith(".")
    assert any(kind.action in role.actions for role in ROLES.values())
    assert (ROOT / kind.template).is_file()


@every_kind
def test_issuing_goes_back_to_what_it_is_about(kind: Kind, world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        subject = subject_of(kind, amina, marta)
    page = as_user("marta").get(f"{reverse('prints:issue', args=[kind.code, subject.id])}?da=fascicolo")
    assert page.status_code == 200
    assert subject.get_absolute_url() in page.content.decode()


@every_kind
def test_it_says_which_signatures_suffice(kind: Kind, world: World, amina: Case) -> None:
    document, _ = issued(world, amina, kind)
    with acting(world.actor("marta")) as marta:
        asked = list(document.signatures.all())
        assert len(asked) == len(kind.signers(subject_of(kind, amina, marta)))
    assert all(one.sufficient == list(kind.methods) for one in asked)


@every_kind
def test_the_pdf_carries_number_and_fingerprint_and_can_be_read(kind: Kind, world: World, amina: Case) -> None:
    document, text = issued(world, amina, kind)
    assert document.number_label == "2026/001"
    assert "Documento n. 2026/001" in text
    assert document.content_sha256 in text
    assert "pagina 1 di " in " ".join(text.split())
    assert "DATI DI PROVA" not in text


@of_a_person
def test_what_a_person_wrote_is_never_a_command(kind: Kind, world: World, amina: Case) -> None:
    _, text = issued(world, amina, kind)
    assert "Amina #strong[" in text
    assert '"x" $y$' in text.replace("“", '"').replace("”", '"')


@of_a_person
def test_printing_is_a_read(kind: Kind, world: World, amina: Case) -> None:
    issued(world, amina, kind)
    line = ReadLine.objects.get()
    assert line.person_ids == [amina.person_id]
    assert line.purpose == f"stampa: {kind.label}"


@every_kind
def test_demo_papers_say_so(kind: Kind, world: World, amina: Case, settings: LazySettings) -> None:
    settings.DEMO = True
    assert "DATI DI PROVA" in issued(world, amina, kind)[1]


@every_kind
def test_the_pdf_is_tagged_with_title_and_language(kind: Kind, world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        subject = subject_of(kind, amina, marta)
        content = issue_document(kind=kind, subject=subject, by=marta).file.content()
    reader: Any = PdfReader(io.BytesIO(content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert str(reader.trailer["/Root"]["/Lang"]) == "it"
    assert reader.metadata.title == kind.title(subject)


def test_what_is_written_in_a_plan_is_set_as_written(world: World, amina: Case) -> None:
    _, text = issued(world, amina, KINDS["plan"])
    for words in ("= Cucina", "«So `cucinare`»", "#corso *HACCP*, 30", "$x$ _firma_", "Viene @ogni giorno"):
        assert words in text.replace("\u00a0", " ")


def test_issue_is_for_roles_with_the_action() -> None:
    assert Action.DOCUMENT_ISSUE in ROLES["case_manager"].actions
    assert Action.DOCUMENT_ISSUE in ROLES["tutor"].actions, "who keeps a register prints it"
    assert Action.DOCUMENT_ISSUE not in ROLES["evaluator"].actions
