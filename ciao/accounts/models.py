"""People who work in the programme and sign in; the persons helped are never users."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from ciao.core import clock
from ciao.core.enums import Privacy


class UserManager(BaseUserManager["User"]):
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
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = "utente"
        verbose_name_plural = "utenti"

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or self.email
