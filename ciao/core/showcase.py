"""Sample data for the page of components: the invented cast, figures that mean nothing."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.safestring import mark_safe

from ciao.core.charts import bar, burn, gantt, line, radar, share, spend
from ciao.core.clock import ROME
from ciao.core.forms import DateField, MoneyField, PlainForm, TriStateField

Sample = dict[str, Any]
TOTAL = Decimal("374986.52")

PHASES = [
    {"letter": "A", "label": "A · Accesso", "note": "12–19 mar 2026", "state": "done"},
    {"letter": "B", "label": "B · Valutazione", "note": "19 mar – 8 apr", "state": "done"},
    {"letter": "C", "label": "C · Progetto", "note": "firmato il 21 apr", "state": "done"},
    {"letter": "D", "label": "D · Erogazione", "note": "dal 22 apr, in corso", "state": "now"},
    {"letter": "E", "label": "E · Conclusione", "note": "prevista a marzo 2027", "state": ""},
]
STORY = [
    {"kind": "ok", "icon": "check", "when": "oggi, 8:52 · Nadia", "text": "Consulenza conclusa per Amina"},
    {
        "kind": "info",
        "icon": "file",
        "when": "oggi, 8:10 · Luca",
        "text": "Registro di ottobre di Amina confermato",
    },
    {"kind": "ok", "icon": "star-outline", "when": "sabato · Sara", "text": "Sara ha caricato il contratto"},
    {
        "kind": "",
        "icon": "horn",
        "when": "venerdì, 16:40 · pagina pubblica",
        "text": "Due nuove segnalazioni",
    },
]
KNOTS = [
    {"label": "Obiettivo 1", "note": "lavorare in una cucina", "url": "#goals"},
    {"label": "Tirocinio 57", "note": "cucina di comunità", "url": "#register"},
    {"label": "63 h 30 min", "note": "registro di ottobre, confermato", "url": "#register"},
    {"label": "€ 373,53", "note": "indennità, da approvare", "url": "#explain", "here": True},
    {"label": "Voce B.1", "note": "budget dell’ente, non ancora costo", "url": ""},
    {"label": "Tirocini avviati", "note": "23 su 30", "url": "#bars"},
]
TEAM = [
    {"name": "Marta", "role": "case manager · Azienda Sociale del Lambro", "is_lead": True},
    {"name": "Luca", "role": "tutor · Cooperativa Il Sentiero"},
    {"name": "Karim", "role": "mediatore, arabo"},
    {"name": "Nadia", "role": "psicologa · ASST, da settembre"},
]
SIGNATURES = [
    {"name": "Amina", "signed": True},
    {"name": "Luca", "signed": True},
    {"name": "ente ospitante", "signed": False, "when": "dal 19 nov"},
]
MISSING = [
    {
        "title": "Progetto formativo firmato da tutti",
        "why": "Manca l’ente ospitante.",
        "signatures": SIGNATURES,
    },
    {
        "title": "Numero COB della proroga",
        "why": "La comunicazione obbligatoria la fa l’ente ospitante prima del 1° dicembre.",
        "url": "#",
        "action": "Scrivi il numero",
    },
]
IN_ORDER = [
    {"title": "Convenzione", "why": "n. 2026/014, valida fino al 31 agosto 2027."},
    {"title": "Durata", "why": "6 mesi in tutto: il limite per questa persona è 12."},
]
REST = [
    {"title": "Lettere ai tutor"},
    {"title": "idoneità all’età"},
    {"title": "nessun tirocinio precedente"},
]
CHECKS = [
    {"kind": "ok", "text": "Requisiti: 3 su 3, donne 18–55", "url": "#", "action": "perché"},
    {"kind": "ok", "text": "Informativa firmata il 12 mar 2026"},
    {"kind": "warn", "text": "Permesso di soggiorno: scade il 14 feb 2027"},
]
CONSEQUENCES = [
    {"icon": "check", "kind": "ok", "text": "L’esito è «lavora», con contratto dal 2 novembre."},
    {"icon": "clock", "kind": "warn", "text": "Entro il 21 dicembre serve la scheda di uscita FSE."},
    {"icon": "refresh", "text": "Si può riaprire: i dati del primo ingresso restano."},
]
LINES = [
    {"what": "Indennità piena del mese", "rule": "Parametro IND-TIR-01, dal 9.6.2018", "value": "€ 500,00"},
    {"what": "Ore fatte", "rule": "Dal registro bloccato il 3 novembre", "value": "63 h 30 min"},
    {"what": "Presenza", "rule": "63,5 : 85", "value": "74,7%"},
    {
        "what": "Minimo",
        "rule": "€ 300,00: non serve, l’importo è già più alto.",
        "care": "Regola da fonte secondaria: avvisa, non blocca",
        "value": "–",
    },
]
WORDS = {"ok": "presente", "warn": "in ritardo", "stop": "assente", "rest": "giustificata"}
AREAS = [
    radar.Area("Condizioni personali e sociali", ["Condizioni personali"]),
    radar.Area("Situazione economica", ["Situazione", "economica"]),
    radar.Area("Lavoro e occupabilità", ["Lavoro"]),
    radar.Area("Istruzione e formazione", ["Istruzione e formazione"]),
    radar.Area("Casa", ["Casa"]),
    radar.Area("Reti familiari e sociali", ["Reti e", "relazioni"]),
]
ACTIVITIES = [
    ("0", "Coordinamento", (1, 18)),
    ("1", "Emersione e scouting", (1, 14)),
    ("2", "Équipe e presa in carico", (2, 17)),
    ("3", "Profilo e progetto", (2, 16)),
    ("4", "Consulenze specialistiche", (3, 17)),
    ("5", "Corsi, laboratori, gruppi", (3, 17)),
    ("6", "Ricerca di enti ospitanti", (2, 13)),
    ("7", "Tirocini e stage", (5, 17)),
    ("8", "Comunità ed eventi", (4, 18)),
    ("9", "Comunicazione", (1, 18)),
    ("T", "Monitoraggio e valutazione", (1, 18)),
]
STAGES = {
    "0": (6.95, 12.95, 18.95),
    "1": (3.95,),
    "5": (8.95, 14.95),
    "7": (11.95,),
    "8": (9.95,),
    "9": (18.95,),
    "T": (6.95, 12.95, 18.95),
}


class SampleForm(PlainForm):
    """One field of each shape, with groups and a conditional field."""

    groups = [
        ("Quando e perché", ["since", "reason", "note"]),
        ("Come sentirsi", ["contact", "violence", "amount"]),
    ]
    conditional = {"phone": ("contact", "phone")}
    since = DateField(label="Dal giorno")
    reason = forms.ChoiceField(
        label="Motivo",
        choices=[("", "Scegli"), ("health", "salute"), ("work", "lavoro")],
        error_messages={"required": "Scegli un motivo: serve per calcolare le scadenze."},
    )
    note = forms.CharField(label="Nota", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    contact = forms.ChoiceField(
        label="Come possiamo farci sentire?",
        choices=[("phone", "Telefonata"), ("message", "Messaggio"), ("person", "Di persona")],
        widget=forms.RadioSelect,
    )
    phone = forms.CharField(label="Numero di telefono", required=False)
    violence = TriStateField(label="Ha subito violenza?", help_text="Può non rispondere.", required=False)
    amount = MoneyField(label="Importo", required=False)


class SampleFilters(forms.Form):
    """Search and two choices, as above a list."""

    q = forms.CharField(label="Cerca", widget=forms.TextInput(attrs={"type": "search"}), required=False)
    phase = forms.ChoiceField(label="Fase", choices=[("", "Tutte"), ("D", "D · Erogazione")], required=False)
    area = forms.ChoiceField(label="Ambito", choices=[("", "Tutti"), ("se", "Sud Est Milano")], required=False)


def sample_context() -> Sample:
    """Everything `core/components.html` shows."""
    return {
        **_lists(),
        **_forms(),
        **_charts(),
        "day": date(2026, 11, 26),
        "open_day": date(2026, 3, 19),
        "instant": datetime(2026, 11, 23, 8, 52, tzinfo=ROME),
        "amount": Decimal("373.53"),
        "half": Decimal("63.5"),
        "share_of": Decimal("74.7"),
    }


def _lists() -> Sample:
    return {
        "crumbs": [("Scrivania", "/"), ("Persone", "#"), ("Amina", "")],
        "facts": [("Caso", "124"), ("Vive a", "San Giuliano Milanese"), ("Lingue", "arabo, italiano A2")],
        "brief": [
            ("Orario", "lun–gio, 9:00–14:00"),
            ("Ore totali", "260 h"),
            ("Indennità piena", "€ 500,00 al mese"),
        ],
        "phases": PHASES,
        "index": [("Progetto", "goals", ""), ("Registro", "register", ""), ("Documenti", "documents", 9)],
        "steps": [
            {"label": "Carica", "state": "done"},
            {"label": "Controlla", "state": "now"},
            {"label": "Conferma"},
        ],
        "parts": [
            {"label": "Il progetto", "url": "#source", "is_current": True, "marks": [("warn", "", 1)]},
            {"label": "Territorio", "url": "#source", "marks": [("warn", "", 1), ("info", "help-circle", 2)]},
            {"label": "Soldi", "url": "#source", "marks": [("ok", "", 3)]},
        ],
        "story": STORY,
        "knots": KNOTS,
        "team": TEAM,
        "signatures": SIGNATURES,
        "missing": MISSING,
        "in_order": IN_ORDER,
        "rest": REST,
        "checks": CHECKS,
        "consequences": CONSEQUENCES,
        "lines": LINES,
        "days": [("lun", "lunedì"), ("mar", "martedì"), ("mer", "mercoledì"), ("gio", "giovedì")],
        "weeks": _weeks(),
        "found": [(10, mark_safe("<mark>CIAO!</mark> – <mark>Capacitazione, Inclusione</mark>"))],
        "doubt": [(364, mark_safe("§ <mark class='q'>ASSOCIAZIONEPIANO C</mark>"))],
        "page": Paginator(range(131), 25).page(2),
    }


def _weeks() -> list[Sample]:
    plan = ["...o", "oooo", "orrr", "owoo", "sooo"]
    kinds = {"o": "ok", "w": "warn", "s": "stop", "r": "rest"}
    hours = {"ok": "5 h", "warn": "3 h 30", "stop": "0 h", "rest": "0 h"}
    totals = ["5 h", "20 h", "5 h", "18 h 30", "15 h"]
    weeks = []
    for number, letters in enumerate(plan):
        cells: list[Sample | None] = []
        for index, letter in enumerate(letters):
            kind = kinds.get(letter)
            day = 7 * number + index - 2
            cells.append({"day": day, "hours": hours[kind], "kind": kind, "word": WORDS[kind]} if kind else None)
        weeks.append({"cells": cells, "total": totals[number]})
    return weeks


def _forms() -> Sample:
    typed = {
        "s-since": "primo aprile",
        "s-contact": "phone",
        "s-note": "Ne riparliamo a gennaio.",
        "s-amount": "990",
    }
    failed = SampleForm(typed, prefix="s")
    failed.warnings = {"amount": "È più alto del solito: controlla, poi vai pure avanti."}
    return {"failed": failed, "blank": SampleForm(prefix="b"), "filters": SampleFilters(prefix="f")}


def _charts() -> Sample:
    progress = [
        bar.Progress(118, 150, 82, 100, "Persone segnalate"),
        bar.Progress(64, 60, 33, 42, "Persone prese in carico"),
        bar.Progress(26, 40, 22, 27, "Enti della rete attivati"),
        bar.Progress(6, 15, 8, 11, "Persone al lavoro all’uscita"),
        bar.Progress(4, 12, 0, 6, "Interruzioni", fewer_is_better=True),
    ]
    return {
        "bars": [{"progress": one, "chart": bar.draw(one)} for one in progress],
        "gantt": _gantt(),
        "radar": _radar(),
        "burn": _burn(),
        "spend": spend.draw(spend.Spent(Decimal(30000), Decimal("8412.06"), Decimal("5200.00"), "Indennità")),
        "running": line.draw(line.Series("Totale progressivo", _running(), 60)),
        "share": share.draw(_shares()),
    }


def _gantt() -> gantt.Gantt:
    rows = []
    for number, title, months in ACTIVITIES:
        late = 2.47 if number == "8" else 0
        stages = [gantt.Stage(at, "tappa", at < 11.7 and number != "8") for at in STAGES.get(number, ())]
        rows.append(gantt.Row(number, title, [months], 11.77 - late, 2 if late else 0, stages))
    return gantt.draw(gantt.Plan(date(2026, 1, 1), 18, rows, 11.77))


def _radar() -> radar.Radar:
    entry, today = radar.Moment("Ingresso", [2, 2, 1, 3, 4, 2]), radar.Moment("Oggi", [3, 2, 3, 3, 4, 4])
    return radar.draw(radar.Assessment(AREAS, [entry, today], [4, 2, 4, 3, 4, 4], "Per Amina"))


def _burn() -> burn.Burn:
    thousands = (0, 6, 15, 28, 44, 62, 82, 104, 127, 151, 176, 201, 227, 253, 279, 304, 328, 352, 375)
    spent = (0, 4, 11, 21, 34, 50, 69, 88, 106, 129, 152)
    planned = [Decimal(1000 * amount) for amount in thousands[:-1]] + [TOTAL]
    low, high = (
        [amount * Decimal("0.86") for amount in planned],
        [min(amount * Decimal("1.06"), TOTAL) for amount in planned],
    )
    known = [*(Decimal(1000 * amount) for amount in spent), Decimal("163284.40")]
    return burn.draw(burn.Spending(TOTAL, known, planned, low, high))


def _running() -> list[tuple[str, int]]:
    names = ("gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott")
    return list(zip(names, (2, 7, 14, 20, 27, 34, 40, 44, 53, 64), strict=True))


def _shares() -> list[share.Part]:
    names = ("accesso", "valutazione", "progetto", "erogazione", "conclusione")
    return [share.Part(letter, name, many) for letter, name, many in zip("ABCDE", names, (1, 3, 2, 6, 2), strict=True)]
