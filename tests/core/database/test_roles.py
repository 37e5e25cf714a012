import psycopg

from ciao.core.database import roles
from ciao.core.database.supervisor import Cluster


def test_the_sql_may_be_run_again(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url(roles.ADMIN, "postgres")) as admin:
        for line in roles.statements(cluster.passwords):
            admin.execute(line)


def test_the_printed_script_has_no_password_of_ours_and_makes_the_database() -> None:
    script = roles.script("ciao")
    assert "SCRIVI-QUI" in script
    assert "CREATE DATABASE ciao OWNER ciao_owner" in script


def test_a_quote_in_a_password_stays_inside_it() -> None:
    lines = roles.statements(dict.fromkeys(roles.ALL, "a'b"))
    assert "PASSWORD 'a''b'" in lines[1]
