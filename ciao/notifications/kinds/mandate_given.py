"""Someone who already works here gets one more mandate."""

from ciao.notifications.kinds import Kind


class MandateGiven(Kind):
    """Told to its holder: a new choice appears at the top of their pages."""

    code = "mandate_given"
    label = "Hai una nuova abilitazione"
    words = "Ora puoi agire anche come {role}, {organization}."
