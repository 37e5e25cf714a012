"""Certificates and jobs in the demo: what courses ask, who got it, what lapses, who looks for a job and finds one."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ciao.access.actor import Actor, acting
from ciao.cases.models import Case
from ciao.certificates import actions as certificates
from ciao.certificates.enums import Subject
from ciao.certificates.models import CertificateRule
from ciao.desk.demo.crew import Crew
from ciao.desk.demo.persons import Told
from ciao.job_search import actions as jobs
from ciao.job_search.models import JobOpening
from ciao.job_search.rules import CvItem
from ciao.services.enums import EditionState
from ciao.services.models import Edition, Enrolment

# Title of the service, what it certifies, share of the hours, test, what else.
RULES = (
    ("Cucina e sicurezza alimentare", "Igiene degli alimenti (HACCP)", Subject.HACCP, 70, True, ""),
    ("Italiano per il lavoro A2–B1", "Italiano per il lavoro", Subject.ATTENDANCE, 70, False, ""),
    ("Educazione finanziaria", "Educazione finanziaria", Subject.ATTENDANCE, 70, False, ""),
    ("Cercare lavoro insieme", "Cercare lavoro insieme", Subject.ATTENDANCE, 70, False, ""),
    ("Orto condiviso", "Progettare e curare un orto", Subject.ATTENDANCE, 70, False, ""),
    ("Laboratorio di comunità", "Preparare un evento di comunità", Subject.ATTENDANCE, 70, False, ""),
    ("Reputazione sul web", "Reputazione sul web", Subject.ATTENDANCE, 75, False, "il lavoro finale consegnato"),
)
OPENINGS = (
    ("Aiuto cuoca", "Mensa di quartiere", "Corsico", "Mattina, dal lunedì al venerdì. Chiede l’attestato HACCP.", 20),
    ("Addetta al confezionamento", "Cascina sociale", "Lacchiarella", "Si impara sul posto. Arriva il bus 90.", 6),
)
SEEKERS = 3


def play(crew: Crew, told: Told) -> int:
    """Rules first, then certificates by whoever follows each person; returns how many were given."""
    _rule(crew)
    keys = {row["manager"] for row, case in told}
    given = sum(_give(crew, key) for key in sorted(keys))
    active = [(row["manager"], case) for row, case in told if row["state"] == "open"]
    _bring(crew, *active[0])
    _openings(crew)
    for place, (key, case) in enumerate(active[1 : 1 + SEEKERS]):
        _seek(crew, key, case, place)
    return given


def _rule(crew: Crew) -> None:
    with crew.on(crew.starts_on), acting(crew.actor("paolo")) as paolo:
        for title, name, subject, share, needs_test, requisites in RULES:
            service = crew.programme.services.filter(title=title).first()
            if service is not None:
                certificates.add_rule(
                    service=service, starts_on=crew.starts_on, title=name, subject=subject, needs_test=needs_test,
                    share_percent=Decimal(share), requisites=requisites, by=paolo,
                )  # fmt: skip


def _give(crew: Crew, key: str) -> int:
    with crew.on(crew.today - timedelta(days=1)), acting(crew.actor(key)) as manager:
        ruled = CertificateRule.objects.values("service_id")
        editions = Edition.objects.filter(service_id__in=ruled, state=EditionState.DONE).select_related("service")
        day, waits = crew.today - timedelta(days=1), int(key == "marta")
        return sum(_give_in(edition, day, manager, waits) for edition in editions)


def _give_in(edition: Edition, day: date, manager: Actor, waits: int) -> int:
    """Where something else is asked too, `waits` of those in their right are still to look at: a next step."""
    rows = list(Enrolment.objects.counted().filter(edition=edition).select_related("edition__service"))
    rule = certificates.terms_of(edition)
    if rule is None or not rows:
        return 0
    left = [one for one in certificates.candidates(edition, rows) if one.certificate is None]
    for one in left if rule.needs_test else []:
        certificates.record_test(
            enrolment=one.enrolment, taken_on=one.enrolment.ended_on or day, is_passed=True, score="27 su 30",
            by=manager,
        )  # fmt: skip
    judged = certificates.candidates(edition, [one.enrolment for one in left])
    due = [one.enrolment for one in judged if one.judgement.is_due][waits if rule.requisites else 0 :]
    if not due:
        return 0
    given = certificates.issue_to_all(
        edition=edition, enrolments=due, issued_on=day, by=manager, has_requisites=bool(rule.requisites)
    )
    return len(given)


def _bring(crew: Crew, key: str, case: Case) -> None:
    """Two that the person has had for years: one has lapsed, one is about to."""
    with acting(crew.actor(key)) as manager:
        for title, subject, end in (
            ("Igiene degli alimenti", Subject.HACCP, crew.today + timedelta(days=24)),
            ("Sicurezza sul lavoro, parte generale", Subject.SAFETY, crew.today - timedelta(days=12)),
        ):
            certificates.record_outside_certificate(
                case=case, title=title, subject=subject, issued_on=end - timedelta(days=730), expires_on=end,
                issuer="Ente di formazione di prova", by=manager,
            )  # fmt: skip


def _openings(crew: Crew) -> None:
    with crew.on(crew.today - timedelta(days=9)), acting(crew.actor("marta")) as marta:
        for title, employer, place, about, days in OPENINGS:
            jobs.add_opening(
                programme=crew.programme, title=title, employer=employer, place=place, about=about,
                until_on=crew.today + timedelta(days=days), by=marta,
            )  # fmt: skip


def _seek(crew: Crew, key: str, case: Case, place: int) -> None:
    """One has a CV, one an interview to tell, one has just been hired and nobody has told it as an outcome yet."""
    items = [
        CvItem("experience", "Aiuto in una mensa", "Corsico", "2023–2024"),
        CvItem("training", "Cucina e sicurezza alimentare"),
        CvItem("skill", "Cucino per tante persone"),
        CvItem("language", "Italiano, livello A2"),
    ]
    opening = JobOpening.objects.filter(programme=crew.programme).first
    day = max(crew.today - timedelta(days=8), case.opened_on)
    with crew.on(day), acting(crew.actor(key)) as manager:
        jobs.write_cv(case=case, headline="aiuto cuoca", items=items, availability="La mattina", by=manager)
        if not place:
            return
        told: dict[str, Any] = {"title": "aiuto cuoca", "employer": "Mensa di quartiere", "opening": opening()}
        sent = jobs.add_application(
            case=case, applied_on=day, channel="email", helped_by="together", by=manager, **told
        )  # fmt: skip
        jobs.fix_interview(application=sent, held_on=crew.today - timedelta(days=2), place="In mensa", by=manager)
    if place > 1:
        with acting(crew.actor(key)) as manager:
            jobs.record_hiring(
                application=sent, contract="fixed_term", starts_on=crew.today, by=manager, weekly_hours=Decimal(20),
                ends_on=crew.today + timedelta(days=180),
            )  # fmt: skip
