"""Names are data: whatever bytes a file is called by, it is loaded, told of, given back, verified, copied and put back like any other."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from etl.ledger.ledger import Receipt
from tests.etl.ledger.hostile_names import NAMES, files, hostile_world, refused
from tests.etl.small_world import MOMENTS
from tests.world import Outcome, World

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes are possible there alone"),
]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, str]:
    """The office after its load, and what that said."""
    world = hostile_world(tmp_path_factory.mktemp("names") / "data")
    outcome = world.run("load")
    assert outcome.code == 0, outcome.output
    return world, clean(outcome)


def clean(outcome: Outcome) -> str:
    """What a command said, once it is known to steer no terminal and to hold nothing that is no text."""
    assert "Traceback" not in outcome.output
    assert all(letter.isprintable() or letter == "\n" for letter in outcome.output), outcome.output
    outcome.output.encode("utf-8")
    return outcome.output


def test_each_is_loaded_and_the_refused_are_named_and_given_back(loaded: tuple[World, str]) -> None:
    world, said = loaded
    received = {row["file"]: row["status"] for row in world.rows("log.file")}
    assert len(received) == len(NAMES) + 1
    turned_away = [name for name, status in received.items() if status == "refused"]
    assert len(turned_away) == refused() and all(name in said for name in turned_away)
    assert all(letter.isprintable() for name in received for letter in name)
    copies = {row["returned_name"] for row in world.rows("log.returned_file")}
    there = {path.name for path in (world.root / "returned").iterdir()}
    assert copies == there and len(there) == refused()
    assert all(name.isprintable() and len(os.fsencode(name)) <= 255 and not set(name) & set('<>:"/\\|?*') for name in there)
    shown = {"[red]đỏ[bold] [link=x]y[link].csv", ":smile: :warning:.csv", "*?[a-z]{x,y}~.csv", "\\x1b[2J\\x1b]0;x\\x07.csv"}
    assert shown <= received.keys()


def test_status_and_verify_tell_of_them(loaded: tuple[World, str]) -> None:
    world, _ = loaded
    for command in (["status"], ["verify"], ["diff", "previous"]):
        outcome = world.run(*command)
        clean(outcome)
        assert command[0] == "diff" or outcome.code == 0, outcome.output


def test_nothing_is_new_when_they_are_loaded_again_and_a_rebuild_comes_to_the_same(loaded: tuple[World, str], tmp_path: Path) -> None:
    world = loaded[0].copy(tmp_path / "again")
    before, snapshot = world.everything(ignore=MOMENTS), world.snapshot_id
    assert world.run("load").code == 0 and world.snapshot_id == snapshot
    shutil.rmtree(world.root / "inbox")
    outcome = world.run("rebuild")
    clean(outcome)
    assert outcome.code == 0 and world.everything(ignore=MOMENTS) == before


def test_they_are_backed_up_and_restored(loaded: tuple[World, str], tmp_path: Path) -> None:
    world, target = loaded[0], tmp_path / "bản sao [red]:x:*"
    outcome = world.run("backup", str(target))
    assert outcome.code == 0 and str(target) in clean(outcome)
    restored = World(tmp_path / "restored")
    outcome = restored.run("restore", str(target))
    assert outcome.code == 0, clean(outcome)
    assert restored.everything(ignore=MOMENTS) == world.everything(ignore=MOMENTS)
    kept = {path.read_bytes() for path in (restored.root / "ledger" / "files").rglob("*") if path.is_file()}
    assert set(files().values()) <= kept


def test_a_returned_copy_is_called_after_its_file_and_folder_whatever_they_are_called() -> None:
    digest = "0123456789abcdef"
    names = ["a/báo cáo.csv", "b/báo cáo.csv", f"{'ệ' * 80}/{'ệ' * 80}/{'ệ' * 80}.csv", "../../x.csv", "con/aux.csv", "a\u202e/\x1b/x"]
    called = [Receipt(1, digest, name, 1, "2022-03-05T10:00:00", 1).returned_name for name in names]
    assert called[:2] == ["a – báo cáo – cần sửa (01234567).xlsx", "b – báo cáo – cần sửa (01234567).xlsx"]
    assert all(name.isprintable() and len(os.fsencode(name)) <= 255 and not set(name) & set('<>:"/\\|?*') for name in called)
    again = Receipt(1, digest, "báo cáo – cần sửa (89abcdef) (1).xlsx", 1, "2022-03-05T10:00:00", 1)
    assert again.returned_name == "báo cáo – cần sửa (01234567).xlsx"
