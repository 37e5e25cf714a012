"""What is learnt together."""

from ciao.services.kinds import Kind, kind


@kind
class Course(Kind):
    """A subject taught lesson by lesson."""

    code = "course"
    label = "corso"
    gives_certificate = True


@kind
class Lab(Kind):
    """Learning by doing, around one thing to make."""

    code = "lab"
    label = "laboratorio"
    gives_certificate = True


@kind
class Journey(Kind):
    """A long way through classroom, distance, workshops and mentors."""

    code = "path"
    label = "percorso con più modi di lavorare"
    gives_certificate = True


@kind
class Taster(Kind):
    """A few days in a trade, to see whether one likes it."""

    code = "taster"
    label = "prova di un mestiere"
    gives_certificate = True


@kind
class Information(Kind):
    """An evening that tells where to ask for what."""

    code = "information"
    label = "incontro informativo"
