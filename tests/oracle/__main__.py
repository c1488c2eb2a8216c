"""Compares data folders with the product: ``python -m tests.oracle [--examples N] FOLDER …`` or ``SEED …``.

Each folder is copied, loaded by `etl load` and compared; what stands in it is not touched. A number instead of a folder is
the seed of a random world. The exit code is 1 when anything differs.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tests.oracle.compare import differences, report
from tests.oracle.random_world import RandomWorld
from tests.world import World


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.oracle", description=__doc__)
    parser.add_argument("what", nargs="+", help="a data folder, or the seed of a random world")
    parser.add_argument("--examples", type=int, default=3, help="rows shown for each column that differs")
    chosen = parser.parse_args()
    wrong = 0
    for what in chosen.what:
        with tempfile.TemporaryDirectory() as scratch:
            root = Path(scratch) / "data"
            if what.isdigit():
                RandomWorld(root, int(what)).write()
            else:
                for part in ("reference", "inbox", "forms"):
                    if (Path(what) / part).exists():
                        shutil.copytree(Path(what) / part, root / part, copy_function=shutil.copy)
            outcome = World(root).run("load")
            if outcome.code:
                print(outcome.output)
            found = differences(root)
            wrong += bool(found)
            print(f"{what}: {report(found, chosen.examples)}")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
