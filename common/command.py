"""Runs commands in processes of their own, for pages: they know nothing of etl and briefing but their command lines."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Long enough for a publication to wait for a load that is under way.
SECONDS = 900
#: What a command that tells of its steps begins such a line with.
STEP = "… "


def enter(data: Path, kind: str, key: str, follows: int, fields: Mapping[str, object], by: str, publish: bool = True) -> tuple[bool, str]:
    """Enters a version of a record and publishes; whether it was written, and what the command said, in Vietnamese."""
    command = [sys.executable, "-m", "etl", "enter", kind, "--by", by, "--key", key, "--follows", str(follows)]
    command += ["--data", str(data.resolve()), "--publish" if publish else "--no-publish"]
    given = json.dumps(dict(fields), ensure_ascii=False).encode("utf-8")
    try:
        done = subprocess.run(command, input=given, capture_output=True, cwd=ROOT, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False, ""
    said = (done.stdout + done.stderr).decode("utf-8", "replace").strip()
    return done.returncode == 0, said


def brief(data: Path, output: Path, options: Sequence[str], told: Callable[[str], None]) -> tuple[bool, str]:
    """Makes a pack in the folder `output`; whether it was made, and what the command said besides its steps, in Vietnamese."""
    command = [sys.executable, "-m", "briefing", "--data", str(data.resolve()), "-o", str(output.resolve()), *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT, env=os.environ | {"PYTHONUTF8": "1"},
        encoding="utf-8", errors="replace", creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )  # fmt: skip
    limit = threading.Timer(SECONDS, process.kill)
    limit.start()
    said: list[str] = []
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if line.startswith(STEP):
                told(line.removeprefix(STEP).strip())
            elif line.strip():
                said.append(line.strip())
        return process.wait() == 0, "\n".join(said)
    finally:
        limit.cancel()
        process.stdout.close()


def notice(data: Path, options: Sequence[str]) -> bytes:
    """The document of what a meeting concluded. Raises OSError with what the command said where there is none."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "notice.docx"
        command = [sys.executable, "-m", "briefing", "notice", "--data", str(data.resolve()), "-o", str(output), *options]
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT, env=os.environ | {"PYTHONUTF8": "1"},
            timeout=SECONDS, check=False, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
        if done.returncode:
            raise OSError(done.stdout.decode("utf-8", "replace").strip())
        return output.read_bytes()
