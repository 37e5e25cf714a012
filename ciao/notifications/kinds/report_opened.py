"""Told to whoever may read a sealed report from now on."""

from ciao.notifications.kinds import Kind


class ReportOpened(Kind):
    """Told to whoever may read a sealed report from now on."""

    code = "report_opened"
    label = "Puoi leggere una relazione riservata"
    words = "Puoi leggere una relazione riservata della consulenza {number}."
