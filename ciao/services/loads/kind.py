"""Past hours: a row for each person and day; meetings and registers come closed, as they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from ciao.access.actions import open_scope
from ciao.access.actor import Actor
from ciao.access.enums import Action, ScopeKind
from ciao.cases.enums import LoadOutcome
from ciao.cases.loads import Checked, LoadKind, Made, all_read, id_of, key_of, people_by
from ciao.cases.models import Load
from ciao.core import clock
from ciao.core.formats import date_field, day_of
from ciao.core.sheets import ReadRow
from ciao.services.enums import EditionState, EnrolmentState, Presence, RegisterState
from ciao.services.loads.columns import DAY_HOURS, WANTED, HoursForm
from ciao.services.models import Attendance, Edition, Enrolment, Service, Session

NOON = time(12)
Key = tuple[str, int]


def check(rows: Sequence[ReadRow], load: Load) -> list[Checked]:
    """Whose hours, on a day that has been, in a course; nothing twice, no day longer than a day."""
    found = all_read(rows)
    people = people_by(found, load.programme)
    taken, seen, days = _taken(load), set[tuple[Any, ...]](), defaultdict[tuple[str, date], Decimal](Decimal)
    for one in found:
        known = people.of(one)
        _check_cells(one)
        if one.outcome == LoadOutcome.WRONG or known is None:
            continue
        values = one.values
        values.update(case_id=str(known.id), person_id=str(known.person_id), scope_id=str(known.scope_id))
        if values["day"] < known.opened_on:
            one.wrong(f"La presa in carico è del {date_field(known.opened_on)}: le ore vengono dopo.")
            continue
        _check_twice(one, taken, seen, days)
    _span(found)
    return found


def make(part: Sequence[Checked], load: Load, by: Actor) -> dict[int, Made]:
    """Services and editions that were not there, meetings with closed registers, enrolments, attendance."""
    writer = Writer(load, by)
    made = {one.number: writer.write(one) for one in part}
    Attendance.objects.bulk_create(writer.attendances)
    return made


class Writer:
    """What a chunk writes, each thing once and under the id its load gives it."""

    def __init__(self, load: Load, by: Actor) -> None:
        self.load, self.by, self.attendances = load, by, list[Attendance]()
        self.services = {key_of(one.title): one for one in Service.objects.filter(programme=load.programme)}
        editions = Edition.objects.filter(service__programme=load.programme).select_related("service")
        self.editions = {(key_of(one.service.title), one.number): one for one in editions}
        ours = [one.id for one in self.editions.values()]
        sessions = Session.objects.filter(edition_id__in=ours)
        self.sessions = {one.id: one for one in sessions}
        self.numbers: dict[Any, int] = defaultdict(int)
        for one in sessions:
            self.numbers[one.edition_id] = max(self.numbers[one.edition_id], one.number)
        enrolments = Enrolment.objects.counted().filter(edition_id__in=ours)
        self.enrolments = {(one.edition_id, str(one.case_id)): one for one in enrolments}

    def write(self, one: Checked) -> Made:
        """One row: a person's hours on a day."""
        made: Made = []
        edition = self._edition(one.values, made)
        session = self._session(edition, one.values, made)
        enrolment = self._enrolment(edition, one.values, made)
        hours = one.values["hours"]
        row = Attendance(
            id=id_of(self.load, "attendance", one.number), scope_id=one.values["scope_id"], enrolment=enrolment,
            session=session, presence=Presence.PRESENT if hours else Presence.ABSENT, attended_hours=hours,
            recorded_by=self.by.id, recorded_by_label=self.by.label,
        )  # fmt: skip
        self.attendances.append(row)
        return [*made, ("services_attendance", str(row.id))]

    def _service(self, values: dict[str, Any], made: Made) -> Service:
        key, options = key_of(values["service"]), self.load.options
        if key not in self.services:
            row = Service(
                id=id_of(self.load, "service", key), scope_id=self.load.programme.scope_id,
                programme=self.load.programme, activity_id=options["activity"],
                organization_id=options["organization"], kind=options["kind"], title=values["service"].strip(),
                recorded_by=self.by.id,
            )  # fmt: skip
            self.services[key] = _saved(row, "services_service", made)
        return self.services[key]

    def _edition(self, values: dict[str, Any], made: Made) -> Edition:
        key = _key(values)
        if key not in self.editions:
            service = self._service(values, made)
            scope = open_scope(ScopeKind.EDITION, parent=self.load.programme.scope)
            made.append(("access_scope", str(scope.id)))
            row = Edition(
                id=id_of(self.load, "edition", *key), scope_id=service.scope_id, service=service, number=key[1],
                state=EditionState.DONE, starts_on=values["from"], ends_on=values["to"], register_scope=scope,
                recorded_by=self.by.id,
            )  # fmt: skip
            self.editions[key] = _saved(row, "services_edition", made)
        return self.editions[key]

    def _session(self, edition: Edition, values: dict[str, Any], made: Made) -> Session:
        wanted = id_of(self.load, "session", edition.id, values["day"])
        if wanted not in self.sessions:
            self.numbers[edition.id] += 1
            length = timedelta(hours=float(values["length"] or 1))
            ends_at = datetime.combine(values["day"], NOON, clock.ROME) + length / 2
            row = Session(
                id=wanted, scope_id=edition.scope_id, edition=edition, number=self.numbers[edition.id],
                starts_at=ends_at - length, ends_at=ends_at, state=RegisterState.LOCKED, topic="Caricato da un foglio",
                recorded_by=self.by.id,
            )  # fmt: skip
            self.sessions[wanted] = _saved(row, "services_session", made)
        return self.sessions[wanted]

    def _enrolment(self, edition: Edition, values: dict[str, Any], made: Made) -> Enrolment:
        key = (edition.id, values["case_id"])
        if key not in self.enrolments:
            row = Enrolment(
                id=id_of(self.load, "enrolment", *key), scope_id=values["scope_id"], edition=edition,
                case_id=values["case_id"], state=EnrolmentState.COMPLETED, enrolled_on=values["first"],
                ended_on=values["last"], recorded_by=self.by.id,
            )  # fmt: skip
            self.enrolments[key] = _saved(row, "services_enrolment", made)
        return self.enrolments[key]


