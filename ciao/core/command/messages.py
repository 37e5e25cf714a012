"""Compiles the translations, so that nobody needs gettext's programs."""

from pathlib import Path

from ciao.core.command.instance import CHECKOUT


def compile_all(checkout: Path = CHECKOUT) -> int:
    """Write each `.mo` that is missing or older than its `.po`; returns how many."""
    found = [*checkout.glob("locale/*/LC_MESSAGES/*.po"), *checkout.glob("ciao/*/locale/*/LC_MESSAGES/*.po")]
    stale = [source for source in found if _is_stale(source, source.with_suffix(".mo"))]
    for source in stale:
        _compile(source)
    return len(stale)


def _is_stale(source: Path, compiled: Path) -> bool:
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> None:
    import polib

    polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))


if __name__ == "__main__":
    compile_all()
