"""Fills the database it finds with as many people as it is told: `python -m bench.generate 5000`."""

import sys

import django

django.setup()

from bench.generate.fill import fill, tidy  # noqa: E402

if __name__ == "__main__":
    if fill(int(sys.argv[1])):
        tidy()
