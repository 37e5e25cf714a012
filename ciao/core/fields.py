"""Field types every app shares: sealed text and its blind index."""

from collections.abc import Callable
from typing import Any, cast

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from ciao.core.crypto import keyring
from ciao.core.names import search_key


class Ciphertext(str):
    """A sealed value as it lies in the database, not yet opened."""


class SealedAttribute(DeferredAttribute):
    """Opens the value when it is first read, so a list that never shows it never decrypts it."""

    def __set__(self, instance: Any, value: Any) -> None:
        """Makes this a data descriptor, so reading always passes through `__get__`."""
        instance.__dict__[self.field.attname] = value

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        value = instance.__dict__[name] if name in instance.__dict__ else super().__get__(instance, cls)
        if not isinstance(value, Ciphertext):
            return value
        plain = keyring().open(value, cast("SealedTextField", self.field).bound_to(instance))
        instance.__dict__[name] = plain
        instance.__dict__[f"_sealed_{name}"] = (plain, value)
        return plain


class SealedTextField(models.TextField):  # type: ignore[type-arg]
    """Text encrypted with the row's UUID and the field name as additional data; cannot be searched."""

    descriptor_class = SealedAttribute

    def bound_to(self, instance: Any) -> str:
        """What the value is tied to: history copies keep the id of their row, so they open too."""
        return f"{instance.id}:{self.name}"

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        """Marks the value as not yet opened; it is opened when read."""
        return Ciphertext(value) if value else value

    def pre_save(self, instance: Any, add: bool) -> Any:
        """Seals what changed; what did not keeps its sealed form, so history shows real changes only."""
        value = instance.__dict__.get(self.attname)
        if not value or isinstance(value, Ciphertext):
            return value
        remembered = instance.__dict__.get(f"_sealed_{self.attname}")
        if remembered and remembered[0] == value:
            return remembered[1]
        token = Ciphertext(keyring().seal(str(value), self.bound_to(instance)))
        instance.__dict__[f"_sealed_{self.attname}"] = (value, token)
        return token

    def get_prep_value(self, value: Any) -> Any:
        """Refuses a plain text: bulk updates and filters would store or compare it unsealed."""
        if value and not isinstance(value, Ciphertext):
            raise TypeError(f"{self.name} is sealed: save the row, or search its blind index")
        return super().get_prep_value(value)

    def to_python(self, value: Any) -> Any:
        """A text is a text: nothing to convert."""
        return value


class BlindIndexField(models.CharField):  # type: ignore[type-arg]
    """Lets an exact value be found without storing it: HMAC of another field of the row."""

    def __init__(
        self, *args: Any, source: str = "", normalize: Callable[[str], str] | None = None, **kwargs: Any
    ) -> None:
        self.source = source
        self.normalize = normalize
        kwargs.setdefault("max_length", 64)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """What a migration needs to rebuild the field."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source, "normalize": self.normalize}

    def pre_save(self, instance: Any, add: bool) -> str:
        """Recomputes the index from its source each time the row is saved."""
        value = self.index(getattr(instance, self.source)) if hasattr(instance, self.source) else ""
        setattr(instance, self.attname, value)
        return value

    def index(self, text: str | None) -> str:
        """The stored form of `text`, for `filter(code_index=Model.code_index_of(text))`; empty for no text."""
        normal = "".join((text or "").split()).upper()
        if normal and self.normalize:
            normal = self.normalize(normal)
        return keyring().blind_index(normal, self.source) if normal else ""


class NameKeyField(models.CharField):  # type: ignore[type-arg]
    """What a name is searched by, worked out in Python from other fields of the row, the same in every script."""

    def __init__(self, *args: Any, sources: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.sources = sources
        kwargs.setdefault("max_length", 400)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Migrations remember which fields the key comes from."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "sources": self.sources}

    def pre_save(self, instance: Any, add: bool) -> str:
        """The key of the names as they are now."""
        value = search_key("".join(getattr(instance, source, "") or "" for source in self.sources))
        setattr(instance, self.attname, value)
        return value
