"""`make bench`: for each size a database, its people, its measures; then the table and the drawing."""
import sys
from bench.database import opened
from ciao.core.database import roles
if __name__ == "__main__":
    for size in map(int, sys.argv[1:]):
        with opened(size) as bench:
            bench.prepare()
            bench.run("bench.generate", str(size), role=roles.ADMIN)
            bench.run("bench.run", str(size), f"/tmp/b{size}.json")
