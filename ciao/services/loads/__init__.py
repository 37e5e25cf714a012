"""Engine: hours of the past of an office's sheet, as meetings with closed registers."""

from ciao.services.loads.kind import HOURS

__all__ = ["HOURS"]
