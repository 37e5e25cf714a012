"""The field every form uses to take a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from ciao.files.enums import FileKind
from ciao.files.rules import Refused, check_size, recognise


class UploadField(forms.FileField):
    """A file checked by size and content before any action sees it; `kinds` narrows what is accepted."""

    def __init__(self, *, kinds: tuple[FileKind, ...] = tuple(FileKind), **options: Any) -> None:
        self.kinds = kinds
        super().__init__(**options)
        self.widget.attrs["accept"] = ",".join(f".{kind.value}" for kind in kinds)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Raises the sentence that says why the file is refused."""
        if data and not self.disabled:
            self._check(data)
        return super().clean(data, initial)

    def _check(self, upload: Any) -> None:
        try:
            check_size(upload.size, settings.UPLOAD_LIMIT_BYTES)
            kind = recognise(b"".join(upload.chunks()), upload.name)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if kind not in self.kinds:
            wanted = ", ".join(str(one.label) for one in self.kinds)
            raise forms.ValidationError(f"Qui serve un altro tipo di file: {wanted}.")
