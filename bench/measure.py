"""Product and floor opened in turn, in one process, so that the machine's noise falls on both alike."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.test import Client, override_settings
from django.urls import Resolver404, resolve

from bench import floors
from bench.scenarios import Scenario, scenarios
from ciao.accounts.models import User
from ciao.programmes.models import Mandate

WARM_UP = 5
SLOW = 5000  # milliseconds: such a page is opened three times only


@dataclass
class Measure:
    """Milliseconds of one scenario, page and floor, and how many queries the page makes."""

    code: str
    label: str
    skipped: str = ""
    queries: int = 0
    floor_queries: int = 0
    page_p50: float = 0
    page_p95: float = 0
    floor_p50: float = 0
    floor_p95: float = 0

    @property
    def ratio(self) -> float:
        """How many times its floor the page costs, at the median."""
        return self.page_p50 / self.floor_p50 if self.floor_p50 else 0


class Pair:
    """Somebody's two browsers: one in front of the whole product, one in front of the floors."""

    def __init__(self, who: str) -> None:
        user = User.objects.get(email=f"{who}@example.org")
        self.mandate = str(Mandate.objects.using(floors.alias()).get(user=user).id)
        self.product, self.floor = Client(), Client()
        with override_settings(MIDDLEWARE=floors.MIDDLEWARE):
            self.floor.handler.load_middleware()
        for client in (self.product, self.floor):
            client.force_login(user)

    def open(self, scenario: Scenario, turn: int, *, floor: bool) -> Any:
        """One answer; a page that does not answer as it should ends the measure."""
        client, addresses = (self.floor, scenario.floors) if floor else (self.product, scenario.pages)
        address = addresses[turn % len(addresses)]
        if scenario.forms:
            form = scenario.forms(turn, 1 if floor else 0)
            answer = client.post(address, {"_mandate": self.mandate, **form})
        else:
            answer = client.get(address)
        if answer.status_code != (302 if scenario.forms else 200):
            raise SystemExit(f"{address} risponde {answer.status_code}: così non c’è niente da misurare.")
        return answer


def missing(scenario: Scenario) -> str:
    """Why a scenario cannot be measured yet, or nothing."""
    try:
        resolve(scenario.pages[0].partition("?")[0], settings.ROOT_URLCONF)
    except Resolver404:
        return f"la pagina {scenario.pages[0]} non c’è ancora"
    return ""


def measure(scenario: Scenario, times: int) -> Measure:
    """Warm-up, queries counted, then page and floor in turn, each first as often as the other."""
    found = Measure(scenario.code, scenario.label, skipped=missing(scenario))
    if found.skipped:
        return found
    if scenario.begin:
        scenario.begin()
    pair = Pair(scenario.who)
    with counted() as queries:
        first = _timed(pair, scenario, 0, floor=False)
    with counted() as fewer:
        _timed(pair, scenario, 0, floor=True)
    found.queries, found.floor_queries = len(queries), len(fewer)
    warm_up, times = (WARM_UP, times) if first < SLOW else (0, 3)
    taken: dict[bool, list[float]] = {False: [], True: []}
    for turn in range(1, 1 + warm_up + times):
        for floor in (False, True) if turn % 2 else (True, False):
            taken[floor].append(_timed(pair, scenario, turn, floor=floor))
    taken = {floor: values[warm_up:] for floor, values in taken.items()}
    found.page_p50, found.page_p95 = _percentiles(taken[False])
    found.floor_p50, found.floor_p95 = _percentiles(taken[True])
    return found


def _timed(pair: Pair, scenario: Scenario, turn: int, *, floor: bool) -> float:
    began = time.perf_counter()
    pair.open(scenario, turn, floor=floor)
    return (time.perf_counter() - began) * 1000


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent meanwhile on any connection, but those that open and close transactions."""
    seen: list[str] = []

    def note(execute: Any, statement: str, *rest: Any) -> Any:
        seen.append(statement)
        return execute(statement, *rest)

    wrappers = [one.execute_wrapper(note) for one in connections.all()]
    for one in wrappers:
        one.__enter__()
    try:
        yield seen
    finally:
        for one in wrappers:
            one.__exit__(None, None, None)


def measure_all(size: int, path: Path) -> None:
    """Every scenario on the database at hand; the measures go to a file for the report."""
    found = []
    for scenario in scenarios():
        one = measure(scenario, 15 if size > 10_000 else 30)
        found.append(asdict(one))
        print(f"  {one.label}: {_said(one)}")
    path.write_text(json.dumps(found), encoding="utf-8")


def _said(one: Measure) -> str:
    if one.skipped:
        return f"saltata, {one.skipped}"
    page = f"{one.page_p50:.0f} ms (p95 {one.page_p95:.0f}), {one.queries} interrogazioni"
    return f"{page}; pavimento {one.floor_p50:.0f} ms (p95 {one.floor_p95:.0f}): {one.ratio:.1f} volte"


def _percentiles(values: list[float]) -> tuple[float, float]:
    return statistics.median(values), statistics.quantiles(values, n=20, method="inclusive")[-1]
