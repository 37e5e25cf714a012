"""Which notices one wants by e-mail."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from ciao.core.forms import PlainForm, offer
from ciao.notifications.kinds import KINDS
from ciao.notifications.models import OptOut


class MailChoiceForm(PlainForm):
    """Only kinds that leave by e-mail and may be refused are asked."""

    kinds = forms.MultipleChoiceField(
        label="Per e-mail ricevo", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Gli altri avvisi restano qui.",
    )  # fmt: skip

    def __init__(self, *args: Any, user_id: uuid.UUID, **options: Any) -> None:
        super().__init__(*args, **options)
        asked = [kind for kind in KINDS if kind.by_email and kind.may_opt_out]
        refused = set(OptOut.objects.filter(user_id=user_id).values_list("kind", flat=True))
        offer(self, "kinds", [(kind.code, kind.label) for kind in asked])
        self.fields["kinds"].initial = [kind.code for kind in asked if kind.code not in refused]
