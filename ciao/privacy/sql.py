"""What the database does for privacy: limited data stand still, and history forgets with the person."""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection
from django.db.models import Model

from ciao.access.actor import WEB_ROLE
from ciao.access.models import Protected
from ciao.access.policies import is_history
from ciao.privacy.walk.columns import blank_of, erased_columns
from ciao.privacy.walk.places import PLACES

# A right is defended also while data are limited (art. 18(2)): these tables always answer.
STANDS = "EXECUTE FUNCTION ciao_stand_still()"
ALWAYS_OPEN = {"privacy", "audit", "notifications", "drafts"}
EVER_SINCE = """
CREATE OR REPLACE FUNCTION ciao_stand_still() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF coalesce(current_setting('ciao.defence', true), '') = '' AND EXISTS (
    SELECT FROM privacy_limitedcircle c WHERE c.scope_id = NEW.scope_id
      OR c.scope_id = (SELECT s.parent_id FROM access_scope s WHERE s.id = NEW.scope_id)
  ) THEN
    RAISE EXCEPTION 'limited data stand still'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'limited_data_stand_still';
  END IF;
  RETURN NEW;
END
$$;
"""


def still_models() -> Iterator[type[Model]]:
    """Tables whose rows a limitation holds."""
    for place in PLACES:
        app = place.label.split(".")[0]
        if place.path and app not in ALWAYS_OPEN and issubclass(place.model, Protected):
            yield place.model


def histories() -> dict[str, str]:
    """For each history table with something to forget, the columns it empties, in SQL."""
    found: dict[str, str] = {}
    kept = {one.pgh_tracked_model: one for one in apps.get_models() if is_history(one)}  # type: ignore[attr-defined]
    for place in PLACES:
        history = kept.get(place.model)
        if history is None or not place.is_erased:
            continue
        columns = list(erased_columns(place))
        if place.label == "people.Identity":
            columns.append(place.model._meta.get_field("birth_date"))  # type: ignore[arg-type]
        if place.label == "cases.EsfEntry":
            columns.append(place.model._meta.get_field("age"))  # type: ignore[arg-type]
        if columns:
            found[history._meta.db_table] = ", ".join(f"{_name(one.column)} = {_literal(one)}" for one in columns)
    return found


def _name(column: object) -> str:
    return connection.ops.quote_name(str(column))


def _literal(field: object) -> str:
    blank = blank_of(field)  # type: ignore[arg-type]
    written = {None: "NULL", "": "''", False: "false"}
    return "'{}'" if blank in ([], {}) else written[blank]


def _still_triggers() -> str:
    lines = []
    for model in still_models():
        table = _name(model._meta.db_table)
        lines += [
            f"DROP TRIGGER IF EXISTS ciao_stand_still ON {table}",
            f"CREATE TRIGGER ciao_stand_still BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW {STANDS}",
        ]
    return ";\n".join(lines) + ";"


def _forget() -> str:
    """One function that empties history, and only of a person whose erasure is in the ledger."""
    cases = "\n".join(
        f"    WHEN '{table}' THEN UPDATE {_name(table)} SET {columns} WHERE pgh_obj_id = ANY (ids);"  # noqa: S608
        for table, columns in histories().items()
    )
    return f"""
CREATE OR REPLACE FUNCTION ciao_forget_history(erased uuid, history text, ids uuid[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE touched integer := 0;
BEGIN
  IF NOT EXISTS (SELECT FROM privacy_erasedperson e WHERE e.person_id = erased) THEN
    RAISE EXCEPTION 'nobody erased %', erased;
  END IF;
  CASE history
{cases}
  END CASE;
  GET DIAGNOSTICS touched = ROW_COUNT;
  RETURN touched;
END
$$;
REVOKE ALL ON FUNCTION ciao_forget_history(uuid, text, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ciao_forget_history(uuid, text, uuid[]) TO {WEB_ROLE};
"""  # noqa: S608


STATEMENTS = EVER_SINCE + _still_triggers() + _forget()
