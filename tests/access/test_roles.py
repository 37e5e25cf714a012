"""The role table: one page a data-protection officer can read, and trust."""

import pytest

from ciao.access.actor import PUBLIC, Actor, job
from ciao.access.enums import LEVEL_LABELS, Action, ActorKind, Level
from ciao.access.roles import ROLES, Role, may

PERSONAL = Level.NAME | Level.CONTACT | Level.IDENTITY | Level.SENSITIVE | Level.DIARY | Level.PROTECTED | Level.SEALED


@pytest.mark.parametrize("role", ROLES.values(), ids=ROLES)
def test_a_role_never_holds_more_than_its_cap(role: Role) -> None:
    assert role.programme & ~role.cap == Level(0)
    assert role.team & ~role.cap == Level(0)


@pytest.mark.parametrize("role", ROLES.values(), ids=ROLES)
def test_whoever_reads_persons_needs_a_second_factor(role: Role) -> None:
    if role.cap & PERSONAL and role.code != "host_tutor":  # by link, never with a password
        assert role.reads_persons, role.code


@pytest.mark.parametrize("role", ROLES.values(), ids=ROLES)
def test_a_role_has_an_italian_name_known_actions_and_a_home(role: Role) -> None:
    assert role.label
    assert role.label == role.label.strip()
    assert set(role.actions) <= {str(action) for action in Action}
    assert role.menu[0] == "desk"
    assert set(role.invites) <= set(ROLES)


def test_nobody_invites_into_a_role_that_invites_more_widely() -> None:
    administrator = ROLES["partner_administrator"]
    assert "coordinator" not in administrator.invites
    assert "auditor" not in administrator.invites


def test_the_system_administrator_sees_no_personal_data() -> None:
    assert ROLES["system_administrator"].cap & PERSONAL == Level(0)
    assert not may(Actor(kind=ActorKind.MANDATE, role="system_administrator"), Action.CASE_VIEW)


def test_no_role_reads_names_across_the_programme_except_who_reports_costs() -> None:
    wide = {role.code for role in ROLES.values() if role.programme & PERSONAL}
    assert wide == {"reporting_officer"}


def test_the_public_may_only_tell_join_propose_answer_and_check() -> None:
    assert {action for action in Action if may(PUBLIC, action)} == {
        Action.SIGNAL_CREATE, Action.EVENT_JOIN, Action.PROPOSAL_SEND, Action.SATISFACTION_ANSWER,
        Action.CERTIFICATE_VERIFY,
    }  # fmt: skip


@pytest.mark.parametrize("kind", [ActorKind.LINK, ActorKind.PERSON])
def test_links_and_persons_hold_no_action_by_themselves(kind: ActorKind) -> None:
    assert not any(may(Actor(kind=kind), action) for action in Action)


def test_an_unknown_role_may_nothing_and_a_job_may_all() -> None:
    assert not any(may(Actor(kind=ActorKind.MANDATE, role="king"), action) for action in Action)
    assert all(may(job("seal_lines"), action) for action in Action)


def test_every_level_has_its_words() -> None:
    assert set(LEVEL_LABELS) == set(Level)
    assert Level.everything() == Level(sum(int(one) for one in Level))
