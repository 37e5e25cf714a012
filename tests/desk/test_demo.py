"""The demo tells its story once, the same for the same day."""

from datetime import date

import pytest
from django.core.management import call_command

from ciao.cases.models import Case
from ciao.desk.demo import accounts
from ciao.outreach.models import Signal
from ciao.programmes.models import Mandate, Partnership, Programme


@pytest.fixture
def _demo(db, settings):
    settings.DEMO = True
    call_command("load_demo", oggi=date(2026, 11, 23), verbosity=0)


@pytest.mark.usefixtures("_demo")
def test_the_demo_has_the_real_shape():
    programme = Programme.objects.get()
    assert programme.current_version.month_on(date(2026, 11, 23)) == 11
    bodies = Partnership.objects.exclude(role="network")
    assert (bodies.filter(sector="public").count(), bodies.filter(sector="third").count()) == (7, 13)
    assert Case.objects.count() == 64
    assert Mandate.objects.values("role").distinct().count() == len({one["role"] for one in accounts.staff()})


@pytest.mark.usefixtures("_demo")
def test_loading_twice_changes_nothing(settings):
    before = (Case.objects.count(), Signal.objects.count(), Mandate.objects.count())
    call_command("load_demo", oggi=date(2026, 11, 23), verbosity=0)
    assert (Case.objects.count(), Signal.objects.count(), Mandate.objects.count()) == before
