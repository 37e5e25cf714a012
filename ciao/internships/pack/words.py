"""What the page says of each thing of the pack, there or missing."""

from __future__ import annotations

from datetime import date

from ciao.core.formats import date_field
from ciao.internships.pack.facts import ActFacts, StartFacts


def of_project(facts: StartFacts) -> str:
    """What the training project is for."""
    return "Dice dove, che cosa, con quale orario e indennità." if facts.has_project else "Va scritto per primo."


def of_contents(facts: StartFacts) -> str:
    """Which of the two is still to be written."""
    missing = [name for name, there in (("gli obiettivi", facts.has_goals), ("le competenze", facts.has_skills))
               if not there]  # fmt: skip
    return f"Da scrivere {' e '.join(missing)}." if missing else "Scritti nel progetto formativo."


def of_title(facts: StartFacts) -> str:
    """Why the promoter may promote."""
    return facts.title or f"{facts.promoter or 'Chi promuove'} deve avere un titolo: accreditamento o natura."


def is_covered(facts: StartFacts) -> bool:
    """Whether a signed agreement holds from the first day to the last."""
    span = facts.agreement_span
    return facts.agreement_signed and span is not None and span[0] <= facts.starts_on and facts.ends_on <= span[1]


def of_agreement(facts: StartFacts) -> str:
    """Which agreement, and why it is not enough."""
    if facts.agreement_span is None:
        return "L’accordo tra chi promuove e l’ente ospitante: scegline uno nel progetto formativo."
    if not facts.agreement_signed:
        return f"La n. {facts.agreement} non è ancora firmata da chi promuove e dall’ente ospitante."
    words = f"n. {facts.agreement}, valida fino al {date_field(facts.agreement_span[1])}."
    if is_covered(facts):
        return words
    first, last = (date_field(one) for one in facts.agreement_span)
    needed = f"dal {date_field(facts.starts_on)} al {date_field(facts.ends_on)}"
    return f"La n. {facts.agreement} vale dal {first} al {last}: serve {needed}."


def of_signatures(facts: StartFacts) -> str:
    """Signed when, or by whom not yet."""
    if facts.signed_on is not None:
        return f"Firmato il {date_field(facts.signed_on)}."
    if facts.unsigned:
        names = ", ".join(f"{one.name} (dal {date_field(one.since_on)})" for one in facts.unsigned)
        return f"Non ha ancora firmato: {names}."
    return "Lo firmano la persona, l’ente ospitante e il tutor."


def of_holder(facts: StartFacts) -> str:
    """Whether somebody may sign for a minor."""
    if facts.has_holder:
        return "Firma chi ha la responsabilità genitoriale."
    return "Scrivi chi ne risponde nel fascicolo, o passa il caso a chi supervisiona."


def of_notice(facts: StartFacts) -> str:
    """The number of the notice and its day."""
    if not facts.cob_number:
        return "La fa l’ente ospitante, prima dell’inizio: poi scrivi il numero."
    sent = f", del {date_field(facts.cob_on)}" if facts.cob_on else ""
    return f"{facts.cob_number}{sent}."


def of_act(act: ActFacts, day: date, missing: str) -> str:
    """Who gave a paper and when, why it is not due, or what is asked."""
    if act.not_due_reason:
        return f"Non serve: {act.not_due_reason}"
    if not act.body or act.happened_on is None:
        return missing
    words = f"{act.body}, {date_field(act.happened_on)}"
    if act.valid_to is not None and act.valid_to < day:
        return f"{words}: valeva fino al {date_field(act.valid_to)}, serve di nuovo."
    return f"{words}{f', {act.reference}' if act.reference else ''}."


def of_care(facts: StartFacts) -> str:
    """Which service has the person in charge, and since when."""
    return facts.care or "Quale servizio, da quando, con quale documento. Il percorso in CIAO! non basta."
