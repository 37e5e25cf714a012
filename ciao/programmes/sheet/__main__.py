"""`python -m ciao.programmes.sheet FILE --json`: reads a sheet without database or settings."""

import argparse
import json
import sys
from collections.abc import Sequence

from . import NotASheet, as_json, parse_file


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the draft as JSON and returns 0; where it is no sheet, one sentence on standard error and 2."""
    parser = argparse.ArgumentParser(prog="ciao import-sheet", description="Legge una scheda progetto.")
    parser.add_argument("file", help="la scheda: .txt, .docx o .pdf con il testo")
    parser.add_argument("--json", action="store_true", help="stampa la bozza come un solo oggetto JSON")
    options = parser.parse_args(argv)
    try:
        draft = parse_file(options.file)
    except NotASheet as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    sys.stdout.buffer.write(json.dumps(as_json(draft), ensure_ascii=False, indent=2).encode() + b"\n")
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
