"""The Region's form: its sections in order, with the headings by which we know them."""

from typing import NamedTuple


class Section(NamedTuple):
    """One section of the form: `own` if other forms hardly have it, `closing` ends its instruction."""

    code: str
    label: str
    headings: tuple[str, ...]
    own: bool = False
    closing: str = ""


SECTIONS = (
    Section("front", "Scheda progetto", ("scheda progetto", "scheda di progetto")),
    Section("title", "Titolo del progetto", ("titolo del progetto", "titolo progetto", "titolo")),
    Section("duration", "Durata", ("durata", "durata del progetto"), closing="approvazione dell’Avviso"),
    Section(
        "territory",
        "Analisi del contesto territoriale",
        ("analisi del contesto territoriale", "analisi del contesto", "contesto territoriale"),
        own=True,
        closing="e DDS 7854/2020",
    ),
    Section(
        "objectives",
        "Obiettivi del progetto e risultati attesi",
        ("obiettivi del progetto e risultati attesi", "obiettivi e risultati attesi"),
        closing="manifestazione di interesse",
    ),
    Section(
        "targets",
        "Target di destinatari",
        ("target di destinatari", "target dei destinatari"),
        own=True,
        closing="caratteristiche del territorio di riferimento",
    ),
    Section(
        "activities",
        "Attività che si intendono realizzare",
        ("attività che si intendono realizzare", "attività da realizzare"),
        own=True,
        closing="target di destinatari identificato",
    ),
    Section(
        "calendar",
        "Calendario delle attività",
        (
            "calendario delle attività",
            "calendario attività",
            "cronoprogramma delle attività",
            "cronoprogramma",
        ),
    ),
    Section("methods", "Modalità e strumenti", ("modalità e strumenti",), closing="territorio su cui insistono"),
    Section(
        "communication",
        "Strategia di comunicazione e diffusione",
        ("strategia di comunicazione e diffusione", "strategia di comunicazione"),
        closing="diffusione degli interventi attuati",
    ),
    Section("governance", "Modello di governance", ("modello di governance",), own=True),
    Section(
        "partners",
        "Soggetti coinvolti nel partenariato di progetto",
        (
            "identificazione dei soggetti coinvolti nel partenariato di progetto",
            "soggetti coinvolti nel partenariato di progetto",
            "soggetti coinvolti nel partenariato",
        ),
        own=True,
        closing="Programma di intervento territoriale",
    ),
    Section(
        "supporters",
        "Soggetti coinvolti nella rete di progetto",
        (
            "identificazione degli eventuali soggetti coinvolti nella rete di progetto",
            "identificazione dei soggetti coinvolti nella rete di progetto",
            "soggetti coinvolti nella rete di progetto",
        ),
        own=True,
        closing="valore aggiunto al progetto",
    ),
    Section(
        "bodies",
        "Regia della partnership",
        ("regia della partnership", "regia del partenariato"),
        own=True,
        closing="da parte del soggetto capofila",
    ),
    Section(
        "office_holders",
        "Personale – Cariche sociali",
        ("personale cariche sociali", "cariche sociali"),
        own=True,
        closing="coerenza con il Piano dei Conti",
    ),
    Section(
        "money",
        "Ripartizione delle risorse",
        ("ripartizione delle risorse",),
        closing="tra i soggetti del partenariato",
    ),
    Section(
        "evaluation",
        "Monitoraggio e valutazione dei risultati",
        ("monitoraggio e valutazione dei risultati", "monitoraggio e valutazione"),
        closing="obiettivi del POR FSE 2014/2020",
    ),
    Section(
        "signature",
        "Denominazione soggetto referente di programma",
        (
            "denominazione soggetto referente di programma",
            "denominazione del soggetto referente di programma",
        ),
        own=True,
    ),
)
ORDER = {section.code: place for place, section in enumerate(SECTIONS)}
BY_CODE = {section.code: section for section in SECTIONS}
