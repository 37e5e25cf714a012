"""A protected person: the alias for everybody, the rest for who is named, and back."""

from __future__ import annotations

from datetime import date

import pytest

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.actions import add_worker, hand_over_case
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.core.history import history_table
from ciao.desk.oversight.permissions import check_grants
from ciao.desk.protection.actions import keep_away_from, secure_person
from ciao.files.models import StoredFile
from ciao.outreach.models import Signal, SignalChange
from ciao.people.actions import (
    change_reader,
    end_protection,
    kept_away,
    let_back,
    people_named,
    reveal_for,
    save_sheet,
    update_protected,
)
from ciao.people.enums import NamedAct
from ciao.people.models import Contact, Identity, KeptAway, Person, ProtectedContact, Protection
from ciao.people.panel import kept_away_from, protection_of
from ciao.people.rules import care_of
from tests.cast import World
from tests.desk.protection.conftest import ADDRESS, MAIL, PHONE, REASON


def past_of(model: type, row_id: object) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {history_table(model)} WHERE id = %s", [str(row_id)])
        return int(cursor.fetchone()[0])


def test_everybody_else_reads_an_alias_and_a_care_of(world: World, ines: Case, lia: Protection) -> None:
    for name in ("nadia", "luca", "paolo", "marta"):
        with acting(world.actor(name)):
            person = Person.objects.filter(id=ines.person_id).first()
            assert person is None or (person.full_name, person.alias) == ("Lia", "")
            contact = Contact.objects.filter(person_id=ines.person_id).first()
            told = (contact.phone, contact.email, contact.address) if contact else None
            assert told in (None, ("", "", care_of("Azienda Sociale Tre Ponti")))
            identity = Identity.objects.filter(person_id=ines.person_id).first()
            assert identity is None or (identity.fiscal_code, identity.fiscal_code_index) == ("", "")


def test_only_who_is_named_reads_where_she_is(world: World, ines: Case, lia: Protection) -> None:
    with acting(world.actor("marta")) as marta:
        found = protection_of(ines.person_id, marta)
        assert found is not None
        assert (found.full_name, found.contact.phone, found.contact.email) == ("Ines Canarini", PHONE, MAIL)
        assert (found.contact.address, found.contact.school) == (ADDRESS, "CPIA Canarina")
    for name in ("nadia", "luca", "paolo", "chiara", "elena"):
        with acting(world.actor(name)) as actor:
            assert protection_of(ines.person_id, actor) is None
            assert ProtectedContact.objects.count() == 0


def test_the_past_signal_and_files_go_with_her(world: World, ines: Case, lia: Protection) -> None:
    for name, sees in (("marta", True), ("nadia", False), ("paolo", False)):
        with acting(world.actor(name)):
            assert Signal.objects.filter(person_id=ines.person_id).exists() is sees
            assert StoredFile.objects.filter(person_id=ines.person_id).exists() is sees
            assert SignalChange.objects.filter(signal_id=ines.signal_id).exists() is sees
    with acting(world.actor("nadia")):
        assert past_of(Person, ines.person_id) == 1
    with acting(world.actor("marta")):
        assert past_of(Person, ines.person_id) == 2


def test_nobody_finds_her_by_name(world: World, ines: Case, lia: Protection) -> None:
    with acting(world.actor("nadia")):
        assert not Person.objects.filter(id__in=people_named("Canarini"))
        assert Person.objects.get(id__in=people_named("Lia")).id == ines.person_id


def test_protecting_twice_happens_once(world: World, ines: Case) -> None:
    with acting(world.actor("marta")) as marta:
        given = {"case": ines, "alias": "Lia", "reason": REASON, "starts_on": date(2026, 11, 23), "readers": [],
                 "by": marta}  # fmt: skip
        first = secure_person(**given)
        assert secure_person(**given, row_id=first.id).id == first.id
        ines.person.refresh_from_db()
        with pytest.raises(NotPossible, match="già in sicurezza"):
            secure_person(**given)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"alias": "Inesita"}, "somiglia a quello vero"),
        ({"alias": " "}, "Scegli il nome"),
        ({"reason": "pericolo"}, "Scrivi in una frase"),
        ({"starts_on": date(2026, 11, 24)}, "non sia dopo oggi"),
    ],
)
def test_what_would_tell_who_she_is_is_refused(world: World, ines: Case, wrong: dict, sentence: str) -> None:
    given = {"alias": "Lia", "reason": REASON, "starts_on": date(2026, 11, 23), **wrong}
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match=sentence):
        secure_person(case=ines, readers=[], by=marta, **given)


