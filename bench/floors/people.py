"""The list of people, by its reference and by the coordinator, and the search of a name in it."""

from django.http import HttpRequest, HttpResponse

from bench.floors import page, query

LIST = """
WITH shown AS (
  SELECT c.*, p.given_name, p.family_name, count(*) OVER () AS total FROM cases_case c
  JOIN people_person p ON p.id = c.person_id {search}
  WHERE c.state <> 'void' AND c.id IN (
    SELECT w.case_id FROM cases_caseworker w JOIN programmes_mandate m ON m.id = w.mandate_id
    WHERE m.user_id = %(user)s AND (w.ends_on IS NULL OR w.ends_on >= %(today)s))
  ORDER BY c.state, c.number LIMIT 25
)
SELECT s.total, s.number, s.given_name, s.family_name, s.phase, s.state, s.opened_on, note.last_on, met.kept_at,
  met.next_at, met.unmarked_at, task.title, task.due_on, pause.review_on, i.birth_date, i.residence_id,
  i.citizenship_id, i.employment, i.education,
  EXISTS (SELECT FROM people_privacynotice n WHERE n.person_id = s.person_id)
FROM shown s JOIN people_identity i ON i.person_id = s.person_id
LEFT JOIN LATERAL (SELECT max(happened_on) AS last_on FROM cases_note n WHERE n.case_id = s.id) note ON true
LEFT JOIN LATERAL (
  SELECT max(starts_at) FILTER (WHERE was_kept) AS kept_at,
    min(starts_at) FILTER (WHERE starts_at > %(now)s) AS next_at,
    min(starts_at) FILTER (WHERE was_kept IS NULL AND starts_at <= %(now)s) AS unmarked_at
  FROM cases_appointment a WHERE a.case_id = s.id) met ON true
LEFT JOIN LATERAL (SELECT title, due_on FROM cases_task t WHERE t.case_id = s.id AND t.done_at IS NULL
  ORDER BY due_on LIMIT 1) task ON true
LEFT JOIN cases_suspension pause ON pause.case_id = s.id AND pause.ends_on IS NULL
ORDER BY s.state, s.number
"""
WHOLE = LIST.format(search="")
NAMED = LIST.format(search="JOIN people_searchkey k ON k.person_id = p.id AND k.key LIKE '%%' || %(words)s || '%%'")
OVERVIEW = """
SELECT number, phase, state, opened_on FROM cases_case WHERE programme_id = %(programme)s AND state <> 'void'
ORDER BY state, number LIMIT 25
"""
TOTAL = """
SELECT m.programme_id, (SELECT count(*) FROM cases_case c WHERE c.programme_id = m.programme_id AND state <> 'void')
FROM programmes_mandate m WHERE m.user_id = %(user)s
"""


def mine(request: HttpRequest) -> HttpResponse:
    """Those I follow, with what is known of each; with `q`, those whose name holds it."""
    words = request.GET.get("q", "")
    rows = query(NAMED if words else WHOLE, user=request.user.pk, words=words.lower())
    return page(request, "Persone", {"Persone": rows}, found=rows[0][0] if rows else 0, shown=len(rows))


def everybody(request: HttpRequest) -> HttpResponse:
    """Numbers and phases of the whole programme, for who coordinates."""
    programme, total = query(TOTAL, user=request.user.pk)[0]
    rows = query(OVERVIEW, programme=programme)
    return page(request, "Persone", {"Persone": rows}, found=total, shown=len(rows))
