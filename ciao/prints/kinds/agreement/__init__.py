"""The personal plan, to be signed."""

from ciao.prints.kinds.plan import kind as kind
