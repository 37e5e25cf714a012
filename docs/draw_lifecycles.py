"""Writes `docs/cicli-di-vita.md` from the lifecycle tables, so that what the docs say is what the code does.

Run it with `DJANGO_SETTINGS_MODULE=config.settings.test .venv/bin/python -m docs.draw_lifecycles`;
a test fails while the page is not current.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from ciao.access.lifecycle import Lifecycle
from docs.draw_layers import labels

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "cicli-di-vita.md"
HEAD = """# I cicli di vita

Uno stato cambia solo attraverso la sua tabella, e ogni passaggio lascia una riga con chi, quando, perché.
Una *correzione* disfa un passo precedente: niente si cancella. Questa pagina è scritta dalle tabelle
(`docs/draw_lifecycles.py`): per cambiarla si cambia `lifecycle.py`.
"""


def page() -> str:
    """Every table, lowest app first: its states in Italian, its diagram, which moves want a reason."""
    parts = [HEAD]
    for app, name, table in tables():
        states = " · ".join(f"`{key}` {label}" for key, label in table.labels.items())
        parts += [
            f"## {labels().get(app, app)}: `{app}.{name}`",
            f"Stati: {states}.\n",
            f"```mermaid\n{table.diagram()}\n```\n",
            *_sentences(table),
        ]
    return "\n".join(parts)


def tables() -> Iterator[tuple[str, str, Lifecycle]]:
    """App, name and table of every lifecycle."""
    for path in sorted((ROOT / "ciao").glob("*/lifecycle.py")):
        module = import_module(f"ciao.{path.parent.name}.lifecycle")
        for name, found in vars(module).items():
            if isinstance(found, Lifecycle):
                yield path.parent.name, name, found


def _sentences(table: Lifecycle) -> list[str]:
    moves = table.transitions.values()
    reasons = ", ".join(f"«{one.label}»" for one in moves if one.needs_reason)
    corrections = ", ".join(f"«{one.label}»" for one in moves if one.is_correction)
    return [f"Chiedono il motivo: {reasons or 'nessuno'}.", f"Correzioni: {corrections or 'nessuna'}.", ""]


if __name__ == "__main__":
    import django

    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
