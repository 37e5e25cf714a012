"""Everything a person attended, to take away."""

from ciao.prints.kinds.portable_record import kind as kind
