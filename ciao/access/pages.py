"""The one shape of a page that asks something and does it; a refusal gives everything back."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from ciao.access.lifecycle import NotPossible
from ciao.core.forms import PlainForm

ALREADY = "Era già salvato: non serve rifarlo."
COLLIDED = "Qualcuno ha salvato la stessa cosa un momento prima. Il testo è ancora qui: ricarica e controlla."


class Once(PlainForm):
    """A form that makes a row carries the row's id, so that sending it twice makes it once."""

    row_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


@dataclass(frozen=True)
class FormPage:
    """What a page needs around its form: template, where it goes on, what it says when it worked."""

    template: str
    to: str | Callable[[Any], str]
    done: str | Callable[[Any], str]
    context: dict[str, Any] = field(default_factory=dict)

    def answer(self, request: HttpRequest, form: forms.BaseForm, act: Callable[[dict[str, Any]], Any]) -> HttpResponse:
        """Shows the form, or does `act` with what was typed and goes on; 422 when something is to correct."""
        if request.method == "POST" and form.is_valid():
            done = self._do(request, form, act)
            if done is not None:
                return done
        status = 422 if request.method == "POST" else 200
        return TemplateResponse(request, self.template, {"form": form, **self.context}, status=status)

    def _do(
        self, request: HttpRequest, form: forms.BaseForm, act: Callable[[dict[str, Any]], Any]
    ) -> HttpResponse | None:
        try:
            with transaction.atomic():
                result = act(dict(form.cleaned_data))
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
            return None
        except IntegrityError as collision:
            sentence = sentence_of(collision)
            if sentence != ALREADY:
                form.add_error(None, sentence)
                return None
            messages.info(request, ALREADY)
            return HttpResponseRedirect(self.to if isinstance(self.to, str) else request.path)
        messages.success(request, self.done if isinstance(self.done, str) else self.done(result))
        return HttpResponseRedirect(self.to if isinstance(self.to, str) else self.to(result))


def sentence_of(collision: IntegrityError) -> str:
    """The Italian sentence of the constraint that PostgreSQL refused, as its model declares it."""
    name = getattr(getattr(collision.__cause__, "diag", None), "constraint_name", "") or ""
    if name.endswith("_pkey"):
        return ALREADY
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.violation_error_message or COLLIDED)
    return COLLIDED


@dataclass(frozen=True)
class Panel:
    """One block of a composed page: an app draws it, `desk` decides the order."""

    anchor: str
    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    count: int | None = None
    url: str = ""
    action: str = ""
    status: str = ""
    kind: str = ""
    note: str = ""
