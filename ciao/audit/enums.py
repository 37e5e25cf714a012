"""The words the read log uses for what a page showed."""

from enum import StrEnum


class Group(StrEnum):
    """One group of data in sight of a reader, in the log's own Italian word; kept as read, at most 20 letters."""

    NAME = "nome"
    CONTACT = "recapiti"
    IDENTITY = "dati anagrafici"
    SENSITIVE = "risposte delicate"
    CASE = "percorso"
    REQUIREMENTS = "requisiti"
    TASKS = "cose da fare"
    MEETINGS = "colloqui"
    DIARY = "diario"
    TEAM = "équipe"
    ASSESSMENT = "valutazione"
    PLAN = "progetto"
    ENTRY = "domanda iscrizione"
    ATTENDANCE = "presenze"
    INTERNSHIP = "tirocinio"
    ALLOWANCE = "indennità"
    OUTCOME = "esito"
    FIGURES = "elenco di un numero"
    CONSULTATION = "consulenza"
    REPORT = "relazione riservata"
    SIGNAL_STORY = "racconto"
    DOCUMENTS = "documenti"
    FILE = "contenuto del file"
    READS = "letture"
