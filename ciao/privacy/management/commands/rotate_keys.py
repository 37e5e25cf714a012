"""Makes a new key, seals everything with it, retires the old one when nothing uses it; begun again where it stopped."""

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from ciao.accounts.models import FirstStart
from ciao.core.crypto import KeyRing, load_keyring, renewed, replace_keyring, retired_file, write_keyring
from ciao.core.formats import plural
from ciao.privacy.walk.reseal import reseal, still_sealed_by_others


class Command(BaseCommand):
    help = "Cambia le chiavi e cifra di nuovo tutto."

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.KEYRING)
        ring = self._begin(path, load_keyring(path))
        many = reseal(ring, self._tell)
        waiting = still_sealed_by_others(ring)
        if waiting:
            names = ", ".join(f"{name} ({count})" for name, count in waiting.items())
            sys.exit(f"Restano cifrati con la chiave vecchia: {names}. Le chiavi restano tutte: rilancia il comando.")
        replace_keyring(path, KeyRing(ring.current, {ring.current: ring.keys[ring.current]}, ring.index_key))
        FirstStart.objects.update(keys_kept_at=None)
        self.stdout.write(
            f"Fatto: {plural(many, 'valore cifrato', 'valori cifrati')} di nuovo, ora la chiave è {ring.current}.\n"
            "Stampa il nuovo foglio di recupero alla prossima entrata. La chiave vecchia è in "
            f"{path.parent}: serve solo a riaprire copie più vecchie, tienila con loro."
        )

    def _begin(self, path: Path, ring: KeyRing) -> KeyRing:
        """A ring with several keys is a rotation that was cut short: it goes on."""
        if len(ring.keys) > 1:
            self.stdout.write("Riprendo da dove mi ero fermato.")
            return ring
        old = retired_file(path, ring)
        if not old.exists():
            write_keyring(old, ring)
        fresh = renewed(ring)
        replace_keyring(path, fresh)
        return fresh

    def _tell(self, name: str, count: int) -> None:
        self.stdout.write(f"  {name}: {count}")
