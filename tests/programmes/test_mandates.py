"""Whoever has several mandates acts under one at a time, and only while it lasts."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory

from ciao.access.actor import PUBLIC, acting
from ciao.access.enums import ActorKind, Level
from ciao.access.models import Grant
from ciao.access.roles import ROLES
from ciao.accounts.models import User
from ciao.core import clock
from ciao.partners.models import Membership
from ciao.programmes.actions import end_mandate, give_mandate, role_grants
from ciao.programmes.mandates import SESSION_KEY, actor_of, choose, mandates_of
from ciao.programmes.models import Mandate
from tests.cast import START, World


def asking(user: User | AnonymousUser, chosen: str = "") -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    request.session = SessionStore()
    if chosen:
        request.session[SESSION_KEY] = chosen
    return request


def second_mandate(world: World, name: str = "marta", role: str = "community_agent") -> Mandate:
    return give_mandate(
        user=world.user(name),
        organization=world.organizations["capofila"],
        programme=world.programme,
        role=role,
        by=None,
    )


def test_nobody_acts_without_signing_in_or_without_a_mandate(world: World) -> None:
    assert choose(asking(AnonymousUser())) is None
    newcomer = User.objects.create_user(email="nuova@example.org", given_name="Nuova")
    assert choose(asking(newcomer)) is None


def test_the_only_mandate_is_taken_and_the_first_of_many(world: World) -> None:
    chosen = choose(asking(world.user("marta")))
    assert chosen is not None
    assert chosen.actor.mandate_id == world.mandates["marta"].id
    second = second_mandate(world)
    chosen = choose(asking(world.user("marta")))
    assert chosen is not None
    assert {one.id for one in chosen.all} == {world.mandates["marta"].id, second.id}


def test_the_session_says_which_one_and_only_among_ones_own(world: World) -> None:
    second = second_mandate(world)
    chosen = choose(asking(world.user("marta"), str(second.id)))
    assert chosen is not None
    assert chosen.actor.role == "community_agent"
    stolen = choose(asking(world.user("marta"), str(world.mandates["paolo"].id)))
    assert stolen is not None
    assert stolen.actor.user_id == world.user("marta").id
    assert stolen.actor.role != "coordinator"


def test_an_actor_holds_what_the_role_allows_and_no_rows(world: World) -> None:
    actor = actor_of(world.mandates["marta"])
    assert actor.kind == ActorKind.MANDATE
    assert actor.cap == ROLES["case_manager"].cap
    assert set(actor.holders) == {world.mandates["marta"].id, world.organizations["capofila"].id}
    assert actor.label == "Marta, case manager, Azienda Sociale Tre Ponti"


def test_a_mandate_holds_until_its_last_day(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        end_mandate(mandate=world.mandates["luca"], on=clock.today(), by=paolo)
    user = world.user("luca")
    assert mandates_of(user.pk)
    with clock.at(date(2026, 11, 24)):
        assert mandates_of(user.pk) == []
    with clock.at(date(2025, 12, 31)):
        assert mandates_of(user.pk) == []


def test_ending_a_mandate_closes_what_the_role_itself_could_read(world: World) -> None:
    mandate = world.mandates["giulia"]
    open_grants = Grant.objects.filter(holder_id=mandate.id, ends_on__isnull=True)
    assert open_grants.count() == len(role_grants(mandate)) == 2
    end_mandate(mandate=mandate, on=clock.today(), by=PUBLIC)
    assert not open_grants.exists()
    assert Mandate.objects.get(pk=mandate.pk).ends_on == clock.today()


def test_a_mandate_never_ends_before_it_starts(world: World) -> None:
    ended = end_mandate(mandate=world.mandates["luca"], on=date(2025, 1, 1), by=PUBLIC)
    assert ended.ends_on == START


def test_giving_a_mandate_makes_one_a_member_once(world: World) -> None:
    user = world.user("marta")
    assert Membership.objects.filter(user=user).count() == 1
    second_mandate(world)
    assert Membership.objects.filter(user=user).count() == 1


def test_a_partner_administrator_looks_after_their_own_staff_only(world: World) -> None:
    levels = dict(role_grants(world.mandates["giulia"]))
    staff = [scope for scope, level in levels.items() if Level.STAFF in level]
    own = world.programme.partnerships.get(organization=world.organizations["cooperativa"])
    assert staff == [own.staff_scope]
    assert Level.MONEY in levels[own.staff_scope]


@pytest.mark.parametrize("name", ["paolo", "marta", "chiara"])
def test_each_user_reads_their_own_mandates_before_choosing(world: World, name: str) -> None:
    assert [one.id for one in mandates_of(world.user(name).pk)] == [world.mandates[name].id]
