"""What follows from the people already written, in SQL: teams, grants, courses, internships, money, read lines."""

from __future__ import annotations

from django.apps import apps
from django.db import connection
from django.db.models import Model

from bench.generate.crew import HOSTS, PARTNERS
from ciao.access.roles import ROLES

TEAM_LEVEL = int(ROLES["case_manager"].team)

# Every statement sees the cases numbered from %(first)s to %(last)s as `chosen`.
CHOSEN = """
CREATE TEMP TABLE chosen ON COMMIT DROP AS
SELECT c.*, p.scope_id AS person_scope_id, (c.number - 1) / 12 AS course FROM cases_case c
JOIN people_person p ON p.id = c.person_id WHERE c.number BETWEEN %(first)s AND %(last)s
"""
STAMP = "timestamptz '2026-11-20 10:00+01'"

STATEMENTS = [
    # The reference of each case, and a colleague for every second one; both read the case and the person.
    f"""
    INSERT INTO cases_caseworker
      (id, scope_id, case_id, mandate_id, user_id, organization_id, role, is_lead, starts_on, recorded_at)
    SELECT md5('worker-' || c.number || '-' || w.place)::uuid, c.scope_id, c.id, m.id, m.user_id, m.organization_id,
      'case_manager', w.place = 0, c.opened_on, {STAMP}
    FROM chosen c JOIN bench.team w ON w.number = c.number JOIN programmes_mandate m ON m.id = w.mandate_id
    """,
    f"""
    INSERT INTO access_grant (id, scope_id, holder_kind, holder_id, level, starts_on, why, granted_at)
    SELECT gen_random_uuid(), circle.id, 'mandate', w.mandate_id, {TEAM_LEVEL}, w.starts_on, 'équipe', {STAMP}
    FROM chosen c JOIN cases_caseworker w ON w.case_id = c.id
    CROSS JOIN LATERAL (VALUES (c.scope_id), (c.person_scope_id)) AS circle (id)
    """,
    # How each case came to its phase, and each plan to its signature.
    f"""
    INSERT INTO cases_casechange
      (id, scope_id, case_id, verb, from_state, to_state, changed_on, changed_at, changed_by_label, reason)
    SELECT md5('change-' || c.number || '-' || step.to_state)::uuid, c.scope_id, c.id, step.verb, step.from_state,
      step.to_state, c.opened_on + step.after, {STAMP}, 'Prova, case manager', ''
    FROM chosen c JOIN (VALUES ('to_assessment', 'A', 'B', 10), ('to_plan', 'B', 'C', 20),
      ('to_delivery', 'C', 'D', 30), ('to_closing', 'D', 'E', 90)) AS step (verb, from_state, to_state, after)
      ON step.to_state <= c.phase
    """,
    f"""
    INSERT INTO plans_planchange
      (id, scope_id, plan_id, verb, from_state, to_state, changed_on, changed_at, changed_by_label, reason)
    SELECT md5('signed-' || c.number)::uuid, p.scope_id, p.id, 'sign', 'to_sign', 'signed', p.signed_on, {STAMP},
      'Prova, case manager', ''
    FROM chosen c JOIN plans_plan p ON p.case_id = c.id
    """,
    """
    INSERT INTO cases_suspension (id, scope_id, case_id, reason, starts_on, review_on)
    SELECT md5('pause-' || number)::uuid, scope_id, id, 'family', '2026-10-01', '2026-12-01' FROM chosen
    WHERE state = 'suspended'
    """,
    f"""
    INSERT INTO cases_esfentry
      (id, scope_id, case_id, state, entered_on, signed_on, gender, age, employment, search, is_studying, education,
       citizenship_id, residence_id, domicile_id, adults_count, workers_count, children_count, saved_at, saved_by_label)
    SELECT md5('entry-' || c.number)::uuid, c.scope_id, c.id, 'signed', c.opened_on, c.opened_on, i.gender,
      2026 - extract(year FROM i.birth_date)::int, i.employment, 'over_12', false, i.education, i.citizenship_id,
      i.residence_id, i.domicile_id, 2, 1, 1, {STAMP}, 'prova'
    FROM chosen c JOIN people_identity i ON i.person_id = c.person_id
    """,
    # Twelve people to a course, ten meetings to a course; the last register is still open.
    f"""
    INSERT INTO services_edition
      (id, scope_id, service_id, number, state, starts_on, ends_on, place, capacity, recorded_at)
    SELECT DISTINCT ON (c.course) md5('edition-' || c.course)::uuid, g.scope_id,
      md5('service-' || c.course %% 20)::uuid, c.course / 20 + 1, 'running', day.first,
      day.first + 90, 'Aula di prova', 15, {STAMP}
    FROM chosen c JOIN programmes_programme g ON g.id = c.programme_id
    CROSS JOIN LATERAL (SELECT date '2026-01-01' + c.course * 13 %% 240) AS day (first)
    """,
    f"""
    INSERT INTO services_session
      (id, scope_id, edition_id, number, starts_at, ends_at, place, topic, remote_link, state, others_count,
       recorded_at)
    SELECT md5('session-' || course.n || '-' || k)::uuid, e.scope_id, e.id, k,
      (e.starts_on + 7 * k + time '09:00') AT TIME ZONE 'Europe/Rome',
      (e.starts_on + 7 * k + time '12:00') AT TIME ZONE 'Europe/Rome', '', '', '',
      CASE k WHEN 10 THEN 'open' ELSE 'locked' END, 0, {STAMP}
    FROM (SELECT DISTINCT course AS n FROM chosen) AS course
    JOIN services_edition e ON e.id = md5('edition-' || course.n)::uuid CROSS JOIN generate_series(1, 10) AS k
    """,
    f"""
    INSERT INTO services_enrolment
      (id, scope_id, edition_id, case_id, support_id, state, enrolled_on, exception_note, recorded_at)
    SELECT md5('enrolment-' || c.number)::uuid, c.scope_id, e.id, c.id, s.id, 'enrolled', e.starts_on, '', {STAMP}
    FROM chosen c JOIN services_edition e ON e.id = md5('edition-' || c.course)::uuid
    LEFT JOIN plans_support s ON s.id = md5('support-' || c.number || '-0-0')::uuid
    """,
    f"""
    INSERT INTO services_attendance
      (id, scope_id, enrolment_id, session_id, presence, attended_hours, note, recorded_at, recorded_by_label)
    SELECT md5('attendance-' || c.number || '-' || s.number)::uuid, n.scope_id, n.id, s.id,
      CASE WHEN came.yes THEN 'P' ELSE 'A' END, CASE WHEN came.yes THEN 3 ELSE 0 END, '', {STAMP}, 'Teo, formazione'
    FROM chosen c JOIN services_enrolment n ON n.case_id = c.id
    JOIN services_session s ON s.edition_id = n.edition_id AND s.state = 'locked'
    CROSS JOIN LATERAL (SELECT (c.number + s.number) %% 6 > 0) AS came (yes)
    """,
    # One person in five does an internship of three months.
    f"""
    INSERT INTO internships_internship
      (id, scope_id, case_id, support_id, activity_id, number, kind, state, promoter_id, payer_id, tutor_id, starts_on,
       ends_on, recorded_at)
    SELECT md5('internship-' || c.number)::uuid, c.scope_id, c.id, s.id, md5('activity-5')::uuid, c.number,
      'extracurricular', 'running', body.id, body.id, w.mandate_id, '2026-08-01', '2026-12-31', {STAMP}
    FROM chosen c JOIN bench.team w ON w.number = c.number AND w.place = 0
    CROSS JOIN LATERAL (SELECT md5('body-' || c.number %% {PARTNERS})::uuid) AS body (id)
    LEFT JOIN plans_support s ON s.id = md5('support-' || c.number || '-0-1')::uuid WHERE c.number %% 5 = 2
    """,
    f"""
    INSERT INTO internships_trainingproject
      (id, scope_id, internship_id, host_id, place, tasks, skills, host_tutor, daily_hours, total_hours, full_amount,
       inail_number, liability_policy, cob_number, protocol, goals, motive, signed_on, saved_at, saved_by_label)
    SELECT md5('training-' || c.number)::uuid, c.scope_id, i.id, md5('host-' || c.number %% {HOSTS})::uuid, '', '', '',
      'Tutor di prova', '{{4,4,4,4,4,0,0}}', 430, 500, '', '', '', '', '', '', '2026-07-25', {STAMP}, 'prova'
    FROM chosen c JOIN internships_internship i ON i.case_id = c.id
    """,
    f"""
    INSERT INTO internships_monthlyregister (id, scope_id, internship_id, month_on, state, planned_hours, recorded_at)
    SELECT md5('register-' || c.number || '-' || k)::uuid, c.scope_id, i.id, make_date(2026, k, 1), 'confirmed', 84,
      {STAMP}
    FROM chosen c JOIN internships_internship i ON i.case_id = c.id CROSS JOIN generate_series(8, 10) AS k
    """,
    f"""
    INSERT INTO internships_registerday
      (id, scope_id, register_id, day_on, kind, worked_hours, note, recorded_at, recorded_by_label)
    SELECT gen_random_uuid(), r.scope_id, r.id, day::date, CASE WHEN came.yes THEN 'present' ELSE 'absent' END,
      CASE WHEN came.yes THEN 4 ELSE 0 END, '', {STAMP}, 'prova'
    FROM chosen c JOIN internships_internship i ON i.case_id = c.id
    JOIN internships_monthlyregister r ON r.internship_id = i.id
    CROSS JOIN generate_series(r.month_on, r.month_on + interval '1 month - 1 day', interval '1 day') AS day
    CROSS JOIN LATERAL (SELECT (c.number + extract(day FROM day)::int) %% 9 > 0) AS came (yes)
    WHERE extract(isodow FROM day) < 6
    """,
    f"""
    INSERT INTO internships_allowance
      (id, scope_id, register_id, line, internship_number, month_on, payer_id, state, planned_hours, attended_hours,
       full_amount, due_amount, explanation, approved_on, computed_at, computed_by_label)
    SELECT md5('allowance-' || c.number || '-' || extract(month FROM r.month_on))::uuid, r.scope_id, r.id, 1, i.number,
      r.month_on, i.payer_id, CASE extract(month FROM r.month_on) WHEN 10 THEN 'approved' ELSE 'paid' END, 84, 76, 500,
      500, '[]', '2026-11-10', {STAMP}, 'prova'
    FROM chosen c JOIN internships_internship i ON i.case_id = c.id
    JOIN internships_monthlyregister r ON r.internship_id = i.id
    """,
    # Each allowance is an expense of who pays it; a purchase for every tenth person besides.
    f"""
    INSERT INTO costs_expense
      (id, scope_id, partnership_id, item_id, activity_id, rule, number, title, state, accrued_on, due_amount,
       explanation, allowance_id, supplier, document_number, paid_on, proof_id, recorded_at, recorded_by_label)
    SELECT gen_random_uuid(), p.staff_scope_id, p.id, md5('itemB2')::uuid, md5('activity-5')::uuid, 'allowance',
      c.number * 4 + row_number() OVER (PARTITION BY c.number ORDER BY a.month_on), 'Indennità di tirocinio',
      CASE a.state WHEN 'paid' THEN 'paid' ELSE 'accrued' END, a.approved_on, a.due_amount, '[]', a.id, '', '',
      CASE a.state WHEN 'paid' THEN date '2026-11-15' END, CASE a.state WHEN 'paid' THEN md5('proof')::uuid END,
      {STAMP}, 'prova'
    FROM chosen c JOIN internships_internship i ON i.case_id = c.id
    JOIN internships_monthlyregister r ON r.internship_id = i.id
    JOIN internships_allowance a ON a.register_id = r.id
    JOIN programmes_partnership p ON p.programme_id = c.programme_id AND p.organization_id = a.payer_id
    """,
    f"""
    INSERT INTO costs_expense
      (id, scope_id, partnership_id, item_id, activity_id, rule, number, title, state, accrued_on, due_amount,
       explanation, supplier, document_number, document_on, recorded_at, recorded_by_label)
    SELECT gen_random_uuid(), p.staff_scope_id, p.id, md5('itemB4')::uuid, md5('activity-' || c.number %% 10)::uuid,
      'purchase', c.number * 4, 'Materiale', 'accrued', '2026-10-10', 120.50, '[]', 'Fornitore', 'F' || c.number,
      '2026-10-01', {STAMP}, 'prova'
    FROM chosen c JOIN programmes_partnership p ON p.programme_id = c.programme_id
      AND p.organization_id = md5('body-' || c.number / 10 %% {PARTNERS})::uuid WHERE c.number %% 10 = 3
    """,
    # Three readings of each fascicolo.
    f"""
    INSERT INTO audit_readline
      (id, scope_id, read_at, read_by, user_id, organization_id, role, label, purpose, groups, person_ids, reason)
    SELECT gen_random_uuid(), c.scope_id, {STAMP} - interval '9 days' * k, m.id, m.user_id, m.organization_id, m.role,
      'Prova, case manager', 'fascicolo', '{{case,name}}', ARRAY[c.person_id], ''
    FROM chosen c JOIN bench.team w ON w.number = c.number AND w.place = 0
    JOIN programmes_mandate m ON m.id = w.mandate_id CROSS JOIN generate_series(0, 2) AS k
    """,
]


def follow(first: int, last: int) -> None:
    """Runs the statements for the people from `first` to `last`, both included."""
    with connection.cursor() as cursor:
        for statement in [CHOSEN, "ANALYZE chosen", *STATEMENTS, "DROP TABLE chosen"]:
            cursor.execute(statement, {"first": first, "last": last})


def histories() -> list[type[Model]]:
    """Every history table, to be filled with one line per row."""
    return [one for one in apps.get_models() if getattr(one, "pgh_tracked_model", None)]


def remember(event: type[Model]) -> None:
    """One line of history for each row that has none, as the insert trigger would have left it."""
    table, past = event.pgh_tracked_model._meta.db_table, event._meta.db_table
    names = [one.column for one in event._meta.concrete_fields if not one.name.startswith("pgh_")]
    columns = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {past} (pgh_created_at, pgh_label, pgh_obj_id, pgh_context, {columns}) "
            f"SELECT {STAMP}, 'insert', id, '{{}}', {columns} FROM {table} t "
            f"WHERE NOT EXISTS (SELECT FROM {past} e WHERE e.pgh_obj_id = t.id)"
        )
