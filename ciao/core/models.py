"""The base every table of the trade starts from."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models


class Row(models.Model):
    """Random ids made in Python: they go in URLs, and a public INSERT needs no reading back."""

    PRIVACY: ClassVar[dict[str, Any]]
    # Whether figures may be cut by this table, which says nothing of anybody.
    REPORT_ALL: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
