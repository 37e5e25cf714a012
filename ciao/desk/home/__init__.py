"""The home of each role: what is late, what is next, what changed."""

from ciao.desk.home.compose import Home, compose

__all__ = ["Home", "compose"]
