"""The demo tells its story once, the same for the same day."""

from collections import Counter
from datetime import date
from decimal import Decimal

from django.core.management import call_command

from ciao.assessments.models import Assessment
from ciao.budget.models import BudgetPlan
from ciao.cases.models import Case, Cover, EsfEntry
from ciao.certificates.models import Certificate
from ciao.costs.models import Expense
from ciao.desk.demo import accounts
from ciao.desk.oversight.permissions import check_grants
from ciao.documents.models import IssuedDocument
from ciao.internships.models import Allowance, Internship
from ciao.outreach.models import Signal
from ciao.people.models import DuplicateCandidate, SensitiveAnswers
from ciao.plans.models import Plan
from ciao.programmes.models import Mandate, Partnership, Programme, ProgrammeLogo
from ciao.services.models import Attendance, Session, SessionChange

TODAY = date(2026, 11, 23)


def test_the_demo_has_the_real_shape_and_loading_it_twice_changes_nothing(demo):
    check_partnership()
    check_paths()
    check_special_cases()
    check_delivery()
    check_money()
    check_papers()
    check_cohort()
    assert Counter(DuplicateCandidate.objects.values_list("state", flat=True)) == {"open": 1, "different": 1}
    assert check_grants(TODAY) == ([], []), "every permission is explained"
    counted = (Case, Signal, Mandate, Attendance, Allowance, Expense)
    before = [model.objects.count() for model in counted]
    call_command("load_demo", oggi=TODAY, verbosity=0)
    assert [model.objects.count() for model in counted] == before


def check_partnership():
    programme = Programme.objects.get()
    assert programme.current_version.month_on(TODAY) == 11
    bodies = Partnership.objects.exclude(role="network")
    assert (bodies.filter(sector="public").count(), bodies.filter(sector="third").count()) == (7, 13)
    assert Mandate.objects.values("role").distinct().count() == len({one["role"] for one in accounts.staff()})


def check_paths():
    assert Case.objects.counted().count() == 64
    assert Counter(Case.objects.counted().values_list("phase", flat=True)) == {"A": 5, "B": 8, "C": 7, "D": 40, "E": 4}
    assert Plan.objects.signed().count() == 44
    assert Plan.objects.filter(state="superseded").exists()
    assert {one.state for one in Plan.objects.open()} == {"draft", "to_sign"}
    sara = Case.objects.get(person__given_name="Sara", state="closed")
    assert [one.moment for one in sara.assessments.confirmed()] == ["entry", "mid", "exit"]
    assert not Assessment.objects.drafts().exclude(case__phase="B").exists()


def check_special_cases():
    """Late, suspended, closed with a job, protected, under age, not saying, corrected after a lock, covered."""
    by_name = {one.person.given_name: one for one in Case.objects.select_related("person__identity")}
    assert by_name["Ines"].state == "suspended"
    assert (by_name["Sara"].state, by_name["Sara"].close_reason) == ("closed", "found_work")
    assert by_name["Sara"].outcomes.get().situation == "employed"
    assert by_name["Luna"].person.protections.standing().exists()
    assert by_name["Asia"].person.responsibilities.filter(is_danger=True).exists()
    assert by_name["Asia"].person.identity.is_minor_on(TODAY)
    assert SensitiveAnswers.objects.filter(foreign_background="not_said").exists()
    assert SessionChange.objects.filter(verb="unlock").exists()
    assert Cover.objects.running(TODAY).count() == 1
    assert EsfEntry.objects.filter(state="to_sign").exists()


def check_delivery():
    """Meetings attended and closed, internships that began, a month corrected by a further line."""
    assert Session.objects.filter(state="locked").count() > 60
    assert Session.objects.filter(state="open", starts_at__date__lt=TODAY).count() == 2
    assert Attendance.objects.filter(attended_hours__gt=0).count() > 300
    begun = Internship.objects.begun()
    assert begun.count() >= 20
    assert begun.filter(case__person__given_name="Amina", tutor__user__given_name="Luca").exists()
    corrected = Allowance.objects.get(line=2)
    assert corrected.due_amount > 0
    assert corrected.register.changes.filter(verb="unlock").count() == 1


def check_money():
    """The budget sums to the sheet's totals; every approved allowance is one expense of the same amount."""
    version = Programme.objects.get().current_version
    plan = BudgetPlan.objects.in_force().get()
    assert sum(plan.lines.values_list("planned_amount", flat=True)) == version.total_amount == Decimal("374986.52")
    assert sum(plan.cofinancing.values_list("share_amount", flat=True)) == version.cofinancing_amount
    approved = Allowance.objects.filter(state__in=["approved", "paid"])
    expenses = Expense.objects.counted().filter(allowance__isnull=False)
    assert approved.count() == expenses.count() > 50
    assert sum(one.due_amount for one in approved) == sum(one.due_amount for one in expenses)
    assert {one.state for one in Allowance.objects.all()} == {"to_approve", "approved", "paid"}
    assert not Expense.objects.paid().filter(proof__isnull=True).exists()


def check_cohort():
    """Thirty from the catalogue to a certificate; fifteen of them from a host's place to an allowance that is paid."""
    taught = set(Certificate.objects.standing().filter(enrolment__isnull=False).values_list("case_id", flat=True))
    assert len(taught) >= 30
    lines = Expense.objects.filter(state="paid", proof__isnull=False, allowance__state="paid")
    placed = lines.filter(allowance__register__internship__training_project__vacancy__isnull=False)
    paid = set(placed.values_list("allowance__register__internship__case_id", flat=True))
    assert len(paid & taught) >= 15


def check_papers():
    """The three documents of the thread are filed, numbered, with the programme's logos."""
    kinds = Counter(IssuedDocument.objects.valid().values_list("kind", flat=True))
    assert kinds["plan"] > 40
    assert (kinds["attendance_register"], kinds["internship_register"]) == (1, 2)
    assert ProgrammeLogo.objects.count() == 3
