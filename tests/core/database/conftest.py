"""An instance folder of each test's own, whose server ends with the test."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ciao.core.database import place, supervisor
from ciao.core.database.supervisor import Cluster

Start = Callable[..., Cluster]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder every account can enter (pytest's own are closed), so that a server starts without copies."""
    with tempfile.TemporaryDirectory(prefix="ciao-", dir=place.SHARED) as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.fixture
def start(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts a cluster; whatever was started is stopped, and what lies outside the test's folder removed."""
    monkeypatch.setattr(place, "LASTING", place.SHARED)
    started: list[Cluster] = []

    def begin(instance: Path = folder / "var", *, durable: bool = False) -> Cluster:
        started.append(supervisor.start(instance, durable=durable))
        return started[-1]

    yield begin
    for cluster in started:
        _end(cluster)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """One server for the tests that only ask it things."""
    shared = supervisor.start(tmp_path_factory.mktemp("var"), durable=False)
    shared.prepare("ciao")
    yield shared
    _end(shared)


def _end(cluster: Cluster) -> None:
    cluster.server.stop()
    cluster.stop()
    if cluster.server.place.home not in cluster.server.place.sockets.parents:
        shutil.rmtree(cluster.server.place.sockets.parent, ignore_errors=True)
