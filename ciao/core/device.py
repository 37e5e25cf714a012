"""What a device may keep of a user: the key that opens it, and the order to forget it on leaving (ADR 0014)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

from ciao.core.crypto import keyring

View = Callable[..., HttpResponse]


def owner_of(user_id: uuid.UUID) -> str:
    """The word a device keeps instead of a user: it says whether two things are of the same one, and no more."""
    return keyring().blind_index(str(user_id), "device-owner")[:24]


def key_for(user_id: uuid.UUID, device_id: uuid.UUID) -> str:
    """The key of what one user keeps on one device, 256 bits as hex; made again each time, stored nowhere."""
    return keyring().blind_index(f"{user_id}:{device_id}", "device-key")


def forgotten_on_leaving(view: View) -> View:
    """Whoever leaves, leaves nothing behind: the browser empties what the product kept on the device."""

    @wraps(view)
    def leave(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        answer = view(request, *args, **options)
        if request.method == "POST":
            answer["Clear-Site-Data"] = '"storage"'
        return answer

    return leave
