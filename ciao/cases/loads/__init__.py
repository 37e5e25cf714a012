"""Engine: a sheet of what an office already has is read, tried row by row, loaded and taken back, whatever it holds."""

from ciao.cases.loads.kind import Checked, LoadKind, Made, all_read, id_of, key_of
from ciao.cases.loads.people import Known, people_by

__all__ = ["Checked", "Known", "LoadKind", "Made", "all_read", "id_of", "key_of", "people_by"]
