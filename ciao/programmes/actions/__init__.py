"""What one does to a programme: bring in bodies and people, read a sheet, found it, change it by an act."""

from ciao.programmes.actions.mandates import STAFF_ROLES, add_partner, end_mandate, give_mandate, role_grants

__all__ = ["STAFF_ROLES", "add_partner", "end_mandate", "give_mandate", "role_grants"]
