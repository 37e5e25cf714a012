"""New keys: everything is sealed anew, history, second factors and files too, also after being cut short."""

from __future__ import annotations

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection

from ciao.access.actor import acting, job
from ciao.access.enums import Level
from ciao.cases.models import Case, Note
from ciao.core.crypto import create_keyring, keyring, load_keyring, renewed, replace_keyring, retired_file
from ciao.files.actions import store_bytes
from ciao.files.models import StoredFile
from ciao.people.models import Identity
from ciao.privacy.walk import reseal as engine
from ciao.privacy.walk.seals import unreadable
from tests.cast import World
from tests.files.samples import PDF
from tests.privacy.test_erasure import gone


@pytest.fixture
def ring_path(settings: LazySettings, tmp_path: Path) -> Path:
    settings.KEYRING, settings.FILES_ROOT = tmp_path / "keyring.json", tmp_path / "files"
    create_keyring(settings.KEYRING)
    return Path(settings.KEYRING)


@pytest.fixture
def lived(world: World, ring_path: Path) -> Case:
    with acting(world.actor("marta")) as marta:
        case = gone(world, marta)
        store_bytes(
            content=PDF, name="a.pdf", scope=case.scope_id, level=Level.WORK, by=marta, person_id=case.person_id
        )  # fmt: skip
        secret = keyring().seal("JBSWY3DPEHPK3PXP", "mfa")
        Authenticator.objects.create(user=world.user("marta"), type=Authenticator.Type.TOTP, data={"secret": secret})
        return case


def counts() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM cases_noteevent), (SELECT count(*) FROM people_identityevent)")
        one, other = cursor.fetchone()
        return one, other


def test_everything_changes_key_and_opens_as_before(world: World, lived: Case, ring_path: Path) -> None:
    old, before = load_keyring(ring_path), counts()
    call_command("rotate_keys", verbosity=0)
    ring = load_keyring(ring_path)
    assert (ring.current, set(ring.keys)) == ("k2", {"k2"})
    assert ring.index_key != old.index_key
    assert load_keyring(retired_file(ring_path, old)).keys == old.keys
    assert counts() == before
    assert engine.still_sealed_by_others(ring) == {}
    assert unreadable() == {}
    with acting(job("retention")):
        assert Note.objects.get().text == "Ha parlato del figlio"
        identity = Identity.objects.get()
        assert identity.fiscal_code == "RSSMRA85T10A562S"
        index = Identity._meta.get_field("fiscal_code_index").index("rssmra85t10a562s")  # type: ignore[union-attr]
        assert Identity.objects.filter(fiscal_code_index=index).exists()
        assert StoredFile.objects.get().content() == PDF
    assert keyring().open(Authenticator.objects.get().data["secret"], "mfa") == "JBSWY3DPEHPK3PXP"


def test_cut_short_it_goes_on_and_the_old_key_stays_until_the_end(
    world: World, lived: Case, ring_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(ring: object, tell: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "_files", cut)
    with pytest.raises(KeyboardInterrupt):
        call_command("rotate_keys", verbosity=0)
    assert set(load_keyring(ring_path).keys) == {"k1", "k2"}
    with acting(job("retention")):
        assert StoredFile.objects.get().content() == PDF
    monkeypatch.undo()
    call_command("rotate_keys", verbosity=0)
    assert set(load_keyring(ring_path).keys) == {"k2"}
    with acting(job("retention")):
        assert StoredFile.objects.get().content() == PDF


def test_the_old_key_is_kept_while_something_waits(
    world: World, lived: Case, ring_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ciao.privacy.management.commands.rotate_keys.reseal", lambda ring, tell: 0)
    with pytest.raises(SystemExit, match="cases_note"):
        call_command("rotate_keys", verbosity=0)
    assert set(load_keyring(ring_path).keys) == {"k1", "k2"}


def test_locks_and_triggers_are_as_they_were(world: World, lived: Case, ring_path: Path) -> None:
    call_command("rotate_keys", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = 'cases_note'")
        assert cursor.fetchone() == (True, True)
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'")
        assert cursor.fetchone()[0] == 0


def test_with_foreign_keys_a_restore_says_what_does_not_open(world: World, lived: Case, ring_path: Path) -> None:
    assert unreadable() == {}
    ring = renewed(load_keyring(ring_path))
    replace_keyring(ring_path, type(ring)(ring.current, {ring.current: ring.keys[ring.current]}, ring.index_key))
    assert {"cases_note", "cases_noteevent", "people_identity"} <= set(unreadable())
    with pytest.raises(SystemExit, match="non si aprono"):
        call_command("after_restore", verbosity=0)
