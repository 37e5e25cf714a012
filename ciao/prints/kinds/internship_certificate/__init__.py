"""The certificate of an internship."""

from ciao.prints.kinds.internship_certificate import kind as kind
