"""Reading a sheet, keeping what is typed, and the birth of the programme, as the coordinator's own actor."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from ciao.access.actor import Actor, acting
from ciao.access.lifecycle import NotPossible
from ciao.governance.actions import found_programme
from ciao.governance.models import Body
from ciao.partners.models import Organization
from ciao.programmes import actions
from ciao.programmes.enums import PartnerRole, SheetState, VersionKind
from ciao.programmes.mandates import actor_of
from ciao.programmes.models import Mandate, Programme, ProgrammeVersion, SheetImport
from ciao.programmes.review.opening import open_review
from ciao.programmes.sheet import NotASheet
from ciao.programmes.sheet.read import SIZE_LIMIT
from tests.cast import World
from tests.programmes.samples import REAL, sheet_bytes
from tests.programmes.sheet import generator

SAMPLE = generator.sheet(7, missing=set()).text.encode()
real_only = pytest.mark.skipif(not REAL.exists(), reason="the real sheet is not at hand")


@pytest.fixture
def paolo(world: World) -> Iterator[Actor]:
    with acting(world.actor("paolo")) as actor:
        yield actor


def upload(by: Actor, content: bytes = SAMPLE, name: str = "scheda.txt") -> SheetImport:
    return actions.upload_sheet(file=ContentFile(content, name=name), by=by)


def ready(by: Actor, content: bytes = SAMPLE, **values: str) -> SheetImport:
    """A sheet with an answer to every question that cannot wait."""
    sheet = upload(by, content)
    return actions.save_answers(sheet_import=sheet, values=values, by=by)


def test_an_uploaded_sheet_is_a_draft_only_its_uploader_sees(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        sheet = upload(paolo, name="cartella/scheda.txt")
        assert (sheet.file_name, sheet.state, sheet.answers) == ("scheda.txt", SheetState.DRAFT, {})
        assert SheetImport.objects.count() == 1
    for other in ("marta", "chiara", "giulia"):
        with acting(world.actor(other)):
            assert SheetImport.objects.count() == 0
    assert Programme.objects.count() == 1


def test_a_file_over_the_limit_is_refused_before_it_is_read(paolo: Actor) -> None:
    class Huge(ContentFile):  # type: ignore[type-arg]
        def read(self, *sizes: Any) -> Any:
            raise AssertionError("read")

    huge = Huge(b"", name="scheda.txt")
    huge.size = SIZE_LIMIT + 1
    with pytest.raises(NotASheet, match="supera i 15 MB"):
        actions.upload_sheet(file=huge, by=paolo)
    assert not SheetImport.objects.exists()


def test_what_is_no_sheet_changes_nothing(paolo: Actor) -> None:
    with pytest.raises(NotASheet):
        upload(paolo, b"Una lettera qualunque.\n" * 20)
    assert not SheetImport.objects.exists()


def test_only_who_may_create_programmes_uploads(world: World) -> None:
    with acting(world.actor("marta")) as marta, pytest.raises(PermissionDenied):
        upload(marta)


def test_everything_typed_is_kept_right_or_wrong(paolo: Actor) -> None:
    sheet = upload(paolo)
    sheet = actions.save_months(sheet_import=sheet, months={"0": (1, 2)}, by=paolo)
    sheet = actions.add_row(sheet_import=sheet, code="partners", by=paolo)
    values = {"title": "Titolo mio", "starts_on": "presto", "_mandate": "x", "csrfmiddlewaretoken": "y"}
    sheet = actions.save_answers(sheet_import=sheet, values=values, by=paolo)
    assert sheet.answers == {
        "values": {"title": "Titolo mio", "starts_on": "presto"},
        "months": {"0": [1, 2]},
        "extra": {"partners": 1},
    }
    assert sheet.saved_by == paolo.id


def test_a_draft_put_aside_can_be_taken_back_and_not_changed_meanwhile(paolo: Actor) -> None:
    sheet = actions.discard_sheet(sheet_import=upload(paolo), by=paolo)
    with pytest.raises(NotPossible, match="ora è eliminata"):
        actions.save_answers(sheet_import=sheet, values={}, by=paolo)
    assert actions.restore_sheet(sheet_import=sheet, by=paolo).state == SheetState.DRAFT


def test_a_sheet_with_something_wrong_founds_nothing(paolo: Actor) -> None:
    sheet = ready(paolo, title="")
    with pytest.raises(NotPossible, match="1 cosa da correggere"):
        found_programme(sheet_import=sheet, by=paolo)
    assert Programme.objects.count() == 1


def test_a_sheet_founds_one_programme_only(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        sheet = whole(paolo)
        found_programme(sheet_import=sheet, by=paolo)
        with pytest.raises(NotPossible, match="è già stata confermata"):
            found_programme(sheet_import=sheet, by=paolo)
    assert Programme.objects.count() == 2


def test_who_confirms_coordinates_for_their_body_or_for_the_lead(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        first = found_programme(sheet_import=whole(paolo), by=paolo)
    mandate = Mandate.objects.get(programme=first)
    assert (mandate.user, mandate.role, mandate.organization) == (
        world.user("paolo"), "coordinator", first.controller,
    )  # fmt: skip
    own = world.organizations["capofila"].name
    with acting(world.actor("paolo")) as paolo:
        sheet = whole(paolo, **{"partners.1.name": own, "partners.1.sector": "third"})
        second = found_programme(sheet_import=sheet, by=paolo)
    mandate = Mandate.objects.get(programme=second)
    assert mandate.organization == world.organizations["capofila"]
    with acting(actor_of(mandate)):
        assert Programme.objects.get() == second
        assert Body.objects.filter(programme=second).exists()
    partnership = second.partnerships.get(organization=mandate.organization)
    assert (partnership.sector, mandate.organization.sector) == ("third", "public")


def test_a_job_that_confirms_gets_no_mandate(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        sheet = whole(paolo)
    made = found_programme(sheet_import=sheet, by=replace(paolo, user_id=None))
    assert not Mandate.objects.filter(programme=made).exists()


@real_only
def test_the_real_sheet_becomes_the_programme_it_promises(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        sheet = upload(paolo, sheet_bytes())
        sheet = actions.save_months(sheet_import=sheet, months={"0": range(1, 19)}, by=paolo)
        made = found_programme(sheet_import=sheet, by=paolo)
    version = made.current_version
    assert (version.starts_on, version.ends_on, version.months) == (date(2020, 7, 16), date(2021, 12, 31), 18)
    assert (version.total_amount, version.contribution_amount) == (Decimal("374986.52"), Decimal("299989.21"))
    assert (version.cofinancing_percent, version.cofinancing_amount) == (Decimal(20), Decimal("74997.31"))
    budgeted = made.partnerships.exclude(role=PartnerRole.NETWORK)
    sectors = [budgeted.filter(sector=sector).count() for sector in ("public", "third")]
    assert (budgeted.count(), sectors, made.partnerships.count()) == (20, [7, 13], 22)
    assert "S.E.MI" in made.controller.name
    assert (made.office_holders.count(), made.activities.count()) == (7, 11)
    assert made.office_holders.filter(organization__isnull=True).count() == 0
    assert (made.objectives.count(), made.expected_results.count()) == (5, 9)
    assert sorted(made.activities.values_list("number", flat=True), key=str) == [*range(10), None]
    assert version.work_plans.get(activity__number=0).months == list(range(1, 19))
    assert sorted(version.targets.values_list("count", flat=True)) == [30, 30]
    assert made.areas.get(name__contains="Visconteo").municipalities.count() == 11
    assert Body.objects.get(programme=made, name__startswith="Cabina").months_between == 4
    assert (made.signed_on, made.signed_place) == (date(2020, 7, 22), "San Donato Milanese")


@real_only
def test_the_real_extension_is_a_second_version(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        made = found_programme(sheet_import=upload(paolo, sheet_bytes()), by=paolo)
    with acting(actor_of(Mandate.objects.get(programme=made))) as paolo:
        act = actions.Act("decreto n. 1234", date(2021, 12, 15), "Le attività hanno avuto un avvio lento")
        second = actions.extend_programme(programme=made, ends_on=date(2022, 8, 31), act=act, by=paolo)
    first = ProgrammeVersion.objects.get(programme=made, number=1)
    assert (first.ends_on, first.months, first.kind) == (date(2021, 12, 31), 18, VersionKind.INITIAL)
    assert (second.number, second.ends_on, second.months) == (2, date(2022, 8, 31), 26)
    assert second.work_plans.count() == first.work_plans.count() == 11
    assert made.version_on(date(2021, 12, 14)) == first
    assert made.version_on(date(2021, 12, 15)) == second


def whole(by: Actor, **values: str) -> SheetImport:
    """A sheet on which nothing blocks the confirmation."""
    sheet = upload(by)
    for _ in range(2):
        review = open_review(sheet, asked=True)
        wrong = {name: "third" for name in review.form.errors if name.endswith(".sector")}
        wrong |= {name: "" for name in review.form.errors if name.endswith(".municipalities")}
        wrong |= {name: "0" for name in review.form.errors if name == "partners.lead"}
        kept = {**sheet.answers.get("values", {}), **wrong, **values}
        sheet = actions.save_answers(sheet_import=sheet, values=kept, by=by)
    return sheet


def test_a_known_body_is_the_same_body(world: World) -> None:
    before = Organization.objects.count()
    with acting(world.actor("paolo")) as paolo:
        sheet = whole(paolo, **{"partners.1.name": "cooperativa la quercia"})
        made = found_programme(sheet_import=sheet, by=paolo)
    assert made.partnerships.filter(organization=world.organizations["cooperativa"]).exists()
    assert Organization.objects.count() == before + made.partnerships.count() - 1
