"""What a piano economico must add up to, and what is worth a look before it counts."""

from __future__ import annotations

import re
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ciao.budget.enums import CostKind
from ciao.core.formats import money, percent
from ciao.core.money import cents, share_floor

# What a cost item is called, and the kind it usually is; the first word found decides.
KIND_WORDS = [
    (CostKind.ALLOWANCE, ("indennità", "indennita", "borse", "borsa", "tirocin")),
    (CostKind.FLAT_RATE, ("forfett", "forfait", "indirett", "spese generali")),
    (CostKind.EXTERNAL, ("estern", "incaric", "consulen", "professionist", "collaboraz")),
    (CostKind.STAFF, ("personale", "dipendent", "operatori", "risorse umane", "stipend")),
    (CostKind.PURCHASE, ("acquist", "material", "serviz", "noleggi", "affitt", "attrezzatur", "fornitur")),
]
_CODE = re.compile(r"([A-Z]{1,2}(?:[.\-]?\d{1,2})*|\d{1,2}(?:\.\d{1,2})*)\s*[.)\-–:]?\s+(\S.*)")


@dataclass(frozen=True)
class Row:
    """One amount of the budget in euro: who, on which item (its code), for which activity; `where` is its place."""

    partnership_id: uuid.UUID
    item: str
    activity_id: uuid.UUID | None
    amount: Decimal
    where: str = ""


@dataclass(frozen=True)
class Item:
    """An item of the piano dei conti."""

    code: str
    label: str
    kind: str


@dataclass(frozen=True)
class Partner:
    """A body as the checks read it; the network has no budget."""

    name: str
    sector: str = ""
    has_budget: bool = True


@dataclass(frozen=True)
class BudgetFacts:
    """A budget beside the version it is for; `share_percent` is the contribution's (80 for 80 %).

    `share_is_known` tells whether the programme itself states it, or a parameter that nobody has verified.
    """

    rows: Sequence[Row]
    items: Sequence[Item]
    cofinancing: Mapping[uuid.UUID, Decimal]
    partners: Mapping[uuid.UUID, Partner]
    total_amount: Decimal | None = None
    contribution_amount: Decimal | None = None
    share_percent: Decimal = Decimal(80)
    share_is_known: bool = True

    @property
    def sum_amount(self) -> Decimal:
        """What the rows add up to."""
        return sum((row.amount for row in self.rows), Decimal(0))

    @property
    def cofinancing_sum(self) -> Decimal:
        """What the partners put in."""
        return sum(self.cofinancing.values(), Decimal(0))


@dataclass(frozen=True)
class Fault:
    """Something that stops the budget from counting: where, what is wrong, what to do."""

    where: str
    what: str
    remedy: str = ""

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        return " ".join(
            part for part in (f"{self.where}: {self.what}" if self.where else self.what, self.remedy) if part
        )


@dataclass(frozen=True)
class Totals:
    """Sums of a budget as the check shows them."""

    by_partner: dict[uuid.UUID, Decimal] = field(default_factory=dict)
    by_item: dict[str, Decimal] = field(default_factory=dict)


def totals(rows: Iterable[Row]) -> Totals:
    """What each partner and each item adds up to."""
    partners: dict[uuid.UUID, Decimal] = defaultdict(Decimal)
    items: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        partners[row.partnership_id] += row.amount
        items[row.item] += row.amount
    return Totals(dict(partners), dict(items))


def faults(facts: BudgetFacts) -> list[Fault]:
    """What blocks the budget: rows first, then the sums; empty where all is in order.

    Source: project sheet, total 374.986,52, contribution 299.989,21 (80 %, rounded down), co-financing the rest.
    """
    if not facts.rows:
        return [Fault("", "Non c’è nessuna riga con un importo.", "Controlla le colonne scelte.")]
    return [*_row_faults(facts), *_share_faults(facts), *_sum_faults(facts)]


def warnings(facts: BudgetFacts) -> list[str]:
    """What the sheet promises of the whole and nobody is stopped for."""
    checks = (_uneven_sectors, _little_staff, _no_allowance, _idle_partners, _unknown_amounts, _unverified_share)
    return [sentence for check in checks for sentence in check(facts)]


def guess_kind(label: str) -> str:
    """The kind a cost item usually is, by the words it is called with; «other» where none tells."""
    low = label.casefold()
    return next((str(kind) for kind, words in KIND_WORDS if any(word in low for word in words)), str(CostKind.OTHER))


def split_code(text: str) -> tuple[str, str]:
    """«A.1 Personale interno» is ("A.1", "Personale interno"); without a code the first part is empty."""
    found = _CODE.fullmatch(text.strip())
    return (found[1], found[2].strip()) if found else ("", text.strip())


