"""What waits for who pays: a run in one's hands, the bank's answer, people to pay, accounts to verify."""

from __future__ import annotations

from django.urls import reverse

from ciao.core.formats import date_table, plural
from ciao.desk.home.blocks import Button, Item, Next, Parts
from ciao.payments import panel


def add(parts: Parts) -> None:
    """Nothing for who does not pay; no name, only numbers."""
    figures = panel.figures(parts.actor)
    if figures is None:
        return
    _in_hand(parts)
    _at_the_bank(parts)
    _accounts(parts)
    url = reverse("payments:runs")
    if figures.to_pay:
        title = plural(figures.to_pay, "mese di indennità da pagare", "mesi di indennità da pagare")
        told = f"Pagati {figures.paid}, in una distinta {figures.under_way}, respinti {figures.rejected}."
        parts.warnings.append(
            Item(title=title, url=url, text="", why=told, kind="warn", icon="card", weight=2,
                 button=Button("Apri i pagamenti", url))
        )  # fmt: skip


def _in_hand(parts: Parts) -> None:
    for run, verb in panel.runs_waiting(parts.actor):
        url, late = run.get_absolute_url(), panel.is_late(run, parts.today)
        where = parts.late if late else parts.warnings
        where.append(
            Item(
                title=f"Distinta {run.number}", url=url, text=f": {run.get_state_display()}", weight=6,
                kind="stop" if late else "warn",
                why=f"{run.partnership.organization}, per il {date_table(run.pays_on)}.",
                button=Button("Apri la distinta", url),
            )
        )  # fmt: skip
        if not parts.nexts:
            why = f"{run.partnership.organization} paga il {date_table(run.pays_on)}. Tocca a te."
            parts.nexts.append(
                Next(f"{panel.TITLES[verb]}: n. {run.number}", why, (Button("Apri la distinta", url),), icon="card")
            )


def _at_the_bank(parts: Parts) -> None:
    for run in panel.unanswered(parts.actor).filter(pays_on__lte=parts.today):
        parts.late.append(
            Item(
                title=f"Distinta {run.number}", url=run.get_absolute_url(), text=": che cosa ha risposto la banca?",
                why=f"Il pagamento era chiesto per il {date_table(run.pays_on)}.", weight=5,
                button=Button("Segna le righe pagate", reverse("payments:paid", args=[run.id])),
            )
        )  # fmt: skip


def _accounts(parts: Parts) -> None:
    count = panel.to_verify(parts.actor).count()
    if count:
        url = reverse("payments:payees")
        parts.warnings.append(
            Item(title=plural(count, "conto da verificare", "conti da verificare"), url=url, text="", kind="warn",
                 why="Finché nessuno li verifica non si pagano.", icon="card", weight=4,
                 button=Button("Apri i conti", url))
        )  # fmt: skip
