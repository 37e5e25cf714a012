"""Row-level security, written once and put on every protected table and its history after each migration."""

from collections.abc import Iterator
from typing import cast

from django.apps import apps
from django.db import connection
from django.db.models import Model

from ciao.access.actor import REPORT_ROLE, WEB_ROLE
from ciao.access.enums import Level
from ciao.access.models import Grant, Protected

FUNCTIONS = """
CREATE OR REPLACE FUNCTION ciao_granted(need integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE ROWS 20 SET search_path = public AS $$
  SELECT g.scope_id FROM access_grant g
  WHERE g.holder_id = ANY (NULLIF(current_setting('ciao.holders', true), '')::uuid[])
    AND (g.level & need) = need
    AND (NULLIF(current_setting('ciao.cap', true), '')::integer & need) = need
    AND g.starts_on <= NULLIF(current_setting('ciao.today', true), '')::date
    AND (g.ends_on IS NULL OR g.ends_on >= NULLIF(current_setting('ciao.today', true), '')::date)
$$;
REVOKE ALL ON FUNCTION ciao_granted(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ciao_granted(integer) TO ciao_web, ciao_report;
CREATE OR REPLACE FUNCTION ciao_reads(circle uuid, need integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = public AS $$
  SELECT EXISTS (
    SELECT FROM access_grant g
    WHERE g.holder_id = ANY (NULLIF(current_setting('ciao.holders', true), '')::uuid[])
      AND g.scope_id IN (circle, (SELECT s.parent_id FROM access_scope s WHERE s.id = circle))
      AND (g.level & need) = need
      AND (NULLIF(current_setting('ciao.cap', true), '')::integer & need) = need
      AND g.starts_on <= NULLIF(current_setting('ciao.today', true), '')::date
      AND (g.ends_on IS NULL OR g.ends_on >= NULLIF(current_setting('ciao.today', true), '')::date))
$$;
REVOKE ALL ON FUNCTION ciao_reads(uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ciao_reads(uuid, integer) TO ciao_web, ciao_report;
CREATE OR REPLACE FUNCTION ciao_next_number(of_programme uuid, of_series text) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  INSERT INTO programmes_counter (id, programme_id, series, last) VALUES (gen_random_uuid(), of_programme, of_series, 1)
  ON CONFLICT (programme_id, series) DO UPDATE SET last = programmes_counter.last + 1
  RETURNING last
$$;
REVOKE ALL ON FUNCTION ciao_next_number(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ciao_next_number(uuid, text) TO ciao_web;
"""

# EXISTS leaves the choice to PostgreSQL: one circle looked up for a few rows, all of them gathered for many.
IN_REACH = (
    "(scope_id IN (SELECT ciao_granted({level})) OR EXISTS (SELECT FROM access_scope s "
    "WHERE s.id = scope_id AND s.parent_id IN (SELECT ciao_granted({level}))))"
)
# Where each row has its own level; one call a row, so that no query is planned over twenty levels.
IN_REACH_OF_ROW = "(level > 0 AND ciao_reads(scope_id, level))"
# One may always read what one was granted oneself: never add or change it.
OWN_GRANT = "holder_id = ANY (NULLIF(current_setting('ciao.holders', true), '')::uuid[])"
# Nearly all circles lie in one programme; told so, PostgreSQL would read them all to find those below somebody's own.
FEW_CHILDREN = "ALTER TABLE access_scope ALTER COLUMN parent_id SET (n_distinct = -0.5)"

JUST_OPENED = "scope_id IN (SELECT s.id FROM access_scope s WHERE s.opened_in = pg_current_xact_id()::text::bigint)"


def apply() -> int:
    """Makes the database agree with the models: functions, privileges of the web role, policies. Safe to repeat."""
    with connection.cursor() as cursor:
        cursor.execute(FUNCTIONS)
        cursor.execute(_privileges())
        tables = list(protected_models())
        for model in tables:
            cursor.execute(_policy(model))
            cursor.execute(_report_policy(model))
        cursor.execute(_open_tables())
        cursor.execute(_grant_policy())
        cursor.execute(FEW_CHILDREN)
    return len(tables)


def protected_models() -> Iterator[type[Model]]:
    """Every table under row-level security: protected ones and their history."""
    for model in apps.get_models():
        if issubclass(tracked(model), Protected):
            yield model


def tracked(model: type[Model]) -> type[Model]:
    """The table itself, or for a history table the one whose past it keeps."""
    found: type[Model] = getattr(model, "pgh_tracked_model", None) or model
    return found


