"""Compares data folders with the product: ``python -m tests.oracle [--examples N] FOLDER …`` or ``SEED …``.

Each folder is copied, loaded by `etl load` and compared; what stands in it is not touched. A number instead of a folder is
the seed of a random world. The exit code is 1 when anything differs.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.oracle.compare import report
from tests.oracle.held_against import copied, drawn, found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.oracle", description=__doc__)
    parser.add_argument("what", nargs="+", help="a data folder, or the seed of a random world")
    parser.add_argument("--examples", type=int, default=3, help="rows shown for each column that differs")
    chosen = parser.parse_args()
    wrong = 0
    for what in chosen.what:
        with tempfile.TemporaryDirectory() as scratch:
            root = Path(scratch) / "data"
            differing = found(drawn(int(what), root) if what.isdigit() else copied(Path(what), root))
            wrong += bool(differing)
            print(f"{what}: {report(differing, chosen.examples)}", flush=True)
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
