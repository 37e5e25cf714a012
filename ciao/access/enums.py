"""The vocabulary of permissions: kinds of actors and scopes, levels of reading, actions."""

from enum import IntFlag

from django.db.models import TextChoices


class ActorKind(TextChoices):
    """Who may act: a worker under a mandate, a person helped, a link's bearer, anybody, a job."""

    MANDATE = "mandate", "abilitazione"
    PERSON = "person", "persona"
    LINK = "link", "collegamento"
    PUBLIC = "public", "pubblico"
    JOB = "job", "lavoro automatico"


class ScopeKind(TextChoices):
    """What a circle of readers is drawn around."""

    PROGRAMME = "programme", "progetto"
    ORGANIZATION = "organization", "ente"
    SIGNAL = "signal", "segnalazione"
    PERSON = "person", "anagrafica di una persona"
    CASE = "case", "percorso"
    CONSULTATION = "consultation", "consulenza"
    HOST = "host", "soggetto ospitante"
    EDITION = "edition", "edizione di un servizio"
    NOTES = "notes", "note riservate di un percorso"
    LIST = "list", "elenco caricato"
    DUPLICATE = "duplicate", "possibile doppione"
    PAYMENT = "payment", "distinta di pagamento"
    COMMUNITY = "community", "evento o proposta"


class Level(IntFlag):
    """How deep a grant lets one read. Each protected table belongs to one level; a grant holds several."""

    PROGRAMME = 1
    GOVERNANCE = 2
    SIGNAL = 4
    SUMMARY = 8
    NAME = 16
    CONTACT = 32
    IDENTITY = 64
    SENSITIVE = 128
    WORK = 256
    DIARY = 512
    PROTECTED = 1024
    SEALED = 2048
    ATTENDANCE = 4096
    MONEY = 8192
    HOST = 16384
    READ_LOG = 32768
    STAFF = 65536
    OWN = 131072
    INTERNSHIP = 262144
    BUDGET = 524288
    PLAN = 1048576
    NETWORK = 2097152
    CONSULTATION = 4194304
    COMMUNITY = 8388608
    PAYEE = 16777216

    @classmethod
    def everything(cls) -> "Level":
        """All levels together, for jobs; what they reach is still only what is granted to them."""
        return cls(sum(cls))


NOTHING = Level(0)
LEVEL_LABELS = {
    Level.PROGRAMME: "progetto: attività, calendario, enti",
    Level.GOVERNANCE: "organi e riunioni",
    Level.NETWORK: "rete delle antenne e interviste",
    Level.SIGNAL: "segnalazioni",
    Level.SUMMARY: "numero, fase e date del percorso",
    Level.NAME: "nome della persona",
    Level.CONTACT: "recapiti",
    Level.IDENTITY: "codice fiscale e documenti",
    Level.SENSITIVE: "risposte delicate",
    Level.WORK: "valutazione, colloqui, cose da fare, esiti",
    Level.PLAN: "progetto personalizzato",
    Level.DIARY: "diario",
    Level.PROTECTED: "dati protetti",
    Level.CONSULTATION: "consulenze: richiesta, esito, raccomandazioni",
    Level.SEALED: "relazioni riservate",
    Level.ATTENDANCE: "iscrizioni e presenze",
    Level.INTERNSHIP: "tirocinio: progetto formativo e registro",
    Level.BUDGET: "piano economico",
    Level.MONEY: "spese e indennità",
    Level.HOST: "enti ospitanti",
    Level.COMMUNITY: "eventi: chi si prenota, proposte",
    Level.PAYEE: "conto di chi riceve un pagamento",
    Level.READ_LOG: "registro delle letture",
    Level.STAFF: "inviti e posta dell’ente",
    Level.OWN: "solo chi scrive",
}

TUTORING = Level.SUMMARY | Level.NAME | Level.CONTACT | Level.PLAN | Level.ATTENDANCE | Level.INTERNSHIP
FILE = TUTORING | Level.WORK
TEAM = FILE | Level.IDENTITY | Level.SENSITIVE | Level.DIARY | Level.CONSULTATION


