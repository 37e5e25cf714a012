"""In the demo, for every mandate and every protected table, PostgreSQL shows exactly what `visible` shows."""

import pytest
from django.db import connection

from ciao.access.actor import acting
from ciao.access.enums import Action
from ciao.access.policies import is_history, protected_models
from ciao.access.visibility import visible
from ciao.programmes.mandates import actor_of
from ciao.programmes.models import Mandate

pytestmark = pytest.mark.sweep


def test_sql_and_visible_agree_for_every_mandate_of_the_demo(demo):
    mandates = list(Mandate.objects.select_related("user", "organization"))
    tables = [model for model in protected_models() if not is_history(model)]
    assert len(mandates) > 20
    assert len(tables) > 30
    compared = 0
    for mandate in mandates:
        with acting(actor_of(mandate)) as actor, connection.cursor() as cursor:
            for model in tables:
                cursor.execute(f'SELECT id FROM "{model._meta.db_table}"')
                seen = {row[0] for row in cursor.fetchall()}
                shown = set(visible(model._default_manager, actor, Action.DESK_VIEW).values_list("pk", flat=True))
                assert seen == shown, (mandate.role, model.__name__)
                compared += len(seen)
    assert compared > 1000
