"""Pages about how people are reached."""

from ciao.outreach.views.signal import programme_of

__all__ = ["programme_of"]
