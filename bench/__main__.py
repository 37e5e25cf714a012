"""`make bench`: for each size a database, its people, its measures; then the table and the drawing."""

import argparse

from bench import report
from bench.database import opened
from ciao.core.database import roles


def main() -> None:
    """Sizes on the command line; `--da-capo` throws their databases away first."""
    parser = argparse.ArgumentParser(prog="bench", description="Misura le pagine di CIAO! accanto a un pavimento.")
    parser.add_argument("sizes", nargs="*", type=int, default=[60, 5000, 100_000], help="quante persone")
    parser.add_argument("--da-capo", action="store_true", help="genera di nuovo le persone")
    asked = parser.parse_args()
    for size in asked.sizes:
        print(f"{report.number(size)} persone")
        _one(size, anew=asked.da_capo)
    report.write()
    print(f"Scritto in {report.PAGE.relative_to(report.ROOT)}.")


def _one(size: int, *, anew: bool) -> None:
    with opened(size) as bench:
        if anew:
            bench.drop()
        bench.prepare()
        bench.run("bench.generate", str(size), role=roles.ADMIN)
        bench.run("bench.measure_one", str(size), str(report.measures_file(size)))


if __name__ == "__main__":
    main()
