"""The certificate of a course."""

from ciao.prints.kinds.certificate import kind as kind
