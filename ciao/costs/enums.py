"""Closed answers about money spent."""

from django.db.models import TextChoices


class ExpenseState(TextChoices):
    """Due to somebody (maturata), then paid with its proof."""

    ACCRUED = "accrued", "maturata"
    PAID = "paid", "pagata"
    VOID = "void", "annullata"


class TimesheetState(TextChoices):
    """A month of somebody's hours: being written, or confirmed."""

    OPEN = "open", "da confermare"
    CONFIRMED = "confirmed", "confermato"
