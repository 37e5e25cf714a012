"""The real thing: served to real users, behind TLS where it leaves this machine."""

import os

from config.settings.base import *
from config.settings.secret import secret_key

SECRET_KEY = secret_key(HOME / "keys" / "secret")
SESSION_COOKIE_SECURE = os.environ.get("CIAO_HTTPS") == "1"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if SESSION_COOKIE_SECURE else 0
if os.environ.get("CIAO_HTTPS") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