class Action(TextChoices):
    """What one may do; the role table says who, the grants say on which rows."""

    DESK_VIEW = "desk.view", "vedere la scrivania"
    PROGRAMME_VIEW = "programme.view", "vedere il progetto"
    PROGRAMME_CREATE = "programme.create", "creare un progetto da scheda"
    PROGRAMME_AMEND = "programme.amend", "prorogare e rimodulare il progetto"
    ORGANIZATION_VIEW = "organization.view", "vedere gli enti"
    ORGANIZATION_EDIT = "organization.edit", "modificare gli enti"
    STAFF_VIEW = "staff.view", "vedere chi lavora nel progetto"
    STAFF_INVITE = "staff.invite", "invitare chi lavora nel progetto"
    SIGNAL_VIEW = "signal.view", "vedere le segnalazioni"
    SIGNAL_CREATE = "signal.create", "scrivere una segnalazione"
    SIGNAL_DECIDE = "signal.decide", "accettare o orientare una segnalazione"
    NETWORK_VIEW = "network.view", "vedere la rete delle antenne e le interviste"
    NETWORK_EDIT = "network.edit", "curare antenne e interviste"
    RESOURCE_VIEW = "resource.view", "vedere le risorse del territorio"
    RESOURCE_EDIT = "resource.edit", "curare le risorse del territorio"
    LIST_LOAD = "list.load", "caricare un elenco"
    DUPLICATE_REVIEW = "duplicate.review", "rivedere i possibili doppioni e unirli"
    CASE_VIEW = "case.view", "vedere le persone in carico"
    CASE_OPEN = "case.open", "prendere in carico"
    CASE_EDIT = "case.edit", "lavorare a un percorso"
    CASE_TEAM = "case.team", "cambiare l’équipe"
    CASE_APPROVE = "case.approve", "approvare come supervisione"
    CASE_EMERGENCY = "case.emergency", "aprire un fascicolo in emergenza"
    PROTECTION_EDIT = "protection.edit", "proteggere i dati di una persona"
    INSTRUMENT_VIEW = "instrument.view", "vedere gli strumenti"
    INSTRUMENT_EDIT = "instrument.edit", "preparare gli strumenti"
    CONSULTATION_VIEW = "consultation.view", "vedere le consulenze"
    CONSULTATION_REQUEST = "consultation.request", "chiedere una consulenza"
    CONSULTATION_ANSWER = "consultation.answer", "rispondere a una richiesta di consulenza"
    RIGHTS_EDIT = "rights.edit", "rispondere a chi esercita i suoi diritti"
    RETENTION_EDIT = "retention.edit", "decidere la cancellazione a fine conservazione"
    OWN_FILE_VIEW = "own_file.view", "vedere la propria scheda e chi l’ha letta"
    CALENDAR_VIEW = "calendar.view", "leggere il proprio calendario"
    COURSE_VIEW = "course.view", "vedere corsi, gruppi e incontri"
    COURSE_EDIT = "course.edit", "preparare corsi, gruppi e incontri"
    COURSE_ENROL = "course.enrol", "iscrivere una persona"
    ATTENDANCE_TAKE = "attendance.take", "segnare e chiudere le presenze"
    DELIVERY_VIEW = "delivery.view", "vedere gli interventi individuali"
    DELIVERY_EDIT = "delivery.edit", "scrivere un intervento individuale"
    GROUP_COMPOSE = "group.compose", "comporre i gruppi"
    PLACE_ANSWER = "place.answer", "rispondere a un posto offerto"
    CERTIFICATE_VIEW = "certificate.view", "vedere attestati e scadenze"
    CERTIFICATE_ISSUE = "certificate.issue", "rilasciare un attestato"
    CERTIFICATE_VERIFY = "certificate.verify", "controllare se un attestato vale"
    JOB_SEARCH_VIEW = "job_search.view", "vedere la ricerca di lavoro"
    JOB_SEARCH_EDIT = "job_search.edit", "scrivere la ricerca di lavoro"
    EVENT_VIEW = "event.view", "vedere eventi e prenotazioni"
    EVENT_EDIT = "event.edit", "curare eventi e prenotazioni"
    EVENT_JOIN = "event.join", "prenotarsi a un evento"
    PROPOSAL_VIEW = "proposal.view", "vedere proposte e offerte dei cittadini"
    PROPOSAL_EDIT = "proposal.edit", "curare proposte e tavoli di coprogettazione"
    PROPOSAL_SEND = "proposal.send", "mandare una proposta"
    SATISFACTION_VIEW = "satisfaction.view", "vedere i questionari di gradimento"
    SATISFACTION_EDIT = "satisfaction.edit", "preparare i questionari di gradimento"
    SATISFACTION_ANSWER = "satisfaction.answer", "rispondere a un questionario di gradimento"
    MATCH_VIEW = "match.view", "vedere gli abbinamenti tra persone e posti"
    MATCH_EDIT = "match.edit", "abbinare persone e posti"
    HOST_VIEW = "host.view", "vedere gli enti ospitanti e i posti"
    HOST_EDIT = "host.edit", "curare enti ospitanti, posti e convenzioni"
    INTERNSHIP_VIEW = "internship.view", "vedere i tirocini"
    INTERNSHIP_EDIT = "internship.edit", "preparare e accompagnare un tirocinio"
    INTERNSHIP_OVERRIDE = "internship.override", "far iniziare un tirocinio con un documento che manca"
    REGISTER_FILL = "register.fill", "compilare il registro di un mese col collegamento"
    ALLOWANCE_VIEW = "allowance.view", "vedere le indennità"
    ALLOWANCE_APPROVE = "allowance.approve", "approvare un’indennità"
    PAYEE_VIEW = "payee.view", "vedere i conti di chi riceve un pagamento"
    PAYEE_EDIT = "payee.edit", "scrivere il conto di chi riceve un pagamento"
    PAYEE_VERIFY = "payee.verify", "verificare il conto di chi riceve un pagamento"
    PAYMENT_VIEW = "payment.view", "vedere le distinte di pagamento"
    PAYMENT_PREPARE = "payment.prepare", "preparare una distinta di pagamento"
    PAYMENT_CHECK = "payment.check", "controllare una distinta di pagamento"
    PAYMENT_APPROVE = "payment.approve", "approvare una distinta di pagamento"
    PAYMENT_RELEASE = "payment.release", "mandare alla banca una distinta di pagamento"
    BUDGET_VIEW = "budget.view", "vedere il piano economico"
    BUDGET_EDIT = "budget.edit", "caricare il piano economico"
    COST_VIEW = "cost.view", "vedere le spese"
    COST_EDIT = "cost.edit", "registrare spese, ore e pagamenti"
    INDICATOR_VIEW = "indicator.view", "vedere gli indicatori"
    INDICATOR_EDIT = "indicator.edit", "scegliere misure e valori attesi"
    GOVERNANCE_VIEW = "governance.view", "vedere organi e riunioni"
    GOVERNANCE_EDIT = "governance.edit", "convocare e verbalizzare"
    OUTBOX_VIEW = "outbox.view", "vedere la posta in uscita"
    READ_LOG_VIEW = "read_log.view", "vedere il registro delle letture"
    ACCESS_VIEW = "access.view", "vedere chi può fare che cosa"
    SYSTEM_VIEW = "system.view", "vedere lo stato del sistema"
    ACCOUNT_EDIT = "account.edit", "scegliere l’abilitazione e curare il proprio accesso"
    FILE_VIEW = "file.view", "scaricare un allegato"
    DRAFT_SAVE = "draft.save", "salvare una bozza"
    DOCUMENT_VIEW = "document.view", "vedere i documenti"
    DOCUMENT_ISSUE = "document.issue", "emettere un documento"
    SIGNATURE_COLLECT = "signature.collect", "firmare o raccogliere una firma su un documento che si può vedere"
