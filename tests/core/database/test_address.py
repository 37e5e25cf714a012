import pytest

from ciao.core.database import roles
from ciao.core.database.address import for_programs, verify
from ciao.core.database.problem import DatabaseProblem
from ciao.core.database.supervisor import Cluster


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("postgresql://a:segreta@127.0.0.1:1/x", "nessuno risponde"),
        ("postgresql://a:segreta@nome.invalid/x", "non esiste"),
        ("postgresql://a:segreta@/x?host=/nessuna/cartella", "socket"),
        ("pippo", "non è un indirizzo"),
        ("postgresql://a:segreta@x/y?pippo=1", "non è un indirizzo"),
    ],
)
def test_a_wrong_address_costs_one_sentence_without_the_password(url: str, reason: str) -> None:
    with pytest.raises(DatabaseProblem, match=reason) as problem:
        verify(url, "DATABASE_URL")
    assert "DATABASE_URL" in str(problem.value)
    assert "segreta" not in str(problem.value)
    assert "\n" not in str(problem.value)


def test_a_wrong_password_and_a_missing_database_are_told_apart(cluster: Cluster) -> None:
    with pytest.raises(DatabaseProblem, match="la password non è quella"):
        verify(cluster.url(roles.WEB, "postgres").replace("ciao_web:", "ciao_web:x"), "DATABASE_URL")
    with pytest.raises(DatabaseProblem, match="non c'è"):
        verify(cluster.url(roles.WEB, "altra"), "DATABASE_URL")


def test_a_good_address_passes(cluster: Cluster) -> None:
    verify(cluster.url(roles.WEB, "postgres"), "DATABASE_URL")


def test_programs_get_the_password_apart() -> None:
    address, secret = for_programs("postgresql://a:segreta@x:5433/y")
    assert "segreta" not in address
    assert secret == {"PGPASSWORD": "segreta"}
