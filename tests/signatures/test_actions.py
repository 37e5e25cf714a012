"""A signature says who, when, how, and on exactly which document."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.access.actor import acting
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.documents.actions import void_document
from ciao.signatures.actions import (
    attach_signed_file,
    record_paper_signature,
    request_signature,
    send_code,
    sign_on_screen,
    sign_with_code,
    withdraw,
)
from ciao.signatures.enums import Method, SignatureState, SignerKind
from ciao.signatures.models import Signature, SignatureChange, SigningCode
from ciao.signatures.panel import signature_lines
from tests.cast import World
from tests.files.samples import PDF, PNG
from tests.signatures.samples import STROKES, asked


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def upload(content: bytes, name: str = "firmato.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def sent_code() -> str:
    found = re.search(r"\b\d{6}\b", str(mail.outbox[-1].body))
    assert found
    return found.group()


def test_a_finger_signs_and_the_document_is_frozen(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        signature = asked(world, paolo)
        sign_on_screen(signature=signature, strokes=STROKES, by=paolo)
        found = Signature.objects.get()
        assert (found.state, found.method, found.signed_on) == ("signed", "on_screen", date(2026, 11, 23))
        assert found.document_sha256 == found.document.sha256
        assert found.drawing.startswith("M10 10L20 30")
        assert SignatureChange.objects.get().verb == "sign"


def test_a_typed_name_is_as_good_and_nothing_is_not(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        signature = asked(world, paolo)
        with pytest.raises(NotPossible, match="scrivi il tuo nome"):
            sign_on_screen(signature=signature, written_name=" ", by=paolo)
        sign_on_screen(signature=signature, written_name=" Amina ", by=paolo)
        assert signature.written_name == "Amina"
        assert signature.drawing == ""


def test_nobody_signs_from_the_account_of_somebody_else(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        signature = asked(world, paolo, kind=SignerKind.USER, signer_id=world.user("elena").id)
        with pytest.raises(NotPossible, match="dal suo accesso"):
            sign_on_screen(signature=signature, written_name="Elena", by=paolo)
    with acting(world.actor("elena")) as elena:
        assert sign_on_screen(signature=signature, written_name="Elena", by=elena).is_signed


def test_only_readers_of_the_document_see_its_signatures(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        sign_on_screen(signature=asked(world, paolo), strokes=STROKES, by=paolo)
    for name, sees in [("elena", True), ("marta", False), ("chiara", False)]:
        with acting(world.actor(name)) as actor:
            assert Signature.objects.exists() is SignatureChange.objects.exists() is sees
            assert visible(Signature.objects, actor, Action.SIGNATURE_COLLECT).exists() is sees


def test_paper_is_recorded_with_its_scan_and_its_own_day(world: World) -> None:
    with clock.at(date(2026, 11, 20)), acting(world.actor("paolo")) as paolo:
        signature = asked(world, paolo)
    with acting(world.actor("paolo")) as paolo:
        for day, words in [(date(2026, 11, 19), "la firma viene dopo"), (date(2026, 11, 24), "dopo oggi")]:
            with pytest.raises(NotPossible, match=words):
                record_paper_signature(signature=signature, scan=upload(PNG), signed_on=day, by=paolo)
        fresh = Signature.objects.get()
        record_paper_signature(signature=fresh, scan=upload(PNG), signed_on=date(2026, 11, 21), by=paolo)
        assert fresh.file is not None
        assert fresh.file.level == fresh.level
        assert fresh.signed_on == date(2026, 11, 21)


def test_a_code_signs_once(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        signature = asked(world, paolo)
        row = send_code(signature=signature, to="amina@example.org", by=paolo)
        assert sent_code() not in row.code_hash
        sign_with_code(signature=signature, code=f"{sent_code()[:3]} {sent_code()[3:]}", by=paolo)
        assert (signature.state, signature.method) == (SignatureState.SIGNED, Method.CODE)
        assert mail.outbox[0].to == ["amina@example.org"]


def test_after_five_wrong_tries_a_code_is_void(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        signature = asked(world, paolo)
        send_code(signature=signature, to="amina@example.org", by=paolo)
        for _ in range(5):
            with pytest.raises(NotPossible, match="Il codice non è questo"):
                sign_with_code(signature=signature, code="x", by=paolo)
        with pytest.raises(NotPossible, match="mandane un altro"):
            sign_with_code(signature=signature, code=sent_code(), by=paolo)
        assert SigningCode.objects.get().tries_count == 5


def test_a_code_lives_ten_minutes_and_the_next_one_ends_it(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        signature = asked(world, paolo)
        send_code(signature=signature, to="amina@example.org", by=paolo)
        first = sent_code()
        later = clock.now() + timedelta(minutes=10, seconds=1)
        assert isinstance(later, datetime)
        with clock.at(later), pytest.raises(NotPossible, match="non vale più"):
            sign_with_code(signature=signature, code=first, by=paolo)
        send_code(signature=signature, to="amina@example.org", by=paolo)
        if first != sent_code():
            with pytest.raises(NotPossible, match="non è questo"):
                sign_with_code(signature=signature, code=first, by=paolo)


def test_a_signed_file_must_carry_the_document(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        signature = asked(world, paolo)
        original = signature.document.file.content()
        for content, words in [(PDF, "non è il documento"), (PNG, "P7M o PDF")]:
            with pytest.raises(NotPossible, match=words):
                attach_signed_file(signature=signature, upload=upload(content), signed_on=clock.today(), by=paolo)
        pades = original + b"\n%%EOF signature"
        attach_signed_file(signature=signature, upload=upload(pades), signed_on=clock.today(), by=paolo)
        assert (signature.method, signature.has_original) == (Method.SIGNED_FILE, True)


def test_only_the_ways_that_suffice_are_taken(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        signature = asked(world, paolo, methods=[Method.PAPER])
        with pytest.raises(NotPossible, match="non basta la firma sullo schermo"):
            sign_on_screen(signature=signature, strokes=STROKES, by=paolo)
        with pytest.raises(NotPossible, match="non basta la firma con un codice"):
            send_code(signature=signature, to="amina@example.org", by=paolo)


def test_a_signature_is_given_once_and_taken_back_with_a_reason(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        signature = asked(world, paolo)
        sign_on_screen(signature=signature, strokes=STROKES, by=paolo)
        with pytest.raises(NotPossible, match="già firmata"):
            sign_on_screen(signature=signature, strokes=STROKES, by=paolo)
        with pytest.raises(NotPossible, match="Scrivi il motivo"):
            withdraw(signature=signature, reason="", by=paolo)
        withdraw(signature=signature, reason="Ha firmato la persona sbagliata", by=paolo)
        assert not Signature.objects.standing().exists()


def test_an_annulled_document_is_not_signed(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        signature = asked(world, paolo)
        void_document(document=signature.document, reason="Errore", by=paolo)
        with pytest.raises(NotPossible, match="Il documento è annullato"):
            sign_on_screen(signature=signature, strokes=STROKES, by=paolo)
        with pytest.raises(NotPossible, match="Il documento è annullato"):
            request_signature(
                document=signature.document, signer_kind=SignerKind.PERSON, signer_id=None, name="x", by=paolo
            )


def test_a_worker_gets_the_code_only_at_their_own_address(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        signature = asked(world, paolo, kind=SignerKind.USER, signer_id=world.user("elena").id)
        send_code(signature=signature, to="paolo@example.org", by=paolo)
    assert mail.outbox[-1].to == ["elena@example.org"]


def test_a_worker_is_offered_the_pad_only_for_their_own_signature(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        signature = asked(world, paolo, kind=SignerKind.USER, signer_id=world.user("elena").id)
        offered = [way.label for way in signature_lines(signature.document, paolo)[0].ways]
        assert "Firma sullo schermo" not in offered
    with acting(world.actor("elena")) as elena:
        assert signature_lines(signature.document, elena)[0].ways[0].label == "Firma sullo schermo"
