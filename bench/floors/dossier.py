"""The fascicolo: one statement for each block of the page."""

import uuid

from django.http import HttpRequest, HttpResponse

from bench.floors import page, query

BLOCKS = {
    "notes": """
        SELECT happened_on, text, written_by_label FROM cases_note WHERE case_id = %(case)s
        ORDER BY happened_on DESC""",
    "meetings": """
        SELECT a.starts_at, a.place, a.about, a.was_kept, u.given_name FROM cases_appointment a
        JOIN programmes_mandate m ON m.id = a.starts_by_id JOIN accounts_user u ON u.id = m.user_id
        WHERE a.case_id = %(case)s ORDER BY a.starts_at DESC LIMIT 20""",
    "tasks": """
        SELECT t.title, t.due_on, u.given_name FROM cases_task t JOIN programmes_mandate m ON m.id = t.owner_id
        JOIN accounts_user u ON u.id = m.user_id WHERE t.case_id = %(case)s AND t.done_at IS NULL ORDER BY t.due_on""",
    "areas": """
        SELECT a.moment, a.assessed_on, r.area, r.score, r.own_score FROM assessments_assessment a
        JOIN assessments_arearating r ON r.assessment_id = a.id
        WHERE a.case_id = %(case)s AND a.state <> 'discarded'""",
    "goals": """
        SELECT p.number, p.state, g.title, g.words, g.due_on, array_agg(s.note),
          (SELECT r.score FROM plans_goalrating r JOIN plans_goal o ON o.id = r.goal_id WHERE o.lineage = g.lineage
           ORDER BY r.rated_on DESC LIMIT 1)
        FROM plans_plan p JOIN plans_goal g ON g.plan_id = p.id AND NOT g.is_dropped
        LEFT JOIN plans_support s ON s.goal_id = g.id AND NOT s.is_dropped
        WHERE p.case_id = %(case)s AND p.state = 'signed' GROUP BY p.id, g.id ORDER BY g.place""",
    "results": """
        SELECT r.measure, r.due_on FROM plans_goalresult r JOIN plans_goal g ON g.id = r.goal_id
        JOIN plans_plan p ON p.id = g.plan_id WHERE p.case_id = %(case)s AND p.state = 'signed' AND NOT r.is_dropped""",
    "team": """
        SELECT u.given_name, w.role, o.name, w.is_lead FROM cases_caseworker w JOIN accounts_user u ON u.id = w.user_id
        JOIN partners_organization o ON o.id = w.organization_id
        WHERE w.case_id = %(case)s AND w.ends_on IS NULL ORDER BY w.is_lead DESC, w.starts_on""",
    "changes": "SELECT verb, to_state, changed_on, reason FROM cases_casechange WHERE case_id = %(case)s",
    "readers": """
        SELECT label, count(*) FROM audit_readline
        WHERE scope_id = %(scope)s AND read_at >= %(now)s - interval '30 days' GROUP BY label ORDER BY 2 DESC, 1""",
    "documents": "SELECT title, issued_on FROM documents_issueddocument WHERE subject_id = %(case)s",
    "comuni": """
        SELECT m.municipality_id FROM programmes_programmearea_municipalities m
        JOIN programmes_programmearea a ON a.id = m.programmearea_id WHERE a.programme_id = %(programme)s""",
}
HEAD = """
SELECT c.scope_id, c.programme_id, c.number, c.phase, c.state, c.opened_on, g.title, t.label, p.given_name,
  p.family_name, i.fiscal_code, i.gender, i.birth_date, i.employment, i.education, b.name, r.name, d.name, z.name,
  k.phone, k.email, k.address, k.words, k.channel, k.hours, a.foreign_background, a.minority, n.shown_on
FROM cases_case c JOIN programmes_programme g ON g.id = c.programme_id
LEFT JOIN programmes_targetgroup t ON t.id = c.target_id JOIN people_person p ON p.id = c.person_id
JOIN people_identity i ON i.person_id = p.id JOIN people_contact k ON k.person_id = p.id
JOIN people_sensitiveanswers a ON a.person_id = p.id LEFT JOIN people_privacynotice n ON n.person_id = p.id
LEFT JOIN territories_municipality b ON b.istat_code = i.birth_municipality_id
LEFT JOIN territories_municipality r ON r.istat_code = i.residence_id
LEFT JOIN territories_municipality d ON d.istat_code = i.domicile_id
LEFT JOIN territories_country z ON z.iso_code = i.citizenship_id
WHERE c.id = %(case)s AND EXISTS (SELECT FROM cases_caseworker w JOIN programmes_mandate m ON m.id = w.mandate_id
  WHERE w.case_id = c.id AND m.user_id = %(user)s AND (w.ends_on IS NULL OR w.ends_on >= %(today)s))
"""


def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Who, and every block."""
    head = query(HEAD, case=case_id, user=request.user.pk)
    scope, programme = head[0][:2]
    known = {"case": case_id, "scope": scope, "programme": programme}
    rows = {name: query(statement, **known) for name, statement in BLOCKS.items()}
    return page(request, "Fascicolo", {"who": head, **rows})
