"""How one signs, who signs, and where a signature stands."""

from django.db.models import TextChoices


class Method(TextChoices):
    """The ways of signing; each kind of document says which suffice."""

    ON_SCREEN = "on_screen", "sullo schermo"
    PAPER = "paper", "su carta, con scansione"
    CODE = "code", "con un codice"
    SIGNED_FILE = "signed_file", "con firma digitale"


class SignerKind(TextChoices):
    """Who is asked to sign: a person helped, someone who works here, someone with a link."""

    PERSON = "person", "persona"
    USER = "user", "chi lavora nel progetto"
    LINK = "link", "chi ha un collegamento"


class SignatureState(TextChoices):
    """A signature is asked for, given, or taken back."""

    REQUESTED = "requested", "da firmare"
    SIGNED = "signed", "firmata"
    WITHDRAWN = "withdrawn", "ritirata"
