"""People who work in the programme and sign in; the persons helped are never users."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.models import Row


class UserManager(BaseUserManager["User"]):
    """How accounts are made."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Stores the address in lower case: two spellings of one address are one person."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Who signs in; what they may do is in their mandates."""

    PRIVACY = {"*": Privacy.STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("indirizzo e-mail", unique=True)
    given_name = models.CharField("nome", max_length=80)
    family_name = models.CharField("cognome", max_length=80, blank=True)
    is_active = models.BooleanField("attivo", default=True)
    joined_at = models.DateTimeField(default=clock.now, editable=False)
    shortcuts_enabled = models.BooleanField("tasti rapidi", default=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "utente"
        verbose_name_plural = "utenti"

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """Name and family name, or the address where neither is known."""
        return f"{self.given_name} {self.family_name}".strip() or self.email

    def get_short_name(self) -> str:
        """What colleagues call them."""
        return self.given_name or self.email


class FirstStart(Row):
    """The one-time link that names an administrator, and whether the sheet of the keys is on paper."""

    PRIVACY = {"*": Privacy.NONE}

    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.UUIDField(null=True, blank=True)
    keys_kept_at = models.DateTimeField(null=True, blank=True)
    keys_kept_by = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = "primo avvio"
        verbose_name_plural = "primi avvii"

    def __str__(self) -> str:
        return f"{self.expires_at:%Y-%m-%d %H:%M}"
