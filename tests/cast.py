"""The invented people every test, the demo and the manual know by heart."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ciao.access.actions import grant_jobs, installation_scope, open_scope
from ciao.access.actor import PUBLIC, Actor
from ciao.access.enums import ScopeKind
from ciao.accounts.models import User
from ciao.partners.enums import Sector
from ciao.partners.models import Organization
from ciao.programmes.actions import add_partner, give_mandate
from ciao.programmes.enums import PartnerRole, TargetGender, VersionKind
from ciao.programmes.mandates import actor_of
from ciao.programmes.models import Mandate, Programme, ProgrammeVersion, TargetGroup

START = date(2026, 1, 1)
PASSWORD = "una frase lunga di prova"
STAFF = [
    ("paolo", "Paolo", "coordinator", "capofila"),
    ("marta", "Marta", "case_manager", "capofila"),
    ("giulia", "Giulia", "partner_administrator", "cooperativa"),
    ("luca", "Luca", "tutor", "cooperativa"),
    ("nadia", "Nadia", "psychologist", "asst"),
    ("karim", "Karim", "mediator", "cooperativa"),
    ("teo", "Teo", "trainer", "cooperativa"),
    ("elena", "Elena", "evaluator", "metropoli"),
    ("chiara", "Chiara", "case_manager", "altra"),
]


@dataclass
class World:
    """One programme with its bodies and its workers, ready for a story."""

    programme: Programme
    version: ProgrammeVersion
    organizations: dict[str, Organization]
    mandates: dict[str, Mandate] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        return actor_of(self.mandates[name])

    def user(self, name: str) -> User:
        return self.mandates[name].user


def make_world() -> World:
    """Builds the cast through the product's own actions."""
    organizations = {
        key: Organization.objects.create(name=name, sector=sector)
        for key, name, sector in [
            ("capofila", "Azienda Sociale Tre Ponti", Sector.PUBLIC),
            ("cooperativa", "Cooperativa La Quercia", Sector.THIRD),
            ("asst", "Azienda Sanitaria Riva Sud", Sector.PUBLIC),
            ("metropoli", "Città Metropolitana di Prova", Sector.PUBLIC),
            ("altra", "Cooperativa Il Faro", Sector.THIRD),
        ]
    }
    programme, version = _programme(organizations["capofila"])
    for key, organization in organizations.items():
        role = PartnerRole.LEAD if key == "capofila" else PartnerRole.PARTNER
        add_partner(programme=programme, organization=organization, role=role, by=PUBLIC, starts_on=START)
    world = World(programme, version, organizations)
    for key, given_name, role, body in STAFF:
        world.mandates[key] = _worker(world, given_name, role, body)
    return world


def _programme(lead: Organization) -> tuple[Programme, ProgrammeVersion]:
    scope = open_scope(ScopeKind.PROGRAMME, parent=installation_scope())
    programme = Programme.objects.create(scope=scope, title="CIAO! di prova", acronym="CIAO!", controller=lead)
    version = ProgrammeVersion.objects.create(
        scope=scope,
        programme=programme,
        number=1,
        kind=VersionKind.INITIAL,
        valid_from=START,
        starts_on=START,
        ends_on=date(2027, 6, 30),
        months=18,
        total_amount="374986.52",
        contribution_amount="299989.21",
        cofinancing_percent="20",
    )
    for label, gender, low, high in [
        ("Donne", TargetGender.WOMEN, 18, 55),
        ("Giovani", TargetGender.ALL, 16, 35),
    ]:
        TargetGroup.objects.create(
            scope=scope, version=version, label=label, count=30, gender=gender, age_min=low, age_max=high
        )
    grant_jobs(scope)
    return programme, version


def _worker(world: World, given_name: str, role: str, body: str) -> Mandate:
    user = User.objects.create_user(email=f"{given_name.lower()}@example.org", password=PASSWORD, given_name=given_name)
    return give_mandate(
        user=user,
        organization=world.organizations[body],
        programme=world.programme,
        role=role,
        by=None,
        starts_on=START,
    )
