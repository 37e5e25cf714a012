"""What one does to a programme: bring in bodies and people, read a sheet, found it, change it by an act."""

from ciao.programmes.actions.founding import found_programme
from ciao.programmes.actions.logos import add_logo, move_logo, remove_logo
from ciao.programmes.actions.mandates import (
    STAFF_ROLES,
    add_partner,
    end_mandate,
    give_mandate,
    role_grants,
    set_supervisor,
    supervisors_of,
)
from ciao.programmes.actions.places import write_places
from ciao.programmes.actions.sheets import (
    add_row,
    discard_sheet,
    restore_sheet,
    reviewed_facts,
    save_answers,
    save_months,
    upload_sheet,
)
from ciao.programmes.actions.versions import (
    NOTHING_CHANGES,
    Act,
    Amendment,
    amend_programme,
    complete_calendar,
    extend_programme,
)

__all__ = [
    "NOTHING_CHANGES",
    "STAFF_ROLES",
    "Act",
    "Amendment",
    "add_logo",
    "add_partner",
    "add_row",
    "amend_programme",
    "complete_calendar",
    "discard_sheet",
    "end_mandate",
    "extend_programme",
    "found_programme",
    "give_mandate",
    "move_logo",
    "remove_logo",
    "restore_sheet",
    "reviewed_facts",
    "role_grants",
    "save_answers",
    "save_months",
    "set_supervisor",
    "supervisors_of",
    "upload_sheet",
    "write_places",
]
