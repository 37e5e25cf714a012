"""What stands before the first person: programme, bodies, workers, catalogue, budget; made by the product's actions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from allauth.mfa.models import Authenticator

from bench.generate.copying import copy_in, ident
from ciao.access.actions import grant_jobs, installation_scope, open_scope
from ciao.access.actor import PUBLIC
from ciao.access.enums import ScopeKind
from ciao.access.models import Scope
from ciao.accounts.models import User
from ciao.budget.enums import CostKind, PlanState
from ciao.budget.models import BudgetLine, BudgetPlan, CoFinancing, CostItem
from ciao.files.enums import FileKind
from ciao.files.models import StoredFile
from ciao.hosts.enums import HostState
from ciao.hosts.models import Host
from ciao.partners.enums import Sector
from ciao.partners.models import Organization
from ciao.programmes.actions import add_partner, give_mandate
from ciao.programmes.enums import PartnerRole, TargetGender, VersionKind
from ciao.programmes.models import (
    Activity,
    ExpectedResult,
    Partnership,
    Programme,
    ProgrammeArea,
    ProgrammeVersion,
    TargetGroup,
)
from ciao.services.enums import ServiceKind
from ciao.services.models import Service
from ciao.territories.models import Municipality

START, END = date(2026, 1, 1), date(2027, 6, 30)
PARTNERS, HOSTS = 8, 40
PROVINCES = ("MI", "BG", "BS")
ITEMS = [
    ("B1", "Personale interno", CostKind.STAFF),
    ("B2", "Indennità di tirocinio", CostKind.ALLOWANCE),
    ("B3", "Incarichi esterni", CostKind.EXTERNAL),
    ("B4", "Acquisti e servizi", CostKind.PURCHASE),
]


def managers_for(size: int) -> int:
    """How many case managers share the people: four in a small programme, two hundred in a large one."""
    return 4 if size < 1000 else 200


def make_crew(size: int) -> None:
    """Everything the people's rows point to, under ids that `ident` gives again."""
    bodies = [
        Organization(id=ident("body", n), name=f"Ente di prova {n}", sector=Sector.THIRD)
        for n in range(PARTNERS + HOSTS)
    ]
    Organization.objects.bulk_create(bodies)
    programme, version = _programme(bodies[0])
    for n, body in enumerate(bodies[:PARTNERS]):
        role = PartnerRole.PARTNER if n else PartnerRole.LEAD
        add_partner(programme=programme, organization=body, role=role, by=PUBLIC, starts_on=START)
    _workers(programme, bodies, size)
    _catalogue(programme)
    _budget(programme, version)


def _programme(lead: Organization) -> tuple[Programme, ProgrammeVersion]:
    scope = open_scope(ScopeKind.PROGRAMME, parent=installation_scope())
    programme = Programme.objects.create(
        id=ident("programme"), scope=scope, title="Programma di prova", acronym="Prova", controller=lead
    )
    version = ProgrammeVersion.objects.create(
        scope=scope, programme=programme, number=1, kind=VersionKind.INITIAL, valid_from=START, starts_on=START,
        ends_on=END, months=18, total_amount="374986.52", contribution_amount="299989.21", cofinancing_percent="20",
    )  # fmt: skip
    for n, (label, gender) in enumerate([("Donne", TargetGender.WOMEN), ("Giovani", TargetGender.ALL)]):
        TargetGroup.objects.create(
            id=ident("target", n), scope=scope, version=version, label=label, count=30, gender=gender,
            age_min=16, age_max=60,
        )  # fmt: skip
    for n in range(9):
        ExpectedResult.objects.create(scope=scope, programme=programme, number=n + 1, text=f"Risultato {n + 1}")
    for province in PROVINCES:
        area = ProgrammeArea.objects.create(scope=scope, programme=programme, name=f"Ambito di prova {province}")
        area.municipalities.set(comuni(province))
    grant_jobs(scope)
    return programme, version


def comuni(province: str) -> list[Municipality]:
    """The ten comuni that make an ambito of the benchmark."""
    return list(Municipality.objects.filter(province=province, is_active=True).order_by("istat_code")[:10])


def _workers(programme: Programme, bodies: list[Organization], size: int) -> None:
    crew = [
        ("paolo", "coordinator", 0),
        ("teo", "trainer", 1),
        ("luca", "tutor", 2),
        ("giulia", "reporting_officer", 0),
    ]
    crew += [(f"manager{n}", "case_manager", n % PARTNERS) for n in range(managers_for(size))]
    for name, role, body in crew:
        user = User.objects.create_user(f"{name}@example.org", given_name=name.capitalize())
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
        give_mandate(user=user, organization=bodies[body], programme=programme, role=role, by=None, starts_on=START)


def _catalogue(programme: Programme) -> None:
    for n in range(10):
        Activity.objects.create(
            id=ident("activity", n), scope=programme.scope, programme=programme, number=n, title=f"Attività {n}"
        )
    for n in range(20):
        Service.objects.create(
            id=ident("service", n), scope=programme.scope, programme=programme, activity_id=ident("activity", n % 10),
            organization_id=ident("body", n % PARTNERS), kind=ServiceKind.COURSE, title=f"Corso {n}",
            planned_hours=Decimal(30),
        )  # fmt: skip
    for n in range(HOSTS):
        scope = open_scope(ScopeKind.HOST, parent=programme.scope)
        Host.objects.create(
            id=ident("host", n), scope=scope, programme=programme, organization_id=ident("body", PARTNERS + n),
            state=HostState.AVAILABLE, headcount=30, referent="Referente",
        )  # fmt: skip


def _budget(programme: Programme, version: ProgrammeVersion) -> None:
    scope = programme.scope
    for code, label, kind in ITEMS:
        CostItem.objects.create(
            id=ident(f"item{code}"), scope=scope, programme=programme, code=code, label=label, kind=kind
        )
    plan = BudgetPlan.objects.create(
        scope=scope, version=version, number=1, state=PlanState.IN_FORCE, in_force_on=START, saved_by_label="prova"
    )
    for partnership in Partnership.objects.filter(programme=programme):
        own = {"scope_id": partnership.staff_scope_id, "plan": plan, "partnership": partnership}
        CoFinancing.objects.create(share_amount=Decimal("9374.66"), **own)
        copy_in(
            BudgetLine(item_id=ident(f"item{code}"), activity_id=ident("activity", n),
                       planned_amount=Decimal("1171.83"), **own)
            for code, _, _ in ITEMS for n in range(10)
        )  # fmt: skip
    _proof(scope)


def _proof(scope: Scope) -> None:
    """One paper that every paid expense shows: the benchmark reads its row, never its bytes."""
    row = StoredFile(
        id=ident("proof"), scope=scope, level=1, name="prova.pdf", kind=FileKind.PDF, size_bytes=1000,
        sha256="0" * 64, stored_as="prova", stored_by_label="prova",
    )  # fmt: skip
    row.save(force_insert=True)
