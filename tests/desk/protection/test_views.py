"""The pages of protection: who opens them, what they keep when something is wrong, what others find there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ciao.audit.models import ReadLine
from ciao.cases.models import Case
from ciao.people.models import KeptAway, Protection
from tests.cast import World
from tests.desk.protection.conftest import PHONE, REASON

Open = Callable[[str], Any]


def fields(page: Any) -> dict[str, str]:
    form = page.context_data["form"]
    return {name: form[name].value() for name in ("row_id",) if name in form.fields}


def test_marta_takes_ines_out_of_sight_and_reads_where_she_is(world: World, ines: Case, as_user: Open) -> None:
    marta, url = as_user("marta"), f"/persone/{ines.id}/sicurezza/"
    page = marta.get(url)
    typed = {**fields(page), "alias": "Lia", "reason": REASON, "starts_on": "23.11.2026", "words": "Solo messaggi"}
    assert marta.post(url, typed)["Location"].endswith(f"/persone/{ines.id}/")
    assert marta.post(url, typed).status_code == 302
    assert Protection.objects.count() == 1
    before = ReadLine.objects.count()
    shown = marta.get(url).content.decode()
    assert ReadLine.objects.count() == before + 1
    assert PHONE in shown
    assert "Solo messaggi" in shown
    assert PHONE not in marta.get(f"/persone/{ines.id}/").content.decode()


def test_a_name_that_tells_gives_back_what_was_typed(world: World, ines: Case, as_user: Open) -> None:
    marta, url = as_user("marta"), f"/persone/{ines.id}/sicurezza/"
    typed = {**fields(marta.get(url)), "alias": "Inesita", "reason": REASON, "starts_on": "23.11.2026"}
    page = marta.post(url, typed)
    assert page.status_code == 422
    assert REASON in page.content.decode()
    assert "somiglia" in page.content.decode()


def test_others_do_not_find_the_pages(world: World, ines: Case, lia: Protection, as_user: Open) -> None:
    for name in ("chiara", "nadia", "luca", "paolo"):
        page = as_user(name)
        for rest in ("", "dati/", "chi-legge/", "lontano/", "fine/"):
            assert page.get(f"/persone/{ines.id}/sicurezza/{rest}").status_code == 404, (name, rest)
            assert page.post(f"/persone/{ines.id}/sicurezza/{rest}").status_code == 404, (name, rest)


def test_named_staff_correct_add_and_take_away_readers(
    world: World, ines: Case, lia: Protection, as_user: Open
) -> None:
    marta, url = as_user("marta"), f"/persone/{ines.id}/sicurezza/"
    edited = {"alias": "Rosa", "given_name": "Ines", "family_name": "Canarini", "phone": "340 1"}
    assert marta.get(f"{url}dati/").status_code == 200
    assert marta.post(f"{url}dati/", edited).status_code == 302
    assert marta.post(f"{url}dati/", {**edited, "alias": ""}).status_code == 422
    nadia = world.mandates["nadia"].id
    assert marta.post(f"{url}chi-legge/", {"mandate": str(nadia)}).status_code == 302
    assert "Nadia" in marta.get(url).content.decode()
    assert marta.post(f"{url}chi-legge/{nadia}/togli/").status_code == 302
    mine = world.mandates["marta"].id
    assert "unica persona" in marta.post(f"{url}chi-legge/{mine}/togli/", follow=True).content.decode()


def test_somebody_is_kept_away_and_let_back(world: World, ines: Case, lia: Protection, as_user: Open) -> None:
    marta, url = as_user("marta"), f"/persone/{ines.id}/sicurezza/lontano/"
    page = marta.get(url)
    assert marta.post(url, {**fields(page), "tie": "ex"}).status_code == 422
    karim = str(world.user("karim").id)
    assert marta.post(url, {**fields(page), "tie": "cognato", "user": karim}).status_code == 302
    row = KeptAway.objects.get()
    assert marta.get(f"{url}{row.id}/").status_code == 200
    assert marta.post(f"{url}{row.id}/", {"reason": "Era un’altra persona davvero."}).status_code == 302


def test_the_protection_ends(world: World, ines: Case, lia: Protection, as_user: Open) -> None:
    marta, url = as_user("marta"), f"/persone/{ines.id}/sicurezza/fine/"
    assert marta.post(url, {"on": "23.11.2026", "reason": ""}).status_code == 422
    ended = {"on": "23.11.2026", "reason": "Il pericolo è finito, lo chiede lei."}
    assert marta.post(url, ended).status_code == 302
    assert "Ines" in marta.get(f"/persone/{ines.id}/").content.decode()
