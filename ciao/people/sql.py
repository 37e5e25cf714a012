"""What the database itself holds for people: names to search, kept apart from row-level security."""

from ciao.access.actor import WEB_ROLE
from ciao.access.enums import Level

NAME = int(Level.NAME)

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
"""  # noqa: S608
