"""One attendance sheet of twelve people saved, and the money of the programme."""

import uuid

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from bench.floors import alias, page, query

SAVE = """
INSERT INTO services_attendance
  (id, scope_id, enrolment_id, session_id, presence, attended_hours, note, recorded_at, recorded_by_label)
SELECT gen_random_uuid(), e.scope_id, e.id, s.id, given.presence,
  CASE WHEN given.presence = 'P' THEN extract(epoch FROM s.ends_at - s.starts_at) / 3600 ELSE 0 END, '', %(now)s,
  %(label)s
FROM services_session s JOIN services_edition d ON d.id = s.edition_id AND d.state IN ('planned', 'running')
JOIN services_enrolment e ON e.edition_id = d.id AND e.state <> 'void'
JOIN unnest(%(enrolments)s::uuid[], %(presences)s::text[]) AS given (enrolment_id, presence)
  ON given.enrolment_id = e.id
WHERE s.id = %(session)s AND s.state = 'open' AND s.starts_at <= %(now)s
ON CONFLICT (enrolment_id, session_id) DO UPDATE
  SET presence = excluded.presence, attended_hours = excluded.attended_hours, recorded_at = excluded.recorded_at,
      recorded_by_label = excluded.recorded_by_label
RETURNING id
"""
WITHOUT_HISTORY = """
SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true) FROM pg_trigger
WHERE tgrelid = 'services_attendance'::regclass AND NOT tgisinternal
"""
PROGRAMME = "SELECT programme_id FROM programmes_mandate WHERE user_id = %(user)s"
PLANNED = """
SELECT o.name, sum(l.planned_amount) FROM budget_budgetline l JOIN budget_budgetplan b ON b.id = l.plan_id
JOIN programmes_partnership p ON p.id = l.partnership_id JOIN partners_organization o ON o.id = p.organization_id
WHERE p.programme_id = %(programme)s AND b.state = 'in_force' GROUP BY o.id ORDER BY o.name
"""
SPENT = """
SELECT o.name, sum(e.due_amount), sum(e.due_amount) FILTER (WHERE e.state = 'paid') FROM costs_expense e
JOIN programmes_partnership p ON p.id = e.partnership_id JOIN partners_organization o ON o.id = p.organization_id
WHERE p.programme_id = %(programme)s AND e.state <> 'void' GROUP BY o.id ORDER BY o.name
"""
MONTHS = """
SELECT date_trunc('month', e.accrued_on), sum(e.due_amount), sum(e.due_amount) FILTER (WHERE e.state = 'paid')
FROM costs_expense e JOIN programmes_partnership p ON p.id = e.partnership_id
WHERE p.programme_id = %(programme)s AND e.state <> 'void' GROUP BY 1 ORDER BY 1
"""
WAITING = """
SELECT count(*) FROM internships_allowance a JOIN internships_monthlyregister r ON r.id = a.register_id
JOIN internships_internship i ON i.id = r.internship_id JOIN cases_case c ON c.id = i.case_id
WHERE c.programme_id = %(programme)s AND a.state = 'to_approve'
"""


def attendance(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """The sheet in one statement, without a line of history."""
    given = {name[2:]: value for name, value in request.POST.items() if name.startswith("p_")}
    with transaction.atomic(using=alias()):
        query(WITHOUT_HISTORY)
        rows = query(
            SAVE, session=session_id, enrolments=list(given), presences=list(given.values()), label=str(request.user)
        )
        query("SELECT set_config('pgtrigger.ignore', '{}', true)")
    answer = redirect(request.path)
    answer.counts = {"saved": len(rows)}
    return answer


def budget(request: HttpRequest) -> HttpResponse:
    """Planned, due and paid by partner, and by month."""
    programme = query(PROGRAMME, user=request.user.pk)[0][0]
    tables = {
        name: query(statement, programme=programme)
        for name, statement in (("planned", PLANNED), ("spent", SPENT), ("months", MONTHS), ("waiting", WAITING))
    }
    sums = {
        "planned": sum(row[1] for row in tables["planned"]),
        "due": sum(row[1] for row in tables["spent"]),
        "paid": sum(row[2] or 0 for row in tables["spent"]),
    }
    return page(request, "Budget", tables, partners=len(tables["planned"]), **sums)
