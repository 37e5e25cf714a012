"""Who has the right to a certificate and why, until when it holds, what checking one says: no tables, no clock."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ciao.certificates.enums import CertificateState, Stage, Subject, Verdict
from ciao.core.formats import date_field, hours, percent, plural

ZERO = Decimal(0)
# No 0, 1, I, L, O, U: read aloud and typed by hand without doubts.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH, CODE_GROUP = 16, 4
LAPSING = (Subject.HACCP, Subject.SAFETY, Subject.FIRST_AID)

Line = dict[str, str]


@dataclass(frozen=True)
class Terms:
    """What a course asks for its certificate; a share is written as 80, hours are decimal hours, None asks nothing."""

    share_percent: Decimal | None = None
    least_hours: Decimal | None = None
    needs_test: bool = False
    requisites: str = ""


@dataclass(frozen=True)
class CourseFacts:
    """What one person did in one edition; `open_count` registers are still to close, `has_passed` is None untested."""

    planned_hours: Decimal
    attended_hours: Decimal
    open_count: int = 0
    has_passed: bool | None = None
    is_void: bool = False
    is_cancelled: bool = False
    is_from_catalogue: bool = False


@dataclass(frozen=True)
class InternshipFacts:
    """What one person did in one internship, on the hours of confirmed months."""

    total_hours: Decimal
    attended_hours: Decimal
    needed_hours: Decimal
    needed_percent: Decimal
    is_ended: bool
    waiting_count: int = 0


@dataclass(frozen=True)
class Judgement:
    """Whether the certificate is due, from how many hours, how one gets there and what is missing."""

    needed_hours: Decimal
    lines: list[Line]
    missing: list[str] = field(default_factory=list)

    @property
    def is_due(self) -> bool:
        """Nothing is missing."""
        return not self.missing

    @property
    def total(self) -> str:
        """The answer in a word."""
        return "sì" if self.is_due else "non ancora"


def needed_hours(planned_hours: Decimal, terms: Terms) -> Decimal:
    """The hours from which a certificate is due: the higher of the share and the least; exact, never rounded."""
    share = planned_hours * terms.share_percent / 100 if terms.share_percent is not None else ZERO
    return max(share, terms.least_hours or ZERO)


def judge_course(terms: Terms | None, facts: CourseFacts) -> Judgement:
    """The right to the certificate of a course, with every reason against; no rule means no right."""
    if terms is None:
        return Judgement(ZERO, [], ["Manca la regola: scrivi da quante ore il corso dà l’attestato."])
    needed = needed_hours(facts.planned_hours, terms)
    missing = [*_standing(facts), *_hours_short(needed, facts.attended_hours), *_test_missing(terms, facts)]
    return Judgement(needed, _course_lines(terms, facts, needed), missing)


def judge_internship(facts: InternshipFacts) -> Judgement:
    """The right to the certificate of an internship: a share of all the hours planned, on confirmed months (T6)."""
    missing = [] if facts.is_ended else ["Il tirocinio è in corso: l’attestazione si rilascia alla fine."]
    short = _hours_short(facts.needed_hours, facts.attended_hours)
    if short and facts.waiting_count:
        waiting = plural(facts.waiting_count, "mese è da confermare", "mesi sono da confermare")
        short = [f"{short[0]} {waiting}: dopo, le ore salgono."]
    lines = [
        _line("Ore previste in tutto", "Progetto formativo", hours(facts.total_hours)),
        _line("Ore fatte", "Mesi confermati", hours(facts.attended_hours)),
        _threshold(f"{percent(facts.needed_percent)} delle ore previste", facts.needed_hours, facts.attended_hours),
    ]
    return Judgement(facts.needed_hours, lines, missing + short)


def fallen(needed: Decimal | None, attended: Decimal, is_void: bool) -> str:
    """Why a certificate given is to be looked at again, as a sentence; empty where it still stands."""
    if is_void:
        return "L’iscrizione è segnata per errore."
    if needed is not None and attended < needed:
        return f"Le ore ora sono {hours(attended)}: ne servono {hours(needed)}."
    return ""


def expiry_of(issued_on: date, years: int | None) -> date | None:
    """The last day a certificate holds: so many years later, the 28th for who began on 29 February; None for ever."""
    if not years:
        return None
    year = issued_on.year + years
    return date(year, issued_on.month, min(issued_on.day, monthrange(year, issued_on.month)[1]))


def stage_of(expires_on: date | None, today: date, *, first_days: int, last_days: int) -> Stage | None:
    """How near the end is; None where it is far or never comes. The last day still counts."""
    if expires_on is None:
        return None
    left = (expires_on - today).days
    if left < 0:
        return Stage.EXPIRED
    if left <= last_days:
        return Stage.NOW
    return Stage.SOON if left <= first_days else None


def verdict_of(state: str | None, expires_on: date | None, today: date) -> Verdict:
    """What whoever checks learns; None is a code nobody gave. Taken back comes before lapsed."""
    if state is None:
        return Verdict.NOT_FOUND
    if state == CertificateState.REVOKED:
        return Verdict.REVOKED
    return Verdict.EXPIRED if expires_on is not None and expires_on < today else Verdict.VALID


def bare_code(typed: str) -> str:
    """A code as it is compared: capitals, no spaces and dashes."""
    return "".join(one for one in typed.upper() if one in LETTERS)


def shown_code(code: str) -> str:
    """A code in groups of four, to be read aloud: «K7QF-3MXW-9TPD-2RVA»."""
    return "-".join(code[at : at + CODE_GROUP] for at in range(0, len(code), CODE_GROUP))


def reminder(title: str, expires_on: date, today: date, office: str) -> str:
    """A message ready to send to the person, in plain words; no name in it, because phones are shared."""
    past = expires_on < today
    when = f"è scaduto il {date_field(expires_on)}" if past else f"scade il {date_field(expires_on)}"
    return (
        f"Ciao, il tuo attestato «{title}» {when}. Per rinnovarlo scrivici o passa da noi: ti diciamo quando. {office}"
    )


def _standing(facts: CourseFacts) -> list[str]:
    if facts.is_void:
        return ["L’iscrizione è segnata per errore."]
    if facts.is_cancelled:
        return ["L’edizione è annullata."]
    if facts.open_count:
        words = plural(facts.open_count, "incontro da fare o da chiudere", "incontri da fare o da chiudere")
        return [f"{'Resta' if facts.open_count == 1 else 'Restano'} {words}."]
    return []


def _hours_short(needed: Decimal, attended: Decimal) -> list[str]:
    return [f"Mancano {_left(needed, attended)}: ne servono {hours(needed)}."] if attended < needed else []


def _test_missing(terms: Terms, facts: CourseFacts) -> list[str]:
    if not terms.needs_test or facts.has_passed:
        return []
    return [
        "La prova finale non è superata." if facts.has_passed is False else "Manca il risultato della prova finale."
    ]


def _course_lines(terms: Terms, facts: CourseFacts, needed: Decimal) -> list[Line]:
    source = "Catalogo dei servizi" if facts.is_from_catalogue else "Somma degli incontri dell’edizione"
    lines = [
        _line("Ore previste", source, hours(facts.planned_hours)),
        _line("Ore fatte", "Registri chiusi", hours(facts.attended_hours)),
    ]
    if needed:
        lines.append(_threshold(_asked(terms), needed, facts.attended_hours))
    if terms.needs_test:
        words = {True: "superata", False: "non superata", None: "manca il risultato"}[facts.has_passed]
        lines.append(_line("Prova finale", "La chiede la regola", words))
    if terms.requisites:
        lines.append(_line("Serve anche", terms.requisites, "da controllare"))
    return lines


def _asked(terms: Terms) -> str:
    share = f"{percent(terms.share_percent)} delle ore previste" if terms.share_percent is not None else ""
    least = f"almeno {hours(terms.least_hours)}" if terms.least_hours else ""
    return ", ".join(filter(None, (share, least)))


def _threshold(rule: str, needed: Decimal, attended: Decimal) -> Line:
    care = f"mancano {_left(needed, attended)}" if attended < needed else ""
    return _line("Ore che servono", rule, hours(needed), care)


def _line(what: str, rule: str, value: str, care: str = "") -> Line:
    return {"what": what, "rule": rule, "value": value, "care": care}


def _left(needed: Decimal, attended: Decimal) -> str:
    """What lacks, never «0 h»: less than half a minute still lacks."""
    return hours(needed - attended) if round((needed - attended) * 60) else "meno di 1 minuto"
