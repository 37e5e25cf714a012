"""The attendance register of an edition."""

from ciao.prints.kinds.attendance_register import kind as kind
