"""The closed register of one meeting, to be signed."""

from ciao.prints.kinds.session_register import kind as kind
