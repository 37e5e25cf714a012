"""From a sheet to a programme, through the pages a coordinator opens."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.governance.models import Body
from ciao.programmes.models import Programme, SheetImport

REAL = Path("/work/shared/reference/scheda-progetto-ciao.txt")


@pytest.mark.django_db
def test_a_sheet_becomes_a_programme(as_user: Callable) -> None:
    page = as_user("paolo")
    assert page.get("/progetti/").status_code == 200
    assert page.get("/progetti/nuovo/").status_code == 200
    answer = page.post("/progetti/nuovo/", {"file": SimpleUploadedFile("scheda.txt", REAL.read_bytes())})
    assert answer.status_code == 302, answer.content.decode()
    review = page.get(answer.url)
    assert review.status_code == 200
    Path("/tmp/review.html").write_text(review.content.decode())
    answer = page.post(answer.url, {"avanti": "1"})
    print(answer.url)
    confirm = page.get(answer.url)
    Path("/tmp/confirm.html").write_text(confirm.content.decode())
    assert confirm.status_code == 200
    done = page.post(answer.url)
    made = SheetImport.objects.get().programme
    assert done.status_code == 302, done.content.decode()
    page.mandate_id = str(made.mandates.get().id)
    shown = page.get(done.url)
    assert shown.status_code == 200
    Path("/tmp/programme.html").write_text(shown.content.decode())
    assert Body.objects.filter(programme=made).count() == 3
    for url in ("/attivita/", "/enti/", "/governance/"):
        assert page.get(url).status_code == 200
