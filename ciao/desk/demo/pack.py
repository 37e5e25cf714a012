"""Internships of every kind in the demo: a stage, one of social inclusion, one of a minor, one that cannot start."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from ciao.access.actor import Actor, acting
from ciao.cases.actions import add_worker
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.desk.demo.crew import Crew
from ciao.desk.demo.spending import proof
from ciao.internships import actions
from ciao.internships.enums import (
    ActKind,
    EntryKind,
    HiredBy,
    HiredWith,
    InternshipKind,
    InternshipState,
    Progress,
    ReportAuthor,
    ServicePaper,
    TitleKind,
)
from ciao.internships.models import Agreement, Internship, TrainingProject
from ciao.partners.models import Organization
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS
from ciao.programmes.rules import add_months

PROMOTER = "Agenzia per il Lavoro La Bussola"
PAYER = "Cooperativa La Quercia"
STAGE, INCLUSION, MINOR, BLOCKED = "Noor", "Matteo", "Asia", "Miriam"
MOTIVE = "Il servizio la segue e chiede un luogo dove riprendere abitudini e relazioni."
FIVE_DAYS = [Decimal(4)] * 5 + [Decimal(0)] * 2
Told = list[tuple[dict[str, str], Case]]


def entitle(crew: Crew) -> None:
    """The agency may promote, by its accreditation."""
    with crew.on(crew.starts_on + timedelta(days=50)), acting(crew.actor("zoe")) as zoe:
        actions.record_title(
            programme=crew.programme, promoter=Organization.objects.get(name=PROMOTER), kind=TitleKind.EMPLOYMENT,
            reference="Accreditamento di prova n. 12", valid_from=crew.starts_on, valid_to=crew.ends_on,
            upload=proof("accreditamento.pdf"), by=zoe,
        )  # fmt: skip


def complete(internship: Internship, day: date, by: Actor) -> None:
    """Safety done, medical visit not due: what every pack asks for."""
    actions.record_act(
        internship=internship, kind=ActKind.SAFETY, body="Formazione Sicura di prova", happened_on=day, by=by
    )
    actions.record_act(
        internship=internship, kind=ActKind.FITNESS, by=by,
        not_due_reason="La valutazione dei rischi dell’ente non la chiede",
    )  # fmt: skip


def play(crew: Crew, told: Told) -> None:
    """One of each kind, each at another point; then what Luca writes while they run and when they end."""
    cases = {row["given_name"]: case for row, case in told if row["manager"] == "marta" and row["state"] == "open"}
    for name, kind in ((STAGE, InternshipKind.CURRICULAR), (INCLUSION, InternshipKind.SOCIAL_INCLUSION)):
        _running(crew, cases[name], kind)
    _minor(crew, cases[MINOR])
    _blocked(crew, cases[BLOCKED])
    _unsigned(crew)
    _followed(crew)


def _open(crew: Crew, case: Case, kind: InternshipKind, begins: date, ready: date) -> Internship:
    with crew.on(ready), acting(crew.actor("marta")) as marta:
        luca = crew.mandates["luca"]
        if not case.workers.filter(mandate=luca, ends_on__isnull=True).exists():
            add_worker(case=case, mandate=luca, role=CaseRole.TUTOR, starts_on=ready, by=marta)
        if kind == InternshipKind.SOCIAL_INCLUSION:
            actions.record_service_act(
                case=case, kind=ServicePaper.CARE, service="Servizio sociale del comune di prova",
                reference="Cartella 77", starts_on=ready - timedelta(days=60), upload=proof("presa-in-carico.pdf"),
                by=marta,
            )  # fmt: skip
        return actions.open_internship(
            case=case, kind=kind, promoter=Organization.objects.get(name=PROMOTER),
            payer=Organization.objects.get(name=PAYER), tutor=luca,
            activity=crew.programme.activities.get(number=7), starts_on=begins,
            ends_on=add_months(begins, 4) - timedelta(days=1), by=marta,
        )  # fmt: skip


def _write(internship: Internship, by: Actor, *, is_whole: bool = True) -> TrainingProject:
    signed = Agreement.objects.filter(signed_on__isnull=False).select_related("host__organization").order_by("number")
    agreement = signed[internship.number % signed.count()]
    return actions.save_training_project(
        internship=internship, host=agreement.host, agreement=agreement, place="Ingresso principale",
        tasks="Aiuta nelle attività di ogni giorno, affiancata", goals="Provare il mestiere, prendere il ritmo",
        skills="Lavorare in squadra, rispettare i tempi", eqf_low=2, eqf_high=3, host_tutor="Alba",
        motive=MOTIVE if internship.kind == InternshipKind.SOCIAL_INCLUSION else "",
        daily_hours=FIVE_DAYS, total_hours=Decimal(340), full_amount=Decimal(400), by=by,
        inail_number="INAIL-9001" if is_whole else "", liability_policy="RC 2026/77" if is_whole else "",
    )  # fmt: skip


def _running(crew: Crew, case: Case, kind: InternshipKind) -> None:
    begins = crew.today - timedelta(days=70)
    ready = begins - timedelta(days=7)
    internship = _open(crew, case, kind, begins, ready)
    with crew.on(ready), acting(crew.actor("luca")) as luca:
        project = _write(internship, luca)
        complete(internship, ready, luca)
        if kind == InternshipKind.CURRICULAR:
            actions.record_act(
                internship=internship, kind=ActKind.SCHOOL, body="Istituto di prova, prof. Prova",
                reference="Accordo 5/2026", happened_on=ready, by=luca,
            )  # fmt: skip
        actions.record_notice(internship=internship, cob_number=f"COB-2026-9{case.number:04}", cob_on=ready, by=luca)
        actions.sign_training_project(training_project=project, on=ready, upload=proof("progetto.pdf"), by=luca)
        actions.set_protocol(act=project, protocol=f"{case.number}/2026", on=ready, by=luca)
    with crew.on(begins), acting(crew.actor("luca")) as luca:
        actions.start_internship(internship=internship, on=begins, by=luca)


def _minor(crew: Crew, case: Case) -> None:
    """Everything is there but the signatures: her guardian is asked, the parent who is a danger never."""
    ready = crew.today - timedelta(days=9)
    internship = _open(crew, case, InternshipKind.EXTRACURRICULAR, crew.today + timedelta(days=12), ready)
    with crew.on(ready), acting(crew.actor("luca")) as luca:
        project = _write(internship, luca)
        complete(internship, ready, luca)
        actions.record_act(
            internship=internship, kind=ActKind.SCHOOLING, body="Istituto di prova", happened_on=ready, by=luca
        )
    with crew.on(ready), acting(crew.actor("marta")) as marta:
        issue_document(kind=KINDS["training_project"], subject=project, by=marta)


def _blocked(crew: Crew, case: Case) -> None:
    """The day has come and it cannot start: Luca asks to begin all the same, Paolo has still to decide."""
    ready = crew.today - timedelta(days=6)
    internship = _open(crew, case, InternshipKind.EXTRACURRICULAR, crew.today, ready)
    with crew.on(ready), acting(crew.actor("luca")) as luca:
        project = _write(internship, luca, is_whole=False)
        actions.sign_training_project(training_project=project, on=ready, upload=proof("progetto.pdf"), by=luca)
    with crew.on(crew.today), acting(crew.actor("luca")) as luca:
        actions.ask_override(
            internship=internship, by=luca,
            request="L’ente la aspetta oggi; la formazione sulla sicurezza è fissata per domani mattina.",
        )  # fmt: skip


def _unsigned(crew: Crew) -> None:
    """A second agreement, issued and still to be signed by both bodies."""
    day = crew.today - timedelta(days=11)
    with crew.on(day), acting(crew.actor("zoe")) as zoe:
        first = Agreement.objects.select_related("host", "promoter").order_by("number")[0]
        agreement = actions.sign_agreement(
            programme=crew.programme, host=first.host, promoter=first.promoter, number="2027/001", signed_on=None,
            starts_on=crew.today, ends_on=crew.ends_on + timedelta(days=180), by=zoe,
        )  # fmt: skip
    with crew.on(day), acting(crew.actor("marta")) as marta:
        issue_document(kind=KINDS["agreement"], subject=agreement, by=marta)


def _followed(crew: Crew) -> None:
    """Luca's diary: visits where a month has passed, a check, an accident told; reports and result where it ended."""
    with crew.on(crew.today), acting(crew.actor("luca")) as luca:
        rows = Internship.objects.begun().filter(tutor=crew.mandates["luca"]).select_related("case")
        for number, internship in enumerate(rows.order_by("number")):
            if internship.state == InternshipState.ENDED:
                _close(internship, number, luca)
            elif internship.starts_on + timedelta(days=40) < crew.today and number % 3:
                _visit(internship, crew.today, number, luca)


