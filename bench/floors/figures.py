"""The board of indicators counted by hand: one statement for each kind of row, with every figure that can share it."""

from django.http import HttpRequest, HttpResponse

from bench.floors import page, query

CHARGE = """
WITH charge AS (
  SELECT * FROM cases_case WHERE programme_id = %(programme)s AND state <> 'void' AND opened_on <= %(today)s
), attended AS (
  SELECT e.case_id, a.attended_hours, s.starts_at FROM services_attendance a
  JOIN services_enrolment e ON e.id = a.enrolment_id AND e.state <> 'void' JOIN charge c ON c.id = e.case_id
  JOIN services_session s ON s.id = a.session_id AND s.state = 'locked'
  WHERE a.presence IN ('P', 'R') AND s.starts_at < %(today)s::date + 1
), worked AS (
  SELECT i.case_id, d.day_on, d.worked_hours FROM internships_registerday d
  JOIN internships_monthlyregister r ON r.id = d.register_id AND r.state = 'confirmed'
  JOIN internships_internship i ON i.id = r.internship_id AND i.state IN ('running', 'ended')
  JOIN charge c ON c.id = i.case_id WHERE d.day_on <= %(today)s AND d.worked_hours > 0
)
"""
UNEMPLOYED = "p.employment IN ('first_job_seeker', 'unemployed')"
INACTIVE = "p.employment IN ('student', 'inactive')"
STATEMENTS = {
    "per-01": "SELECT count(*) FROM outreach_signal WHERE programme_id = %(programme)s AND received_on <= %(today)s",
    "per-02 esi-06 esi-07": f"""{CHARGE} SELECT count(*),
        count(*) FILTER (WHERE state = 'closed' AND close_reason IN ('completed', 'found_work', 'in_training')),
        count(*) FILTER (WHERE state = 'closed' AND close_reason IN ('withdrew', 'unreachable')) FROM charge""",
    "pro-01": f"""{CHARGE} SELECT count(DISTINCT p.case_id) FROM plans_plan p JOIN charge c ON c.id = p.case_id
        WHERE p.state IN ('signed', 'superseded') AND p.signed_on <= %(today)s""",
    "pro-02": f"""{CHARGE}, force AS (
          SELECT DISTINCT ON (p.case_id) p.id FROM plans_plan p JOIN charge c ON c.id = p.case_id
          WHERE p.state IN ('signed', 'superseded') AND p.signed_on <= %(today)s ORDER BY p.case_id, p.number DESC)
        SELECT count(*) FROM plans_goal g JOIN force f ON f.id = g.plan_id
        JOIN LATERAL (SELECT r.score FROM plans_goalrating r JOIN plans_goal o ON o.id = r.goal_id
          WHERE o.lineage = g.lineage AND r.rated_on <= %(today)s ORDER BY r.rated_on DESC LIMIT 1) last
          ON last.score >= 0
        WHERE NOT g.is_dropped""",
    "ser-01": """SELECT count(*) FROM services_edition e JOIN services_service s ON s.id = e.service_id
        WHERE s.programme_id = %(programme)s AND s.kind <> 'event' AND e.state IN ('running', 'done')
          AND e.starts_on <= %(today)s""",
    "ser-02 ser-03": f"{CHARGE} SELECT coalesce(sum(attended_hours), 0), count(DISTINCT case_id) FROM attended",
    "ser-04": f"""{CHARGE} SELECT count(*) FROM services_enrolment e JOIN charge c ON c.id = e.case_id
        WHERE e.state = 'completed' AND e.ended_on <= %(today)s""",
    "com-01 com-02": """SELECT count(*), coalesce(sum(s.others_count), 0) FROM services_session s
        JOIN services_edition e ON e.id = s.edition_id AND e.state IN ('running', 'done')
        JOIN services_service v ON v.id = e.service_id AND v.kind = 'event' AND v.programme_id = %(programme)s
        WHERE s.starts_at < %(today)s::date + 1""",
    "tir-01": f"""{CHARGE} SELECT count(*) FROM internships_internship i JOIN charge c ON c.id = i.case_id
        WHERE i.state IN ('running', 'ended') AND i.starts_on <= %(today)s""",
    "tir-02": f"{CHARGE} SELECT coalesce(sum(worked_hours), 0) FROM worked",
    "den-01": f"""{CHARGE} SELECT coalesce(sum(a.due_amount), 0) FROM internships_allowance a
        JOIN internships_monthlyregister r ON r.id = a.register_id
        JOIN internships_internship i ON i.id = r.internship_id
        JOIN charge c ON c.id = i.case_id WHERE a.state IN ('approved', 'paid') AND a.approved_on <= %(today)s""",
    "den-02": """SELECT coalesce(sum(e.due_amount), 0) FROM costs_expense e
        JOIN programmes_partnership p ON p.id = e.partnership_id
        WHERE p.programme_id = %(programme)s AND e.state = 'paid' AND e.paid_on <= %(today)s""",
    "ent-01": "SELECT count(*) FROM hosts_host WHERE programme_id = %(programme)s AND state = 'available'",
    "ent-02": f"""{CHARGE} SELECT count(DISTINCT t.host_id) FROM internships_trainingproject t
        JOIN internships_internship i ON i.id = t.internship_id AND i.state IN ('running', 'ended')
        JOIN charge c ON c.id = i.case_id WHERE i.starts_on <= %(today)s""",
    "ret-01": f"""{CHARGE} SELECT count(*) FROM programmes_partnership p WHERE p.programme_id = %(programme)s
        AND p.organization_id IN (
          SELECT s.organization_id FROM services_edition e JOIN services_service s ON s.id = e.service_id
          WHERE e.state IN ('running', 'done') AND e.starts_on <= %(today)s
          UNION SELECT unnest(ARRAY[i.promoter_id, i.payer_id]) FROM internships_internship i
          JOIN charge c ON c.id = i.case_id WHERE i.state IN ('running', 'ended') AND i.starts_on <= %(today)s
          UNION SELECT w.organization_id FROM cases_caseworker w JOIN charge c ON c.id = w.case_id
          WHERE w.starts_on <= %(today)s)""",
    "esi-01 esi-04 esi-05": f"""{CHARGE} SELECT count(DISTINCT o.case_id) FILTER (WHERE o.moment = 'exit'),
        count(DISTINCT o.case_id) FILTER (WHERE o.moment = 'during'),
        count(DISTINCT o.case_id) FILTER (WHERE o.moment = 'six_months')
        FROM outcomes_outcome o JOIN charge c ON c.id = o.case_id
        WHERE NOT o.is_void AND o.situation IN ('employed', 'self_employed') AND o.happened_on <= %(today)s""",
    "esi-02 esi-03": f"""{CHARGE}, scored AS (
          SELECT DISTINCT ON (a.case_id, r.area, a.moment = 'entry') a.case_id, r.area, a.moment = 'entry' AS first,
            r.score
          FROM assessments_arearating r JOIN assessments_assessment a ON a.id = r.assessment_id
          JOIN charge c ON c.id = a.case_id
          WHERE a.state = 'confirmed' AND r.score IS NOT NULL AND r.area IN ('work', 'education')
            AND a.assessed_on <= %(today)s AND a.confirmed_on <= %(today)s
          ORDER BY a.case_id, r.area, a.moment = 'entry', a.assessed_on DESC)
        SELECT count(*) FILTER (WHERE f.area = 'work'), count(*) FILTER (WHERE f.area = 'education')
        FROM scored f JOIN scored l USING (case_id, area) WHERE f.first AND NOT l.first AND l.score > f.score""",
    "co-tot co01 co02 co03 co04 co05 co06 co07 co09 co10 co11": f"""{CHARGE}, p AS (
          SELECT e.* FROM cases_esfentry e JOIN charge c ON c.id = e.case_id
          WHERE e.state = 'signed' AND e.signed_on <= %(today)s AND (
            EXISTS (SELECT FROM cases_appointment m WHERE m.case_id = e.case_id AND m.was_kept
              AND m.starts_at >= e.entered_on AND m.starts_at < %(today)s::date + 1)
            OR EXISTS (SELECT FROM attended a WHERE a.case_id = e.case_id AND a.starts_at >= e.entered_on)
            OR EXISTS (SELECT FROM worked w WHERE w.case_id = e.case_id AND w.day_on >= e.entered_on)))
        SELECT count(*), count(*) FILTER (WHERE {UNEMPLOYED}),
          count(*) FILTER (WHERE {UNEMPLOYED} AND (p.search = 'over_12' OR (p.age < 25 AND p.search = 'from_6_to_12'))),
          count(*) FILTER (WHERE {INACTIVE}), count(*) FILTER (WHERE {INACTIVE} AND p.is_studying = false),
          count(*) FILTER (WHERE p.employment = 'employed'), count(*) FILTER (WHERE p.age < 25),
          count(*) FILTER (WHERE p.age >= 55), count(*) FILTER (WHERE p.education IN ('primary', 'lower_secondary')),
          count(*) FILTER (WHERE p.education IN ('upper_secondary_short', 'upper_secondary', 'post_secondary')),
          count(*) FILTER (WHERE p.education IN ('short_tertiary', 'bachelor', 'master', 'doctorate')) FROM p""",
}
PROMISED = """
SELECT r.number, r.text, m.indicator FROM programmes_expectedresult r
LEFT JOIN indicators_resultmeasure m ON m.expected_result_id = r.id
WHERE r.programme_id = %(programme)s ORDER BY r.number
"""
PROGRAMME = "SELECT programme_id FROM programmes_mandate WHERE user_id = %(user)s"


def board(request: HttpRequest) -> HttpResponse:
    """Every figure with its code, and the promised results."""
    programme = query(PROGRAMME, user=request.user.pk)[0][0]
    found = {
        code: value
        for codes, statement in STATEMENTS.items()
        for code, value in zip(codes.split(), query(statement, programme=programme)[0], strict=True)
    }
    promised = query(PROMISED, programme=programme)
    return page(request, "Indicatori", {"Cifre": list(found.items()), "Risultati": promised}, **found)
