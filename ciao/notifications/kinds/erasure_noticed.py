"""Some data have been kept long enough and will be erased."""

from ciao.notifications.kinds import Kind


class ErasureNoticed(Kind):
    """Told to who may hold it with a reason: silence lets it happen, so it cannot be refused."""

    code = "erasure_noticed"
    label = "Dati che stanno per essere cancellati"
    may_opt_out = False
    words = (
        "Il tempo di conservazione è finito per {count} percorsi: i dati si cancellano dal {day}, "
        "se nessuno li trattiene."
    )
