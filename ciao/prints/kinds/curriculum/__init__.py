"""A short CV."""

from ciao.prints.kinds.curriculum import kind as kind