def test_what_is_kept_elsewhere_is_not_written_here(world: World, ines: Case, lia: Protection) -> None:
    with acting(world.actor("nadia")) as nadia:
        contact = Contact.objects.get(person_id=ines.person_id)
        with pytest.raises(NotPossible, match="persona di riferimento"):
            save_sheet(row=contact, typed={"phone": PHONE}, by=nadia)
        with pytest.raises(NotPossible, match="persona di riferimento"):
            save_sheet(row=Person.objects.get(id=ines.person_id), typed={"given_name": "Ines"}, by=nadia)
        assert save_sheet(row=contact, typed={"hours": "la mattina", "address": contact.address}, by=nadia)


def test_five_acts_show_who_she_is_to_named_staff_only(world: World, ines: Case, lia: Protection) -> None:
    with acting(world.actor("marta")) as marta:
        shown = reveal_for(act=NamedAct.ESF_FORM, person=Person.objects.get(id=ines.person_id), by=marta)
        assert (shown.full_name, shown.phone, shown.fiscal_code) == ("Ines Canarini", PHONE, "CNRNSI75D44Z131X")
        assert shown.scope_id == lia.scope_id
    with acting(world.actor("nadia")) as nadia, pytest.raises(NotPossible, match="persona di riferimento"):
        reveal_for(act=NamedAct.ESF_FORM, person=Person.objects.get(id=ines.person_id), by=nadia)


def test_an_ordinary_person_is_told_as_always(world: World, ines: Case) -> None:
    with acting(world.actor("nadia")) as nadia:
        shown = reveal_for(act=NamedAct.COB, person=Person.objects.get(id=ines.person_id), by=nadia)
        assert (shown.full_name, shown.phone, shown.address) == ("Ines Canarini", PHONE, ADDRESS)


def test_readers_are_named_and_taken_away_and_one_is_always_left(world: World, ines: Case, lia: Protection) -> None:
    nadia = world.mandates["nadia"]
    with acting(world.actor("marta")) as marta:
        change_reader(protection=lia, mandate=nadia, reads=True, by=marta)
    with acting(world.actor("nadia")) as actor:
        assert protection_of(ines.person_id, actor) is not None
    with acting(world.actor("marta")) as marta:
        change_reader(protection=lia, mandate=nadia, reads=False, by=marta)
        with pytest.raises(NotPossible, match="unica persona"):
            change_reader(protection=lia, mandate=world.mandates["marta"], reads=False, by=marta)
    with acting(world.actor("nadia")) as actor:
        assert protection_of(ines.person_id, actor) is None


def test_a_tutor_who_is_named_reads_the_place_of_the_internship_and_nothing_else(
    world: World, ines: Case, lia: Protection
) -> None:
    with acting(world.actor("marta")) as marta:
        change_reader(protection=lia, mandate=world.mandates["luca"], reads=True, by=marta)
    with acting(world.actor("luca")) as luca:
        assert protection_of(ines.person_id, luca) is None
        assert past_of(Person, ines.person_id) == 1


def test_the_case_passes_with_what_it_hides(world: World, ines: Case, lia: Protection) -> None:
    with acting(world.actor("marta")) as marta:
        hand_over_case(case=ines, to=world.mandates["chiara"], on=date(2026, 11, 23), by=marta)
    with acting(world.actor("chiara")) as chiara:
        assert protection_of(ines.person_id, chiara) is not None
    with acting(world.actor("marta")) as marta:
        assert protection_of(ines.person_id, marta) is None


