"""What one person does with one worker."""

from ciao.services.kinds import OneToOne, kind


@kind
class Counselling(OneToOne):
    """Somebody to think aloud with."""

    code = "counselling"
    label = "colloqui di sostegno"


@kind
class Tutoring(OneToOne):
    """Somebody beside one along the way, in the office or out of it."""

    code = "tutoring"
    label = "tutoraggio"


@kind
class Mentoring(OneToOne):
    """Somebody who has walked the same road."""

    code = "mentoring"
    label = "affiancamento con chi ha esperienza"


@kind
class Advice(OneToOne):
    """A question put to who knows."""

    code = "advice"
    label = "consulenza individuale"


@kind
class DebtAdvice(OneToOne):
    """Debts put in a row, creditors spoken to."""

    code = "debt_advice"
    label = "aiuto con i debiti"


@kind
class Accompaniment(OneToOne):
    """Going together to counters, to the first day, around the neighbourhood."""

    code = "accompaniment"
    label = "accompagnamento"
