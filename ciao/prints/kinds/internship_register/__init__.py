"""A month of internship, to be signed."""

from ciao.prints.kinds.internship_register import kind as kind
