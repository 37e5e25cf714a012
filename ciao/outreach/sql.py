"""What the database does for signals: the copies that history keeps are erased with the signal itself."""

from ciao.access.actor import WEB_ROLE

ERASED = (
    "name",
    "phone",
    "phone_index",
    "email",
    "story",
    "sender_name",
    "sender_contact",
    "best_time",
    "code",
    "place",
)
_BLANKS = ", ".join(f"{name} = ''" for name in ERASED)

STATEMENTS = f"""
CREATE OR REPLACE FUNCTION ciao_forget_signal(forgotten uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  UPDATE outreach_signalevent SET {_BLANKS}
  WHERE pgh_obj_id = forgotten
    AND EXISTS (SELECT 1 FROM outreach_signal s WHERE s.id = forgotten AND s.erased_on IS NOT NULL);
  UPDATE outreach_firstcontactevent SET place = '', own_words = '', agreed_next = ''
  WHERE signal_id = forgotten
    AND EXISTS (SELECT 1 FROM outreach_signal s WHERE s.id = forgotten AND s.erased_on IS NOT NULL)
$$;
REVOKE ALL ON FUNCTION ciao_forget_signal(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ciao_forget_signal(uuid) TO {WEB_ROLE};
"""  # noqa: S608
