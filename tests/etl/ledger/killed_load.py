"""Runs one `etl load` that dies, or waits, at the nth change it makes to the data folder.

``python killed_load.py N [FLAG] --data DIR``: at the Nth change (a file opened for writing, renamed, removed, a folder
made) the process dies at once, without any clean-up, as in a power cut. With FLAG it waits there, with FLAG.here made,
until the file FLAG exists. With N = 0 it runs to its end and prints what it changed.
"""

import os
import sys
import time
from pathlib import Path
from typing import Any

CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.link", "os.symlink", "os.truncate"}


def main() -> None:
    nth, *flag = sys.argv[1 : sys.argv.index("--data")]
    root = sys.argv[sys.argv.index("--data") + 1]
    seen: list[str] = []

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if not is_change(event, arguments) or not str(arguments[0]).startswith(root):
            return
        seen.append(f"{event} {Path(os.fsdecode(arguments[0])).relative_to(root)}")
        if len(seen) == int(nth):
            if not flag:
                os._exit(137)
            Path(f"{flag[0]}.here").touch()
            while not Path(flag[0]).exists():
                time.sleep(0.02)

    from etl.commands.app import app

    sys.addaudithook(watch)
    sys.argv = ["etl", "load", "--data", root]
    try:
        app()
    finally:
        if nth == "0":
            print("\n".join(["changes:", *seen]))


def is_change(event: str, arguments: tuple[Any, ...]) -> bool:
    if event == "open":
        path, mode, flags = arguments
        return isinstance(path, str) and bool((flags or 0) & (os.O_WRONLY | os.O_RDWR) or set(mode or "") & set("wax+"))
    return event in CHANGES and isinstance(arguments[0], str | bytes | os.PathLike)


if __name__ == "__main__":
    main()
