"""A sheet of hosts: a row for each host, or for each of its sites or people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ciao.access.actions import open_scope
from ciao.access.actor import Actor
from ciao.access.enums import Action, ScopeKind
from ciao.cases.enums import LoadOutcome
from ciao.cases.lists.entries import comuni_by_key
from ciao.cases.loads import Checked, LoadKind, Made, all_read, id_of, key_of
from ciao.cases.models import Load
from ciao.core import clock
from ciao.core.names import search_key
from ciao.core.sheets import Cell, ReadRow, Unreadable, Wanted, text, whole
from ciao.hosts.models import Host, HostContact, HostSite
from ciao.partners.models import Organization

STAFF = ("owners_count", "permanent_count", "fixed_term_count", "members_count", "apprentices_count")
YES = ("si", "s", "x", "1", "vero", "pubblica", "pubblico")


def _short(longest: int) -> Any:
    return lambda cell: text(cell, longest)


def _people(cell: Cell) -> int | None:
    found = whole(cell)
    if found is not None and not 0 <= found <= 100_000:
        raise Unreadable(f"«{found}» non può essere un numero di persone.")
    return found


def _yes(cell: Cell) -> bool:
    return search_key(text(cell, 40)) in YES


def _email(cell: Cell) -> str:
    found = text(cell, 120)
    if found and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", found):
        raise Unreadable(f"«{found[:40]}» non è un indirizzo e-mail.")
    return found


# In order of trust: «sede» before «ente», and the parts of the staff before the staff.
WANTED = [
    Wanted("site", "Sede", r"\bsede\b|unit[aà] operativa|filiale", _short(120)),
    Wanted("owners_count", "Titolari e soci", r"titolar|\bsoci\b(?!.*cooperativa)", _people),
    Wanted("permanent_count", "A tempo indeterminato", r"\bindeterminato", _people),
    Wanted("fixed_term_count", "A tempo determinato", r"\bdeterminato", _people),
    Wanted("members_count", "Soci lavoratori di cooperativa", r"soci.*cooperativa|lavoratori.*cooperativa", _people),
    Wanted("apprentices_count", "Apprendisti", r"apprendist", _people),
    Wanted("headcount", "Persone al lavoro", r"organico|dipendenti|addetti|persone al lavoro", _people),
    Wanted("contact", "Con chi parlare", r"referente|contatto|con chi parlare|responsabile", _short(120)),
    Wanted("role", "Che cosa fa", r"ruolo|qualifica|che cosa fa", _short(120)),
    Wanted("phone", "Telefono", r"telefon|cellul|\btel\b", _short(40)),
    Wanted("email", "E-mail", r"e-?mail|posta", _email),
    Wanted("ateco", "Codice ATECO", r"ateco", _short(8)),
    Wanted("trade", "Di che cosa si occupa", r"settore|attivit[aà]|di che cosa|mestiere", _short(120)),
    Wanted("is_public", "È una pubblica amministrazione", r"pubblic", _yes),
    Wanted("address", "Indirizzo", r"indirizzo|\bvia\b", _short(200)),
    Wanted("municipality", "Comune", r"comune|citt[aà]", _short(120)),
    Wanted("note", "Nota", r"\bnote?\b|osservaz", _short(2000)),
    Wanted("name", "Nome dell’ente", r"ente|azienda|ragione sociale|denominazione|\bnome\b|ditta", _short(200)),
]


def check(rows: Sequence[ReadRow], load: Load) -> list[Checked]:
    """A host once, with as many sites and people as rows say; what is there already is not written again."""
    there, comuni = _there(load), comuni_by_key()
    found = all_read(rows)
    for one in found:
        _check(one, there, comuni)
    return found


def make(part: Sequence[Checked], load: Load, by: Actor) -> dict[int, Made]:
    """Hosts to contact, each in its own circle; a host that was there gets its new sites and people."""
    return {one.number: _write(one.values, load, by) for one in part}


def _there(load: Load) -> set[tuple[str, str, str]]:
    """Host, host with site, host with person: what the programme knows already."""
    names: dict[Any, str] = {}
    for host_id, name in Host.objects.filter(programme=load.programme).values_list("id", "organization__name"):
        names[host_id] = key_of(name)
    found = {(name, "", "") for name in names.values()}
    sites = HostSite.objects.filter(host_id__in=names).values_list("host_id", "name")
    people = HostContact.objects.filter(host_id__in=names).values_list("host_id", "name")
    found |= {(names[host], "site", key_of(name)) for host, name in sites}
    return found | {(names[host], "contact", key_of(name)) for host, name in people}


def _check(one: Checked, there: set[tuple[str, str, str]], comuni: dict[str, str]) -> None:
    values = one.values
    key = key_of(values["name"] or "")
    if not key:
        one.wrong("Manca il nome dell’ente.")
    if one.outcome == LoadOutcome.WRONG:
        return
    written = values["municipality"] or ""
    values["comune"] = comuni.get(search_key(written), "")
    if written and not values["comune"]:
        one.said.append(f"Comune «{written[:60]}» non riconosciuto: resta vuoto.")
    if any(values[name] is not None for name in STAFF) and not values["site"]:
        values["site"] = values["address"] or "Sede"
    parts = {(key, "", "")}
    parts |= {(key, kind, key_of(values[kind])) for kind in ("site", "contact") if values[kind]}
    if parts <= there:
        one.outcome = LoadOutcome.REPEATED
        one.said.append("È già tra gli enti ospitanti, con questa sede e questo referente.")
    there |= parts


def _write(values: dict[str, Any], load: Load, by: Actor) -> Made:
    made: Made = []
    host = _host(values, load, by, made)
    site = _site(host, values, load, by, made) if values["site"] else None
    contact = values["contact"]
    if contact and not host.contacts.filter(name__iexact=contact).exists():
        row = HostContact(
            id=id_of(load, host.id, "contact", key_of(contact)), scope_id=host.scope_id, host=host, site=site,
            name=contact, role=values["role"] or "", phone=values["phone"] or "", email=values["email"] or "",
            recorded_by=by.id,
        )  # fmt: skip
        row.save(force_insert=True)
        made.append(("hosts_hostcontact", str(row.id)))
    return made


def _host(values: dict[str, Any], load: Load, by: Actor, made: Made) -> Host:
    name = values["name"]
    body = Organization.objects.named(name).first()
    found = Host.objects.filter(programme=load.programme, organization=body).first() if body else None
    if found is not None:
        return found
    if body is None:
        body = Organization(id=id_of(load, "body", key_of(name)), name=name)
        body.save(force_insert=True)
        made.append(("partners_organization", str(body.id)))
    scope = open_scope(ScopeKind.HOST, parent=load.programme.scope)
    made.append(("access_scope", str(scope.id)))
    host = Host(
        id=id_of(load, "host", body.id), scope=scope, programme=load.programme, organization=body,
        trade=values["trade"] or "", ateco=values["ateco"] or "", headcount=values["headcount"],
        is_public=bool(values["is_public"]), referent=values["contact"] or "", phone=values["phone"] or "",
        email=values["email"] or "", note=values["note"] or "", recorded_by=by.id,
    )  # fmt: skip
    host.save(force_insert=True)
    made.append(("hosts_host", str(host.id)))
    return host


def _site(host: Host, values: dict[str, Any], load: Load, by: Actor, made: Made) -> HostSite:
    found = host.sites.filter(name__iexact=values["site"]).first()
    if found is not None:
        return found
    staff = {name: values[name] for name in STAFF}
    is_counted = any(value is not None for value in staff.values())
    site = HostSite(
        id=id_of(load, host.id, "site", key_of(values["site"])), scope_id=host.scope_id, host=host,
        name=values["site"], address=values["address"] or "", municipality_id=values["comune"] or None,
        counted_on=clock.today() if is_counted else None, recorded_by=by.id, **staff,
    )  # fmt: skip
    site.save(force_insert=True)
    made.append(("hosts_hostsite", str(site.id)))
    return site


HOSTS = LoadKind(
    code="enti",
    label="Enti ospitanti",
    about="Un ente per riga, oppure una riga per ogni sede o referente.",
    action=Action.HOST_EDIT,
    wanted=WANTED,
    needed=(("name",),),
    check=check,
    make=make,
    undo_words="Un ente che qualcuno ha già contattato o cambiato resta.",
)
