"""An analyst who queries in a loop: connect, ask, write down what was seen; until the file `stop` appears or who started it is gone.

``python reader.py WAREHOUSE NOTES STOP``. Uses DuckDB alone, so that any version of it can run this.
"""

import json
import os
import sys
import time
from pathlib import Path

import duckdb

PAUSE = 0.1  # ten of these share the machine with a load
QUERIES = {
    "snapshot": "select min(snapshot_id) from log.snapshot",
    "figures": "select count(*) from mart.figure",
    "smallest": "select cast(min(value) as integer) from mart.figure",
    "largest": "select cast(max(value) as integer) from mart.figure",
    "numerators": "select cast(sum(numerator) as integer) from mart.attainment",
    "dictionary": "select count(*) from ref.dictionary",
}


def main() -> None:
    warehouse, notes, stop = sys.argv[1:]
    parent = os.getppid()
    with Path(notes).open("w", encoding="utf-8") as stream:
        while not Path(stop).exists() and os.getppid() == parent:
            seen: dict[str, object] = {"began": time.time()}
            try:
                with duckdb.connect(warehouse, read_only=True) as connection:
                    for name, query in QUERIES.items():
                        seen[name] = connection.execute(query).fetchall()[0][0]
            except Exception as problem:
                seen["failed"] = f"{type(problem).__name__}: {problem}"
            seen["ended"] = time.time()
            stream.write(json.dumps(seen) + "\n")
            stream.flush()
            time.sleep(PAUSE)


if __name__ == "__main__":
    main()
