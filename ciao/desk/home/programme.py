"""The programme on the home: how far it is, for every role."""

from __future__ import annotations

from django.db.models import Count
from django.urls import reverse

from ciao.access.enums import Action, Level
from ciao.access.roles import ROLES, may
from ciao.access.visibility import visible
from ciao.cases.enums import Phase
from ciao.cases.models import Case
from ciao.core.charts import share
from ciao.core.formats import date_field, plural
from ciao.desk.home.blocks import Button, Fact, Next, Parts
from ciao.programmes.enums import PartnerRole
from ciao.programmes.models import Programme, ProgrammeVersion


def add(parts: Parts) -> None:
    """Facts for everybody; people in charge against the target for those who may count them."""
    if parts.actor.programme_id is None:
        return _no_programme(parts)
    programme = (
        visible(Programme.objects, parts.actor, Action.PROGRAMME_VIEW)
        .filter(id=parts.actor.programme_id)
        .prefetch_related("versions__targets", "partnerships")
        .first()
    )
    if programme is None:
        return _no_programme(parts)
    version = programme.current_version
    _facts(parts, programme, version)
    _activities(parts, version)
    if Level.SUMMARY in parts.actor.cap and may(parts.actor, Action.CASE_VIEW):
        _people(parts, programme)
    return None


def _no_programme(parts: Parts) -> None:
    exists = visible(Programme.objects, parts.actor, Action.PROGRAMME_VIEW).exists()
    if may(parts.actor, Action.PROGRAMME_CREATE) and not exists:
        parts.nexts.append(
            Next(
                "Carica la scheda progetto",
                "Da lì nascono attività, enti, destinatari e calendario. Prima di creare, controlli ogni valore.",
                (Button("Nuovo progetto da scheda", reverse("programmes:new")),),
                icon="upload",
            )
        )


def _facts(parts: Parts, programme: Programme, version: ProgrammeVersion) -> None:
    month = version.month_on(parts.today)
    bodies = [one for one in programme.partnerships.all() if one.role != PartnerRole.NETWORK]
    url = reverse("governance:programme", args=[programme.id])
    where = f"mese {month} di {version.months}" if 1 <= month <= version.months else "fuori dal periodo"
    parts.facts = [
        Fact("Calendario", f"{where}, fino al {date_field(version.ends_on)}", url),
        Fact(
            "Enti",
            f"{plural(len(bodies), 'ente', 'enti')} nel partenariato",
            reverse("programmes:organizations"),
        ),
        Fact("Versione in vigore", f"{version.number}, {version.get_kind_display()}", url),
    ]


def _activities(parts: Parts, version: ProgrammeVersion) -> None:
    """What runs this month, in the sheet's order, with the month it ends."""
    parts.month_number = version.month_on(parts.today)
    plans = version.work_plans.filter(months__contains=[parts.month_number]).select_related("activity")
    for plan in sorted(plans, key=lambda one: (one.activity.number is None, one.activity.number)):
        left = max(plan.months) - parts.month_number
        words = "finisce questo mese" if left == 0 else f"ancora {plural(left, 'mese', 'mesi')}"
        parts.activities.append(
            Fact(str(plan.activity), words, reverse("programmes:activity", args=[plan.activity_id]))
        )


def _people(parts: Parts, programme: Programme) -> None:
    rows = visible(Case.objects, parts.actor, Action.CASE_VIEW).filter(programme=programme).exclude(state="void")
    across = Level.SUMMARY in _programme_level(parts)
    if not across:
        return
    by_phase = dict(rows.filter(state__in=("open", "suspended")).values_list("phase").annotate(Count("id")))
    if parts.share is None:
        parts.share = share.draw(
            [share.Part(phase.value, str(phase.label).lower(), by_phase.get(phase.value, 0)) for phase in Phase]
        )
        parts.share_count = sum(by_phase.values())
        parts.share_note = f"{plural(parts.share_count, 'persona', 'persone')} in corso"


def _programme_level(parts: Parts) -> Level:
    return ROLES[parts.actor.role].programme
