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
ANSWERED_ABOUT = ("cases.Case", "outreach.Signal")
CITIZENS = "di cittadini non seguiti: si cancella da sé, finito il motivo per cui c’era"
AT_WORK = "serve a chi lavora e non contiene dati della persona"


@dataclass(frozen=True)
class Place:
    """One table: `path` is the lookup that ends in the person's id; columns are named as the model names them.

    Several ways stand apart by `|`; with `by_subject` the way ends in the case or the signal that was answered about.
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
    by_subject: bool = False

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
        if self.by_subject:
            person = Q(person_id=person_id)
            subjects = [apps.get_model(one).objects.filter(person).values("id") for one in ANSWERED_ABOUT]
            return Q(**{f"{self.path}__in": subjects[0]}) | Q(**{f"{self.path}__in": subjects[1]})
        found = Q()
        for way in self.path.split("|"):
            found |= Q(**{way: [person_id] if way.endswith("__contains") else person_id})
        return found


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
    Place("people.ProtectedContact", THEIRS, "protection__person_id", hidden=("protection",),
          protected=("phone", "email", "address", "iban", "school", "workplace", "words")),
    Place("people.Protection", path="person_id", why_not="serve a proteggere la persona: la dà solo chi è nominato"),
    Place("people.KeptAway", path="person_id", why_not="parla di un’altra persona, che non deve sapere"),
    Place("people.ParentalResponsibility", path="person_id", why_not="parla di un’altra persona"),
    Place("people.Consent", THEIRS, "person_id"),
    Place("people.EmergencyOpening", DATA, "person_id"),
    Place("people.ReaderRequest", DATA, "person_id"),
    Place("people.DuplicateCandidate", path="first_id|second_id", why_not="confronta due schede", is_erased=False),
    Place("people.DuplicateChange", path="candidate__first_id|candidate__second_id", why_not="confronta due schede"),
    Place("people.Merge", path="kept_id|absorbed_id", why_not="serve a separare due schede unite per errore"),
    Place("people.SensitiveAnswers", THEIRS, "person_id"),
    Place("people.PrivacyNotice", THEIRS, "person_id"),
    Place("people.SearchKey", path="person_id", why_not="è il nome scritto per la ricerca", is_erased=False),
    Place("outreach.Signal", TEAM, "person_id", hidden=("sender_name", "sender_contact", "story", "antenna")),
    Place("outreach.SignalChange", TEAM, "signal__person_id"),
    Place("outreach.Orientation", TEAM, "signal__person_id"),
    Place("outreach.FirstContact", TEAM, "signal__person_id"),
    Place("outreach.Barrier", TEAM, "first_contact__signal__person_id"),
    Place("outreach.Attempt", TEAM, "signal__person_id"),
    Place("cases.Case", TEAM, "person_id"),
    Place("cases.CaseChange", TEAM, _CASE),
    Place("cases.CaseWorker", TEAM, _CASE),
    Place("cases.Suspension", TEAM, _CASE),
    Place("cases.EsfEntry", TEAM, _CASE),
    Place("cases.EsfEntryChange", TEAM, f"entry__{_CASE}"),
    Place("cases.Note", TEAM, _CASE),
    Place("cases.Appointment", TEAM, _CASE),
    Place("cases.Task", TEAM, _CASE),
    Place("cases.Approval", TEAM, _CASE),
    Place("cases.ApprovalChange", TEAM, f"approval__{_CASE}"),
    Place("cases.Return", TEAM, _CASE),
    Place("cases.Conference", TEAM, _CASE),
    Place("cases.ConferenceSeat", TEAM, f"conference__{_CASE}"),
    Place("cases.ContactAttempt", TEAM, _CASE),
    Place("cases.EntryCheck", TEAM, _CASE),
    Place("cases.MeasureCheck", TEAM, _CASE),
    Place("cases.WarningDismissal", TEAM, _CASE),
    Place("cases.CaseOrientation", TEAM, _CASE),
    Place("cases.OtherMeasure", TEAM, f"{_CASE}|signal__person_id"),
    Place("cases.LoadedRow", TEAM, f"person_id|{_CASE}", hidden=("code_index", "person_index", "phone_index")),
    Place("cases.NoteCircle", path=_CASE, why_not="dice solo chi legge una nota", is_erased=False),
    Place("cases.Availability", TEAM, _CASE, protected=("starts_from",)),
    Place("cases.WorkWish", TEAM, _CASE),
    Place("questionnaires.Response", PLAN, "subject_id", by_subject=True),
    Place("questionnaires.ResponseChange", PLAN, "response__subject_id", by_subject=True),
    Place("questionnaires.Answer", PLAN, "response__subject_id", by_subject=True),
    Place("questionnaires.ScaleScore", PLAN, "response__subject_id", by_subject=True),
    Place("assessments.SkillProfile", PLAN, _CASE),
    Place("assessments.SkillProfileChange", PLAN, f"profile__{_CASE}"),
    Place("assessments.Skill", PLAN, f"profile__{_CASE}"),
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
    Place("plans.GoalAgreement", PLAN, _CASE),
    Place("plans.GoalRelease", PLAN, _CASE),
    Place("plans.PlanReview", PLAN, _PLAN),
    Place("plans.Translation", PLAN, _CASE),
    Place("consultations.ConsultationRequest", PLAN, _CASE),
    Place("consultations.RequestChange", PLAN, f"request__{_CASE}"),
    Place("consultations.ConsultationMeeting", PLAN, f"request__{_CASE}"),
    Place("consultations.Recommendation", PLAN, f"request__{_CASE}"),
    Place("consultations.TherapeuticSupport", PLAN, _CASE),
    Place("consultations.SealedReport", path=_CASE, why_not="è riservata: la consegna lo specialista che l’ha scritta"),
    Place("consultations.ReportReader", path=f"report__{_CASE}", why_not="dice solo chi legge una relazione"),
    Place("services.Enrolment", WORK, _CASE),
    Place("services.EnrolmentChange", WORK, f"enrolment__{_CASE}"),
    Place("services.Attendance", WORK, f"enrolment__{_CASE}"),
    Place("services.Waiting", WORK, _CASE),
    Place("services.WaitingChange", WORK, f"waiting__{_CASE}"),
    Place("deliveries.Delivery", WORK, _CASE),
    Place("deliveries.DeliveryChange", WORK, f"delivery__{_CASE}"),
    Place("community.Booking", why_not=CITIZENS, is_erased=False),
    Place("community.Proposal", why_not=CITIZENS, is_erased=False),
    Place("community.ProposalChange", why_not=CITIZENS, is_erased=False),
    Place("community.CitizenOffer", why_not=CITIZENS, is_erased=False),
    Place("community.CitizenOfferChange", why_not=CITIZENS, is_erased=False),
    Place("community.CitizenOfferUse", why_not=CITIZENS, is_erased=False),
    Place("community.SurveyAnswer", why_not=CITIZENS, is_erased=False),
    Place("services.GroupSeat", WORK, _CASE),
    Place("services.KeepPair", path="first__person_id|second__person_id", why_not="parla anche di un’altra persona"),
    Place("matches.HostBar", WORK, _CASE),
    Place("matches.DangerPlace", path="person_id", why_not="serve a proteggere la persona: la dà solo chi è nominato"),
    Place("matches.Match", WORK, _CASE, hidden=("parts",), protected=("vacancy",)),
    Place("matches.MatchChange", WORK, f"match__{_CASE}"),
    Place("services.SentMark", WORK, f"enrolment__{_CASE}"),
    Place("services.DoorCard", WORK, f"enrolment__{_CASE}"),
    Place("services.PaperSheet", why_not="è il registro di più persone insieme", is_erased=False),
    Place("services.SheetScan", why_not="è la prova firmata di un registro di più persone", is_erased=False),
    Place("internships.Internship", WORK, _CASE),
    Place("internships.InternshipChange", WORK, _STAGE),
    Place("internships.InternshipPause", WORK, _STAGE),
    Place(
        "internships.TrainingProject", WORK, _STAGE, protected=("host", "place", "agreement", "vacancy", "signed_file"),
        more=("inail_number", "liability_policy", "cob_number"),
    ),
    Place("internships.ServiceAct", WORK, _CASE, protected=("service",)),
    Place("internships.PackAct", WORK, _STAGE, protected=("body", "reference")),
    Place("internships.StartOverride", WORK, _STAGE),
    Place("internships.OverrideChange", WORK, f"override__{_STAGE}"),
    Place("internships.Extension", WORK, _STAGE),
    Place("internships.TutorEntry", WORK, _STAGE, protected=("with_whom", "text", "agreed")),
    Place("internships.FinalReport", WORK, _STAGE),
    Place("internships.InternshipResult", WORK, _STAGE),
    Place("internships.MonthlyRegister", WORK, _STAGE),
    Place("internships.RegisterChange", WORK, _MONTH),
    Place("internships.RegisterDay", WORK, _MONTH),
    Place("internships.RegisterLink", WORK, _STAGE, hidden=("link",)),
    Place("internships.RegisterSignature", WORK, _MONTH, is_erased=False),
    Place("internships.Allowance", WORK, _MONTH),
    Place("internships.AllowanceChange", WORK, f"allowance__{_MONTH}"),
    Place("certificates.TestResult", WORK, f"enrolment__{_CASE}"),
    Place("certificates.Certificate", WORK, _CASE),
    Place("certificates.CertificateChange", WORK, f"certificate__{_CASE}"),
    Place("certificates.ExpiryNotice", path=f"certificate__{_CASE}", why_not=AT_WORK, is_erased=False),
    Place("job_search.Cv", WORK, _CASE),
    Place("job_search.CvLine", WORK, f"cv__{_CASE}"),
    Place("job_search.JobApplication", WORK, _CASE),
    Place("job_search.JobApplicationChange", WORK, f"application__{_CASE}"),
    Place("job_search.JobInterview", WORK, f"application__{_CASE}"),
    Place("job_search.Hiring", WORK, _CASE),
    Place("costs.Expense", WORK, f"allowance__{_MONTH}", is_erased=False),
    Place("costs.ExpenseChange", WORK, f"expense__allowance__{_MONTH}"),
    Place("payments.Payee", WORK, _CASE, protected=("country", "tail")),
    Place("payments.PayeeChange", WORK, f"payee__{_CASE}"),
    Place("payments.PayeeAccount", WORK, f"payee__{_CASE}", protected=("holder", "iban", "agreement")),
    Place("payments.IncomeSupport", WORK, _STAGE),
    Place("payments.PaymentLine", WORK, _CASE, is_erased=False),
    Place("payments.PaymentLineChange", WORK, f"line__{_CASE}"),
    Place("payments.PaidAllowance", WORK, f"line__{_CASE}", is_erased=False),
    Place("payments.PayeeSnapshot", WORK, f"line__{_CASE}", protected=("holder", "iban"), is_erased=False),
    Place("payments.PaymentFile", path=_CASE, why_not="è il file per la banca", is_erased=False),
    Place("outcomes.Outcome", WORK, _CASE),
    Place("outcomes.FollowUp", WORK, _CASE),
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
        for label in (
            "services.GroupPlanChange", "hosts.Host", "hosts.HostChange", "hosts.HostContact", "hosts.HostTalk",
            "hosts.VacancyChange", "services.SessionChange", "outreach.Interview", "outreach.Antenna",
            "resources.ResourceChange",
        )
    ),
    *(
        Place(label, why_not=AT_WORK, is_erased=False)
        for label in (
            "cases.LoadedList", "cases.LoadedListChange", "cases.ListReading", "cases.Load", "cases.LoadChange",
            "cases.LoadReading", "cases.LoadRow",
        )
    ),
    Place("notifications.Notification", why_not=AT_WORK, is_erased=False),
)  # fmt: skip


def placed() -> dict[str, Place]:
    """Every line, by table."""
    return {one.label: one for one in PLACES}


def left_out() -> list[tuple[str, str]]:
    """What the copy does not show: the table in words, and why."""
    return [(str(one.model._meta.verbose_name_plural), one.why_not) for one in PLACES if one.why_not]
