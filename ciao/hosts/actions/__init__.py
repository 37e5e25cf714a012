"""Everything that is done with hosts: found, talked with, counted, asked for places."""

from ciao.hosts.actions.hosts import add_host, edit_host, move_host, name_body
from ciao.hosts.actions.places import add_vacancy, edit_vacancy, move_vacancy
from ciao.hosts.actions.sites import add_site, edit_site, record_hirings, record_stop
from ciao.hosts.actions.talks import add_contact, edit_contact, record_talk

__all__ = [
    "add_contact",
    "add_host",
    "add_site",
    "add_vacancy",
    "edit_contact",
    "edit_host",
    "edit_site",
    "edit_vacancy",
    "move_host",
    "move_vacancy",
    "name_body",
    "record_hirings",
    "record_stop",
    "record_talk",
]
