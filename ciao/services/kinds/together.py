"""What is done together, in a group or in the open."""

from ciao.services.kinds import Kind, kind


@kind
class Group(Kind):
    """The same few people, week after week."""

    code = "group"
    label = "gruppo"


@kind
class SupportGroup(Kind):
    """People who hold each other up, with somebody who leads."""

    code = "support_group"
    label = "gruppo di sostegno"


@kind
class Garden(Kind):
    """A plot of the neighbourhood, designed and grown together."""

    code = "garden"
    label = "orto condiviso"


@kind
class CommunityLab(Kind):
    """People of the programme and neighbours prepare something public."""

    code = "community_lab"
    label = "laboratorio di comunità"


@kind
class Event(Kind):
    """Anybody may come: heads are counted, names are not."""

    code = "event"
    label = "evento"
    takes_attendance = False
    is_public = True
