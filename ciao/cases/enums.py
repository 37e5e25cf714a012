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


class LoadOutcome(TextChoices):
    """What became of a row of a load."""

    NEW = "new", "da caricare"
    REPEATED = "repeated", "già presente o ripetuta"
    WRONG = "wrong", "da correggere"
    MADE = "made", "caricata"
    TAKEN_BACK = "taken_back", "annullata"


class EntryState(TextChoices):
    """The entry form is filled with the person, printed to sign, signed."""

    DRAFT = "draft", "da completare"
    TO_SIGN = "to_sign", "da firmare"
    SIGNED = "signed", "firmata"


class NoteKind(TextChoices):
    """What a line of the diary tells of; talking about a person is not talking with them."""

    MEETING = "meeting", "colloquio"
    CALL = "call", "telefonata"
    VISIT = "visit", "visita"
    NETWORK = "network", "rete"
    GATHERING = "gathering", "riunione"
    OTHER = "other", "altro"


# The person was there: these lines are a contact.
WITH_PERSON = (NoteKind.MEETING, NoteKind.CALL, NoteKind.VISIT, NoteKind.OTHER)


class Audience(TextChoices):
    """Who may read a line of the diary."""

    TEAM = "team", "l’équipe"
    PROFESSION = "profession", "solo la mia professione"
    SUPERVISOR = "supervisor", "io e la mia supervisione"


class CalledOff(TextChoices):
    """Why a meeting was not held although nobody failed to come."""

    CANCELLED = "cancelled", "annullato in tempo"
    MOVED = "moved", "spostato"


class MeetingOutcome(TextChoices):
    """How a meeting went, as one marks it."""

    KEPT = "kept", "c’è stato"
    MISSED = "missed", "non si è presentata"
    CANCELLED = "cancelled", "annullato in tempo"
    MOVED = "moved", "spostato"


class Repeat(TextChoices):
    """How often a thing to do comes back once it is done."""

    WEEKLY = "weekly", "ogni settimana"
    TWO_WEEKS = "two_weeks", "ogni due settimane"
    MONTHLY = "monthly", "ogni mese"


class AttemptOutcome(TextChoices):
    """What came of an attempt to reach a person."""

    REACHED = "reached", "sentita"
    NO_ANSWER = "no_answer", "non risponde"
    CALL_BACK = "call_back", "da richiamare"
    WRONG_NUMBER = "wrong_number", "numero sbagliato"
    MESSAGE_LEFT = "message_left", "messaggio lasciato"


class ApprovalKind(TextChoices):
    """The steps a programme may want a supervisor to look at."""

    OPENING = "opening", "presa in carico"
    PLAN = "plan", "progetto personalizzato"
    CLOSING = "closing", "conclusione"


class ApprovalState(TextChoices):
    """Where a request to the supervisor stands."""

    ASKED = "asked", "da approvare"
    APPROVED = "approved", "approvata"
    RETURNED = "returned", "da rivedere"
    WITHDRAWN = "withdrawn", "ritirata"


class Evidence(TextChoices):
    """What shows that a person was not in work on entry."""

    DECLARATION = "declaration", "dichiarazione della persona"
    DID = "did", "dichiarazione di immediata disponibilità (DID)"
    JOB_CENTRE = "job_centre", "scheda del centro per l’impiego"
    SERVICE = "service", "attestazione di un servizio"
    OTHER = "other", "altro"


class MeasureOutcome(TextChoices):
    """What came of asking whether another measure was for this person."""

    NOT_QUALIFIED = "not_qualified", "non ha i requisiti"
    CLOSED = "closed", "chiusa o senza posti"
    USED = "used", "l’ha già avuta"
    WAITING = "waiting", "in attesa di risposta"
    QUALIFIED = "qualified", "ne ha diritto"


class DayPart(TextChoices):
    """The part of a day in which somebody can come."""

    MORNING = "morning", "mattina (fino alle 13)"
    AFTERNOON = "afternoon", "pomeriggio (dalle 13 alle 18)"
    EVENING = "evening", "sera (dalle 18)"


class Reach(TextChoices):
    """How far from where they start a person can go, with the means they have."""

    SAME_PLACE = "same_place", "solo nel suo comune"
    SAME_AREA = "same_area", "anche nei comuni dello stesso ambito"
    ANYWHERE = "anywhere", "anche più lontano"


class Italian(TextChoices):
    """How much Italian somebody understands, or a place asks for."""

    LITTLE = "little", "poche parole"
    ENOUGH = "enough", "abbastanza per seguire"
    WELL = "well", "bene"


class WorkField(TextChoices):
    """Kinds of work in plain words, the same for what a person would like and for what a place offers."""

    KITCHEN = "kitchen", "cucina, bar e mensa"
    LAND = "land", "terra, verde e animali"
    CARE = "care", "cura delle persone"
    CHILDREN = "children", "bambini e scuola"
    CLEANING = "cleaning", "pulizie e alberghi"
    SALES = "sales", "vendita e negozio"
    WAREHOUSE = "warehouse", "magazzino e consegne"
    WORKSHOP = "workshop", "officina, legno, sartoria e artigianato"
    OFFICE = "office", "ufficio e segreteria"
    DIGITAL = "digital", "computer e comunicazione"
    BUILDING = "building", "edilizia e manutenzioni"


class WorkBurden(TextChoices):
    """What a job may ask of the body or of nerves, and somebody may have to avoid."""

    LIFTING = "lifting", "sollevare pesi"
    STANDING = "standing", "stare in piedi a lungo"
    HEIGHTS = "heights", "lavorare in alto"
    DUST = "dust", "polvere e allergie"
    ANIMALS = "animals", "stare con animali"
    PUBLIC = "public", "stare con il pubblico"
    NIGHT = "night", "lavorare di notte"


class Title(TextChoices):
    """Papers a job may ask for."""

    DRIVING = "driving", "patente B"
    HACCP = "haccp", "attestato HACCP (igiene degli alimenti)"
    SAFETY = "safety", "formazione sulla sicurezza"
    FORKLIFT = "forklift", "patentino del muletto"
