"""Runs an `etl` command in a process of its own, for pages: they know nothing of etl but its command line."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Long enough for a publication to wait for a load that is under way.
SECONDS = 900


def enter(data: Path, kind: str, key: str, follows: int, fields: Mapping[str, object], by: str) -> tuple[bool, str]:
    """Enters a version of a record and publishes; whether it was written, and what the command said, in Vietnamese."""
    command = [sys.executable, "-m", "etl", "enter", kind, "--by", by, "--key", key, "--follows", str(follows)]
    command += ["--data", str(data.resolve())]
    given = json.dumps(dict(fields), ensure_ascii=False).encode("utf-8")
    try:
        done = subprocess.run(command, input=given, capture_output=True, cwd=ROOT, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False, ""
    said = (done.stdout + done.stderr).decode("utf-8", "replace").strip()
    return done.returncode == 0, said
