"""Someone becomes the reference of a case."""

from ciao.notifications.kinds import Kind


class CaseEntrusted(Kind):
    """Told to the new reference: they must know on the same day, so it cannot be refused."""

    code = "case_entrusted"
    label = "Un percorso passa a te"
    may_opt_out = False
    words = "Da oggi segui il caso {number}, che era di {before}."
