"""Closed answers about a case: where it is, why it paused or ended, who works on it."""

from django.db.models import TextChoices


class Phase(TextChoices):
    """The five processes every case goes through (social record, DGR Lombardia X/5499 of 2016, annex A)."""

    ACCESS = "A", "Accesso e orientamento"
    ASSESSMENT = "B", "Valutazione del bisogno"
    PLAN = "C", "Elaborazione del progetto individuale"
    DELIVERY = "D", "Erogazione del servizio"
    CLOSING = "E", "Valutazione finale e conclusione"


class CaseRole(TextChoices):
    """What someone does in the team around a person."""

    CASE_MANAGER = "case_manager", "case manager"
    SOCIAL_WORKER = "social_worker", "assistente sociale"
    PSYCHOLOGIST = "psychologist", "psicologia"
    MEDIATOR = "mediator", "mediazione culturale"
    EDUCATOR = "educator", "educazione"
    TUTOR = "tutor", "tutor"
    GUIDANCE = "guidance", "orientamento al lavoro"
    COMMUNITY_AGENT = "community_agent", "agente di comunità"
    SPECIALIST = "specialist", "consulenza specialistica"


class CloseReason(TextChoices):
    """Why a case ends; leaving early for a job is a result, a case opened by mistake never counts."""

    COMPLETED = "completed", "percorso concluso"
    FOUND_WORK = "found_work", "ha trovato lavoro"
    IN_TRAINING = "in_training", "ha iniziato studio o formazione"
    REFERRED = "referred", "passa a un altro servizio"
    WITHDREW = "withdrew", "ha scelto di interrompere"
    UNREACHABLE = "unreachable", "non si riesce più a contattare"
    MOVED = "moved", "vive ora fuori dal territorio"
    NOT_ELIGIBLE = "not_eligible", "non ha i requisiti"
    PROGRAMME_ENDED = "programme_ended", "il progetto è finito"
    DIED = "died", "decesso"
    OPENED_BY_MISTAKE = "opened_by_mistake", "aperto per errore"


class SuspendReason(TextChoices):
    """Why a case pauses without ending."""

    HEALTH = "health", "salute"
    PARENTHOOD = "parenthood", "maternità o paternità"
    FAMILY = "family", "motivi di famiglia"
    TEMPORARY_WORK = "temporary_work", "lavoro a termine"
    AWAY = "away", "è via per un periodo"
    OTHER_PATH = "other_path", "segue un altro percorso"
    OWN_CHOICE = "own_choice", "ha chiesto una pausa"
    OTHER = "other", "altro motivo"


class CheckOutcome(TextChoices):
    """What a rule concludes; a warning is something to look at, never a refusal."""

    YES = "yes", "sì"
    NO = "no", "no"
    UNKNOWN = "unknown", "da verificare"
    WARNING = "warning", "attenzione"


class CaseState(TextChoices):
    """Where a case stands; the phase says how far the help has come."""

    OPEN = "open", "in corso"
    SUSPENDED = "suspended", "sospeso"
    CLOSED = "closed", "concluso"
    VOID = "void", "aperto per errore"


class ListKind(TextChoices):
    """What loading a list does."""

    INSTITUTIONAL = "institutional", "elenco istituzionale: si confronta con chi arriva"
    IN_CHARGE = "in_charge", "persone già in carico: si aprono i percorsi"


class ListState(TextChoices):
    """Where a loaded list stands."""

    DRAFT = "draft", "da controllare"
    RUNNING = "running", "caricamento in corso"
    LOADED = "loaded", "caricato"
    UNDOING = "undoing", "annullamento in corso"
    UNDONE = "undone", "annullato"
    DISCARDED = "discarded", "messo da parte"
    EXPIRED = "expired", "scaduto"


class RowOutcome(TextChoices):
    """What became of a row of a list."""

    NEW = "new", "nuova"
    WAITING = "waiting", "nessuno ancora"
    KNOWN = "known", "già presente"
    DOUBTFUL = "doubtful", "da decidere"
    WRONG = "wrong", "da correggere"
    REPEATED = "repeated", "ripetuta nel file"
    MADE = "made", "presa in carico"
    SIGNALLED = "signalled", "diventata segnalazione"
    ERASED = "erased", "cancellata"


class EntryState(TextChoices):
    """The entry form is filled with the person, printed to sign, signed."""

    DRAFT = "draft", "da completare"
    TO_SIGN = "to_sign", "da firmare"
    SIGNED = "signed", "firmata"
