"""Whether a certificate holds: the page anybody may open, that says nothing else and leaves nothing on the device."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from ciao.access.requires import public_page
from ciao.certificates.actions.giving import hash_code
from ciao.certificates.enums import Verdict
from ciao.certificates.forms import CodeForm
from ciao.certificates.models import CertificateCode
from ciao.certificates.rules import shown_code, verdict_of
from ciao.core import clock
from ciao.outreach.actions import knock

# One door for every certificate: whoever guesses is slowed, and so is everybody from the same address.
DOOR = uuid.uuid5(uuid.NAMESPACE_URL, "ciao:certificates")
PER_ADDRESS, PER_DOOR = 30, 2000


@never_cache
@csrf_exempt
@public_page
def check(request: HttpRequest, code: str = "") -> HttpResponse:
    """The code comes with the square of the paper, or is typed; the answer is one word, the same in shape for all.

    No cookie, not even against forged posts: nothing is changed, and nothing is told but a word.
    """
    language = _language(request)
    form = CodeForm(request.POST or None)
    verdict, is_slowed, status = "", False, 200
    if request.method == "POST" and form.is_valid():
        address = request.META.get("REMOTE_ADDR", "")
        is_slowed = not knock(address=address, door=DOOR, per_address=PER_ADDRESS, per_door=PER_DOOR)
        verdict = "" if is_slowed else str(_verdict(form.cleaned_data["code"]))
    elif request.method == "POST":
        status = 422
    with translation.override(language):
        typed = request.POST.get("code", "") or shown_code(code)
        context = {"typed": typed, "verdict": verdict, "is_slowed": is_slowed, "is_bare": status == 422,
                   **_frame(request, language)}  # fmt: skip
        return TemplateResponse(request, "certificates/check.html", context, status=status).render()


def _verdict(code: str) -> Verdict:
    """One question of the database whatever the code is, so that the time says nothing either."""
    found = CertificateCode.objects.filter(code_hash=hash_code(code)).values_list("state", "expires_on").first()
    state, expires_on = found or (None, None)
    return verdict_of(state, expires_on, clock.today())


def _language(request: HttpRequest) -> str:
    wanted = request.GET.get("lingua", "")
    return wanted if wanted in dict(settings.LANGUAGES) else "it"


def _frame(request: HttpRequest, language: str) -> dict[str, Any]:
    codes = [(code, translation.get_language_info(code)["name_local"]) for code, _ in settings.LANGUAGES]
    return {
        "lingua": language, "codes": codes, "path": request.path, "actor": None, "menu": [],
        "right_to_left": translation.get_language_info(language)["bidi"],
    }  # fmt: skip