def _visit(internship: Internship, today: date, number: int, luca: Actor) -> None:
    day = internship.starts_on + timedelta(days=30)
    actions.write_entry(
        internship=internship, kind=EntryKind.VISIT, happened_on=day, with_whom="Alba", by=luca,
        text="È puntuale e conosce i colleghi per nome.", agreed="Da lunedì prova anche il banco.",
    )  # fmt: skip
    if number % 2:
        actions.write_entry(
            internship=internship, kind=EntryKind.MIDTERM, happened_on=today - timedelta(days=2), with_whom="Alba",
            progress=Progress.ON_TRACK, text="Prepara da sola le ordinazioni del mattino.", by=luca,
            difficulties="Si stanca a fine turno.", agreed="Una pausa in più dopo le undici.",
        )  # fmt: skip
    else:
        actions.write_entry(
            internship=internship, kind=EntryKind.INCIDENT, happened_on=day + timedelta(days=3), by=luca,
            text="Un taglio lieve a un dito.", agreed="Medicata sul posto.", inail_told_on=day + timedelta(days=4),
        )  # fmt: skip


def _close(internship: Internship, number: int, luca: Actor) -> None:
    last = internship.last_day
    for author in ReportAuthor if number % 2 else [ReportAuthor.HOST]:
        actions.write_report(
            internship=internship, author=author, written_on=last, by=luca,
            learnt="I tempi della cucina e le regole di igiene.", went="Bene, con fiducia che cresce.",
        )  # fmt: skip
    if number % 2:
        actions.record_result(
            internship=internship, hired_by=HiredBy.HOST, contract=HiredWith.FIXED_TERM, contract_months=6,
            happened_on=last, by=luca,
        )  # fmt: skip
