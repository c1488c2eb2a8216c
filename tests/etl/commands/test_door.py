"""What nobody foresaw ends in a sentence for whoever called the command, and in the log for whoever looks after the program."""

import subprocess
import sys
from pathlib import Path

from tests.world import ROOT, World

STUMBLES = """
import sys
from etl.commands import app, published_commands
from etl.commands.door import command

@command
def stumble(data: published_commands.DataOption) -> None:
    raise RuntimeError("of the program alone")

sys.argv = ["etl", "stumble", "--data", sys.argv[1]]
app.main()
"""


def test_a_fault_of_the_program_ends_in_a_sentence(tmp_path: Path) -> None:
    World(tmp_path).write()
    ended = subprocess.run([sys.executable, "-c", STUMBLES, str(tmp_path)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert ended.stdout.startswith("Chương trình gặp một lỗi chưa lường trước") and "log/etl.log" in ended.stdout
    assert "RuntimeError: of the program alone" in (tmp_path / "log" / "etl.log").read_text(encoding="utf-8")
