"""Someone who was invited has come in."""

from ciao.notifications.kinds import Kind


class InvitationAccepted(Kind):
    """Told to whoever invited, so that they stop waiting."""

    code = "invitation_accepted"
    label = "Chi hai invitato ha accettato"
    by_email = False
    words = "{name} ha accettato l’invito: ora lavora qui come {role}."
