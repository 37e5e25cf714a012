"""Engine: hosts of an office's sheet, with their sites and the people to talk with."""

from ciao.hosts.loads.kind import HOSTS

__all__ = ["HOSTS"]
