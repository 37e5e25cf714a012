"""Titles, acts, extensions, starts allowed with a lack, minors, social inclusion: what is done and what is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.hosts import actions as hosts
from ciao.internships import actions
from ciao.internships.models import (
    Internship,
    PackAct,
    PromotionTitle,
    ServiceAct,
    StartOverride,
    TrainingProject,
)
from ciao.internships.pack.gather import pack_of
from ciao.people.actions import record_responsibility
from ciao.people.models import Identity
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS
from ciao.signatures.actions import record_paper_signature
from tests.cast import World
from tests.internships.conftest import END, SCHEDULE, START, Kitchen
from tests.internships.papers import complete, pdf

TODAY = date(2026, 11, 23)


def ready(kitchen: Kitchen, by: Any, **more: Any) -> Internship:
    """All there but the signatures."""
    one = kitchen.open(by, **more)
    kitchen.write(one, by)
    complete(one, by)
    return one


def signed(one: Internship, by: Any) -> None:
    project = TrainingProject.objects.get(internship=one)
    actions.sign_training_project(training_project=project, on=date(2026, 8, 31), by=by)


def care(kitchen: Kitchen, by: Any, **more: Any) -> ServiceAct:
    given: dict[str, Any] = {
        "case": kitchen.case, "kind": "care", "service": "Servizio sociale", "starts_on": date(2026, 3, 1), **more,
    }  # fmt: skip
    return actions.record_service_act(upload=pdf(), by=by, **given)


def test_without_a_title_that_holds_nobody_promotes(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("paolo")) as paolo:
        row = PromotionTitle.objects.get()
        row.valid_to = date(2026, 8, 31)
        row.save()
        for given, words in (({"reference": " "}, "Scrivi il numero"), ({"valid_to": date(2024, 1, 1)}, "viene dopo")):
            with pytest.raises(NotPossible, match=words):
                actions.record_title(
                    programme=world.programme, promoter=world.organizations["capofila"], kind="school", by=paolo,
                    **{"reference": "1", "valid_from": date(2025, 1, 1), **given},
                )  # fmt: skip
    with acting(world.actor("luca")) as luca:
        one = ready(kitchen, luca)
        signed(one, luca)
        with pytest.raises(NotPossible, match="Chi promuove non ha un titolo"):
            actions.start_internship(internship=one, on=START, by=luca)
    with acting(world.actor("paolo")) as paolo:
        given = {"programme": world.programme, "promoter": world.organizations["capofila"], "kind": "school"}
        new = actions.record_title(**given, reference="2", valid_from=date(2026, 9, 1), by=paolo, upload=pdf())
        assert new.file is not None
        assert actions.record_title(**given, reference="2", valid_from=date(2026, 9, 1), by=paolo, row_id=new.id) == new
    with acting(world.actor("luca")) as luca:
        assert actions.start_internship(internship=one, on=START, by=luca).state == "running"


def test_an_act_is_done_or_not_due_and_may_be_corrected(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.open(luca)
        refusals: list[tuple[dict[str, Any], str]] = [
            ({"body": "Medico"}, "chi l’ha fatto e quando"), ({"happened_on": TODAY}, "chi l’ha fatto e quando"),
            ({"body": "Medico", "happened_on": date(2026, 11, 24)}, "non sia dopo oggi"),
            ({"body": "Medico", "happened_on": TODAY, "valid_to": START}, "la scadenza viene dopo"),
        ]  # fmt: skip
        for given, words in refusals:
            with pytest.raises(NotPossible, match=words):
                actions.record_act(internship=one, kind="fitness", by=luca, **given)
        actions.record_act(internship=one, kind="fitness", not_due_reason="Non serve", by=luca)
        row = actions.record_act(
            internship=one, kind="fitness", body="Medico", happened_on=TODAY, upload=pdf(), by=luca
        )
        assert (PackAct.objects.count(), row.not_due_reason, row.file is not None) == (1, "", True)
        actions.set_protocol(act=row, protocol="12/2026", on=TODAY, by=luca)
        assert PackAct.objects.get().protocol == "12/2026"
        for protocol, on, words in ((" ", TODAY, "Scrivi il numero"), ("1", date(2026, 12, 1), "dopo oggi")):
            with pytest.raises(NotPossible, match=words):
                actions.set_protocol(act=row, protocol=protocol, on=on, by=luca)
        actions.cancel_internship(internship=one, on=TODAY, reason="Rinuncia", by=luca)
        with pytest.raises(NotPossible, match="gli atti non cambiano più"):
            actions.record_act(internship=one, kind="fitness", not_due_reason="x", by=luca)


def test_the_notice_has_a_number_and_a_day(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.open(luca)
        with pytest.raises(NotPossible, match="Prima scrivi il progetto"):
            actions.record_notice(internship=one, cob_number="1", cob_on=TODAY, by=luca)
        kitchen.write(one, luca, cob_number="", cob_on=None)
        for number, on, words in (("1", date(2026, 12, 1), "dopo oggi"), (" ", TODAY, "Scrivi il numero")):
            with pytest.raises(NotPossible, match=words):
                actions.record_notice(internship=one, cob_number=number, cob_on=on, by=luca)
        assert actions.record_notice(internship=one, cob_number="COB 9", cob_on=TODAY, by=luca).cob_number == "COB 9"


def test_social_inclusion_needs_a_public_service_not_the_path_here(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="Il percorso in CIAO! non basta"):
            kitchen.open(marta, kind="inclusion")
        for given, words in (
            ({"service": " "}, "quale servizio"), ({"starts_on": date(2026, 12, 1)}, "dopo oggi"),
            ({"ends_on": date(2026, 1, 1)}, "la fine viene dopo"),
        ):  # fmt: skip
            with pytest.raises(NotPossible, match=words):
                care(kitchen, marta, **given)
        row = care(kitchen, marta)
        assert care(kitchen, marta, row_id=row.id) == row
        one = kitchen.open(marta, kind="inclusion")
        facts = pack_of(one, marta).facts
        assert facts.care == "Servizio sociale, dal 01.03.2026"
        row.ends_on = date(2026, 8, 31)
        row.save()
        with pytest.raises(NotPossible, match="prima scrivi quale servizio"):
            kitchen.open(marta, kind="inclusion")


def test_beyond_two_years_only_with_the_certificate_of_need(world: World, kitchen: Kitchen) -> None:
    long = {"kind": "inclusion", "ends_on": date(2028, 9, 1)}
    with acting(world.actor("marta")) as marta:
        care(kitchen, marta)
        with pytest.raises(NotPossible, match="certificato del bisogno"):
            kitchen.open(marta, **long)
        care(kitchen, marta, kind="need")
        assert kitchen.open(marta, **long).kind == "inclusion"
        with pytest.raises(NotPossible, match="nessun tirocinio dura tanto"):
            kitchen.open(marta, ends_on=date(2028, 9, 1))


def test_an_extension_says_why_and_stays_within_law_and_agreement(world: World, kitchen: Kitchen) -> None:
    given: dict[str, Any] = {"until_on": date(2027, 6, 30), "decided_on": TODAY, "reason": "Impara ancora"}
    with acting(world.actor("luca")) as luca:
        with pytest.raises(NotPossible, match="si proroga mentre è in corso"):
            actions.extend_internship(internship=kitchen.open(luca), by=luca, **given)
        one = kitchen.running(luca)
        refusals: list[tuple[dict[str, Any], str]] = [
            ({"until_on": END}, "la nuova fine viene dopo"), ({"decided_on": date(2026, 12, 1)}, "dopo oggi"),
            ({"reason": " "}, "Scrivi il motivo"), ({"until_on": date(2027, 9, 1)}, "La convenzione n. 2026/014"),
        ]  # fmt: skip
        for change, words in refusals:
            with pytest.raises(NotPossible, match=words):
                actions.extend_internship(internship=one, by=luca, **{**given, **change})
        row = actions.extend_internship(internship=one, by=luca, upload=pdf(), cob_number="7", cob_on=TODAY, **given)
        assert (row.before_on, Internship.objects.get(id=one.id).ends_on) == (END, date(2027, 6, 30))
        assert actions.extend_internship(internship=one, by=luca, row_id=row.id, **given) == row


def test_a_start_with_a_lack_is_asked_by_one_and_allowed_by_another_for_ever(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.open(luca)
        with pytest.raises(NotPossible, match="Senza questo non si può iniziare: Manca il progetto formativo"):
            actions.ask_override(internship=one, request="Subito", by=luca)
        kitchen.write(one, luca)
        signed(one, luca)
        with pytest.raises(NotPossible, match="Scrivi perché"):
            actions.ask_override(internship=one, request=" ", by=luca)
        row = actions.ask_override(internship=one, request="L’ente aspetta", by=luca)
        assert actions.ask_override(internship=one, request="Ancora", by=luca) == row
        assert row.codes == {"safety", "fitness"}
        with pytest.raises(PermissionDenied):
            actions.decide_override(override=row, verb="allow", reason="x", on=TODAY, by=luca)
        with pytest.raises(NotPossible, match="2 cose mancano"):
            actions.start_internship(internship=one, on=START, by=luca)
    with acting(world.actor("paolo")) as paolo:
        row = StartOverride.objects.get()
        with pytest.raises(NotPossible, match="Scrivi il motivo"):
            actions.decide_override(override=row, verb="allow", reason="", on=TODAY, by=paolo)
        actions.decide_override(override=row, verb="refuse", reason="Manca troppo", on=TODAY, by=paolo)
        actions.decide_override(override=row, verb="reconsider", reason="Risentito l’ente", on=TODAY, by=paolo)
        actions.decide_override(override=row, verb="allow", reason="Domani la fanno", on=TODAY, by=paolo)
    with acting(world.actor("luca")) as luca:
        assert actions.start_internship(internship=one, on=START, by=luca).state == "running"
        with pytest.raises(NotPossible, match="si chiede prima dell’inizio"):
            actions.ask_override(internship=one, request="x", by=luca)
    with acting(world.actor("paolo")) as paolo:
        row = StartOverride.objects.select_related("internship").get()
        with pytest.raises(NotPossible, match="è già iniziato"):
            actions.decide_override(override=row, verb="reconsider", reason="x", on=TODAY, by=paolo)


def test_what_was_allowed_does_not_cover_what_lacks_later(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = ready(kitchen, luca)
        actions.ask_override(internship=one, request="Firma domani", by=luca)
    with acting(world.actor("paolo")) as paolo:
        actions.decide_override(override=StartOverride.objects.get(), verb="allow", reason="Va", on=TODAY, by=paolo)
    with acting(world.actor("luca")) as luca:
        kitchen.write(one, luca, cob_number="")
        with pytest.raises(NotPossible, match=r"1 cosa manca\. Manca il numero della comunicazione"):
            actions.start_internship(internship=one, on=START, by=luca)


def test_signed_by_everybody_on_the_issued_paper_counts_and_a_change_asks_anew(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = ready(kitchen, luca)
        project = TrainingProject.objects.get()
        document = issue_document(kind=KINDS["training_project"], subject=project, by=luca)
        waiting = {asked.name for asked in pack_of(one, luca).facts.unsigned}
        assert waiting == {"Amina", "Per Azienda Sociale Tre Ponti", "Rita", "Luca"}
        for signature in document.signatures.all():
            record_paper_signature(signature=signature, scan=pdf(), signed_on=TODAY, by=luca)
        assert pack_of(one, luca).facts.signed_on == TODAY
        kitchen.write(one, luca, goals="Altro")
        document.refresh_from_db()
        assert (document.state, pack_of(one, luca).facts.signed_on) == ("void", None)
        assert {signature.state for signature in document.signatures.all()} == {"withdrawn"}


def test_for_a_minor_signs_who_answers_and_a_danger_is_never_asked(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("marta")) as marta:
        Identity.objects.filter(person_id=kitchen.case.person_id).update(birth_date=date(2009, 5, 1))
        record_responsibility(
            person=kitchen.case.person, kind="parent", name="Padre", is_danger=True, starts_on=START, by=marta
        )
    with acting(world.actor("luca")) as luca:
        one = ready(kitchen, luca)
        assert pack_of(one, luca).facts.has_holder is False
        with pytest.raises(NotPossible, match="nessuno può firmare per lei"):
            issue_document(kind=KINDS["training_project"], subject=TrainingProject.objects.get(), by=luca)
    with acting(world.actor("marta")) as marta:
        record_responsibility(
            person=kitchen.case.person, kind="guardian", name="Tutrice", act="V.G. 1", starts_on=START, by=marta
        )
    with acting(world.actor("luca")) as luca:
        assert pack_of(one, luca).facts.has_holder is True
        issue_document(kind=KINDS["training_project"], subject=TrainingProject.objects.get(), by=luca)
        names = [asked.name for asked in pack_of(one, luca).facts.unsigned]
        assert "Tutrice" in names
        assert "Padre" not in names
        assert "Amina" not in names


def test_a_closed_host_and_too_many_hours_together_stop_the_start(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        first = kitchen.running(luca)
        kitchen.write(first, luca, daily_hours=[Decimal(6)] * 5 + [Decimal(0)] * 2)
        second = ready(kitchen, luca)
        signed(second, luca)
        kitchen.write(second, luca, daily_hours=[Decimal(4)] * 5 + [Decimal(0)] * 2)
        signed(second, luca)
        with pytest.raises(NotPossible, match="50\u00a0h a settimana: la legge ne ammette 48"):
            actions.start_internship(internship=second, on=START, by=luca)
        kitchen.write(second, luca, daily_hours=SCHEDULE[:3] + [Decimal(0)] * 4)
        signed(second, luca)
    with acting(world.actor("paolo")) as paolo:
        hosts.move_host(host=kitchen.host, verb="pause", on=TODAY, note="Chiude", by=paolo)
    with acting(world.actor("luca")) as luca, pytest.raises(NotPossible, match="Cucina Aperta ora è in pausa"):
        actions.start_internship(internship=second, on=START, by=luca)
