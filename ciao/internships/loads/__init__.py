"""Engine: allowances of the past of an office's sheet, with their internships and confirmed months."""

from ciao.internships.loads.kind import ALLOWANCES

__all__ = ["ALLOWANCES"]
