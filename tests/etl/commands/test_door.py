"""What nobody foresaw ends in a sentence for whoever called the command, and in the log for whoever looks after the program."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.world import ROOT, World

STUMBLES = """
import sys
import duckdb
from etl.commands import app, published_commands
from etl.commands.door import command

@command
def stumble(data: published_commands.DataOption) -> None:
    raise {error}

sys.argv = ["etl", "stumble", "--data", sys.argv[1]]
app.main()
"""


def stumble(folder: Path, error: str) -> tuple[str, str]:
    """What a command says that ends in an error, and what it leaves in the log."""
    World(folder).write()
    ended = subprocess.run(
        [sys.executable, "-c", STUMBLES.format(error=error), str(folder)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert (ended.returncode, ended.stderr) == (1, "")
    return ended.stdout, (folder / "log" / "etl.log").read_text(encoding="utf-8")


def test_a_fault_of_the_program_ends_in_a_sentence(tmp_path: Path) -> None:
    said, log = stumble(tmp_path, 'RuntimeError("of the program alone")')
    assert said.startswith("Chương trình gặp một lỗi chưa lường trước") and "log/etl.log" in said
    assert "RuntimeError: of the program alone" in log


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        ('duckdb.OutOfMemoryException("failed to allocate block")', "Máy không đủ bộ nhớ"),
        ("MemoryError()", "Máy không đủ bộ nhớ"),
        ('duckdb.IOException("No space left on device")', "Không ghi được"),
        ('OSError(28, "No space left on device", "ledger/x")', "Không đọc hay ghi được ledger/x"),
    ],
)
def test_what_the_machine_refuses_ends_in_a_sentence_and_is_in_the_log(tmp_path: Path, error: str, sentence: str) -> None:
    said, log = stumble(tmp_path, error)
    assert said.startswith(sentence) and "hiệu lực giữ nguyên" in said and "Traceback" not in said
    assert "Traceback" in log and error.split("(")[0].removeprefix("duckdb.") in log
