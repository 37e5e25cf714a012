"""Matching through the product's own actions: rules, refusals, both yeses, the whole cohort, and safety."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.actions import save_availability, save_work_wish
from ciao.cases.models import Availability, WorkWish
from ciao.hosts import actions as hosts
from ciao.matches import actions
from ciao.matches.actions.matching import say_yes
from ciao.matches.models import DangerPlace, HostBar, Match, MatchChange, PlaceTerms
from ciao.people.actions import keep_away, keeper
from ciao.people.models import Person
from tests.matches.conftest import Market, comune, person, place, ready
from tests.protected import hide

TODAY = date(2026, 11, 23)
SAFE = "Questo posto non si può proporre a questa persona"


def propose(market: Market, name: str = "Amina", where: str = "kitchen", by: str = "luca", reason: str = "") -> Match:
    with acting(market.world.actor(by)) as actor:
        return actions.propose_match(
            case=market.cases[name], vacancy=market.vacancies[where], by=actor, overrule_reason=reason
        )


def test_availability_is_written_again_and_the_history_keeps_it(market: Market) -> None:
    ready(market, "Amina", days=[0], parts=["evening"])
    with acting(market.world.actor("marta")):
        row = Availability.objects.get(case=market.cases["Amina"])
        assert (row.days, row.parts) == ([0], ["evening"])
        assert WorkWish.objects.get(case=market.cases["Amina"]).wanted == []


@pytest.mark.parametrize("who", ["chiara", "paolo"])
def test_only_who_follows_the_person_writes_when_they_can_come(market: Market, who: str) -> None:
    with acting(market.world.actor(who)) as actor, pytest.raises(NotPossible, match="équipe"):
        save_availability(case=market.cases["Amina"], starts_on=TODAY, by=actor)


def test_dates_in_order_and_one_mind_about_work(market: Market) -> None:
    with acting(market.world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="La fine viene dopo"):
            save_availability(case=market.cases["Amina"], starts_on=TODAY, ends_on=date(2026, 1, 1), by=marta)
        with pytest.raises(NotPossible, match="scegline uno"):
            save_work_wish(case=market.cases["Amina"], wanted=["land"], unwanted=["land"], by=marta)


def test_a_match_by_hand_keeps_its_points_and_their_parts(market: Market) -> None:
    match = propose(market)
    assert match.points == sum(part["points"] for part in match.explanation)
    assert any("cucina" in part["why"] for part in match.explanation)
    assert match.is_by_hand
    assert match.overruled == []


def test_sent_twice_it_is_made_once_and_a_second_is_refused(market: Market) -> None:
    row_id = uuid.uuid4()
    with acting(market.world.actor("luca")) as luca:
        for _ in range(2):
            actions.propose_match(
                case=market.cases["Amina"], vacancy=market.vacancies["kitchen"], by=luca, row_id=row_id
            )
        with pytest.raises(NotPossible, match="già un abbinamento"):
            actions.propose_match(case=market.cases["Amina"], vacancy=market.vacancies["garden"], by=luca)
        assert Match.objects.count() == 1
        first = Match.objects.get()
        first.id = uuid.uuid4()
        with pytest.raises(IntegrityError), transaction.atomic():
            first.save(force_insert=True)


def test_a_rule_is_passed_over_only_with_a_reason_that_stays(market: Market) -> None:
    ready(market, "Amina", unwanted=["kitchen"])
    with pytest.raises(NotPossible, match="scrivi perché"):
        propose(market)
    match = propose(market, reason="Ha provato una settimana e le è piaciuto.")
    assert match.overruled == ["unwanted"]
    assert "Luca" in match.overruled_by_label
    assert "tutor di tirocinio" in match.overruled_by_label
    assert match.overrule_reason == "Ha provato una settimana e le è piaciuto."


def test_safety_is_never_passed_over(market: Market) -> None:
    young = person(market.world, "Noemi", born=date(2011, 6, 1))
    market.cases["Noemi"] = young
    ready(market, "Noemi")
    with pytest.raises(NotPossible, match=SAFE):
        propose(market, "Noemi", reason="Un motivo lungo e ben scritto.")


def test_a_place_full_or_closed_is_not_proposed(market: Market) -> None:
    propose(market)
    with pytest.raises(NotPossible, match="già preso"):
        propose(market, "Sara")
    with acting(market.world.actor("paolo")) as paolo:
        hosts.move_vacancy(vacancy=market.vacancies["garden"], verb="fill", on=TODAY, by=paolo)
    with pytest.raises(NotPossible, match="chiuso o occupato"):
        propose(market, "Sara", "garden", reason="Un motivo lungo e ben scritto.")


def test_seats_and_quota_are_counted_whoever_asks(market: Market) -> None:
    small = place(market.world, "Bottega Piccola", "Banco", headcount=3)
    with acting(market.world.actor("paolo")) as paolo:
        actions.save_terms(vacancy=small, seats=2, by=paolo)
    market.vacancies["small"] = small
    propose(market, "Amina", "small", by="marta")
    with pytest.raises(NotPossible, match="tutti i tirocini che può ospitare"):
        propose(market, "Sara", "small")


def test_both_say_yes_in_either_order_then_it_is_confirmed_and_ends(market: Market) -> None:
    one, two = propose(market), propose(market, "Sara", "garden")
    with acting(market.world.actor("luca")) as luca:
        for match, sides in ((one, ("person", "host")), (two, ("host", "person"))):
            for side in sides:
                say_yes(match=match, side=side, on=TODAY, by=luca)
            assert match.state == "both"
            with pytest.raises(NotPossible, match="c’è già"):
                say_yes(match=match, side="person", on=TODAY, by=luca)
            actions.move_match(match=match, verb="confirm", on=TODAY, by=luca)
            assert match.state == "confirmed"
        actions.move_match(match=one, verb="finish", on=TODAY, by=luca)
        assert MatchChange.objects.filter(match=one).count() == 4
    again = propose(market)
    assert again.state == "proposed"


def test_confirming_looks_at_the_rules_again(market: Market) -> None:
    match = propose(market)
    with acting(market.world.actor("luca")) as luca:
        for side in ("person", "host"):
            say_yes(match=match, side=side, on=TODAY, by=luca)
    with acting(market.world.actor("paolo")) as paolo:
        actions.save_terms(vacancy=market.vacancies["kitchen"], titles=["haccp"], by=paolo)
    with acting(market.world.actor("luca")) as luca, pytest.raises(NotPossible, match="Qualcosa è cambiato: manca"):
        actions.move_match(match=match, verb="confirm", on=TODAY, by=luca)


def test_a_discard_says_who_and_why_and_is_remembered(market: Market) -> None:
    match = propose(market)
    with acting(market.world.actor("luca")) as luca:
        with pytest.raises(NotPossible, match="chi ha detto di no"):
            actions.move_match(match=match, verb="discard", on=TODAY, by=luca, reason="Non le va.")
        with pytest.raises(NotPossible, match="motivo"):
            actions.move_match(match=match, verb="discard", on=TODAY, by=luca, refused_by="person")
        actions.move_match(match=match, verb="discard", on=TODAY, by=luca, refused_by="person", reason="Orari scomodi.")
    with pytest.raises(NotPossible, match="già detto di no"):
        propose(market)
    with acting(market.world.actor("luca")) as luca:
        actions.move_match(match=match, verb="reopen", on=TODAY, by=luca, reason="Ci ha ripensato.")
        assert (match.state, match.refused_by) == ("proposed", "")


def test_moved_by_hand_while_nobody_has_said_yes(market: Market) -> None:
    match = propose(market)
    with acting(market.world.actor("luca")) as luca:
        match = actions.place_elsewhere(match=match, vacancy=market.vacancies["garden"], by=luca)
        assert match.vacancy_id == market.vacancies["garden"].id
        say_yes(match=match, side="person", on=TODAY, by=luca)
        with pytest.raises(NotPossible, match="scartalo"):
            actions.place_elsewhere(match=match, vacancy=market.vacancies["kitchen"], by=luca)


def test_a_day_before_the_proposal_is_refused(market: Market) -> None:
    match = propose(market)
    with acting(market.world.actor("luca")) as luca, pytest.raises(NotPossible, match="da allora in poi"):
        say_yes(match=match, side="person", on=date(2026, 11, 1), by=luca)


def test_a_host_to_avoid_until_it_is_lifted(market: Market) -> None:
    with acting(market.world.actor("luca")) as luca:
        bar = actions.bar_host(
            case=market.cases["Amina"], host=market.hosts["kitchen"], kind="worked", note="Nel 2025", by=luca
        )
        with pytest.raises(NotPossible, match="già fra quelli"):
            actions.bar_host(case=market.cases["Amina"], host=market.hosts["kitchen"], kind="other", by=luca)
    with pytest.raises(NotPossible, match="ente da evitare: ci ha già lavorato"):
        propose(market)
    with acting(market.world.actor("luca")) as luca:
        actions.lift_bar(bar=bar, by=luca)
    assert propose(market).overruled == []


def test_a_round_places_who_would_stay_out_in_order_of_arrival(market: Market) -> None:
    """Amina came first and would take the kitchen; Sara can go nowhere else."""
    ready(market, "Sara", unwanted=["land"])
    ready(market, "Amina", wanted=["kitchen"])
    with acting(market.world.actor("luca")) as luca:
        made = actions.run_round(programme=market.world.programme, cases=list(market.cases.values()), by=luca)
        where = {match.case_id: match.vacancy_id for match in Match.objects.filter(round=made)}
    assert where == {
        market.cases["Amina"].id: market.vacancies["garden"].id,
        market.cases["Sara"].id: market.vacancies["kitchen"].id,
    }
    assert (made.matched_count, made.arrival_count, made.person_count) == (2, 1, 2)
    assert made.total_points > made.arrival_points - 100


def test_a_round_sent_twice_happens_once_and_leaves_out_who_is_matched(market: Market) -> None:
    row_id = uuid.uuid4()
    with acting(market.world.actor("luca")) as luca:
        cases = list(market.cases.values())
        for _ in range(2):
            actions.run_round(programme=market.world.programme, cases=cases, by=luca, row_id=row_id)
        assert Match.objects.count() == 2
        with pytest.raises(NotPossible, match="almeno una persona"):
            actions.run_round(programme=market.world.programme, cases=cases, by=luca)


def test_no_place_free_is_said(market: Market) -> None:
    with acting(market.world.actor("paolo")) as paolo:
        for one in market.vacancies.values():
            hosts.move_vacancy(vacancy=one, verb="fill", on=TODAY, by=paolo)
    with acting(market.world.actor("luca")) as luca, pytest.raises(NotPossible, match="Nessun posto libero"):
        actions.run_round(programme=market.world.programme, cases=list(market.cases.values()), by=luca)


def test_chiara_matches_nobody_of_others(market: Market) -> None:
    with acting(market.world.actor("chiara")) as chiara, pytest.raises(NotPossible, match="équipe"):
        actions.propose_match(case=market.cases["Amina"], vacancy=market.vacancies["kitchen"], by=chiara)
    match = propose(market)
    with acting(market.world.actor("chiara")):
        assert not Match.objects.filter(id=match.id).exists()
        assert not Availability.objects.exists()


def test_a_comune_named_as_danger_is_never_proposed_nor_told(market: Market) -> None:
    with acting(market.world.actor("marta")) as marta:
        danger = actions.name_danger(
            person=market.cases["Amina"].person, municipality=comune(), why="Ci abita lui.", by=marta
        )
    for who in ("luca", "marta"):
        with pytest.raises(NotPossible, match=SAFE) as refusal:
            propose(market, by=who, reason="Un motivo lungo e ben scritto.")
        assert "abita" not in str(refusal.value)
    with acting(market.world.actor("luca")) as luca:
        assert not DangerPlace.objects.exists()
        made = actions.run_round(programme=market.world.programme, cases=list(market.cases.values()), by=luca)
        sara = Match.objects.get(round=made)
        assert sara.case_id == market.cases["Sara"].id
    with acting(market.world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="in una frase"):
            actions.lift_danger(place=danger, reason="", by=marta)
        actions.lift_danger(place=danger, reason="Lui si è trasferito all’estero.", by=marta)
    free = "garden" if sara.vacancy_id == market.vacancies["kitchen"].id else "kitchen"
    assert propose(market, where=free).state == "proposed"


def test_danger_without_a_place_is_refused(market: Market) -> None:
    with acting(market.world.actor("marta")) as marta, pytest.raises(NotPossible, match="Scegli un comune"):
        actions.name_danger(person=market.cases["Amina"].person, by=marta)


def test_the_host_of_somebody_kept_away_is_never_proposed(market: Market) -> None:
    """By the name of who works there, and by the body that employs a user."""
    inn = place(market.world, "Locanda del Ponte", "Sala", referent="Rocco Bruni")
    market.vacancies["inn"] = inn
    case = market.cases["Amina"]
    with acting(market.world.actor("marta")) as marta:
        keep_away(person=case.person, circles=[case.scope_id], by=marta, tie="ex marito", name="Bruni Rocco")
    with pytest.raises(NotPossible, match=SAFE):
        propose(market, where="inn", reason="Un motivo lungo e ben scritto.")
    assert propose(market, where="kitchen").state == "proposed"


def test_where_a_relative_known_here_is_placed_is_never_proposed(market: Market) -> None:
    market.cases["Rocco"] = person(market.world, "Rocco Bruni")
    ready(market, "Rocco", starts_from=None)
    with acting(market.world.actor("paolo")) as paolo:
        actions.save_terms(vacancy=market.vacancies["kitchen"], seats=3, by=paolo)
    propose(market, "Rocco", "kitchen")
    case = market.cases["Amina"]
    with acting(market.world.actor("marta")) as marta:
        keep_away(person=case.person, circles=[case.scope_id], by=marta, tie="ex marito", name="Rocco Bruni")
    with pytest.raises(NotPossible, match=SAFE):
        propose(market, reason="Un motivo lungo e ben scritto.")
    assert propose(market, where="garden").state == "proposed"


def test_a_protected_person_is_matched_only_by_who_is_named(market: Market) -> None:
    case = market.cases["Amina"]
    hide(market.world, case, "Rosa")
    with acting(market.world.actor("luca")) as luca:
        with pytest.raises(NotPossible, match="persona di riferimento"):
            actions.propose_match(case=case, vacancy=market.vacancies["kitchen"], by=luca)
        made = actions.run_round(programme=market.world.programme, cases=list(market.cases.values()), by=luca)
        assert made.person_count == 1
        with pytest.raises(NotPossible, match="persona di riferimento"):
            save_availability(case=case, starts_on=TODAY, by=luca)
    match = propose(market, where="garden" if made.matches.get().vacancy_id == market.vacancies["kitchen"].id
                    else "kitchen", by="marta")  # fmt: skip
    assert match.scope_id != case.scope_id
    with acting(market.world.actor("luca")):
        assert not Match.objects.filter(id=match.id).exists()
    with keeper():
        assert Person.objects.filter(id=case.person_id).exists()


def test_terms_are_of_who_looks_after_hosts(market: Market) -> None:
    with acting(market.world.actor("paolo")) as paolo:
        first = actions.save_terms(vacancy=market.vacancies["kitchen"], seats=2, days=[0], by=paolo)
        again = actions.save_terms(vacancy=market.vacancies["kitchen"], seats=3, by=paolo)
        assert first.id == again.id
        with pytest.raises(NotPossible, match="almeno una persona"):
            actions.save_terms(vacancy=market.vacancies["kitchen"], seats=-1, by=paolo)
        assert PlaceTerms.objects.get().seats == 3
        assert not HostBar.objects.exists()
