"""Words that the generated sheets are made of: every person and body is invented."""
# ruff: noqa: E501

MONTHS = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]
BULLETS = ["• ", "§ ", "§", "- ", "– ", "▪ ", "* ", "\uf0b7 ", "o ", "# ", "✓ ", "•\t", "➢ "]
TITLES = [
    ("PONTI – Percorsi Orientati Nel Territorio per Tutti e Inclusione", "PONTI"),
    ("R.I.V.A.: Rete Inclusiva per il Valore delle Autonomie", "R.I.V.A."),
    ("Tessere legami nel territorio (TELAIO)", "TELAIO"),
    ("SEMI! - Sostegno, Emersione, Motivazione e Impiego", "SEMI!"),
    ("RETE 2.0 – Ripartire, Esplorare, Trovare Energie", "RETE 2.0"),
    ("Ricominciare dal lavoro e dalla comunità", None),
    ("Oltre la soglia – percorsi di inclusione attiva nel territorio dell’Alto Lario", None),
]
PLACES = {
    "Ambito di Lecco": ["Lecco", "Malgrate", "Valmadrera", "Oggiono", "Galbiate", "Olginate"],
    "Ambito territoriale di Crema": ["Crema", "Castelleone", "Offanengo", "Pandino", "Rivolta d'Adda"],
    "Distretto Sociale Alto Milanese": ["Legnano", "Parabiago", "Nerviano", "San Vittore Olona", "Canegrate"],
    "Ambito Territoriale Valle Seriana": ["Albino", "Nembro", "Alzano Lombardo", "Gazzaniga"],
    "Piano di Zona di Gallarate": ["Gallarate", "Cassano Magnago", "Samarate", "Lonate Pozzolo"],
}
PUBLIC = [
    "COMUNE DI BORGOVERDE", "AZIENDA SPECIALE CONSORTILE VALLE CHIARA", "ASST dei Tre Laghi", "ATS della Pianura",
    "UFFICIO DI PIANO AMBITO DELLE COLLINE", "CITTA’ METROPOLITANA DELLE ACQUE", "AFOL COLLINE", "CPIA Borgoverde",
    "PROVINCIA DELLE ACQUE", "COMUNITÀ MONTANA DEI PRATI ALTI", "Comune di Pratofiorito",
]  # fmt: skip
THIRD = [
    "COOP. IL GELSO", "COOPERATIVA SOCIALE LA LANTERNA ONLUS", "ASSOCIAZIONE MANI TESE AL FUTURO", "CONSORZIO ARCOBALENO",
    "FONDAZIONE CASA DEI TIGLI ONLUS", "COOP. SOCIALE FILO D’ERBA", "LA BUSSOLA", "A&B SCS ONLUS", "IL PONTE APS",
    "Fondazione Enaip delle Colline", "COOP. ORIZZONTI NUOVI", "Associazione Donne in Cammino ODV",
]  # fmt: skip
OBJECTIVES = [
    "costituire una rete territoriale tra enti pubblici e privati per accompagnare le persone più fragili verso percorsi di autonomia",
    "attivare percorsi di capacitazione utili a far emergere i talenti di ciascuno e a rafforzare le competenze sociali e relazionali",
    "contrastare l’isolamento attraverso il coinvolgimento del tessuto comunitario",
    "sperimentare un modello di presa in carico da portare a sistema",
    "favorire l’incontro tra imprese del territorio e persone lontane dal mercato del lavoro",
    "promuovere la conciliazione tra tempi di vita e di lavoro",
    "sostenere le famiglie monoparentali nella ricerca di un’occupazione stabile",
]
RESULTS = [
    "intercettare i bisogni dei destinatari prima che diventino emergenze",
    "aumentare il numero di persone occupate a sei mesi dalla conclusione del percorso personalizzato",
    "migliorare le competenze trasversali dei partecipanti",
    "realizzare un congruo numero di progetti personalizzati condivisi con la persona, la famiglia e i servizi del territorio",
    "rafforzare la collaborazione con le imprese",
    "diffondere buone prassi tra gli ambiti coinvolti",
    "incrementare la capacità di accoglienza della comunità",
]
ACTIVITIES = [
    "Coordinamento e gestione del progetto", "Emersione e scouting territoriale",
    "Accoglienza, assessment e definizione del progetto personalizzato a favore dei destinatari",
    "Bilancio di competenze e analisi del profilo (risorse, bisogni, aspirazioni)", "Consulenze specialistiche",
    "Corsi di formazione e laboratori di gruppo", "Ricerca di realtà disponibili ad accogliere i tirocinanti",
    "Attivazione di tirocini per l’inclusione sociale e stage formativi", "Promozione di eventi di comunità", "Comunicazione",
]  # fmt: skip
PEOPLE = [
    ("donne vulnerabili", "F"), ("giovani (maschi e femmine) fragili", "all"), ("uomini disoccupati", "M"),
    ("persone in condizione di svantaggio", "all"), ("giovani NEET", "all"), ("madri sole con figli minori", "F"),
    ("adulti soli", "all"),
]  # fmt: skip
BODIES = [
    ("Cabina di Regia", "si riunisce a cadenza quadrimestrale", "quadrimestrale"),
    (
        "Gruppo di coordinamento operativo",
        "si incontra mensilmente nella fase di avvio e poi con cadenza bimestrale",
        "mensile, poi bimestrale",
    ),
    ("Comitato scientifico", "sono previste riunioni semestrali", "semestrale"),
    ("Tavolo di rete", "gli incontri si tengono ogni tre mesi", "ogni tre mesi"),
    ("Comunità di pratica", "favorisce lo scambio tra gli operatori delle diverse organizzazioni", None),
    ("Équipe multidisciplinare", "si riunisce almeno due volte al mese", "almeno due volte al mese"),
]
FIRST = ["ANNA", "BRUNO", "CARLA", "DARIO", "ELSA", "FABIO", "GRETA", "IVO", "LIDIA", "MARIO", "NORA", "OTTO"]
LAST = [
    "BELLONI",
    "CORTESINI",
    "DALMAZZI",
    "FERRUCCI",
    "GALBUSERA",
    "LODIGIANI",
    "MANTOVESE",
    "NEGRINI",
    "OLDRINI",
    "PARMIGI",
]
OFFICES = ["PRESIDENTE", "VICEPRESIDENTE", "CONSIGLIERA", "CONSIGLIERE", "MEMBRO CONSIGLIO DIRETTIVO", "TESORIERE",
           "MEMBRO DEL CDA", "CONSIGLIERE DI AMMINISTRAZIONE", "LEGALE RAPPRESENTANTE"]  # fmt: skip
