"""The demo: invented people, a banner on every page and document, mail that never leaves."""

from config.settings.prod import *

DEMO = True
EMAIL_HOST = ""
KEYRING = HOME / "keys" / "demo-keyring.json"
FILES_ROOT = HOME / "demo-files"
