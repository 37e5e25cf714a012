"""Measures the database it finds: `python -m bench.measure_one 5000 measures.json`."""

import sys
from pathlib import Path

import django

django.setup()

from bench.measure import measure_all  # noqa: E402

if __name__ == "__main__":
    measure_all(int(sys.argv[1]), Path(sys.argv[2]))