ROLES = ["TUTOR", "COORDINAMENTO", "COMUNICAZIONE - TUTOR", "AMMINISTRAZIONE E RENDICONTAZIONE", "FORMATRICE",
         "SEGRETERIA", "PROGETTAZIONE E DIDATTICA", "CASE MANAGER"]  # fmt: skip
HEADINGS = {
    "title": "TITOLO DEL PROGETTO", "duration": "DURATA", "territory": "ANALISI DEL CONTESTO TERRITORIALE",
    "objectives": "OBIETTIVI DEL PROGETTO E RISULTATI ATTESI", "targets": "TARGET DI DESTINATARI",
    "activities": "ATTIVITÀ CHE SI INTENDONO REALIZZARE", "calendar": "CALENDARIO DELLE ATTIVITÀ",
    "methods": "MODALITÀ E STRUMENTI", "communication": "STRATEGIA DI COMUNICAZIONE E DIFFUSIONE",
    "governance": "MODELLO DI GOVERNANCE",
    "partners": "a. Identificazione dei soggetti coinvolti nel partenariato di progetto",
    "supporters": "b. Identificazione degli eventuali soggetti coinvolti nella rete di progetto",
    "bodies": "d. Regia della partnership", "office_holders": "f. Personale – Cariche Sociali",
    "money": "g. Ripartizione delle risorse", "evaluation": "MONITORAGGIO E VALUTAZIONE DEI RISULTATI",
    "signature": "DENOMINAZIONE SOGGETTO REFERENTE DI PROGRAMMA",
}  # fmt: skip
INSTRUCTIONS = {
    "duration": "Indicare la data di inizio e la data di conclusione previste. La data di inizio può coincidere con la data di approvazione dell’Avviso.",
    "territory": "Specificare in quali territori, all’interno dell’Area Territoriale di riferimento, vengono realizzati gli interventi di inclusione attiva (di cui al DDS n. 7430/2020).",
    "objectives": "Descrivere gli obiettivi dell’idea progettuale ed i risultati che si intendono conseguire, nonché la coerenza degli stessi con l’azione ({actions}), il Programma territoriale di riferimento e le relative idee progettuali",
    "targets": "Indicare i possibili destinatari (anche in termini numerici, indicandone le principali fasce d’età e la distribuzione per genere) che riceveranno un beneficio dalla realizzazione di interventi.",
    "activities": "Descrivere le attività che si intendono realizzare, sulla base della lettura del bisogno del territorio e del target di destinatari identificato.",
    "calendar": "La Tabella andrà compilata in coerenza con la durata del periodo di realizzazione degli interventi pari a {months} mesi.",
    "methods": "Fornire una breve descrizione delle modalità e degli strumenti che il partenariato pensa di attivare.",
    "communication": "Descrivere il modello di comunicazione e diffusione degli interventi attuati",
    "partners": "Identificare tutti i soggetti che compongono il partenariato, le modalità organizzative, la rappresentatività ed il ruolo dei singoli soggetti.",
    "supporters": "Identificare tutti i soggetti che compongono la rete, la rappresentatività ed il ruolo dei singoli soggetti nel garantire un valore aggiunto al progetto.",
    "bodies": "Identificare le modalità di regia e coordinamento della partnership da parte del soggetto capofila",
    "office_holders": "Indicare le eventuali risorse che ricoprono cariche sociali all’interno delle Organizzazioni di riferimento, in coerenza con il Piano dei Conti",
    "money": "Identificare i criteri di ripartizione del budget tra i soggetti del partenariato",
    "evaluation": "Descrivere le modalità di monitoraggio e valutazione interna delle realizzazioni e dei risultati in coerenza con gli obiettivi del POR FSE 2014/2020",
}
WHO = ["La rete dei servizi", "Il lavoro di comunità", "L’équipe", "Chi abita nelle aree interne", "La lettura dei bisogni",
       "Un accompagnamento vicino", "Il piano di zona", "Ogni percorso personalizzato", "La collaborazione tra enti"]  # fmt: skip
DOES = ["mostra negli anni", "rende possibile, anche nei comuni più piccoli,", "incontra con fatica", "sostiene in modo flessibile",
        "mette al centro", "fa emergere, specie tra chi è più lontano,", "tiene insieme"]  # fmt: skip
HOW = ["spesso", "ancora", "talvolta", "di nuovo", "con pazienza", "passo dopo passo", "a piccoli gruppi", "ogni stagione",
       "da tempo", "con cura", "nei quartieri", "in ascolto", "di persona", "insieme", "a distanza", "nel concreto"]  # fmt: skip
WHAT = ["occasioni concrete di sperimentazione nel contesto lavorativo", "le risorse già attive, oppure la loro nascita",
        "una domanda di ascolto che cambia di stagione in stagione", "forme di collaborazione con il volontariato",
        "la distanza tra i centri maggiori e le frazioni", "competenze che le persone non sapevano di avere",
        "un’attenzione educativa in continuità con le programmazioni precedenti"]  # fmt: skip
