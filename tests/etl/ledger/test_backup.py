"""A backup can be taken while loads run, is proved before it is used, and never takes the place of a ledger that knows more."""

import errno
import json
import shutil
import time
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

from common.files import write_whole
from common.paths import DataDir
from etl.commands import loading
from etl.commands.verifying import KINDS
from etl.ledger import backup as backing_up
from etl.ledger import journal, restoring
from etl.ledger.ledger import Ledger
from tests.etl.small_world import FILES, MOMENTS, small_world
from tests.world import Outcome, World, submission

pytestmark = pytest.mark.slow


def said(outcome: Outcome) -> str:
    assert "Traceback" not in outcome.output
    return " ".join(outcome.output.split())


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> World:
    return small_world(tmp_path_factory.mktemp("backup") / "sound").publish()


@pytest.fixture(scope="module")
def copy(sound: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("copies") / "one"
    outcome = sound.run("backup", str(target))
    assert outcome.code == 0 and "Đã sao lưu 7 tệp" in said(outcome), outcome.output
    return target


def test_an_empty_folder_becomes_what_was_backed_up(sound: World, copy: Path, tmp_path: Path) -> None:
    world = World(tmp_path / "new")
    outcome = world.run("restore", str(copy))
    assert outcome.code == 0 and "Đã khôi phục sổ" in said(outcome), outcome.output
    assert world.everything() == sound.everything()
    assert world.run("verify").code == 0
    journals = [(folder / "ledger" / "received.jsonl").read_bytes() for folder in (world.root, sound.root)]
    assert journals[0] == journals[1]


def test_a_damaged_ledger_is_mended(sound: World, copy: Path, tmp_path: Path) -> None:
    world = sound.copy(tmp_path / "data")
    for path in (world.root / "ledger" / "files").rglob("*.csv"):
        path.write_bytes(b"rotten")
    (world.root / "ledger" / "ledger.duckdb").write_bytes(b"rotten")
    (world.root / "ledger" / "received.jsonl").write_bytes(b"rotten\n")
    (world.root / "inbox").rename(world.root / "elsewhere")
    assert world.run("rebuild").code == 1
    outcome = world.run("restore", str(copy))
    assert outcome.code == 0 and "7 tệp chép lại" in said(outcome), outcome.output
    assert world.everything() == sound.everything() and world.run("verify").code == 0


@pytest.mark.parametrize("name", journal.ALL)
@pytest.mark.parametrize("line", [b'{"version": 99}\n', b"[1]\n", b"99\n", b'{"at": "2022-01-01T00:00:00"}\n'])
def test_a_journal_of_something_else_knows_no_more_than_a_backup(
    sound: World, copy: Path, tmp_path: Path, name: str, line: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The way out that `verify` names must be open: what stands there was never written by this program."""
    monkeypatch.setattr(restoring, "_put_files_back", lambda *given: 0)
    ledger = Ledger(DataDir(tmp_path / "data"))
    ledger.folder.mkdir(parents=True)
    (ledger.folder / name).write_bytes(line)
    restoring.restore(DataDir(tmp_path / "data"), copy, print)
    there = sound.root / "ledger" / name
    assert (ledger.folder / name).read_bytes() == (there.read_bytes() if there.exists() else b"")


def test_each_journal_is_known_by_what_its_records_say() -> None:
    for name, kind in KINDS.items():
        needed = {each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING}
        assert journal.FIELDS[name] == needed, name


@pytest.mark.long
def test_a_ledger_that_knows_more_is_left_alone(sound: World, copy: Path, tmp_path: Path) -> None:
    world = sound.copy(tmp_path / "data")
    world.file("new.csv", submission("C", 2022, 1, {"n": 9, "d": 10, "k": 1}))
    world.publish()
    before = (world.root / "ledger" / "received.jsonl").read_bytes()
    outcome = world.run("restore", str(copy))
    assert outcome.code == 1 and "biết nhiều hơn bản sao lưu" in said(outcome)
    assert (world.root / "ledger" / "received.jsonl").read_bytes() == before and world.run("verify").code == 0


def test_a_backup_that_died_leaves_the_one_before(
    sound: World, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, target = sound.copy(tmp_path / "data"), tmp_path / "copy"
    assert world.run("backup", str(target)).code == 0
    world.file("new.csv", submission("C", 2022, 1, {"n": 9, "d": 10, "k": 1}))
    world.publish()

    def dying(path: Path, data: bytes) -> None:
        if path.name == backing_up.MANIFEST:
            raise OSError(28, "No space left on device", str(path))
        write_whole(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(backing_up, "write_whole", dying)
        outcome = world.run("backup", str(target))
    assert outcome.code == 1 and "đĩa đã hết chỗ" in said(outcome)
    restored = World(tmp_path / "restored")
    assert restored.run("restore", str(target)).code == 0
    assert restored.everything(ignore=MOMENTS) == sound.everything(ignore=MOMENTS)
    assert world.run("backup", str(target)).code == 0
    again = World(tmp_path / "again")
    assert again.run("restore", str(target)).code == 0 and again.rows("mart.figure", file="new.csv")


@pytest.mark.long
def test_a_restore_that_died_is_done_again(sound: World, copy: Path, tmp_path: Path) -> None:
    world = sound.copy(tmp_path / "data")
    (world.root / "ledger" / "restoring").touch()
    (world.root / "ledger" / "judged.jsonl").unlink()
    for command in ("load", "verify"):
        outcome = world.run(command)
        assert outcome.code == 1 and "bị ngắt giữa chừng; hãy chạy lại" in said(outcome), outcome.output
    assert world.run("restore", str(copy)).code == 0
    assert world.run("verify").code == 0 and world.everything() == sound.everything()


@pytest.mark.long
def test_a_restore_that_could_not_publish_says_which_command_goes_on(
    sound: World, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    world, goes_on = World(tmp_path / "new"), "chạy “python -m etl load”"
    with monkeypatch.context() as patched:
        patched.setattr(loading, "publish", full)
        outcome = world.run("restore", str(copy))
        assert outcome.code == 1 and goes_on in said(outcome) and "hết chỗ" in said(outcome), outcome.output
    outcome = world.run("restore", str(copy))
    assert outcome.code == 1 and goes_on in said(outcome), outcome.output
    assert world.run("load").code == 0 and world.everything() == sound.everything()
    assert world.run("verify").code == 0


@pytest.mark.parametrize("what", ["files", "lists", "journals", "office", "backup.json"])
def test_a_damaged_backup_is_not_used(what: str, copy: Path, tmp_path: Path) -> None:
    import shutil

    damaged = tmp_path / "copy"
    shutil.copytree(copy, damaged)
    path = damaged / what if what == "backup.json" else next(each for each in (damaged / what).rglob("*") if each.is_file())
    path.write_bytes(b"{" + path.read_bytes()[1:] + b"?" if what != "journals" else b"")
    world = World(tmp_path / "new")
    outcome = world.run("restore", str(damaged))
    assert outcome.code == 1 and "không dùng được" in said(outcome), outcome.output
    assert not (world.root / "ledger" / "received.jsonl").exists()


@pytest.mark.long
def test_a_manifest_that_lost_its_journals_is_not_used(copy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    shutil.copytree(copy, folder)
    manifest = json.loads((folder / "backup.json").read_text(encoding="utf-8"))
    (folder / "backup.json").write_text(json.dumps(manifest | {"journals": []}), encoding="utf-8")
    outcome = World(tmp_path / "data").run("restore", str(folder))
    assert outcome.code == 1 and "ghi là có 7 tệp mà nhật ký trong đó kể 0 tệp" in said(outcome), outcome.output


@pytest.mark.parametrize("damage", ["a byte of it", "gone", "a folder in its place"])
def test_files_that_rotted_in_the_copy_are_put_right_by_the_next_backup(damage: str, sound: World, copy: Path, tmp_path: Path) -> None:
    """It was looked at by its size alone, so a copy that cannot be restored was said to be one."""
    folder = tmp_path / "one"
    shutil.copytree(copy, folder)
    kept = next(path for path in sorted((folder / "files").rglob("*")) if path.is_file())
    content = bytearray(kept.read_bytes())
    kept.unlink()
    if damage == "a byte of it":
        content[len(content) // 2] ^= 1
        kept.write_bytes(content)
    elif damage == "a folder in its place":
        kept.mkdir()
    assert sound.run("backup", str(folder)).code == 0
    outcome = World(tmp_path / "data").run("restore", str(folder))
    assert outcome.code == 0, outcome.output


def test_lists_that_were_edited_in_the_copy_are_put_right_by_the_next_backup(sound: World, copy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    shutil.copytree(copy, folder)
    units = next((folder / "office").rglob("units.csv"))
    units.write_bytes(units.read_bytes() + b"\n")
    assert World(tmp_path / "none").run("restore", str(folder)).code == 1
    assert sound.run("backup", str(folder)).code == 0
    assert World(tmp_path / "data").run("restore", str(folder)).code == 0


def test_a_copy_is_not_restored_into_itself(copy: Path) -> None:
    for place in (copy, copy / "files"):
        outcome = World(place).run("restore", str(copy))
        assert outcome.code == 1 and "nằm trong chính bản sao lưu" in said(outcome), outcome.output


def test_places_where_no_backup_goes(sound: World, copy: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "holiday.jpg").touch()
    other = small_world(tmp_path / "other", "a.csv").publish()
    for world, target, words in (
        (sound, sound.root / "ledger" / "copy", "nằm trong chính thư mục số liệu"),
        (sound, tmp_path / "full", "đang có thứ khác"),
        (other, copy, "bản sao của một sổ khác"),
    ):
        outcome = world.run("backup", str(target))
        assert outcome.code == 1 and words in said(outcome)


@pytest.mark.long
def test_a_backup_while_a_load_runs(tmp_path: Path) -> None:
    world = small_world(tmp_path / "data", "a.csv", "b.csv").publish()
    for name in ("c.csv", "m1.csv", "m2.csv", "x.csv", "y.csv"):
        world.file(name, *FILES[name])
    world.write()
    load = world.start("-m", "etl", "load")
    copies = []
    while load.poll() is None:
        copies.append(tmp_path / f"copy-{len(copies)}")
        assert world.run("backup", str(copies[-1])).code == 0
        time.sleep(0.2)
    assert load.communicate()[0] and load.returncode == 0 and copies
    restored = World(tmp_path / "restored")
    for target in copies[-2:]:
        restored = World(tmp_path / f"restored-{target.name}")
        assert restored.run("restore", str(target)).code == 0 and restored.run("verify").code == 0