def is_history(model: type[Model]) -> bool:
    """Whether the table keeps the past of another one."""
    return getattr(model, "pgh_tracked_model", None) is not None


def _privileges() -> str:
    statements = [
        f"GRANT USAGE ON SCHEMA public TO {WEB_ROLE}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {WEB_ROLE}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {WEB_ROLE}",
        f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {WEB_ROLE}",
    ]
    for model in apps.get_models():
        if not model._meta.managed or model._meta.proxy:
            continue
        table = connection.ops.quote_name(model._meta.db_table)
        if is_history(model) or getattr(model, "APPEND_ONLY", False):
            statements.append(f"REVOKE UPDATE, DELETE ON {table} FROM {WEB_ROLE}")
        elif issubclass(model, Protected) and not model.MAY_DELETE:
            statements.append(f"REVOKE DELETE ON {table} FROM {WEB_ROLE}")
    return ";\n".join(statements)


def _policy(model: type[Model]) -> str:
    table = connection.ops.quote_name(model._meta.db_table)
    source = tracked(model)
    reach = _condition(source)
    free = is_history(model) or source.PUBLIC_INSERT  # type: ignore[attr-defined]
    insert = "true" if free else f"{JUST_OPENED} OR {reach}"
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS ciao_read ON {table};
DROP POLICY IF EXISTS ciao_change ON {table};
DROP POLICY IF EXISTS ciao_remove ON {table};
DROP POLICY IF EXISTS ciao_add ON {table};
CREATE POLICY ciao_read ON {table} FOR SELECT USING ({reach});
CREATE POLICY ciao_change ON {table} FOR UPDATE USING ({reach}) WITH CHECK ({reach});
CREATE POLICY ciao_remove ON {table} FOR DELETE USING ({reach});
CREATE POLICY ciao_add ON {table} FOR INSERT WITH CHECK ({insert});
"""


def _report_policy(model: type[Model]) -> str:
    """`ciao_report` reads every row of a table that figures are counted from, and only the columns it declares."""
    table = connection.ops.quote_name(model._meta.db_table)
    names: list[str] = [] if is_history(model) else model.REPORT_COLUMNS.split()  # type: ignore[attr-defined]
    statements = [
        f"REVOKE ALL ON {table} FROM {REPORT_ROLE}",
        f"DROP POLICY IF EXISTS ciao_report ON {table}",
    ]
    if names:
        named = {field.name: str(field.column) for field in model._meta.concrete_fields}
        columns = ", ".join(connection.ops.quote_name(named[name]) for name in names)
        statements += [
            f"GRANT SELECT ({columns}) ON {table} TO {REPORT_ROLE}",
            f"CREATE POLICY ciao_report ON {table} FOR SELECT TO {REPORT_ROLE} USING (true)",
        ]
    return ";\n".join(statements)


def _open_tables() -> str:
    """Reference tables that say nothing of anybody, as figures need them to be cut by place and by body."""
    models = [model for model in apps.get_models() if getattr(model, "REPORT_ALL", False)]
    links = [
        cast(type[Model], field.remote_field.through)
        for model in apps.get_models()
        if getattr(model, "REPORT_COLUMNS", "")
        for field in model._meta.local_many_to_many
    ]
    names = [connection.ops.quote_name(model._meta.db_table) for model in [*models, *links]]
    grants = [f"GRANT SELECT ON {name} TO {REPORT_ROLE}" for name in names]
    return ";\n".join([f"GRANT USAGE ON SCHEMA public TO {REPORT_ROLE}", *grants])


def _condition(model: type[Model]) -> str:
    level: Level | None = model.ACCESS_LEVEL  # type: ignore[attr-defined]
    reach = IN_REACH_OF_ROW if level is None else IN_REACH.format(level=int(level))
    own: str | None = model.OWN_ROWS  # type: ignore[attr-defined]
    if own:
        reach += f" OR {own} = NULLIF(current_setting('ciao.user', true), '')::uuid"
    return reach


def _grant_policy() -> str:
    table = connection.ops.quote_name(Grant._meta.db_table)
    reach = "ciao_reads(scope_id, 0)"
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS ciao_read ON {table};
DROP POLICY IF EXISTS ciao_add ON {table};
DROP POLICY IF EXISTS ciao_change ON {table};
CREATE POLICY ciao_read ON {table} FOR SELECT USING ({OWN_GRANT} OR {reach});
CREATE POLICY ciao_add ON {table} FOR INSERT WITH CHECK ({JUST_OPENED} OR {reach});
CREATE POLICY ciao_change ON {table} FOR UPDATE USING ({reach});
REVOKE DELETE ON {table} FROM {WEB_ROLE};
"""
