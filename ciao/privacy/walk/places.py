"""The declared walk over the tables: one line each, and a house test fails on a table that has none.

A new table with a person's data is either exported (its section, and the way to the person) or left out with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, Q

THEIRS, TEAM, PLAN = "Chi sei", "Il tuo percorso", "Il tuo progetto"
WORK, PAPERS, DATA = "Corsi, tirocini, esiti", "Documenti e firme", "I tuoi dati: richieste e letture"
OTHERS = "parla di un ente o di un corso, non di una persona"
AT_WORK = "serve a chi lavora e non contiene dati della persona"


@dataclass(frozen=True)
class Place:
    """One table: `path` is the lookup that ends in the person's id; columns are named as the model names them.

    `why_not` keeps the table out of the copy and says why. `hidden` columns speak of others; `protected` ones are given
    only to who asks for them in a safe way. `more` columns go with the erasure besides those that PRIVACY makes go.
    """

    label: str
    section: str = ""
    path: str = ""
    why_not: str = ""
    hidden: tuple[str, ...] = ()
    protected: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    is_erased: bool = True

    @property
    def model(self) -> type[Model]:
        """The table itself."""
        return apps.get_model(self.label)

    @property
    def is_exported(self) -> bool:
        """Whether the person's copy shows it."""
        return not self.why_not

    def of(self, person_id: object) -> Q:
        """The rows of one person."""
        return Q(**{self.path: [person_id] if self.path.endswith("__contains") else person_id})


_CASE = "case__person_id"
_PLAN = f"plan__{_CASE}"
_GOAL = f"goal__{_PLAN}"
_STAGE = f"internship__{_CASE}"
_MONTH = f"register__{_STAGE}"
_PAPER = "document__person_id"

PLACES: tuple[Place, ...] = (
    Place("people.Person", THEIRS, "id"),
    Place(
        "people.Identity", THEIRS, "person_id", more=("birth_country", "citizenship"),
    ),
    Place("people.Contact", THEIRS, "person_id", protected=("phone", "email", "address")),
    Place("people.ProtectedContact", THEIRS, "person_id", protected=("phone", "email", "address", "reason")),
    Place("people.SensitiveAnswers", THEIRS, "person_id"),
    Place("people.PrivacyNotice", THEIRS, "person_id"),
    Place("people.SearchKey", path="person_id", why_not="è il nome scritto per la ricerca", is_erased=False),
    Place("outreach.Signal", TEAM, "person_id", hidden=("sender_name", "sender_contact", "story")),
    Place("outreach.SignalChange", TEAM, "signal__person_id"),
    Place("outreach.Orientation", TEAM, "signal__person_id"),
    Place("cases.Case", TEAM, "person_id"),
    Place("cases.CaseChange", TEAM, _CASE),
    Place("cases.CaseWorker", TEAM, _CASE),
    Place("cases.Suspension", TEAM, _CASE),
    Place("cases.EsfEntry", TEAM, _CASE),
    Place("cases.EsfEntryChange", TEAM, f"entry__{_CASE}"),
    Place("cases.Note", TEAM, _CASE),
    Place("cases.Appointment", TEAM, _CASE),
    Place("cases.Task", TEAM, _CASE),
    Place("assessments.Assessment", PLAN, _CASE),
    Place("assessments.AssessmentChange", PLAN, f"assessment__{_CASE}"),
    Place("assessments.AreaRating", PLAN, f"assessment__{_CASE}"),
    Place("plans.Plan", PLAN, _CASE),
    Place("plans.PlanChange", PLAN, _PLAN),
    Place("plans.Goal", PLAN, _PLAN),
    Place("plans.GoalResult", PLAN, _GOAL),
    Place("plans.Support", PLAN, _GOAL),
    Place("plans.Pledge", PLAN, _PLAN),
    Place("plans.GoalRating", PLAN, _GOAL),
    Place("services.Enrolment", WORK, _CASE),
    Place("services.EnrolmentChange", WORK, f"enrolment__{_CASE}"),
    Place("services.Attendance", WORK, f"enrolment__{_CASE}"),
    Place("internships.Internship", WORK, _CASE),
    Place("internships.InternshipChange", WORK, _STAGE),
    Place("internships.InternshipPause", WORK, _STAGE),
    Place(
        "internships.TrainingProject", WORK, _STAGE, protected=("host", "place", "agreement", "vacancy"),
        more=("inail_number", "liability_policy", "cob_number"),
    ),
    Place("internships.MonthlyRegister", WORK, _STAGE),
    Place("internships.RegisterChange", WORK, _MONTH),
    Place("internships.RegisterDay", WORK, _MONTH),
    Place("internships.Allowance", WORK, _MONTH),
    Place("internships.AllowanceChange", WORK, f"allowance__{_MONTH}"),
    Place("costs.Expense", WORK, f"allowance__{_MONTH}", is_erased=False),
    Place("costs.ExpenseChange", WORK, f"expense__allowance__{_MONTH}"),
    Place("outcomes.Outcome", WORK, _CASE),
    Place("documents.IssuedDocument", PAPERS, "person_id"),
    Place("documents.DocumentChange", PAPERS, _PAPER),
    Place("files.StoredFile", PAPERS, "person_id"),
    Place("signatures.Signature", PAPERS, _PAPER),
    Place("signatures.SignatureChange", PAPERS, f"signature__{_PAPER}"),
    Place("signatures.SigningCode", path=f"signature__{_PAPER}", why_not="sono codici usati una volta"),
    Place("privacy.RightsRequest", DATA, _CASE),
    Place("privacy.RightsChange", DATA, f"request__{_CASE}"),
    Place("privacy.Rectification", DATA, f"request__{_CASE}"),
    Place("privacy.Recipient", DATA, f"request__{_CASE}"),
    Place("privacy.Limitation", DATA, _CASE),
    Place("privacy.Erasure", DATA, _CASE),
    Place("privacy.ErasureChange", DATA, f"erasure__{_CASE}"),
    Place("audit.ReadLine", DATA, "person_ids__contains", is_erased=False),
    Place("privacy.ErasedPerson", path="person_id", why_not="si scrive quando i dati non ci sono più", is_erased=False),
    Place("drafts.Draft", why_not="sono bozze di chi scrive, che si cancellano da sole", is_erased=False),
    *(
        Place(label, why_not=OTHERS, is_erased=False)
        for label in ("hosts.Host", "hosts.HostChange", "hosts.VacancyChange", "services.SessionChange")
    ),
    Place("notifications.Notification", why_not=AT_WORK, is_erased=False),
)  # fmt: skip


def placed() -> dict[str, Place]:
    """Every line, by table."""
    return {one.label: one for one in PLACES}


def left_out() -> list[tuple[str, str]]:
    """What the copy does not show: the table in words, and why."""
    return [(str(one.model._meta.verbose_name_plural), one.why_not) for one in PLACES if one.why_not]
