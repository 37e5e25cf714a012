"""What the database itself holds for people: names to search, kept apart from row-level security."""

from ciao.access.actor import WEB_ROLE
from ciao.access.enums import Level

NAME = int(Level.NAME)
PROTECTED = int(Level.PROTECTED)

STATEMENTS = f"""
CREATE OR REPLACE FUNCTION ciao_keep_search_key() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO people_searchkey (person_id, scope_id, key) VALUES (NEW.id, NEW.scope_id, NEW.search_key)
  ON CONFLICT (person_id) DO UPDATE SET scope_id = NEW.scope_id, key = NEW.search_key;
  RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS ciao_keep_search_key ON people_person;
CREATE TRIGGER ciao_keep_search_key AFTER INSERT OR UPDATE OF search_key, scope_id ON people_person
FOR EACH ROW EXECUTE FUNCTION ciao_keep_search_key();
REVOKE ALL ON people_searchkey FROM {WEB_ROLE};
REVOKE ALL ON FUNCTION ciao_keep_search_key() FROM PUBLIC;

CREATE OR REPLACE FUNCTION ciao_search_people(words text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 SET search_path = public AS $$
  WITH asked AS (
    SELECT one AS word FROM unnest(string_to_array(translate(words, '%_\\', ''), ' ')) AS one WHERE one <> ''
  ), longest AS (
    SELECT word FROM asked ORDER BY length(word) DESC LIMIT 1
  ), reach AS (
    SELECT ciao_granted({NAME}) AS id
    UNION
    SELECT s.id FROM access_scope s WHERE s.parent_id IN (SELECT ciao_granted({NAME}))
  )
  SELECT k.person_id FROM people_searchkey k
  WHERE k.key LIKE '%' || (SELECT word FROM longest) || '%'
    AND NOT EXISTS (SELECT 1 FROM asked WHERE k.key NOT LIKE '%' || asked.word || '%')
    AND k.scope_id IN (SELECT id FROM reach)
$$;
REVOKE ALL ON FUNCTION ciao_search_people(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ciao_search_people(text) TO {WEB_ROLE};

CREATE OR REPLACE FUNCTION ciao_narrow_history(of_table text, of_row uuid, circle uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE moved integer;
BEGIN
  -- Only into a circle with no parent, by who reads protected data there: the past is hidden, never changed.
  IF of_table !~ '^[a-z_]+event$' OR NOT ciao_reads(circle, {PROTECTED})
     OR NOT EXISTS (SELECT FROM access_scope s WHERE s.id = circle AND s.parent_id IS NULL AND s.kind = 'person') THEN
    RAISE EXCEPTION 'history is not moved there';
  END IF;
  EXECUTE format('UPDATE %I SET scope_id = $1 WHERE pgh_obj_id = $2', of_table) USING circle, of_row;
  GET DIAGNOSTICS moved = ROW_COUNT;
  RETURN moved;
END
$$;
REVOKE ALL ON FUNCTION ciao_narrow_history(text, uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ciao_narrow_history(text, uuid, uuid) TO {WEB_ROLE};

CREATE OR REPLACE FUNCTION ciao_keep_apart() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  DELETE FROM people_keptapart WHERE row_id = NEW.id;
  IF NEW.user_id IS NOT NULL AND NEW.ends_on IS NULL THEN
    INSERT INTO people_keptapart (row_id, user_id, scope_id) SELECT NEW.id, NEW.user_id, unnest(NEW.circles);
    INSERT INTO people_keptapart (row_id, user_id, scope_id) VALUES (NEW.id, NEW.user_id, NEW.scope_id);
  END IF;
  RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS ciao_keep_apart ON people_keptaway;
CREATE TRIGGER ciao_keep_apart AFTER INSERT OR UPDATE ON people_keptaway
FOR EACH ROW EXECUTE FUNCTION ciao_keep_apart();
REVOKE ALL ON people_keptapart FROM {WEB_ROLE};
REVOKE ALL ON FUNCTION ciao_keep_apart() FROM PUBLIC;

CREATE OR REPLACE FUNCTION ciao_kept_away(circle uuid, somebody uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (
    SELECT FROM people_keptapart k WHERE k.user_id = somebody
    AND k.scope_id IN (circle, (SELECT s.parent_id FROM access_scope s WHERE s.id = circle)))
$$;
REVOKE ALL ON FUNCTION ciao_kept_away(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ciao_kept_away(uuid, uuid) TO {WEB_ROLE};

-- Whatever writes it, a grant to who must be kept away is not written: nobody is told why.
CREATE OR REPLACE FUNCTION ciao_drop_grant() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NEW.holder_kind = 'mandate' AND EXISTS (
    SELECT FROM programmes_mandate m WHERE m.id = NEW.holder_id AND ciao_kept_away(NEW.scope_id, m.user_id)) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END
$$;
DROP TRIGGER IF EXISTS ciao_drop_grant ON access_grant;
CREATE TRIGGER ciao_drop_grant BEFORE INSERT ON access_grant FOR EACH ROW EXECUTE FUNCTION ciao_drop_grant();
REVOKE ALL ON FUNCTION ciao_drop_grant() FROM PUBLIC;
"""  # noqa: S608
