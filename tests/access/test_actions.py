"""Grants and links: who is let in, how deep, from when to when."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from ciao.access.actions import (
    JOB,
    bearer_of,
    create_link,
    end_grants,
    grant,
    grant_jobs,
    hash_token,
    let_jobs_in,
    open_scope,
    revoke_link,
)
from ciao.access.actor import Actor, acting, job_id
from ciao.access.enums import Action, ActorKind, Level, ScopeKind
from ciao.access.models import Grant, Link, Scope
from ciao.access.roles import JOB_LEVELS, may
from ciao.access.visibility import scopes
from ciao.core import clock
from tests.cast import World

TODAY = date(2026, 11, 23)


@pytest.fixture
def circle(db: None) -> Scope:
    return open_scope(ScopeKind.CASE)


EVERYTHING = Level.everything()


def someone(cap: Level = EVERYTHING) -> Actor:
    return Actor(kind=ActorKind.MANDATE, id=uuid.uuid4(), cap=cap)


def let_in(actor: Actor, scope: Scope, level: Level, **days: date | None) -> Grant:
    assert actor.id
    return grant(
        scope=scope,
        holder_kind=ActorKind.MANDATE,
        holder_id=actor.id,
        level=level,
        why="prova",
        by=None,
        **days,
    )


def test_a_grant_begins_today_and_reaches_only_its_depth(circle: Scope) -> None:
    actor = someone()
    assert let_in(actor, circle, Level.WORK | Level.DIARY).starts_on == TODAY
    assert circle in scopes(actor, Level.WORK)
    assert circle in scopes(actor, Level.WORK | Level.DIARY)
    assert circle not in scopes(actor, Level.WORK | Level.NAME)
    assert circle not in scopes(someone(), Level.WORK)


def test_two_grants_do_not_add_up_into_a_deeper_one(circle: Scope) -> None:
    actor = someone()
    let_in(actor, circle, Level.WORK)
    let_in(actor, circle, Level.DIARY)
    assert circle in scopes(actor, Level.WORK)
    assert circle in scopes(actor, Level.DIARY)
    assert circle not in scopes(actor, Level.WORK | Level.DIARY)


def test_the_role_caps_what_a_grant_gives(circle: Scope) -> None:
    actor = someone(cap=Level.NAME)
    let_in(actor, circle, Level.NAME | Level.DIARY)
    assert circle in scopes(actor, Level.NAME)
    assert circle not in scopes(actor, Level.DIARY)


def test_readers_of_the_parent_reach_the_child_and_not_the_other_way(circle: Scope) -> None:
    child = open_scope(ScopeKind.CONSULTATION, parent=circle)
    above, below = someone(), someone()
    let_in(above, circle, Level.WORK)
    let_in(below, child, Level.WORK)
    assert child in scopes(above, Level.WORK)
    assert circle not in scopes(below, Level.WORK)


def test_a_grant_holds_on_its_first_and_on_its_last_day(circle: Scope) -> None:
    actor = someone()
    let_in(actor, circle, Level.WORK, starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 31))
    for day, inside in [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
    ]:
        with clock.at(day):
            assert (circle in scopes(actor, Level.WORK)) is inside, day


def test_ending_closes_the_open_grants_of_one_reason(circle: Scope) -> None:
    actor = someone()
    kept = let_in(actor, circle, Level.WORK)
    Grant.objects.filter(pk=kept.pk).update(why="altro")
    let_in(actor, circle, Level.NAME)
    assert actor.id
    assert end_grants(scope=circle, holder_id=actor.id, on=TODAY, why="prova") == 1
    assert end_grants(scope=circle, holder_id=actor.id, on=TODAY) == 1
    assert end_grants(scope=circle, holder_id=actor.id, on=TODAY) == 0


def test_a_grant_that_never_began_ends_where_it_starts(circle: Scope) -> None:
    actor = someone()
    late = let_in(actor, circle, Level.WORK, starts_on=TODAY + timedelta(days=10))
    assert actor.id
    end_grants(scope=circle, holder_id=actor.id, on=TODAY)
    late.refresh_from_db()
    assert late.ends_on == late.starts_on


def test_postgresql_refuses_a_grant_that_ends_before_it_starts(circle: Scope) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        let_in(someone(), circle, Level.WORK, ends_on=TODAY - timedelta(days=1))


def test_a_link_shows_its_token_once_and_keeps_its_hash(world: World) -> None:
    with acting(world.actor("marta")) as marta:
        link, token = create_link(
            scope=world.programme.scope,
            action=Action.SIGNAL_CREATE,
            level=Level.SIGNAL,
            label="antenna",
            expires_at=clock.now() + timedelta(days=1),
            by=marta,
        )
    kept = Link.objects.get(pk=link.pk)
    assert kept.token_hash == hash_token(token) != token
    assert kept.is_open()
    with clock.at(TODAY + timedelta(days=2)):
        assert not kept.is_open()
    kept.revoked_at = clock.now()
    assert not kept.is_open()


def test_whoever_opens_a_link_does_one_thing_in_one_circle_until_it_is_revoked(world: World) -> None:
    with acting(world.actor("marta")) as marta:
        link, token = create_link(
            scope=world.programme.scope, action=Action.SIGNAL_CREATE, level=Level.PROGRAMME, label="antenna",
            expires_at=clock.now() + timedelta(days=1), by=marta,
        )  # fmt: skip
    bearer = bearer_of(token)
    assert bearer is not None
    assert [action for action in Action if may(bearer, action)] == [Action.SIGNAL_CREATE]
    assert scopes(bearer, Level.PROGRAMME).filter(id=world.programme.scope_id).exists()
    assert not scopes(bearer, Level.NAME).exists()
    with clock.at(TODAY + timedelta(days=2)):
        assert bearer_of(token) is None
    first = revoke_link(link=link, by=marta).revoked_at
    assert revoke_link(link=link, by=marta).revoked_at == first
    assert bearer_of(token) is None
    assert bearer_of("altro") is None


def test_a_programme_older_than_a_job_lets_it_in_after_a_migration(db: None) -> None:
    let_jobs_in()
    programme = open_scope(ScopeKind.PROGRAMME)
    grant_jobs(programme)
    grants = Grant.objects.filter(scope=programme, why=JOB)
    many = grants.count()
    grants.filter(holder_id=job_id("offer_places")).delete()
    grants.filter(holder_id=job_id("load_sheet")).update(level=int(Level.PROGRAMME))
    assert let_jobs_in() == 2
    assert grants.count() == many
    assert grants.get(holder_id=job_id("load_sheet")).level == JOB_LEVELS["load_sheet"]
    assert let_jobs_in() == 0