def _saved(row: Any, table: str, made: Made) -> Any:
    row.save(force_insert=True)
    made.append((table, str(row.id)))
    return row


def _key(values: dict[str, Any]) -> Key:
    return key_of(values["service"]), values["edition"]


def _check_cells(one: Checked) -> None:
    values = one.values
    if not key_of(values["service"] or ""):
        one.wrong("Manca il corso o il servizio.")
    if values["day"] is None and not any("Giorno" in words for words in one.said):
        one.wrong("Manca il giorno.")
    if values["day"] and values["day"] > clock.today():
        one.wrong("Il giorno è dopo oggi: qui si caricano le ore già fatte.")
    if values["hours"] is None and not any("Ore" in words for words in one.said):
        one.wrong("Mancano le ore: scrivi 0 per chi era assente.")


def _taken(load: Load) -> dict[Key, dict[str, Any]]:
    """Editions that are there: their dates, and the days that have a register of their own."""
    found: dict[Key, dict[str, Any]] = {}
    by_id: dict[Any, dict[str, Any]] = {}
    for one in Edition.objects.filter(service__programme=load.programme).select_related("service"):
        facts: dict[str, Any] = {"from": one.starts_on, "to": one.ends_on, "state": one.state, "days": set()}
        found[key_of(one.service.title), one.number] = by_id[one.id] = facts
    for edition_id, starts_at in Session.objects.filter(edition_id__in=by_id).values_list("edition_id", "starts_at"):
        by_id[edition_id]["days"].add(day_of(starts_at))
    return found


def _check_twice(one: Checked, taken: dict[Key, Any], seen: set[tuple[Any, ...]], days: dict[Any, Decimal]) -> None:
    values = one.values
    edition, mine = taken.get(_key(values)), (*_key(values), values["day"], values["case_id"])
    if mine in seen:
        one.outcome = LoadOutcome.REPEATED
        one.said.append("Questa persona ha già ore in quel corso in quel giorno, in una riga prima.")
        return
    if edition is not None and values["day"] in edition["days"]:
        one.wrong("Quel giorno il corso ha già un incontro con il suo registro: scrivi le ore lì.")
        return
    if edition is not None and not edition["from"] <= values["day"] <= edition["to"]:
        one.wrong(f"L’edizione va dal {date_field(edition['from'])} al {date_field(edition['to'])}.")
        return
    days[values["case_id"], values["day"]] += values["hours"]
    if days[values["case_id"], values["day"]] > DAY_HOURS:
        one.wrong("Con le altre righe questa persona supera 24 ore in un giorno.")
        return
    seen.add(mine)


def _span(found: Iterable[Checked]) -> None:
    """Each row is told the span of its edition and enrolment, and the length of its meeting."""
    good = [one.values for one in found if one.outcome == LoadOutcome.NEW]
    spans: dict[Any, list[date]] = defaultdict(list)
    lengths: dict[Any, Decimal] = defaultdict(Decimal)
    for values in good:
        key, day = _key(values), values["day"]
        spans[key].append(day)
        spans[(*key, values["case_id"])].append(day)
        lengths[(*key, day)] = max(lengths[(*key, day)], values["hours"])
    for values in good:
        key, mine = _key(values), (*_key(values), values["case_id"])
        values.update({"from": min(spans[key]), "to": max(spans[key]), "first": min(spans[mine]),
                       "last": max(spans[mine]), "length": lengths[(*key, values["day"])]})  # fmt: skip


HOURS = LoadKind(
    code="ore",
    label="Ore già fatte",
    about="Una riga per ogni persona e giorno: corso, edizione, giorno, ore.",
    action=Action.COURSE_EDIT,
    wanted=WANTED,
    needed=(("service",), ("day",), ("hours",), ("case", "fiscal_code")),
    check=check,
    make=make,
    undo_words="Un incontro che qualcuno ha già corretto, o su cui c’è un attestato, resta.",
    form=HoursForm,
)
