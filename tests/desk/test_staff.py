"""Utenti e incarichi: inviting, coming in, leaving and handing over."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from ciao.access.actor import acting
from ciao.access.models import Grant
from ciao.accounts.models import User
from ciao.cases.actions import add_task, add_worker, open_case
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case, CaseWorker, Task
from ciao.core import clock
from ciao.desk.staff.actions import leave
from ciao.notifications.models import Notification, OutgoingMail
from ciao.outreach.actions import assign_signal, record_signal
from ciao.partners.models import Membership
from ciao.programmes.actions import give_mandate
from ciao.programmes.models import Activity, Invitation, Mandate
from ciao.services.actions import LEADING, add_edition, add_service, add_staff, enrol
from ciao.services.enums import ServiceKind, StaffRole
from tests.cast import PASSWORD, World

NEWCOMER = {
    "given_name": "Bahar",
    "family_name": "Prova",
    "email": "Bahar@example.org",
    "role": "tutor",
}
ANSWER = {"given_name": "Bahar", "family_name": "Prova", "password": "pane olio e basilico"}


def invite(as_user, who: str = "giulia", **changes: str) -> str:
    """Sends an invitation through the page; returns the path its sheet shows."""
    page = as_user(who).post("/utenti/invita/", {**NEWCOMER, **changes}).content.decode()
    return "/invito/" + page.split("/invito/")[1].split("<")[0]


def test_an_administrator_invites_for_their_own_body(world: World, as_user) -> None:
    path = invite(as_user)
    invitation = Invitation.objects.get()
    assert invitation.organization == world.organizations["cooperativa"]
    assert invitation.email == "bahar@example.org"
    assert path.strip("/").split("/")[1] not in invitation.token_hash
    assert path in OutgoingMail.objects.get().body
    assert "Bahar" in as_user("giulia").get("/utenti/").content.decode()
    assert "Bahar" in as_user("paolo").get("/utenti/").content.decode()


@pytest.mark.parametrize("role", ["coordinator", "data_protection_officer", "system_administrator", "auditor"])
def test_an_administrator_gives_only_the_roles_of_a_partner(world: World, as_user, role: str) -> None:
    answer = as_user("giulia").post("/utenti/invita/", {**NEWCOMER, "role": role})
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_a_body_sent_by_hand_is_ignored(world: World, as_user) -> None:
    invite(as_user, organization=str(world.organizations["altra"].id))
    assert Invitation.objects.get().organization == world.organizations["cooperativa"]


@pytest.mark.parametrize("name", ["marta", "luca", "elena", "chiara"])
def test_others_invite_nobody(world: World, as_user, name: str) -> None:
    assert as_user(name).get("/utenti/invita/").status_code == 404
    assert as_user(name).post("/utenti/invita/", NEWCOMER).status_code == 404


def test_the_coordinator_invites_for_any_partner(world: World, as_user) -> None:
    invite(as_user, "paolo", role="data_protection_officer", organization=str(world.organizations["asst"].id))
    assert Invitation.objects.get().organization == world.organizations["asst"]


def test_the_same_place_is_not_kept_twice(world: World, as_user) -> None:
    invite(as_user)
    answer = as_user("giulia").post("/utenti/invita/", NEWCOMER)
    assert "già un invito aperto" in answer.content.decode()
    assert OutgoingMail.objects.count() == 1


def test_someone_invited_comes_in_and_is_led_to_the_second_key(world: World, as_user) -> None:
    path = invite(as_user)
    browser = Client()
    assert "Ciao Bahar" in browser.get(path).content.decode()
    answer = browser.post(path, ANSWER)
    assert answer["Location"] == "/seconda-chiave/"
    mandate = Mandate.objects.get(user__email="bahar@example.org")
    assert mandate.role == "tutor"
    assert Membership.objects.filter(user=mandate.user).exists()
    assert browser.get("/utenti/")["Location"] == "/accesso/2fa/totp/activate/"
    with acting(world.actor("giulia")):
        assert Notification.objects.get().text.startswith("Bahar Prova ha accettato")


def test_an_invitation_is_used_once(world: World, as_user) -> None:
    path = invite(as_user)
    Client().post(path, ANSWER)
    again = Client().get(path)
    assert again.status_code == 410
    assert "già stato usato" in again.content.decode()


def test_a_withdrawn_invitation_says_so(world: World, as_user) -> None:
    path = invite(as_user)
    as_user("giulia").post(f"/utenti/inviti/{Invitation.objects.get().id}/ritira/")
    answer = Client().post(path, ANSWER)
    assert answer.status_code == 410
    assert "ritirato" in answer.content.decode()
    assert not User.objects.filter(email="bahar@example.org").exists()


def test_an_old_invitation_says_whom_to_ask(world: World, as_user) -> None:
    path = invite(as_user)
    with clock.at(clock.now() + timedelta(days=15)):
        answer = Client().get(path)
    assert "scaduto il 07.12.2026" in answer.content.decode()
    assert "Cooperativa La Quercia" in answer.content.decode()


def test_a_new_sheet_stops_the_old_one(world: World, as_user) -> None:
    old = invite(as_user)
    page = as_user("giulia").post(f"/utenti/inviti/{Invitation.objects.get().id}/foglio/").content.decode()
    new = "/invito/" + page.split("/invito/")[1].split("<")[0]
    assert Client().get(old).status_code == 410
    assert Client().get(new).status_code == 200


def test_an_unknown_invitation_says_to_check_the_address(world: World) -> None:
    answer = Client().get("/invito/inventato/")
    assert answer.status_code == 410
    assert "controlla di aver copiato" in answer.content.decode()


def test_a_colleague_who_has_an_account_gets_the_mandate_after_entering(world: World, as_user) -> None:
    path = invite(as_user, email="luca@example.org", role="trainer")
    assert "hai già un accesso" in Client().get(path).content.decode()
    luca = as_user("luca")
    assert "Accetta l’invito" in luca.get(path).content.decode()
    luca.post(path)
    assert {one.role for one in Mandate.objects.filter(user=world.user("luca"))} == {"tutor", "trainer"}


def test_nobody_takes_the_invitation_of_another(world: World, as_user) -> None:
    path = invite(as_user)
    marta = as_user("marta")
    assert "L’invito è per bahar@example.org" in marta.get(path).content.decode()
    assert marta.post(path).status_code == 410
    assert not Invitation.objects.get().accepted_at


def test_an_administrator_of_another_body_cannot_touch_an_invitation(world: World, as_user) -> None:
    invite(as_user, "paolo", organization=str(world.organizations["asst"].id))
    invitation = Invitation.objects.get()
    assert as_user("giulia").post(f"/utenti/inviti/{invitation.id}/ritira/").status_code == 404


def test_the_administrator_of_a_body_sees_its_people_and_nobody_elses(world: World, as_user) -> None:
    giulia = as_user("giulia")
    page = giulia.get("/utenti/").content.decode()
    assert "Luca" in page
    assert "Nadia" not in page
    assert giulia.get(f"/utenti/{world.user('luca').id}/").status_code == 200
    assert giulia.get(f"/utenti/{world.user('nadia').id}/").status_code == 404


@pytest.fixture
def amina(world: World) -> Case:
    with acting(world.actor("paolo")) as paolo:
        case = open_case(
            programme=world.programme,
            manager=world.mandates["marta"],
            opened_on=date(2026, 3, 12),
            by=paolo,
            person={"given_name": "Amina"},
        )
        day = date(2026, 11, 2)
        signal = record_signal(programme=world.programme, by=paolo, source="self", name="Nina", received_on=day)
        assign_signal(signal=signal, to=world.mandates["marta"], on=day, by=paolo)
    with acting(world.actor("marta")) as marta:
        add_worker(case=case, mandate=world.mandates["luca"], role=CaseRole.TUTOR, starts_on=case.opened_on, by=marta)
        for name in ("marta", "luca"):
            add_task(case=case, title="Chiamare", due_on=clock.today(), owner=world.mandates[name], by=marta)
    return case


def second_case_manager(world: World) -> Mandate:
    user = User.objects.create_user("noor@example.org", PASSWORD, given_name="Noor")
    return give_mandate(
        user=user,
        organization=world.organizations["capofila"],
        programme=world.programme,
        role="case_manager",
        by=None,
    )


def test_leaving_lists_what_happens_without_naming_anyone(world: World, as_user, amina: Case) -> None:
    page = as_user("paolo").get(f"/utenti/incarichi/{world.mandates['marta'].id}/chiudi/").content.decode()
    assert "1 percorso di cui" in page
    assert "1 segnalazione a cui" in page
    assert "Amina" not in page


def test_whoever_leaves_hands_over_cases_signals_and_tasks(world: World, as_user, amina: Case) -> None:
    noor = second_case_manager(world)
    address = f"/utenti/incarichi/{world.mandates['marta'].id}/chiudi/"
    refused = as_user("paolo").post(address, {"on": "23.11.2026"})
    assert refused.status_code == 422
    assert "Scegli a chi passano" in refused.content.decode()
    as_user("paolo").post(address, {"on": "22.11.2026", "successor": str(noor.id)})

    assert CaseWorker.objects.get(case=amina, is_lead=True, ends_on__isnull=True).mandate == noor
    assert {one.owner for one in Task.objects.all()} == {noor, world.mandates["luca"]}
    marta = Mandate.objects.get(pk=world.mandates["marta"].pk)
    assert marta.ends_on == date(2026, 11, 22)
    assert not Grant.objects.filter(holder_id=marta.id).valid_on(clock.today()).exists()
    assert not Membership.objects.filter(user=marta.user, ends_on__isnull=True).exists()
    assert (
        Notification.objects.get(user=noor.user, kind="case_entrusted").text
        == f"Da oggi segui il caso {amina.number}, che era di Marta."
    )
    assert as_user("marta").get("/").status_code == 403


def test_a_member_of_the_team_leaves_without_a_successor(world: World, as_user, amina: Case) -> None:
    answer = as_user("giulia").post(f"/utenti/incarichi/{world.mandates['luca'].id}/chiudi/", {"on": "23.11.2026"})
    assert answer.status_code == 302
    assert {one.owner for one in Task.objects.all()} == {world.mandates["marta"]}


def test_leaving_the_body_ends_every_mandate_there(world: World, as_user) -> None:
    give_mandate(
        user=world.user("luca"),
        organization=world.organizations["cooperativa"],
        programme=world.programme,
        role="trainer",
        by=None,
    )
    as_user("giulia").post(
        f"/utenti/incarichi/{world.mandates['luca'].id}/chiudi/", {"on": "23.11.2026", "whole_body": "on"}
    )
    assert not Mandate.objects.filter(user=world.user("luca"), ends_on__isnull=True).exists()


def test_nobody_ends_their_own_mandate_nor_one_they_may_not_give(world: World, as_user) -> None:
    for who, whom in [("giulia", "giulia"), ("paolo", "paolo")]:
        page = as_user(who)
        address = f"/utenti/incarichi/{world.mandates[whom].id}/chiudi/"
        assert "lo chiude il coordinamento" in page.get(address).content.decode()
        assert page.post(address, {"on": "23.11.2026"}).status_code == 422
        assert Mandate.objects.get(pk=world.mandates[whom].pk).ends_on is None


def test_a_mandate_of_another_body_answers_as_an_absent_one(world: World, as_user) -> None:
    address = f"/utenti/incarichi/{world.mandates['nadia'].id}/chiudi/"
    assert as_user("giulia").post(address, {"on": "23.11.2026"}).status_code == 404


def test_one_chooses_among_ones_own_mandates_only(world: World, as_user) -> None:
    other = give_mandate(
        user=world.user("luca"),
        organization=world.organizations["altra"],
        programme=world.programme,
        role="communication_officer",
        by=None,
    )
    luca = as_user("luca")
    luca.post("/abilitazione/", {"mandate": str(world.mandates["paolo"].id)})
    assert str(world.mandates["paolo"].id) != luca.session.get("mandate")
    luca.post("/abilitazione/", {"mandate": str(other.id)})
    refused = luca.post("/profilo/", {"given_name": "Luca"})
    assert refused.status_code == 409
    assert "comunicazione" in refused.content.decode()


def test_the_profile_keeps_name_and_shortcuts(world: World, as_user) -> None:
    luca = as_user("luca")
    assert "tutor di tirocinio" in luca.get("/profilo/").content.decode()
    luca.post("/profilo/", {"given_name": "Luca", "family_name": "Verdi"})
    found = User.objects.get(email="luca@example.org")
    assert (found.get_full_name(), found.shortcuts_enabled) == ("Luca Verdi", False)
    assert luca.post("/profilo/", {"given_name": ""}).status_code == 422
    assert Authenticator.objects.filter(user=found).exists()


def test_whoever_leaves_leads_no_course_any_more(world: World, amina: Case) -> None:
    programme, teo = world.programme, world.mandates["teo"]
    activity = Activity.objects.create(scope=programme.scope, programme=programme, number=5, title="Corsi")
    first = date(2026, 11, 2)
    with acting(world.actor("paolo")) as paolo:
        service = add_service(
            programme=programme, activity=activity, organization=teo.organization, kind=ServiceKind.COURSE,
            title="Cucina", by=paolo,
        )  # fmt: skip
        edition = add_edition(service=service, starts_on=first, ends_on=date(2026, 12, 20), by=paolo)
        add_staff(edition=edition, mandate=teo, role=StaffRole.TRAINER, starts_on=first, by=paolo)
    with acting(world.actor("marta")) as marta:
        enrol(edition=edition, case=Case.objects.get(id=amina.id), enrolled_on=clock.today(), by=marta)
    assert Grant.objects.filter(holder_id=teo.id, why=LEADING, ends_on__isnull=True).exists()
    with acting(world.actor("paolo")) as paolo:
        leave(mandates=[teo], successor=None, on=clock.today(), by=paolo)
    assert edition.staff.get().ends_on == clock.today()
    assert not Grant.objects.filter(holder_id=teo.id, why=LEADING, ends_on__isnull=True).exists()


def test_whom_one_answers_to_is_one_field(as_user, world: World) -> None:
    paolo, url = as_user("paolo"), f"/utenti/incarichi/{world.mandates['nadia'].id}/supervisione/"
    assert "Al coordinamento" in paolo.get(url).content.decode()
    assert paolo.post(url, {"to": str(world.mandates["giulia"].id)}).status_code == 422
    assert paolo.post(url, {"to": str(world.mandates["marta"].id)}).status_code == 302
    assert Mandate.objects.get(id=world.mandates["nadia"].id).answers_to_id == world.mandates["marta"].id
    assert as_user("marta").get(url).status_code == 404
