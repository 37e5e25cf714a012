"""The personal plan in plain words, in the person's language."""

from ciao.prints.kinds.plan_plain import kind as kind
