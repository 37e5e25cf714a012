"""Hosts, their sites, the talk with them, the places they offer."""

from ciao.hosts.models.host import Host, HostChange
from ciao.hosts.models.places import Vacancy, VacancyChange
from ciao.hosts.models.sites import HiringRecord, HostSite, HostStop
from ciao.hosts.models.talks import HostContact, HostTalk

__all__ = [
    "HiringRecord",
    "Host",
    "HostChange",
    "HostContact",
    "HostSite",
    "HostStop",
    "HostTalk",
    "Vacancy",
    "VacancyChange",
]
