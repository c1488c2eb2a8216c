"""Files that only grow: a JSON object on each line, on the disk before anything counts on it."""

import json
import os
from pathlib import Path
from typing import Any

from common.files import write_whole


def read(path: Path) -> list[dict[str, Any]]:
    """Every line in order. A last line that was cut short was never written, and is taken off."""
    if not path.exists():
        return []
    data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    if len(whole) < len(data):
        write_whole(path, whole)
    return [json.loads(line) for line in whole.decode("utf-8").splitlines()]


def append(path: Path, records: list[dict[str, Any]]) -> None:
    """Adds a line for each record, after the last whole one."""
    read(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    with path.open("ab") as stream:
        stream.write(lines.encode("utf-8"))
        stream.flush()
        os.fsync(stream.fileno())
