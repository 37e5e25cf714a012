"""How people are reached: signals, first contacts, the network of antennas and the doors they knock at."""

from ciao.outreach.models.contacts import Barrier, FirstContact
from ciao.outreach.models.doors import AntennaLink, Knock, Poster, PublicPage
from ciao.outreach.models.network import Antenna, Interview
from ciao.outreach.models.signal import Attempt, Orientation, Signal, SignalChange

__all__ = [
    "Antenna",
    "AntennaLink",
    "Attempt",
    "Barrier",
    "FirstContact",
    "Interview",
    "Knock",
    "Orientation",
    "Poster",
    "PublicPage",
    "Signal",
    "SignalChange",
]
