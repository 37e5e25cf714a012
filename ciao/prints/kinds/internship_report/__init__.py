"""The final reports, to be signed."""

from ciao.prints.kinds.internship_report import kind as kind
