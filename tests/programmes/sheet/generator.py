"""Writes project sheets on the Region's form in many shapes, with the facts they hold: the parser's sparring partner."""
# ruff: noqa: E501

import random
import textwrap
from dataclasses import dataclass, field
from typing import Any

from tests.programmes.sheet.phrases import (
    ACTIVITIES,
    BODIES,
    BULLETS,
    DOES,
    FIRST,
    HEADINGS,
    HOW,
    INSTRUCTIONS,
    LAST,
    MONTHS,
    OBJECTIVES,
    OFFICES,
    PEOPLE,
    PLACES,
    PUBLIC,
    RESULTS,
    ROLES,
    THIRD,
    TITLES,
    WHAT,
    WHO,
)

PAGED = [
    "targets",
    "territory",
    "objectives",
    "activities",
    "methods",
    "communication",
    "partners",
    "supporters",
    "bodies",
    "money",
    "evaluation",
]


@dataclass
class Sheet:
    """A written sheet: its lines, its facts in the shape of the JSON, and how it was written."""

    text: str
    truth: dict[str, Any]
    style: dict[str, Any] = field(default_factory=dict)
    sections: dict[str, list[str]] = field(default_factory=dict)


class Writer:
    """One sheet drawn from a seed."""

    def __init__(self, seed: int, **fixed: Any) -> None:
        self.draw = random.Random(seed)
        draw = self.draw
        self.style: dict[str, Any] = {
            "bullet": draw.choice(BULLETS), "width": draw.choice([70, 90, 110, 130, 160]),
            "hyphens": draw.random() < 0.3, "furniture": draw.choice(["none", "none", "pages", "head", "both", "feed"]),
            "date": draw.choice(["dots", "slashes", "words", "iso", "ordinal"]),
            "amount": draw.choice(["sign", "sign_after", "euro", "plain_euro", "spaced"]),
            "percent": draw.choice(["20%", "20 %", "20 per cento", "venti per cento", "20,00%"]),
            "blanks": draw.choice(["many", "few"]), "limit": draw.random() < 0.75, "instructions": draw.random() < 0.85,
            "calendar": draw.choice(["cells", "rows", "titles", "marks", "columns"]),
            "partner_list": draw.choice(["bullets", "bullets", "lines", "inline", "numbers"]),
            "table": draw.choice(["cells", "lines", "one_line"]), "resolution": draw.choice(["", "NOMINATO CON ATTO DEL ", "DELIBERA DEL ", "VERBALE CDA DEL "]),
            "heading": draw.choice(["upper", "upper", "colon", "numbered", "title"]),
            "territory": draw.choice(["heads", "heads", "prose"]), "glued": False,
            "missing": set(draw.sample(["territory", "objectives", "targets", "activities", "calendar", "methods", "communication", "supporters",
                                        "bodies", "office_holders", "money", "signature"], draw.choice([0, 0, 0, 1, 2, 3]))),
        }  # fmt: skip
        self.style |= fixed
        self.truth: dict[str, Any] = {}

    # figures

    def day(self, year: int, month: int, day: int) -> str:
        forms = {
            "dots": f"{day:02}.{month:02}.{year}", "slashes": f"{day:02}/{month:02}/{year}", "iso": f"{year}-{month:02}-{day:02}",
            "words": f"{day} {MONTHS[month - 1]} {year}", "ordinal": f"{day}{'°' if day == 1 else ''} {MONTHS[month - 1].capitalize()} {year}",
        }  # fmt: skip
        return forms[self.style["date"]]

    def euros(self, cents: int) -> str:
        dotted = f"{cents // 100:,}".replace(",", ".")
        rest = f"{cents % 100:02}"
        forms = {
            "sign": f"€ {dotted},{rest}", "sign_after": f"{dotted},{rest} €", "euro": f"euro {dotted},{rest}",
            "plain_euro": f"euro {cents // 100}" + (f",{rest}" if cents % 100 else ""), "spaced": f"€ {dotted.replace('.', ' ')},{rest}",
        }  # fmt: skip
        return forms[self.style["amount"]]

    # layout

    def wrap(self, text: str, width: int | None = None, first: str = "") -> list[str]:
        width = width or self.style["width"]
        lines = textwrap.wrap(text, width, initial_indent=first, break_long_words=False, break_on_hyphens=False)
        if self.style["hyphens"]:
            lines = self._hyphenate(lines)
        return [line + self.draw.choice(["", " "]) for line in lines]

    def _hyphenate(self, lines: list[str]) -> list[str]:
        """Moves the end of a long word to the next line, as a word processor does."""
        for at in range(1, len(lines)):
            word, _, rest = lines[at].partition(" ")
            if word.isalpha() and word.islower() and len(word) > 8 and self.draw.random() < 0.6:
                lines[at - 1] += f" {word[:5]}-"
                lines[at] = f"{word[5:]} {rest}".rstrip()
        return lines

    def prose(self) -> str:
        draw = self.draw
        return " ".join(
            f"{draw.choice(WHO)} {draw.choice(HOW)} {draw.choice(DOES)} {draw.choice(HOW)} {draw.choice(WHAT)}."
            for _ in range(draw.randint(2, 6))
        )

    def blank(self) -> list[str]:
        return [self.draw.choice(["", " "])] if self.style["blanks"] == "many" and self.draw.random() < 0.8 else []

    def listed(self, texts: list[str], end: str = ";") -> list[str]:
        lines = []
        for text in texts:
            lines += self.wrap(text + end, first=self.style["bullet"])
            if self.style["blanks"] == "many" and self.draw.random() < 0.3:
                lines.append("")
        return lines

    def heading(self, code: str) -> list[str]:
        text = HEADINGS[code]
        how = self.style["heading"]
        if how == "colon" and text.isupper():
            text += ":"
        elif how == "numbered" and text.isupper():
            text = f"{list(HEADINGS).index(code) + 1}. {text}"
        elif how == "title" and text.isupper():
            text = text.capitalize()
        return ["", text + self.draw.choice(["", " "]), *self.blank()]

    def instruction(self, code: str) -> list[str]:
        text = INSTRUCTIONS.get(code, "")
        if not text or not (self.style["instructions"] or code in ("objectives", "calendar")):
            return []
        text = text.format(actions=self.style.get("actions", ""), months=self.style.get("months", ""))
        limit = [*self.blank(), "(max 1 pag.) "] if self.style["limit"] and code in PAGED else [""]
        return [*self.wrap(text), *limit]

    # sections

    def write(self) -> Sheet:
        draw = self.draw
        actions = draw.choice([["9.2.2", "9.2.1"], ["9.2.1"], ["9.1.3", "9.2.2"]])
        self.style["actions"] = draw.choice([" – ", " e ", ", ", "-"]).join(actions)
        self.truth["actions"] = actions
        self.period()
        sections = {code: [*self.heading(code), *self.instruction(code), *getattr(self, f"_{code}")()]
                    for code in HEADINGS}  # fmt: skip
        sections = {code: lines for code, lines in sections.items() if code not in self.style["missing"]}
        front = self._front()
        self._forget()
        lines = front + [line for part in sections.values() for line in part]
        return Sheet("\n".join(self.furnish(lines)), self.truth, self.style, {"front": front, **sections})

    def period(self) -> None:
        draw = self.draw
        year, month, day = draw.choice([2019, 2020, 2021]), draw.randint(1, 12), draw.choice([1, 1, 15, 16])
        months = draw.choice([6, 12, 18, 24])
        last = month - 1 + months - 1
        self.style["months"] = months
        self.start, self.end = (year, month, day), (year + last // 12, last % 12 + 1, 28)
        iso = "{:04}-{:02}-{:02}".format
        self.truth |= {"starts_on": iso(*self.start), "ends_on": iso(*self.end), "months": months}

    def _front(self) -> list[str]:
        call = "Avviso pubblico per il finanziamento di progetti di inclusione attiva a favore di persone in condizione di vulnerabilità e disagio"
        self.truth["call"] = call
        return [" SCHEDA PROGETTO ", "", *self.wrap(call), ""]

    def _title(self) -> list[str]:
        title, acronym = self.draw.choice(TITLES)
        self.truth |= {"title": title, "acronym": acronym}
        return self.wrap(title)

    def _duration(self) -> list[str]:
        start, end = self.day(*self.start), self.day(*self.end)
        forms = [f"{start} - {end}", f"{start} – {end}", f"dal {start} al {end}", f"Data di inizio: {start} Data di conclusione: {end}",
                 f"Inizio: {start}\nConclusione: {end}", f"Dal {start} fino al {end}"]  # fmt: skip
        return self.draw.choice(forms).split("\n")

    def _territory(self) -> list[str]:
        areas = self.draw.sample(sorted(PLACES), self.draw.randint(1, 3))
        lines = [] if self.style["territory"] == "prose" else self.wrap(self.prose())
        self.truth["areas"] = []
        for name in areas:
            places, people = PLACES[name], self.draw.randint(20_000, 190_000)
            dotted = f"{people:,}".replace(",", ".")
            listing = self.draw.choice([
                f"è composto da {len(places)} comuni: {', '.join(places[:-1])} e {places[-1]}.",
                f"comprende i seguenti comuni: {'; '.join(places)}.",
                f"comprende i Comuni di {', '.join(places[:-1])} e {places[-1]}.",
            ])  # fmt: skip
            population = self.draw.choice([
                f"La popolazione complessiva, al 1° gennaio 2019, è di {dotted} unità.",
                f"La popolazione totale è pari a {dotted} abitanti.", f"Conta una popolazione di {dotted} abitanti.",
            ])  # fmt: skip
            self.truth["areas"].append({"name": name, "municipalities": places, "population": people})
            subject = "Il territorio" if self.style["territory"] == "heads" else f"L’{name}"
            if self.style["territory"] == "heads":
                lines += [
                    self.draw.choice(["§", self.style["bullet"], ""]) + name,
                    *self.wrap(f"{subject} {listing} {population}"),
                    "",
                ]
            else:
                lines += self.wrap(f"{subject} {listing} {population}")
        return lines

    def _objectives(self) -> list[str]:
        goals = self.draw.sample(OBJECTIVES, self.draw.randint(2, 5))
        results = self.draw.sample(RESULTS, self.draw.randint(2, 6))
        self.truth |= {"objectives": goals, "expected_results": results}
        intro = self.draw.choice(
            [
                "Gli obiettivi che si intendono perseguire con il progetto sono:",
                "Obiettivi generali:",
                "Il progetto persegue i seguenti obiettivi:",
            ]
        )
        middle = self.draw.choice(
            [
                "I risultati attesi sono:",
                "Risultati attesi:",
                "Si prevede di raggiungere i seguenti risultati attesi:",
            ]
        )
        end = self.draw.choice([";", ".", ""])
        return [
            *self.wrap(self.prose()),
            intro,
            *self.blank(),
            *self.listed(goals, end),
            *self.blank(),
            middle,
            *self.listed(results, end),
        ]

    def _targets(self) -> list[str]:
        groups, lines = [], []
        for who, gender in self.draw.sample(PEOPLE, self.draw.randint(1, 3)):
            n, low, high = (
                self.draw.randint(8, 80),
                self.draw.choice([16, 18, 30, 35]),
                self.draw.choice([45, 55, 64]),
            )
            age = self.draw.choice([
                f"con una età compresa tra i {low} e i {high} anni", f"di età {low}-{high} anni", f"tra {low} e {high} anni",
                f"({low}-{high} anni)", f"dai {low} ai {high} anni", f"di età compresa fra {low} e {high} anni",
            ])  # fmt: skip
            lines.append(f"{self.draw.choice(['circa ', 'n. ', '', 'almeno '])}{n} {who} {age}")
            groups.append({"label": who, "count": n, "gender": gender, "age_min": low, "age_max": high})
        self.truth["targets"] = groups
        return [
            *self.wrap("Gli specifici destinatari del Progetto di intervento sono:"),
            *self.blank(),
            *self.listed(lines),
            *self.blank(),
            *self.wrap(self.prose()),
        ]

    def chosen_activities(self) -> list[tuple[int | None, str]]:
        if not hasattr(self, "rows"):
            count = self.draw.randint(3, 10)
            start = self.draw.choice([0, 0, 1])
            self.rows: list[tuple[int | None, str]] = list(enumerate(ACTIVITIES[:count], start=start))
            if self.draw.random() < 0.6:
                self.rows.append((None, "Monitoraggio e valutazione dei risultati"))
            self.truth["activities"] = [{"number": n, "title": title, "months": []} for n, title in self.rows]
        return self.rows

    def _activities(self) -> list[str]:
        titles = [title for number, title in self.chosen_activities() if number]
        return [
            *self.wrap(self.prose()),
            "In particolare si vogliono realizzare le seguenti attività:",
            *self.blank(),
            *self.listed(titles),
        ]

    def _calendar(self) -> list[str]:
        months, lines = self.style["months"], ["DURATA DEL PROGETTO IN MESI ", ""]
        numbers = [str(n) for n in range(1, months + 1)]
        lines += numbers if self.style["calendar"] == "columns" else [" " + " ".join(numbers)]
        for number, title in self.chosen_activities():
            label = f"Attività {number}" if number is not None else "Attività trasversale (CMM)"
            how = self.style["calendar"]
            if how in ("cells", "columns"):
                lines += [label, *self.wrap(title + self.draw.choice(["", ";"]), 24), " " * months, ""]
            elif how == "rows":
                lines += [*self.wrap(f"{label} {self.draw.choice(['', '– '])}{title}", 60), ""]
            elif how == "titles":
                lines += self.wrap(f"{label}: {title}", 200)
            else:
                lines += [f"{label} {title} " + " ".join(["X"] * self.draw.randint(1, months))]
        return lines

    def _methods(self) -> list[str]:
        return self.wrap(
            self.prose()
            + " Con riferimento alla prima attività (attività 1) si prevede di raccogliere le informazioni."
        )

    def _communication(self) -> list[str]:
        return self.wrap(
            "Nel progetto viene dedicata un’azione specifica alla comunicazione (attività 9). " + self.prose()
        )

    def _governance(self) -> list[str]:
        return []

    def _partners(self) -> list[str]:
        draw = self.draw
        public, third = draw.sample(PUBLIC, draw.randint(1, 6)), draw.sample(THIRD, draw.randint(1, 9))
        self.members = third
        rows = [{"name": n, "sector": "public", "role": "partner", "note": ""} for n in public]
        rows += [{"name": n, "sector": "third", "role": "partner", "note": ""} for n in third]
        rows[0] |= {
            "role": "lead",
            "note": draw.choice(["Ente Capofila", "capofila", "Ente capofila del progetto"]),
        }
        if len(public) > 1:
            rows[1]["note"] = "Referente Programma"
        self.truth["partners"] = rows
        written = [r["name"] + (f" ({r['note']})" if r["note"] else "") for r in rows]
        first, second = written[: len(public)], written[len(public) :]
        how = self.style["partner_list"]
        if how == "inline":
            body = [*self.wrap(f"Il Partenariato si compone dei seguenti soggetti pubblici: {'; '.join(first)}."),
                    *self.wrap(f"e dai seguenti soggetti di terzo settore: {'; '.join(second)}.")]  # fmt: skip
        else:
            public_head = draw.choice(
                [
                    "Il Partenariato si compone dei seguenti soggetti  pubblici: ",
                    "Soggetti pubblici:",
                    "Enti pubblici:",
                ]
            )
            third_head = draw.choice(
                [
                    " e dai seguenti soggetti di terzo settore",
                    "Soggetti del terzo settore:",
                    "Enti del Terzo Settore:",
                ]
            )
            mark = {"lines": lambda n: "", "numbers": lambda n: f"{n}. "}.get(how, lambda n: self.style["bullet"])
            body = [public_head, *(mark(n) + name for n, name in enumerate(first, 1)), *self.blank(), third_head, *self.blank(),
                    *(mark(n) + name for n, name in enumerate(second, 1)), " "]  # fmt: skip
        return [*body, *self.wrap(self.prose())]

    def _supporters(self) -> list[str]:
        form = self.draw.randint(0, 2)
        if form == 0:
            self.truth["supporters"] = [
                "Rete di contrasto alla violenza del Distretto delle Colline",
                "Rete di contrasto alla violenza dell’Ambito dei Laghi",
            ]
            return self.wrap("La rete annovera anche, in qualità di soggetti sostenitori, le reti di contrasto alla violenza del Distretto delle Colline "
                             "e dell’Ambito dei Laghi nell’ambito delle quali è già attivo uno specifico lavoro.")  # fmt: skip
        names = ["Caritas delle Colline", "Confcooperative delle Acque", "Centro Antiviolenza Il Faro"]
        self.truth["supporters"] = names
        if form == 1:
            return ["La rete di progetto comprende:", *self.listed(names)]
        return self.wrap(f"La rete di progetto comprende {names[0]}, {names[1]} e {names[2]}.")

    def _bodies(self) -> list[str]:
        bodies = self.draw.sample(BODIES, self.draw.randint(1, 4))
        self.truth["bodies"] = [{"name": name, "cadence": cadence} for name, _, cadence in bodies]
        texts = [
            f"{name}: garantisce il raccordo tra le diverse organizzazioni del progetto e {how}"
            for name, how, _ in bodies
        ]
        return [*self.wrap(self.prose() + " Risulta così composta:"), *self.listed(texts, ".")]

    def _office_holders(self) -> list[str]:
        lines = [
            "",
            "Nome e Cognome Partner Carica Sociale Ricoperta Ruolo nel progetto  Delibera del Consiglio ",
        ]
        holders = []
        for _ in range(self.draw.randint(1, 5)):
            name = f"{self.draw.choice(FIRST)} {self.draw.choice(LAST)}"
            partner, office, role = (
                self.draw.choice(self.members),
                self.draw.choice(OFFICES),
                self.draw.choice(ROLES),
            )
            if self.draw.random() < 0.5:
                partner = partner.removeprefix("COOP. ").removeprefix("ASSOCIAZIONE ").removesuffix(" ONLUS")
            year, month, day = (
                self.draw.choice([2017, 2018, 2019]),
                self.draw.randint(1, 12),
                self.draw.randint(1, 28),
            )
            when = self.style["resolution"] + self.day(year, month, day)
            holders.append(
                {
                    "name": name,
                    "partner": partner,
                    "office": office,
                    "role": role,
                    "resolution_on": f"{year}-{month:02}-{day:02}",
                }
            )
            if self.style["table"] == "one_line":
                lines.append(f"{name} {partner} {office} {role} {when}")
            elif self.style["table"] == "lines":
                lines += [name, partner, office, role, when]
            else:
                words = office.split()
                role_lines = textwrap.wrap(role, 16)
                late = self.draw.random() < 0.5 or len(words) == 1
                lines += [
                    f"{name} {partner} {office}" + (f" {role_lines.pop(0)}" if late else ""),
                    "",
                    *role_lines,
                    " ",
                    *when.rsplit("DEL ", 1)[0:0],
                    when,
                    "",
                ]
        self.truth["office_holders"] = holders
        return lines

    def _money(self) -> list[str]:
        total = self.draw.randint(60_000_00, 1_900_000_00)
        if self.style["amount"] == "plain_euro":
            total = total // 500 * 500
        asked = total * 80 // 100
        self.truth |= {
            "total_amount": f"{total / 100:.2f}",
            "contribution_amount": f"{asked / 100:.2f}",
            "cofinancing_percent": 20,
        }
        form = self.draw.choice([
            f"Il valore complessivo del progetto è di {self.euros(total)} e il contributo richiesto a finanziamento è di {self.euros(asked)}.",
            f"Il costo totale del progetto ammonta a {self.euros(total)}, di cui {self.euros(asked)} di contributo richiesto.",
            f"Costo complessivo: {self.euros(total)}; contributo richiesto: {self.euros(asked)}.",
            f"Il contributo richiesto è pari a {self.euros(asked)} a fronte di un costo complessivo di {self.euros(total)}.",
        ])  # fmt: skip
        share = self.draw.choice([f"Il cofinanziamento del {self.style['percent']} è stato equamente distribuito tra i partner.",
                                  f"È previsto un cofinanziamento pari al {self.style['percent']} del valore totale.",
                                  f"I partner garantiscono il {self.style['percent']} di cofinanziamento."])  # fmt: skip
        return self.wrap(f"La prevalenza delle spese riguarda il personale. {share} {form}")

    def _evaluation(self) -> list[str]:
        return self.wrap(self.prose())

    def _signature(self) -> list[str]:
        place, (year, month) = (
            self.draw.choice(["Lecco", "San Donato Milanese", "Cernusco sul Naviglio"]),
            self.start[:2],
        )
        self.truth |= {"signed_on": f"{year}-{month:02}-11", "signed_place": place}
        when = self.day(year, month, 11)
        line = self.draw.choice(
            [
                f"{place}, {when}",
                f"{place}, lì {when}",
                f"{place} {when}",
                f"Luogo e data: {place}, {when}",
                f"{place}, il {when}",
            ]
        )
        return ["AZIENDA SPECIALE CONSORTILE VALLE CHIARA", "", line, "", "Il Legale Rappresentante ", "Dott.ssa Norma Esempi", "",
                "(Documento informatico firmato digitalmente ai sensi T.U. 445/2000 e D. Lgs. 82/2005 e rispettive norme collegate)"]  # fmt: skip

    def _forget(self) -> None:
        """The facts of the sections left out are not in the sheet."""
        lost = {
            "territory": ["areas"], "objectives": ["objectives", "expected_results", "actions"], "targets": ["targets"],
            "supporters": ["supporters"], "bodies": ["bodies"], "office_holders": ["office_holders"],
            "money": ["total_amount", "contribution_amount", "cofinancing_percent"], "signature": ["signed_on", "signed_place"],
            "calendar": ["months"],
        }  # fmt: skip
        for code in self.style["missing"]:
            for name in lost.get(code, []):
                self.truth[name] = [] if isinstance(self.truth[name], list) else None
        if "calendar" in self.style["missing"]:
            numbered = [row["title"] for row in self.truth["activities"] if row["number"]]
            self.truth["activities"] = [{"number": n, "title": t, "months": []} for n, t in enumerate(numbered, 1)]
            if "activities" in self.style["missing"]:
                self.truth["activities"] = []

    def furnish(self, lines: list[str]) -> list[str]:
        """Page numbers, running heads and form feeds every forty lines or so."""
        how, every = self.style["furniture"], self.draw.randint(28, 46)
        out: list[str] = []
        for page, start in enumerate(range(0, len(lines), every), start=1):
            head = ["POR FSE 2014-2020 – Regione Lombardia"] if how in ("head", "both") else []
            foot = [f"Pagina {page} di 9"] if how in ("pages", "both") else []
            body = lines[start : start + every]
            out += [*head, *body, *foot, *(["\x0c"] if how == "feed" else [])]
        return out


def sheet(seed: int, **fixed: Any) -> Sheet:
    """The sheet of a seed, some choices of style fixed."""
    return Writer(seed, **fixed).write()
