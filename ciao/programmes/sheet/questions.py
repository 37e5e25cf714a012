"""What the sheet does not say and a person must answer."""

from collections.abc import Iterator

from .draft import Area, Question, SheetDraft

SCALARS = {
    "title": "Qual è il titolo del progetto?",
    "starts_on": "Quando comincia il progetto?",
    "ends_on": "Quando finisce il progetto?",
    "months": "Quanti mesi dura il progetto?",
    "total_amount": "Qual è il valore complessivo del progetto?",
    "contribution_amount": "Quanto è il contributo richiesto?",
    "cofinancing_percent": "Quanta parte del valore è cofinanziata?",
    "signed_on": "Quando è stata firmata la scheda?",
    "signed_place": "Dove è stata firmata la scheda?",
}


def questions(draft: SheetDraft) -> tuple[Question, ...]:
    """The questions in the order of the review page: nothing here is guessed."""
    asked = [Question(name, sentence) for name, sentence in SCALARS.items() if getattr(draft, name) is None]
    for at, area in enumerate(draft.areas):
        asked += _municipalities(at, area)
    return (*asked, *_targets(draft), *_months(draft), *_partners(draft))


def _municipalities(at: int, area: Area) -> Iterator[Question]:
    said, named = area.declared, len(area.municipalities)
    if not named:
        yield Question(f"areas.{at}.municipalities", f"Quali comuni formano {area.name.value}?", area.name.lines)
    elif said and named < said.value:
        left = said.value - named
        which = "Qual è l’altro comune" if left == 1 else f"Quali sono gli altri {left} comuni"
        sentence = f"{which} di {area.name.value}? La scheda dice {said.value} e ne nomina {named}."
        yield Question(f"areas.{at}.municipalities", sentence, said.lines)


def _targets(draft: SheetDraft) -> Iterator[Question]:
    for at, target in enumerate(draft.targets):
        if target.count is None:
            yield Question(f"targets.{at}.count", f"Quante persone sono «{target.label.value}»?", target.label.lines)


def _months(draft: SheetDraft) -> Iterator[Question]:
    if draft.activities and not any(activity.months for activity in draft.activities):
        lines = tuple(sorted({line for activity in draft.activities for line in activity.title.lines}))
        yield Question("activities.months", "In quali mesi si svolge ogni attività?", lines)


def _partners(draft: SheetDraft) -> Iterator[Question]:
    if draft.partners and not any(partner.role == "lead" for partner in draft.partners):
        yield Question("partners.lead", "Quale ente è capofila?")
    for at, partner in enumerate(draft.partners):
        if partner.sector is None:
            sentence = f"{partner.name.value} è un ente pubblico o di terzo settore?"
            yield Question(f"partners.{at}.sector", sentence, partner.name.lines)