def _row_faults(facts: BudgetFacts) -> list[Fault]:
    found = []
    for row in facts.rows:
        partner = facts.partners.get(row.partnership_id)
        if row.amount < 0:
            found.append(Fault(row.where, f"l’importo è {money(row.amount)}.", "Scrivi un importo da zero in su."))
        if row.amount != cents(row.amount):
            found.append(Fault(row.where, "l’importo ha più di due decimali.", "Arrotonda al centesimo nel file."))
        if partner is not None and not partner.has_budget:
            found.append(Fault(row.where, f"{partner.name} è nella rete e non ha budget.", "Togli la riga."))
    return [*found, *_doubles(facts)]


def _doubles(facts: BudgetFacts) -> list[Fault]:
    seen = Counter((row.partnership_id, row.item, row.activity_id) for row in facts.rows)
    found = []
    for key, many in seen.items():
        if many > 1:
            where = ", ".join(row.where for row in facts.rows if (row.partnership_id, row.item, row.activity_id) == key)
            name = facts.partners[key[0]].name if key[0] in facts.partners else ""
            what = f"{name}, voce {key[1]}: la stessa riga c’è {many} volte."
            found.append(Fault(where, what, "Unisci gli importi in una riga sola."))
    return found


def _share_faults(facts: BudgetFacts) -> list[Fault]:
    found = []
    for partnership_id, amount in facts.cofinancing.items():
        partner = facts.partners.get(partnership_id)
        name = partner.name if partner else "un ente"
        if amount < 0:
            found.append(Fault("", f"Il cofinanziamento di {name} è {money(amount)}.", "Scrivilo da zero in su."))
        if partner is not None and not partner.has_budget and amount:
            found.append(Fault("", f"{name} è nella rete e non cofinanzia.", "Togli il suo cofinanziamento."))
    return found


def _sum_faults(facts: BudgetFacts) -> list[Fault]:
    total, found = facts.total_amount, []
    if total is not None and facts.sum_amount != total:
        what = f"La somma delle righe è {money(facts.sum_amount)}, il progetto vale {money(total)}."
        found.append(Fault("", what, _difference(facts.sum_amount - total)))
    if total is None or facts.contribution_amount is None:
        return found
    share = share_floor(total, facts.share_percent)
    if facts.share_is_known and share != facts.contribution_amount:
        what = (
            f"Il contributo del progetto è {money(facts.contribution_amount)}, "
            f"il {percent(facts.share_percent)} del totale è {money(share)}."
        )
        found.append(Fault("", what, "Correggi gli importi nella versione del progetto."))
    rest = total - facts.contribution_amount
    if facts.cofinancing_sum != rest:
        what = f"Il cofinanziamento degli enti è {money(facts.cofinancing_sum)}, deve essere {money(rest)}."
        found.append(Fault("", what, _difference(facts.cofinancing_sum - rest)))
    return found


def _difference(gap: Decimal) -> str:
    return f"{'Ci sono' if gap > 0 else 'Mancano'} {money(abs(gap))}{' di troppo' if gap > 0 else ''}."


def _uneven_sectors(facts: BudgetFacts) -> list[str]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for partnership_id, amount in facts.cofinancing.items():
        if partnership_id in facts.partners:
            sums[facts.partners[partnership_id].sector] += amount
    public, third = sums["public"], sums["third"]
    if abs(public - third) <= Decimal("0.01"):
        return []
    here = f"qui gli enti pubblici mettono {money(public)}, il terzo settore {money(third)}."
    return [f"La scheda divide il cofinanziamento in parti uguali tra enti pubblici e terzo settore: {here}"]


def _little_staff(facts: BudgetFacts) -> list[str]:
    kinds = {item.code: item.kind for item in facts.items}
    staff = sum((row.amount for row in facts.rows if kinds.get(row.item) == CostKind.STAFF), Decimal(0))
    if staff * 2 > facts.sum_amount:
        return []
    return [f"La scheda dice che prevale il personale: qui è {money(staff)} su {money(facts.sum_amount)}."]


def _no_allowance(facts: BudgetFacts) -> list[str]:
    if any(item.kind == CostKind.ALLOWANCE for item in facts.items):
        return []
    return ["Nessuna voce è di tipo «indennità di tirocinio»: senza, le indennità non si possono approvare."]


def _idle_partners(facts: BudgetFacts) -> list[str]:
    busy = {row.partnership_id for row in facts.rows}
    idle = [one.name for key, one in facts.partners.items() if one.has_budget and key not in busy]
    return [f"Senza nessuna riga: {', '.join(sorted(idle))}."] if idle else []


def _unknown_amounts(facts: BudgetFacts) -> list[str]:
    if facts.total_amount is not None and facts.contribution_amount is not None:
        return []
    return ["Il progetto non dice ancora valore complessivo o contributo: le somme non si possono confrontare."]


def _unverified_share(facts: BudgetFacts) -> list[str]:
    total, contribution = facts.total_amount, facts.contribution_amount
    if facts.share_is_known or total is None or contribution is None:
        return []
    share = share_floor(total, facts.share_percent)
    if contribution == share:
        return []
    told = f"Il contributo è {money(contribution)}, il {percent(facts.share_percent)} del totale è {money(share)}"
    return [f"{told} (percentuale da fonte non verificata: avvisa, non blocca)."]
