"""Who may do what, on one page: the role table a data-protection officer can read.

`programme` is what a role reads across its whole programme without being named on anything; `cap` is the most it may
ever read, whatever a grant says; `team` is what being put on a case's team gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciao.access.enums import NOTHING, TEAM, TUTORING, Action, ActorKind, Level

if TYPE_CHECKING:
    from ciao.access.actor import Actor

_OWN = frozenset(
    {
        Action.DESK_VIEW,
        Action.ACCOUNT_EDIT,
        Action.DRAFT_SAVE,
        Action.FILE_VIEW,
        Action.PROGRAMME_VIEW,
        Action.ORGANIZATION_VIEW,
        Action.DOCUMENT_VIEW,
        Action.SIGNATURE_COLLECT,
        Action.RESOURCE_VIEW,
    }
)
_SIGNALS = frozenset({Action.SIGNAL_VIEW, Action.SIGNAL_CREATE})
_CASES = frozenset({Action.CASE_VIEW})
_GOVERNANCE = frozenset({Action.GOVERNANCE_VIEW})
_STAFF = frozenset({Action.STAFF_VIEW, Action.STAFF_INVITE, Action.OUTBOX_VIEW})
_PROGRAMME = Level.PROGRAMME


@dataclass(frozen=True)
class Role:
    """One entry gives a role its menu, its pages and its line in the access matrix."""

    code: str
    label: str
    actions: frozenset[str]
    programme: Level
    cap: Level
    menu: tuple[str, ...]
    team: Level = NOTHING
    reads_persons: bool = False
    invites: tuple[str, ...] = ()


def _role(
    code: str,
    label: str,
    actions: frozenset[str],
    menu: str,
    *,
    programme: Level = _PROGRAMME,
    cap: Level = NOTHING,
    team: Level = NOTHING,
    reads_persons: bool = False,
    invites: tuple[str, ...] = (),
) -> Role:
    return Role(
        code,
        label,
        _OWN | actions,
        programme,
        programme | cap | team,
        tuple(menu.split()),
        team,
        reads_persons,
        invites,
    )


_OF_PARTNER = (
    "partner_representative", "activity_lead", "case_manager", "social_worker", "psychologist", "mediator", "educator",
    "specialist", "community_agent", "trainer", "tutor", "host_scout", "partner_administrator", "communication_officer",
)  # fmt: skip
_PROFESSIONAL_MENU = "desk persons signals courses internships documents outcomes"
_DELIVERY = frozenset({Action.COURSE_VIEW, Action.HOST_VIEW, Action.INTERNSHIP_VIEW})
_ONE_TO_ONE = frozenset({Action.DELIVERY_VIEW, Action.DELIVERY_EDIT})
_CERTIFICATES = frozenset({Action.CERTIFICATE_VIEW, Action.CERTIFICATE_ISSUE})
_JOB_SEARCH = frozenset({Action.JOB_SEARCH_VIEW, Action.JOB_SEARCH_EDIT})
_GROUPS = frozenset({Action.GROUP_COMPOSE})
_MATCHES = frozenset({Action.MATCH_VIEW, Action.MATCH_EDIT})
_COMMUNITY = frozenset({Action.EVENT_VIEW, Action.EVENT_EDIT, Action.PROPOSAL_VIEW, Action.PROPOSAL_EDIT})
_SATISFACTION = frozenset({Action.SATISFACTION_VIEW, Action.SATISFACTION_EDIT})
_PAYMENTS = frozenset({Action.PAYEE_VIEW, Action.PAYMENT_VIEW})
# Each step of a payment is another right; that one user never takes two steps of one run is the run's own rule.
_PAYING = _PAYMENTS | {Action.PAYEE_EDIT, Action.PAYEE_VERIFY, Action.PAYMENT_PREPARE, Action.PAYMENT_CHECK,
                       Action.PAYMENT_APPROVE, Action.PAYMENT_RELEASE}  # fmt: skip
_MONEY = frozenset({Action.ALLOWANCE_VIEW, Action.BUDGET_VIEW, Action.COST_VIEW})
_FIGURES = frozenset({Action.INDICATOR_VIEW})
# Whoever keeps a register also puts it on paper, as far as they read it.
_REGISTERS = frozenset({Action.ATTENDANCE_TAKE, Action.DOCUMENT_ISSUE})
_NETWORK = frozenset({Action.NETWORK_VIEW, Action.NETWORK_EDIT, Action.RESOURCE_EDIT})
_CONSULTATIONS = frozenset({Action.CONSULTATION_VIEW, Action.CONSULTATION_REQUEST})
_TEAM_ACTIONS = _SIGNALS | _CASES | _DELIVERY | _FIGURES | _REGISTERS | _NETWORK | _CONSULTATIONS | {
    Action.CASE_EDIT, Action.COURSE_ENROL, Action.CASE_EMERGENCY, Action.INSTRUMENT_VIEW, Action.EVENT_VIEW,
    Action.PROPOSAL_VIEW, Action.SATISFACTION_VIEW,
} | _ONE_TO_ONE | _CERTIFICATES | _JOB_SEARCH | _MATCHES  # fmt: skip
_TEAM_PROGRAMME = _PROGRAMME | Level.HOST | Level.NETWORK | Level.COMMUNITY
_TEAM_CAP = TEAM | Level.SIGNAL | Level.PROTECTED | Level.SEALED

_TABLE = [
    _role(
        "coordinator", "coordinamento generale",
        _SIGNALS | _CASES | _STAFF | _GOVERNANCE | {
            Action.PROGRAMME_CREATE, Action.PROGRAMME_AMEND, Action.ORGANIZATION_EDIT, Action.SIGNAL_DECIDE,
            Action.CASE_OPEN, Action.GOVERNANCE_EDIT, Action.ACCESS_VIEW, Action.DOCUMENT_ISSUE,
            Action.COURSE_EDIT, Action.COURSE_ENROL, Action.HOST_EDIT, Action.ALLOWANCE_APPROVE, Action.BUDGET_EDIT,
            Action.INDICATOR_EDIT, Action.LIST_LOAD, Action.DUPLICATE_REVIEW, Action.CASE_APPROVE,
            Action.CASE_EMERGENCY, Action.INSTRUMENT_VIEW, Action.INSTRUMENT_EDIT, Action.RIGHTS_EDIT,
            Action.RETENTION_EDIT, Action.INTERNSHIP_OVERRIDE, Action.DELIVERY_VIEW, Action.CERTIFICATE_VIEW,
            Action.PAYMENT_VIEW, Action.PAYMENT_APPROVE}
        | _DELIVERY | _MONEY | _FIGURES | _NETWORK | _GROUPS | _MATCHES | _COMMUNITY | _SATISFACTION,
        "desk persons signals courses indicators budget programme",
        programme=_PROGRAMME | Level.GOVERNANCE | Level.SIGNAL | Level.SUMMARY | Level.STAFF | Level.HOST
        | Level.BUDGET | Level.MONEY | Level.NETWORK | Level.COMMUNITY,
        cap=TEAM, reads_persons=True,
        invites=("project_manager", "reporting_officer", "evaluator", "network_representative", "auditor",
                 "data_protection_officer", "partner_administrator", *_OF_PARTNER),
    ),
    _role(
        "project_manager", "project manager esterno",
        _GOVERNANCE | _CASES | _DELIVERY | _FIGURES | {Action.GOVERNANCE_EDIT, Action.BUDGET_VIEW},
        "desk programme activities indicators budget governance persons",
        programme=_PROGRAMME | Level.GOVERNANCE | Level.SUMMARY | Level.HOST | Level.BUDGET, cap=Level.MONEY,
    ),
    _role(
        "reporting_officer", "rendicontazione del capofila",
        _CASES | _MONEY | _FIGURES | _PAYING | {Action.DOCUMENT_ISSUE, Action.COURSE_VIEW, Action.ALLOWANCE_APPROVE,
                                      Action.BUDGET_EDIT, Action.COST_EDIT},
        "desk expenses allowances payments timesheets budget indicators",
        programme=_PROGRAMME | Level.SUMMARY | Level.NAME | Level.IDENTITY | Level.MONEY | Level.BUDGET,
        cap=Level.ATTENDANCE | Level.PAYEE, reads_persons=True,
    ),
    _role(
        "activity_lead", "responsabile di attività",
        _CASES | _GOVERNANCE | _DELIVERY | _FIGURES | _GROUPS | _COMMUNITY | _SATISFACTION
        | {Action.COURSE_EDIT, Action.NETWORK_VIEW},
        "desk activities courses internships indicators programme persons",
        programme=_PROGRAMME | Level.GOVERNANCE | Level.SUMMARY | Level.HOST | Level.NETWORK | Level.COMMUNITY,
        cap=Level.ATTENDANCE,
    ),
    _role(
        "partner_representative", "referente del partner",
        _GOVERNANCE | _FIGURES | {Action.STAFF_VIEW, Action.COURSE_VIEW, Action.BUDGET_VIEW},
        "desk activities budget indicators organizations governance programme",
        programme=_PROGRAMME | Level.GOVERNANCE | Level.BUDGET, cap=Level.STAFF,
    ),
    _role(
        "case_manager", "case manager", _TEAM_ACTIONS | {Action.SIGNAL_DECIDE, Action.CASE_OPEN, Action.CASE_TEAM,
                                                         Action.DOCUMENT_ISSUE, Action.COURSE_EDIT,
                                                         Action.INTERNSHIP_EDIT, Action.ALLOWANCE_VIEW,
                                                         Action.LIST_LOAD, Action.INSTRUMENT_EDIT,
                                                         Action.PROTECTION_EDIT, Action.RIGHTS_EDIT}
        | _GROUPS | _SATISFACTION,
        _PROFESSIONAL_MENU, programme=_TEAM_PROGRAMME, cap=_TEAM_CAP,
        team=TEAM | Level.MONEY | Level.READ_LOG, reads_persons=True,
    ),
    *[
        _role(code, label, _TEAM_ACTIONS | more, _PROFESSIONAL_MENU, programme=_TEAM_PROGRAMME, cap=_TEAM_CAP,
              team=TEAM, reads_persons=True)
        for code, label, more in (("social_worker", "assistente sociale", frozenset({Action.PROTECTION_EDIT})),
                                  ("psychologist", "psicologia", frozenset({Action.CONSULTATION_ANSWER})),
                                  ("mediator", "mediazione culturale", frozenset()),
                                  ("educator", "educazione", frozenset()))
    ],
    _role(
        "specialist", "specialista", _CASES | {Action.CONSULTATION_VIEW, Action.CONSULTATION_ANSWER},
        "desk consultations persons organizations",
        cap=Level.SUMMARY | Level.NAME | Level.CONTACT | Level.CONSULTATION | Level.SEALED,
        team=Level.SUMMARY | Level.NAME | Level.CONTACT, reads_persons=True,
    ),
    _role(
        "community_agent", "agente di comunità", _SIGNALS | _NETWORK | _COMMUNITY | {Action.COURSE_VIEW},
        "desk signals events courses activities organizations", programme=_PROGRAMME | Level.NETWORK | Level.COMMUNITY,
        cap=Level.SIGNAL, reads_persons=True,
    ),
    _role(
        "trainer", "formazione", _CASES | _REGISTERS | _ONE_TO_ONE | _CERTIFICATES | _SATISFACTION
        | {Action.COURSE_VIEW, Action.COURSE_EDIT},
        "desk courses deliveries certificates persons activities",
        cap=Level.NAME | Level.CONTACT | Level.ATTENDANCE | Level.SUMMARY,
        team=Level.NAME | Level.CONTACT | Level.ATTENDANCE | Level.SUMMARY, reads_persons=True,
    ),
    _role(
        "tutor", "tutor di tirocinio",
        _CASES | _DELIVERY | _REGISTERS | _ONE_TO_ONE | _CERTIFICATES | _MATCHES
        | {Action.INTERNSHIP_EDIT, Action.ALLOWANCE_VIEW, Action.PAYEE_VIEW, Action.PAYEE_EDIT},
        "desk persons internships matches courses allowances hosts", programme=_PROGRAMME | Level.HOST,
        cap=TUTORING, team=(TUTORING & ~Level.PLAN) | Level.MONEY, reads_persons=True,
    ),
    _role(
        "host_tutor", "tutor dell’ente ospitante", frozenset(), "desk", programme=NOTHING,
        cap=Level.NAME | Level.ATTENDANCE,
    ),
    _role("host_scout", "ricerca di enti ospitanti",
          frozenset({Action.COURSE_VIEW, Action.HOST_VIEW, Action.HOST_EDIT}),
          "desk hosts match_places courses organizations activities", programme=_PROGRAMME | Level.HOST),
    _role(
        "partner_administrator", "amministrazione del partner",
        _STAFF | _MONEY | _PAYING | {Action.ORGANIZATION_EDIT, Action.ALLOWANCE_APPROVE, Action.COST_EDIT,
                                     Action.COURSE_VIEW},
        "desk allowances payments expenses timesheets budget staff",
        cap=Level.STAFF | Level.MONEY | Level.BUDGET | Level.PAYEE, invites=_OF_PARTNER,
    ),
    _role("communication_officer", "comunicazione", _COMMUNITY | {Action.COURSE_VIEW},
          "desk events programme courses activities organizations", programme=_PROGRAMME | Level.COMMUNITY),
    _role("evaluator", "monitoraggio e valutazione",
          _GOVERNANCE | _FIGURES | {Action.COURSE_VIEW, Action.BUDGET_VIEW, Action.NETWORK_VIEW,
                                    Action.INSTRUMENT_VIEW, Action.INSTRUMENT_EDIT} | _SATISFACTION,
          "desk indicators budget courses programme governance organizations",
          programme=_PROGRAMME | Level.GOVERNANCE | Level.BUDGET | Level.NETWORK),
    _role("network_representative", "rappresentanza della rete", _GOVERNANCE | _FIGURES,
          "desk governance indicators programme",
          programme=_PROGRAMME | Level.GOVERNANCE),
    _role("auditor", "controllo",
          _CASES | _GOVERNANCE | _MONEY | _FIGURES | {Action.COURSE_VIEW, Action.INTERNSHIP_VIEW, Action.PAYMENT_VIEW},
          "desk persons expenses allowances budget indicators programme",
          programme=_PROGRAMME | Level.GOVERNANCE | Level.BUDGET,
          cap=Level.SUMMARY | Level.NAME | Level.MONEY | Level.ATTENDANCE,
          reads_persons=True),
    _role(
        "data_protection_officer", "protezione dei dati",
        frozenset({Action.READ_LOG_VIEW, Action.ACCESS_VIEW, Action.RETENTION_EDIT}),
        "desk read_log access organizations programme", programme=_PROGRAMME | Level.READ_LOG | Level.SUMMARY,
        reads_persons=True,
    ),
    _role(
        "system_administrator", "amministrazione del sistema",
        _STAFF | {Action.ACCESS_VIEW, Action.SYSTEM_VIEW, Action.PROGRAMME_CREATE},
        "desk staff access outbox system programme", programme=_PROGRAMME | Level.STAFF,
        invites=("coordinator", "data_protection_officer", "partner_administrator"), reads_persons=True,
    ),
]  # fmt: skip

# What each background job may read, granted to it in every programme and in the installation's own circle.
JOB_LEVELS = {
    "seal_lines": Level.READ_LOG,
    "expire_signals": Level.SIGNAL | Level.PROGRAMME,
    "accept_invitation": Level.STAFF | Level.PROGRAMME,
    "send_mail": Level.STAFF,
    "hand_over": Level.PROGRAMME | Level.SUMMARY | Level.NAME | Level.SIGNAL | Level.WORK | Level.PLAN,
    "course_readers": Level.PROGRAMME | Level.SUMMARY | Level.NAME | Level.ATTENDANCE,
    "cover_colleague": Level.PROGRAMME | Level.SUMMARY | Level.NAME | Level.SIGNAL,
    "access_check": Level.PROGRAMME | Level.SUMMARY | Level.NAME | Level.SIGNAL,
    "erase_drafts": Level.OWN,
    "consultation_readers": Level.PROGRAMME | Level.SUMMARY | Level.NAME,
    "match_people": Level.PROGRAMME
    | Level.SUMMARY
    | Level.NAME
    | Level.IDENTITY
    | Level.CONTACT
    | Level.SIGNAL
    | Level.READ_LOG,
    "load_list": Level.PROGRAMME | Level.SIGNAL,
    "load_sheet": Level.PROGRAMME
    | Level.SIGNAL
    | Level.SUMMARY
    | Level.NAME
    | Level.HOST
    | Level.ATTENDANCE
    | Level.INTERNSHIP
    | Level.MONEY
    | Level.BUDGET,
    "offer_places": Level.PROGRAMME | Level.SUMMARY | Level.NAME | Level.ATTENDANCE,
    "payment_readers": Level.PROGRAMME | Level.SUMMARY | Level.NAME | Level.MONEY | Level.PAYEE,
    "community_keeper": Level.PROGRAMME | Level.COMMUNITY,
    "retention": Level.everything(),
}

ROLES: dict[str, Role] = {role.code: role for role in _TABLE}
_BY_KIND: dict[str, frozenset[str]] = {
    ActorKind.PUBLIC: frozenset(
        {
            Action.SIGNAL_CREATE,
            Action.EVENT_JOIN,
            Action.PROPOSAL_SEND,
            Action.SATISFACTION_ANSWER,
            Action.CERTIFICATE_VERIFY,
        }
    ),
    ActorKind.PERSON: frozenset(),
}
# What a link may be made for; each link is for one of them, and says so in its actor's role.
_BY_LINK = frozenset(
    {
        Action.SIGNAL_CREATE,
        Action.OWN_FILE_VIEW,
        Action.CALENDAR_VIEW,
        Action.PLACE_ANSWER,
        Action.REGISTER_FILL,
        Action.EVENT_JOIN,
        Action.SATISFACTION_ANSWER,
    }
)


def may(actor: Actor, action: str) -> bool:
    """Whether the actor's role holds the action at all; on which rows is for `visible`."""
    if actor.kind == ActorKind.JOB:
        return True
    if actor.kind == ActorKind.MANDATE:
        return actor.role in ROLES and action in ROLES[actor.role].actions
    if actor.kind == ActorKind.LINK:
        return action in _BY_LINK and actor.role == f"link:{action}"
    return action in _BY_KIND[actor.kind]
