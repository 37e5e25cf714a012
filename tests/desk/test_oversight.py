"""What those who answer for data and for the machine see."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from ciao.access.actions import INSTALLATION_SCOPE, end_grants, grant, installation_scope
from ciao.access.actor import acting
from ciao.access.enums import ActorKind, Level
from ciao.access.models import Grant
from ciao.access.rules import as_markdown
from ciao.accounts.models import User
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.audit.models import ReadLine
from ciao.cases.actions import open_case
from ciao.cases.models import Case
from ciao.core import clock
from ciao.desk.oversight.permissions import check_grants
from ciao.desk.oversight.system import last_backup
from ciao.outreach.actions import assign_signal, record_signal
from ciao.programmes.actions import give_mandate
from tests.cast import PASSWORD, World


def join(world: World, name: str, role: str) -> None:
    user = User.objects.create_user(f"{name}@example.org", PASSWORD, given_name=name.title())
    world.mandates[name] = give_mandate(
        user=user,
        organization=world.organizations["capofila"],
        programme=None if role == "system_administrator" else world.programme,
        role=role,
        by=None,
        starts_on=date(2026, 1, 1),
    )


@pytest.fixture
def amina(world: World) -> Case:
    installation_scope()
    with acting(world.actor("paolo")) as paolo:
        case = open_case(
            programme=world.programme,
            manager=world.mandates["marta"],
            opened_on=date(2026, 3, 12),
            by=paolo,
            person={"given_name": "Amina"},
        )
        signal = record_signal(programme=world.programme, by=paolo, source="self", name="Nina")
        assign_signal(signal=signal, to=world.mandates["karim"], on=clock.today(), by=paolo)
    with acting(world.actor("marta")) as marta:
        record_read(by=marta, scope=case.scope, purpose="fascicolo", groups=[Group.NAME], person_ids=[case.person_id])
    return case


def test_the_protection_officer_reads_the_log_and_no_name(world: World, as_user, amina: Case) -> None:
    join(world, "irina", "data_protection_officer")
    page = as_user("irina").get("/registro-letture/").content.decode()
    assert "Marta" in page
    assert "fascicolo: nome" in page
    assert "Azienda Sociale Tre Ponti" in page
    assert "Amina" not in page


def test_asking_about_one_person_is_itself_written_down(world: World, as_user, amina: Case) -> None:
    join(world, "irina", "data_protection_officer")
    irina = as_user("irina")
    irina.get("/registro-letture/")
    assert ReadLine.objects.count() == 1
    page = irina.get("/registro-letture/", {"q": f"caso {amina.number}"}).content.decode()
    assert f"Letture del caso {amina.number}." in page
    assert "fascicolo: nome" in page
    assert ReadLine.objects.filter(purpose="registro letture", person_ids=[amina.person_id]).exists()
    assert "fascicolo" not in irina.get("/registro-letture/", {"q": "99"}).content.decode()


def test_the_log_is_filtered_by_day_and_role(world: World, as_user, amina: Case) -> None:
    join(world, "irina", "data_protection_officer")
    irina = as_user("irina")
    for query, is_there in [
        ({"q": "23.11.2026"}, True),
        ({"q": "22.11.2026"}, False),
        ({"quando": "oggi"}, True),
        ({"ruolo": "case_manager"}, True),
        ({"ruolo": "tutor"}, False),
    ]:
        page = irina.get("/registro-letture/", query).content.decode()
        assert ("fascicolo: nome" in page) is is_there, query


@pytest.mark.parametrize("name", ["paolo", "marta", "giulia", "luca", "elena", "chiara"])
def test_nobody_else_opens_the_log(world: World, as_user, name: str) -> None:
    assert as_user(name).get("/registro-letture/").status_code == 404


def test_the_log_leaves_as_a_spreadsheet(world: World, as_user, amina: Case) -> None:
    join(world, "irina", "data_protection_officer")
    answer = as_user("irina").get("/registro-letture/", {"esporta": "xlsx"})
    assert answer["Content-Disposition"].endswith('registro-letture-2026-11-23.xlsx"')


def test_permissions_agree_with_mandates_teams_and_signals(world: World, amina: Case) -> None:
    assert check_grants(clock.today()) == ([], [])


def test_a_missing_permission_is_named(world: World, amina: Case) -> None:
    end_grants(scope=amina.scope, holder_id=world.mandates["marta"].id, on=date(2026, 11, 1))
    missing, unexplained = check_grants(clock.today())
    assert [one.scope_id for one in missing] == [amina.scope_id]
    assert unexplained == []


def test_a_permission_nobody_can_explain_is_named(world: World, amina: Case) -> None:
    grant(
        scope=amina.scope,
        holder_kind=ActorKind.MANDATE,
        holder_id=world.mandates["chiara"].id,
        level=Level.WORK,
        why="di nascosto",
        by=None,
    )
    problems = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("access_check", stderr=problems)
    assert end.value.code == 1
    assert "«di nascosto»" in problems.getvalue()
    assert "1 differenza" in problems.getvalue()


def test_the_check_says_when_all_is_well(world: World, amina: Case) -> None:
    out = StringIO()
    call_command("access_check", stdout=out)
    assert "nessuna differenza" in out.getvalue()


def test_the_jobs_reach_the_installation_and_every_programme(world: World, amina: Case) -> None:
    per_scope = Grant.objects.filter(why="lavoro automatico").values_list("scope_id", flat=True)
    assert set(per_scope) == {INSTALLATION_SCOPE, world.programme.scope_id}


@pytest.mark.parametrize("name", ["paolo", "irina"])
def test_who_may_do_what_is_a_page(world: World, as_user, name: str) -> None:
    join(world, "irina", "data_protection_officer")
    page = as_user(name).get("/accessi/").content.decode()
    assert "vedere il registro delle letture" in page
    assert "case manager" in page


def test_the_page_of_the_docs_says_what_the_table_says() -> None:
    written = Path("docs/permessi.md").read_text()
    assert written == as_markdown(), "scrivila di nuovo con: manage.py access_matrix"


def test_the_system_page_is_the_administrators_and_names_nobody(world: World, as_user, amina: Case) -> None:
    join(world, "oksana", "system_administrator")
    page = as_user("oksana").get("/sistema/").content.decode()
    assert "PostgreSQL" in page
    assert "non ne risulta nessuna" in page
    assert "Amina" not in page
    assert as_user("paolo").get("/sistema/").status_code == 404


def test_the_system_page_knows_the_last_backup_by_its_note(world: World) -> None:
    with connection.cursor() as cursor:
        name = connection.settings_dict["NAME"]
        cursor.execute(f"""COMMENT ON DATABASE "{name}" IS '{{"backup": "2026-11-20T09:30:00+01:00"}}'""")
    made = last_backup()
    assert made is not None
    assert made.date() == date(2026, 11, 20)


def test_the_system_administrator_opens_no_page_of_persons(world: World, as_user, amina: Case) -> None:
    join(world, "oksana", "system_administrator")
    oksana = as_user("oksana")
    for path in ("/persone/", "/segnalazioni/", "/registro-letture/"):
        assert oksana.get(path).status_code == 404, path