def test_named_staff_correct_what_is_hidden(world: World, ines: Case, lia: Protection) -> None:
    new = {"alias": "Rosa", "is_page_safe": True, "given_name": "Ines", "family_name": "Canarini Lopez",
           "fiscal_code": "", "phone": "340 1", "address": "altrove"}  # fmt: skip
    with acting(world.actor("marta")) as marta:
        update_protected(protection=lia, by=marta, **new)
        found = protection_of(ines.person_id, marta)
        assert found is not None
        assert (found.family_name, found.contact.phone, found.is_page_safe) == ("Canarini Lopez", "340 1", True)
        with pytest.raises(NotPossible, match="somiglia"):
            update_protected(protection=lia, by=marta, **{**new, "alias": "Lopez"})
    with acting(world.actor("nadia")):
        assert Person.objects.get(id=ines.person_id).full_name == "Rosa"


def test_when_the_danger_is_over_all_goes_back_but_the_past(world: World, ines: Case, lia: Protection) -> None:
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="Scrivi in una frase"):
            end_protection(protection=lia, reason="fine", on=date(2026, 11, 23), by=marta)
        end_protection(protection=lia, reason="Il pericolo è finito, lo chiede lei.", on=date(2026, 11, 23), by=marta)
    with acting(world.actor("nadia")):
        person = Person.objects.get(id=ines.person_id)
        assert person.full_name == "Ines Canarini"
        assert Contact.objects.get(person=person).address == ADDRESS
        assert Identity.objects.get(person=person).fiscal_code == "CNRNSI75D44Z131X"
        assert StoredFile.objects.filter(person_id=person.id).exists()
    with acting(world.actor("paolo")):
        assert Signal.objects.get(person_id=ines.person_id).name == "Ines Canarini"


def test_a_relative_who_works_here_never_reaches_the_file(world: World, ines: Case) -> None:
    karim = world.mandates["karim"]
    with acting(world.actor("marta")) as marta:
        add_worker(case=ines, mandate=karim, role=CaseRole.MEDIATOR, starts_on=date(2026, 11, 23), by=marta)
        row = keep_away_from(case=ines, by=marta, tie="È il cognato.", user=karim.user)
        assert kept_away(ines.scope_id, karim.user_id)
        assert [one.tie for one in kept_away_from(ines.person_id, marta)] == ["È il cognato."]
    with acting(world.actor("karim")) as actor:
        assert not Case.objects.filter(id=ines.id).exists()
        assert not kept_away_from(ines.person_id, actor)
        assert KeptAway.objects.count() == 0
    with acting(world.actor("paolo")) as paolo, pytest.raises(NotPossible, match="scegli un’altra persona"):
        add_worker(case=ines, mandate=karim, role=CaseRole.MEDIATOR, starts_on=date(2026, 11, 23), by=paolo)
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="Scrivi in una frase"):
            let_back(row=row, reason="ok", by=marta)
        let_back(row=row, reason="Era un’altra persona con lo stesso nome.", by=marta)
        assert not kept_away(ines.scope_id, karim.user_id)


def test_a_grant_to_who_is_kept_away_is_not_written_by_anybody(world: World, ines: Case) -> None:
    from ciao.access.actions import grant, open_scope
    from ciao.access.enums import ActorKind, Level, ScopeKind
    from ciao.access.models import Grant

    karim = world.mandates["karim"]
    with acting(world.actor("marta")) as marta:
        keep_away_from(case=ines, by=marta, tie="È il fratello.", user=karim.user)
        below = open_scope(ScopeKind.NOTES, parent=ines.scope)
        for scope in (ines.scope, ines.person.scope, below):
            grant(scope=scope, holder_kind=ActorKind.MANDATE, holder_id=karim.id, level=Level.NAME, why="x", by=marta)
    assert not Grant.objects.filter(holder_id=karim.id, why="x").exists()


def test_who_is_kept_away_has_a_name_or_works_here_and_is_not_oneself(world: World, ines: Case) -> None:
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="Scrivi chi è"):
            keep_away_from(case=ines, by=marta, tie="ex marito")
        with pytest.raises(NotPossible, match="Non puoi indicare te"):
            keep_away_from(case=ines, by=marta, tie="cugina", user=world.user("marta"))
        once = keep_away_from(case=ines, by=marta, tie="ex marito", name="Un uomo")
        assert keep_away_from(case=ines, by=marta, tie="ex marito", name="Un uomo", row_id=once.id).id == once.id


def test_every_permission_is_still_explained(world: World, ines: Case, lia: Protection) -> None:
    assert check_grants(date(2026, 11, 23)) == ([], [])
