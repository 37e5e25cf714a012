"""The product as it is served; floors read the same database by a second connection that no policy binds."""

import os

from config.settings.base import *
from config.settings.database import parse

SECRET_KEY = "bench"
ALLOWED_HOSTS = ["testserver"]
ROOT_URLCONF = "bench.urls"
KEYRING = HOME / "keys" / "bench-keyring.json"
FILES_ROOT = HOME / "bench-files"
DATABASES["bare"] = parse(os.environ.get("BENCH_BARE_URL", ""))
