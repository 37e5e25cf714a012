"""What the database does for lists and loads: taking back what they wrote, only while nothing stands on it."""

from ciao.access.actor import WEB_ROLE

# Every table a list writes for one person; each has a history.
_OF_PERSON = ("people_sensitiveanswers", "people_contact", "people_identity")
_CHANGED = " OR ".join(
    [
        "EXISTS (SELECT FROM cases_casechange WHERE case_id = unloaded)",
        "(SELECT count(*) FROM cases_caseevent WHERE pgh_obj_id = unloaded) > 1",
        "(SELECT count(*) FROM cases_caseworkerevent WHERE case_id = unloaded) > 1",
        "(SELECT count(*) FROM people_personevent WHERE pgh_obj_id = of_person) > 1",
        *(f"(SELECT count(*) FROM {table}event WHERE person_id = of_person) > 1" for table in _OF_PERSON),  # noqa: S608 (our own table names, never typed by anybody)
    ]
)
_REMOVED = "\n".join(
    f"    DELETE FROM {table} WHERE {condition};"  # noqa: S608 (our own table names, never typed by anybody)
    for table, condition in [
        ("cases_caseworker", "case_id = unloaded"),
        ("cases_caseworkerevent", "case_id = unloaded"),
        ("cases_case", "id = unloaded"),
        ("cases_caseevent", "pgh_obj_id = unloaded"),
        *((table, "person_id = of_person") for table in _OF_PERSON),
        *((f"{table}event", "person_id = of_person") for table in _OF_PERSON),
        ("people_searchkey", "person_id = of_person"),
        ("people_person", "id = of_person"),
        ("people_personevent", "pgh_obj_id = of_person"),
        ("access_grant", "scope_id IN (case_scope, person_scope)"),
    ]
)

# What a load may have written: a name that is not here is never deleted, whatever a row says.
LOADED = (
    "access_scope", "costs_expense", "hosts_host", "hosts_hostcontact", "hosts_hostsite", "internships_allowance",
    "internships_internship", "internships_monthlyregister", "internships_registerday", "partners_organization",
    "services_attendance", "services_edition", "services_enrolment", "services_service", "services_session",
)  # fmt: skip
_LOADED = ", ".join(f"'{table}'" for table in LOADED)

# The foreign keys of every other table answer whether anything stands on the case or the person: those of today and
# those still to be written. Deleting leaves a line of history in some tables, so history goes after its row.
STATEMENTS = f"""
CREATE OR REPLACE FUNCTION ciao_unload_case(unloaded uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE of_person uuid; case_scope uuid; person_scope uuid;
BEGIN
  SELECT c.person_id, c.scope_id, p.scope_id INTO of_person, case_scope, person_scope
  FROM cases_case c JOIN people_person p ON p.id = c.person_id
  JOIN cases_loadedrow r ON r.case_id = c.id AND r.outcome = 'made'
  JOIN cases_loadedlist l ON l.id = r.loaded_list_id AND l.state = 'undoing'
  WHERE c.id = unloaded;
  IF of_person IS NULL THEN RETURN 'absent'; END IF;
  IF {_CHANGED} THEN RETURN 'changed'; END IF;
  BEGIN
    SET CONSTRAINTS ALL IMMEDIATE;
    UPDATE cases_loadedrow SET case_id = NULL, person_id = NULL WHERE case_id = unloaded;
{_REMOVED}
    SET CONSTRAINTS ALL DEFERRED;
  EXCEPTION WHEN foreign_key_violation THEN RETURN 'used';
  END;
  RETURN '';
END $$;
REVOKE ALL ON FUNCTION ciao_unload_case(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ciao_unload_case(uuid) TO {WEB_ROLE};

CREATE OR REPLACE FUNCTION ciao_unload_row(unloaded uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE things jsonb; place text; thing uuid; times int;
BEGIN
  SELECT r.made INTO things FROM cases_loadrow r
  JOIN cases_load l ON l.id = r.load_id AND l.state = 'undoing'
  WHERE r.id = unloaded AND r.outcome = 'made';
  IF things IS NULL THEN RETURN 'absent'; END IF;
  BEGIN
    SET CONSTRAINTS ALL IMMEDIATE;
    FOR at IN REVERSE jsonb_array_length(things) - 1 .. 0 LOOP
      place := things -> at ->> 0; thing := (things -> at ->> 1)::uuid;
      IF place NOT IN ({_LOADED}) THEN RAISE EXCEPTION 'a load writes nothing in %', place; END IF;
      IF to_regclass(place || 'event') IS NOT NULL THEN
        EXECUTE format('SELECT count(*) FROM %I WHERE pgh_obj_id = $1', place || 'event') INTO times USING thing;
        IF times > 1 THEN RAISE EXCEPTION USING ERRCODE = 'CL001'; END IF;
      END IF;
      EXECUTE format('DELETE FROM %I WHERE id = $1', place) USING thing;
      IF times IS NOT NULL THEN
        EXECUTE format('DELETE FROM %I WHERE pgh_obj_id = $1', place || 'event') USING thing;
      END IF;
      times := NULL;
    END LOOP;
    SET CONSTRAINTS ALL DEFERRED;
  EXCEPTION
    WHEN foreign_key_violation THEN RETURN 'used';
    WHEN SQLSTATE 'CL001' THEN RETURN 'changed';
  END;
  RETURN '';
END $$;
REVOKE ALL ON FUNCTION ciao_unload_row(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ciao_unload_row(uuid) TO {WEB_ROLE};
"""  # noqa: S608 (our own table names, never typed by anybody)
