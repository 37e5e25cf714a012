import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from ciao.core.database import roles, server, supervisor
from ciao.core.database.problem import DatabaseProblem
from ciao.core.database.supervisor import Cluster
from tests.core.database.conftest import Start

START_AND_SAY_WHICH = """
import sys, psycopg
from pathlib import Path
from ciao.core.database import supervisor
cluster = supervisor.start(Path(sys.argv[1]), durable=False)
with psycopg.connect(cluster.url("ciao_admin", "postgres")) as admin:
    print(admin.execute("select pg_postmaster_start_time()").fetchone()[0])
"""


def postmaster(cluster: Cluster) -> int:
    return int((cluster.server.place.data / "postmaster.pid").read_text().split()[0])


def ask(cluster: Cluster, query: str, role: str = roles.ADMIN, database: str = "postgres") -> object:
    with psycopg.connect(cluster.url(role, database)) as connection:
        cursor = connection.execute(query)
        row = cursor.fetchone() if cursor.description else None
    return row and row[0]


def test_from_an_empty_folder_to_a_server_that_answers(start: Start) -> None:
    assert ask(start(), "select 1") == 1


def test_starting_twice_uses_the_same_server(start: Start) -> None:
    assert postmaster(start()) == postmaster(start())


def test_processes_that_start_together_share_one_server(start: Start, folder: Path) -> None:
    words = [sys.executable, "-c", START_AND_SAY_WHICH, str(folder / "var")]
    together = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    answers = {process.communicate()[0] for process in together}
    start()
    assert len(answers) == 1
    assert answers != {""}


def test_three_times_killed_nothing_committed_is_lost(start: Start) -> None:
    cluster = start(durable=True)
    cluster.prepare("ciao")
    ask(cluster, "create table kept (n int)", roles.OWNER, "ciao")
    for n in range(3):
        ask(cluster, f"insert into kept values ({n}) returning n", roles.OWNER, "ciao")
        os.kill(postmaster(cluster), signal.SIGKILL)
        cluster = start(durable=True)
    assert ask(cluster, "select count(*) from kept", roles.OWNER, "ciao") == 3


def test_a_first_start_cut_short_simply_begins_again(start: Start, folder: Path) -> None:
    unfinished = folder / "var" / "postgres" / "data.unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18")
    assert ask(start(), "select 1") == 1


def test_a_dead_server_whose_number_went_to_another_process_is_forgotten(start: Start) -> None:
    cluster = start()
    mark = cluster.server.place.data / "postmaster.pid"
    text = mark.read_text()
    cluster.server.stop()
    mark.write_text(text.replace(text.split()[0], str(os.getpid()), 1))
    mark.chmod(0o600)
    assert ask(start(), "select 1") == 1


def test_lost_passwords_are_made_anew_and_the_data_stays(start: Start, folder: Path) -> None:
    cluster = start()
    cluster.prepare("ciao")
    (folder / "var" / "postgres" / "passwords.json").unlink()
    assert ask(start(), "select 1", roles.WEB, "ciao") == 1


def test_only_the_last_to_leave_stops_the_server(start: Start) -> None:
    first, second = start(), start()
    first.stop()
    assert ask(second, "select 1") == 1
    second.stop()
    assert not (second.server.place.data / "postmaster.pid").exists()


def test_leaving_twice_is_harmless(start: Start) -> None:
    first, second = start(), start()
    first.stop()
    first.stop()
    assert ask(second, "select 1") == 1


def test_a_command_leaves_nothing_running(folder: Path, start: Start) -> None:
    with supervisor.running(folder / "var") as cluster:
        assert ask(cluster, "select 1") == 1
    assert not (cluster.server.place.data / "postmaster.pid").exists()


def test_a_path_of_150_characters_and_a_closed_folder_are_no_obstacle(start: Start, tmp_path: Path) -> None:
    closed = tmp_path / "chiusa"
    closed.mkdir(mode=0o700)
    deep = closed / ("x" * 75) / ("y" * 75)
    assert ask(start(deep), "select 1") == 1
    assert closed.stat().st_mode & 0o777 == 0o700


def test_nobody_else_reads_passwords_data_or_socket(cluster: Cluster) -> None:
    place = cluster.server.place
    modes = [path.stat().st_mode & 0o077 for path in (place.home / "passwords.json", place.data, place.sockets)]
    assert modes == [0, 0, 0]


def test_without_its_password_no_role_comes_in(cluster: Cluster) -> None:
    address = cluster.url(roles.WEB, "postgres").replace("ciao_web:", "ciao_web:x")
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(address)


def test_the_web_role_owns_nothing_and_makes_nothing(cluster: Cluster) -> None:
    with (
        psycopg.connect(cluster.url(roles.WEB, "ciao")) as web,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        web.execute("create table mine (n int)")


def test_the_owner_becomes_the_web_role_and_the_web_role_the_reporting_one(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url(roles.OWNER, "ciao")) as owner:
        owner.execute("set role ciao_web")
    with psycopg.connect(cluster.url(roles.WEB, "ciao")) as web:
        web.execute("set role ciao_report")
        assert web.execute("select current_user").fetchone() == (roles.REPORT,)


def test_the_owner_installs_the_extensions_and_accents_fold(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url(roles.OWNER, "ciao")) as owner:
        for name in ("pg_trgm", "unaccent", "btree_gist", "citext"):
            owner.execute(f"create extension {name}")
        assert owner.execute("select 'È'::citext = 'è'").fetchone() == (True,)


def test_only_the_backup_role_sees_past_row_security(cluster: Cluster) -> None:
    seers = ask(cluster, "select array_agg(rolname order by 1) from pg_roles where rolbypassrls and not rolsuper")
    assert seers == [roles.BACKUP]


def test_the_superuser_for_tests_exists_only_where_data_may_be_lost(start: Start) -> None:
    cluster = start(durable=True)
    assert ask(cluster, "select count(*) from pg_roles where rolname = 'ciao_test'") == 0


def test_data_of_another_version_is_refused_with_one_sentence(start: Start, folder: Path) -> None:
    cluster = start()
    cluster.server.stop()
    (cluster.server.place.data / "PG_VERSION").write_text("14\n")
    with pytest.raises(DatabaseProblem, match="PostgreSQL 14"):
        start()


def test_a_server_that_cannot_start_says_why(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "LAUNCHES", 1)
    cluster = start()
    cluster.server.stop()
    with (cluster.server.place.data / "postgresql.conf").open("a") as settings:
        settings.write("port = pippo\n")
    with pytest.raises(DatabaseProblem, match="La base di dati non parte"):
        start()
