"""The product as it is served, on a benchmark's database; floors read it by a second connection that no policy binds."""

from config.settings.base import *
from config.settings.database import parse

SECRET_KEY = "bench"  # noqa: S105
ALLOWED_HOSTS = ["testserver"]
ROOT_URLCONF = "bench.urls"
KEYRING = HOME / "keys" / "bench-keyring.json"
FILES_ROOT = HOME / "bench-files"
DATABASES["bare"] = parse(os.environ.get("BENCH_BARE_URL", ""))
