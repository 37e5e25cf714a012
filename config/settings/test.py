"""Tests: a PostgreSQL of their own, quick hashing, mail kept in memory."""

import os
import tempfile
from pathlib import Path

from config.settings.base import *
from config.settings.database import parse

SECRET_KEY = "test"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TEST_FOLDER = Path(tempfile.gettempdir()) / f"ciao-test-{os.getuid()}"
FILES_ROOT = TEST_FOLDER / "files"
KEYRING = TEST_FOLDER / "keyring.json"

if os.environ.get("CIAO_TEST_DATABASE_URL"):
    DATABASES = {"default": parse(os.environ["CIAO_TEST_DATABASE_URL"])}
else:
    from ciao.core.database.supervisor import test_url

    DATABASES = {"default": parse(test_url())}
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["TEST"] = {"NAME": "test_" + os.environ.get("CIAO_TEST_DB", "ciao")}
