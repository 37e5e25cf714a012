"""The register of one meeting, to be written by hand."""

from ciao.prints.kinds.attendance_sheet import kind as kind
