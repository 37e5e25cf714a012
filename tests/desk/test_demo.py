"""The demo tells its story once, the same for the same day."""

from collections import Counter
from datetime import date

from django.core.management import call_command

from ciao.assessments.models import Assessment
from ciao.cases.models import Case
from ciao.desk.demo import accounts
from ciao.outreach.models import Signal
from ciao.plans.models import Plan
from ciao.programmes.models import Mandate, Partnership, Programme

TODAY = date(2026, 11, 23)


def test_the_demo_has_the_real_shape_and_loading_it_twice_changes_nothing(demo):
    check_partnership()
    check_paths()
    before = (Case.objects.count(), Signal.objects.count(), Mandate.objects.count())
    call_command("load_demo", oggi=TODAY, verbosity=0)
    assert (Case.objects.count(), Signal.objects.count(), Mandate.objects.count()) == before


def check_partnership():
    programme = Programme.objects.get()
    assert programme.current_version.month_on(TODAY) == 11
    bodies = Partnership.objects.exclude(role="network")
    assert (bodies.filter(sector="public").count(), bodies.filter(sector="third").count()) == (7, 13)
    assert Mandate.objects.values("role").distinct().count() == len({one["role"] for one in accounts.staff()})


def check_paths():
    assert Case.objects.count() == 64
    assert Counter(Case.objects.values_list("phase", flat=True)) == {"A": 5, "B": 8, "C": 7, "D": 40, "E": 4}
    assert Plan.objects.signed().count() == 44
    assert Plan.objects.filter(state="superseded").exists()
    assert {one.state for one in Plan.objects.open()} == {"draft", "to_sign"}
    sara = Case.objects.get(person__given_name="Sara", state="closed")
    assert [one.moment for one in sara.assessments.confirmed()] == ["entry", "mid", "exit"]
    assert not Assessment.objects.drafts().exclude(case__phase="B").exists()
