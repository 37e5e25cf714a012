"""One person and one place, chosen by hand; both sides say yes; then it is confirmed."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.access.roles import ROLES
from ciao.access.visibility import scopes
from ciao.cases.dossier.reserved import reserved
from ciao.cases.lifecycle import CASE
from ciao.cases.models import Case
from ciao.core import clock
from ciao.hosts.enums import HostState, VacancyState
from ciao.hosts.models import Vacancy
from ciao.matches.assigning.gathering import field_of
from ciao.matches.assigning.reading import Pair, read_pair
from ciao.matches.enums import MatchState, RefusedBy
from ciao.matches.lifecycle import MATCH
from ciao.matches.models import Match
from ciao.people.actions import circle_for
from ciao.people.rules import too_short

NOT_SAFE = "Questo posto non si può proporre a questa persona: scegline un altro."
NOT_MINE = "Il posto di questa persona lo decide la sua persona di riferimento: chiedi a lei."
YES = {
    (MatchState.PROPOSED, "person"): "person_yes", (MatchState.PROPOSED, "host"): "host_yes",
    (MatchState.HOST, "person"): "person_yes_too", (MatchState.PERSON, "host"): "host_yes_too",
}  # fmt: skip


@transaction.atomic
def propose_match(
    *, case: Case, vacancy: Vacancy, by: Actor, overrule_reason: str = "", row_id: uuid.UUID | None = None
) -> Match:
    """A place for a person, chosen by hand; rules that are not of safety may be passed over, with a reason.

    Raises `NotPossible` for a place that is not safe, a rule not met and no reason, a match that stands already.
    """
    found = Match.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    check_person(case, by)
    if Match.objects.live().filter(case=case).exists():
        raise NotPossible("Questa persona ha già un abbinamento: scartalo, oppure spostala da lì.")
    match = Match(
        id=row_id or uuid.uuid4(), scope_id=circle_for(case.person_id, case.scope_id), case=case,
        proposed_on=clock.today(), is_by_hand=True, recorded_by=by.id,
    )  # fmt: skip
    _put(match, vacancy, by, overrule_reason)
    match.save(force_insert=True)
    return match


@transaction.atomic
def place_elsewhere(*, match: Match, vacancy: Vacancy, by: Actor, overrule_reason: str = "") -> Match:
    """The person is moved by hand to another place, as long as nobody has said yes to the first."""
    check_person(match.case, by)
    match = Match.objects.select_for_update(of=("self",)).get(id=match.id)
    if match.state != MatchState.PROPOSED:
        raise NotPossible(f"Ora è {MATCH.labels[match.state]}: scartalo con il motivo, poi proponi un altro posto.")
    _put(match, vacancy, by, overrule_reason)
    match.is_by_hand = True
    match.save()
    return match


@transaction.atomic
def move_match(*, match: Match, verb: str, on: date, by: Actor, reason: str = "", refused_by: str = "") -> Match:
    """One step of a match; `verb` is one of the lifecycle's. Confirming looks at every rule again.

    Raises `NotPossible` for a discard without who said no, or a rule that is not met any more.
    """
    check_person(match.case, by)
    if verb == "discard" and refused_by not in RefusedBy.values:
        raise NotPossible("Scegli chi ha detto di no.")
    if on < match.proposed_on:
        raise NotPossible("È stato proposto dopo quel giorno: scegli una data da allora in poi.")
    if verb in ("confirm", "reopen"):
        _check_again(match, by)
    MATCH.move(match, verb, by=by, on=on, reason=reason)
    if verb in ("discard", "reopen"):
        match.refused_by = refused_by if verb == "discard" else ""
        match.save(update_fields=["refused_by"])
    return match


def say_yes(*, match: Match, side: str, on: date, by: Actor) -> Match:
    """The person or the host accepts, whoever comes first; raises `NotPossible` where they have already answered."""
    verb = YES.get((MatchState(match.state), side))
    if verb is None:
        raise NotPossible(f"Ora è {MATCH.labels[match.state]}: questa risposta c’è già.")
    return move_match(match=match, verb=verb, on=on, by=by)


def check_person(case: Case, by: Actor) -> None:
    """Only who follows the person matches them; a protected one, only who is named."""
    ensure(by, Action.MATCH_EDIT)
    if not scopes(by, Level.INTERNSHIP).filter(id=case.scope_id).exists():
        raise NotPossible("Lo propone chi è nella sua équipe: chiedi a chi la segue.")
    if not case.is_active():
        raise NotPossible(f"Ora il percorso è {CASE.labels[case.state]}: va prima riaperto.")
    if reserved([case.person_id], by):
        raise NotPossible(NOT_MINE)


def pair_for(case: Case, vacancy: Vacancy, by: Actor, *, but: uuid.UUID | None = None) -> Pair:
    """The pair as it is today; `but` is the match that already holds the place."""
    return read_pair(field_of([case], [vacancy], by, but=but), case.id, vacancy.id)


def _put(match: Match, vacancy: Vacancy, by: Actor, reason: str) -> None:
    """The place into the match, after every rule: points, parts, and the rules passed over with who decided so."""
    place = Vacancy.objects.select_for_update(of=("self",)).select_related("host__organization", "terms")
    vacancy = place.get(id=vacancy.id)
    if vacancy.state != VacancyState.OPEN or vacancy.host.state != HostState.AVAILABLE:
        raise NotPossible("Questo posto ora non si propone: è chiuso o occupato, o l’ente è in pausa.")
    pair = pair_for(match.case, vacancy, by, but=match.id)
    if pair.is_unsafe:
        raise NotPossible(NOT_SAFE)
    if pair.problems and too_short(reason):
        raise NotPossible(f"{_told(pair)}. Per proporlo lo stesso scrivi perché.")
    match.vacancy, match.points, match.parts = vacancy, pair.points, pair.written
    _record_overrule(match, [one.code for one in pair.problems], reason if pair.problems else "", by)


def _record_overrule(match: Match, codes: Sequence[str], reason: str, by: Actor) -> None:
    match.overruled, match.overrule_reason = list(codes), reason.strip()
    match.overruled_by = by.id if codes else None
    match.overruled_by_label = f"{by.label}, {ROLES[by.role].label}"[:200] if codes and by.role in ROLES else ""


def _check_again(match: Match, by: Actor) -> None:
    place = Vacancy.objects.select_for_update(of=("self",)).select_related("host__organization", "terms")
    pair = pair_for(match.case, place.get(id=match.vacancy_id), by, but=match.id)
    if pair.is_unsafe:
        raise NotPossible(NOT_SAFE)
    new = [one for one in pair.problems if one.code not in match.overruled and one.code != "refused"]
    if new:
        raise NotPossible(f"Qualcosa è cambiato: {new[0].words}. Scartalo, oppure proponilo di nuovo con il motivo.")


def _told(pair: Pair) -> str:
    words = "; ".join(one.words for one in pair.problems)
    return f"{words[0].upper()}{words[1:]}"
