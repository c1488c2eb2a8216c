"""Every damage ends in a sentence and a way out, and what can be built again is built by the next load, which says so."""

import datetime
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.etl.small_world import small_world
from tests.world import Outcome, World, submission

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A folder published twice, with one refused file."""
    world = small_world(tmp_path_factory.mktemp("damage") / "sound", "a.csv", "b.csv", "x.csv").publish()
    world.file("m1.csv", submission("A", 2022, 2, {"n": 1, "d": 10, "k": 1}))
    return world.publish()


@pytest.fixture
def world(sound: World, tmp_path: Path) -> World:
    return sound.copy(tmp_path / "data")


def said(outcome: Outcome) -> str:
    assert "Traceback" not in outcome.output
    return " ".join(outcome.output.split())


def lines(world: World, name: str = "received.jsonl") -> list[bytes]:
    return (world.root / "ledger" / name).read_bytes().splitlines(keepends=True)


def put(world: World, changed: list[bytes], name: str = "received.jsonl") -> None:
    (world.root / "ledger" / name).write_bytes(b"".join(changed))


def as_folder(path: Path) -> None:
    path.chmod(0o644)
    path.unlink()
    (path / "something").mkdir(parents=True)


def as_pipe(path: Path) -> None:
    """Nobody ever writes into it: who reads it waits for ever."""
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def cut(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def as_file(path: Path) -> None:
    """A folder that became a file, as where a disk was mounted elsewhere and somebody copied one thing back."""
    shutil.rmtree(path)
    path.write_bytes(b"x")


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.chmod(0o644)
    path.write_bytes(bytes(data))


def older(world: World) -> None:
    with duckdb.connect(str(world.root / "ledger" / "ledger.duckdb")) as connection:
        connection.execute("drop table ledger_version")


REBUILT: dict[str, tuple[Callable[[World], object], str]] = {
    "pointer is a folder": (lambda w: as_folder(w.root / "snapshots" / "CURRENT"), "một thư mục, không phải con trỏ"),
    "pointer is garbage": (lambda w: (w.root / "snapshots" / "CURRENT").write_bytes(b"\xff\x00\x1b["), "Con trỏ"),
    "snapshot is cut": (lambda w: cut(w.current), "hỏng hoặc đã bị sửa; đã dựng lại từ sổ"),
    "snapshot has another bit": (lambda w: flip(w.current), "hỏng hoặc đã bị sửa; đã dựng lại từ sổ"),
    "tables are cut": (lambda w: cut(w.root / "ledger" / "ledger.duckdb"), "Bảng của sổ (ledger.duckdb) hỏng; dựng lại"),
    "tables are garbage": (lambda w: (w.root / "ledger" / "ledger.duckdb").write_bytes(b"x" * 9000), "(ledger.duckdb) hỏng; dựng lại"),
    "tables are a folder": (lambda w: as_folder(w.root / "ledger" / "ledger.duckdb"), "(ledger.duckdb) không phải một tệp; dựng lại"),
    "tables of an older program": (older, "phiên bản cũ hơn của phần mềm ghi; dựng lại từ các tệp đã lưu"),
    "warehouse is a folder": (lambda w: as_folder(w.warehouse), "warehouse.duckdb là một thư mục; đã đổi tên"),
    "lock is a folder": (lambda w: as_folder(w.root / "ledger" / "load.lock"), "load.lock không phải một tệp; đã đổi tên"),
    "pointer is a pipe": (lambda w: as_pipe(w.root / "snapshots" / "CURRENT"), "CURRENT: đó là đường ống hay thiết bị"),
    "tables are a pipe": (lambda w: as_pipe(w.root / "ledger" / "ledger.duckdb"), "(ledger.duckdb) không phải một tệp; dựng lại"),
    "lock is a pipe": (lambda w: as_pipe(w.root / "ledger" / "load.holder"), "load.holder không phải một tệp; đã đổi tên"),
    "journal is a pipe": (lambda w: as_pipe(w.root / "ledger" / "received.jsonl"), "thiếu hoặc hỏng 4 dòng, đã ghi lại"),
    "journal is a folder": (lambda w: as_folder(w.root / "ledger" / "received.jsonl"), "thiếu hoặc hỏng 4 dòng, đã ghi lại"),
    "blank line": (lambda w: put(w, [lines(w)[0], b"\n", *lines(w)[1:]]), "có dòng không phải bản ghi, đã bỏ"),
    "zeros at the end": (lambda w: put(w, [*lines(w), b"\0" * 40 + b"\n"]), "có dòng không phải bản ghi, đã bỏ"),
    "garbage for a line": (lambda w: put(w, [lines(w)[0], b"{oops\n", *lines(w)[2:]]), "thiếu hoặc hỏng 1 dòng, đã ghi lại"),
    "lines of something else": (
        lambda w: put(w, [b'{"version": 99}\n'], "judged.jsonl"), "judged.jsonl thiếu hoặc hỏng 2 dòng, đã ghi lại",
    ),
    "lines of another journal": (lambda w: put(w, lines(w), "published.jsonl"), "published.jsonl thiếu hoặc hỏng 2 dòng, đã ghi lại"),
    "older journal": (lambda w: put(w, lines(w)[:2]), "thiếu hoặc hỏng 2 dòng, đã ghi lại"),
    "no journal": (lambda w: (w.root / "ledger" / "published.jsonl").unlink(), "published.jsonl thiếu hoặc hỏng 2 dòng, đã ghi lại"),
    "a line twice": (lambda w: put(w, [*lines(w), lines(w)[1]]), "received.jsonl có 1 dòng lặp lại, đã bỏ"),
    "snapshots are a file": (lambda w: as_file(w.root / "snapshots"), "snapshots không phải một thư mục; đã đổi tên"),
    "kept files are a file": (lambda w: as_file(w.root / "ledger" / "files"), "files không phải một thư mục; đã đổi tên"),
    "kept lists are a file": (lambda w: as_file(w.root / "ledger" / "lists"), "lists không phải một thư mục; đã đổi tên"),
    "ends of lines of an editor": (
        lambda w: put(w, [b"\xef\xbb\xbf" + lines(w)[0].replace(b"\n", b"\r\n"), *(each.replace(b"\n", b"\r\n") for each in lines(w)[1:])]),
        "đã bị một chương trình khác lưu lại, đã trả về như khi ghi",
    ),
}


#: One of each kind of file in every run; the others in `make test-long`.
ALWAYS = (
    "pointer is garbage", "snapshot is cut", "tables of an older program", "blank line", "journal is a pipe", "lines of something else",
    "a line twice", "snapshots are a file",
)  # fmt: skip


@pytest.mark.parametrize("damage", [name if name in ALWAYS else pytest.param(name, marks=pytest.mark.long) for name in REBUILT])
def test_what_can_be_built_again_is(damage: str, sound: World, world: World) -> None:
    plant, sentence = REBUILT[damage]
    plant(world)
    outcome = world.load()
    assert outcome.code == 0 and sentence in said(outcome), outcome.output
    assert world.everything(database=world.current) == sound.everything()
    assert world.warehouse.read_bytes() == world.current.read_bytes()
    again = world.load()
    assert "Lưu ý" not in again.output and "Không có gì mới" in again.output
    verified = world.run("verify")
    assert verified.code == 0, verified.output


def test_verify_says_of_a_file_in_a_folders_place_what_mends_it_and_leaves_it_there(world: World) -> None:
    as_file(world.root / "snapshots")
    verified = world.run("verify")
    assert verified.code == 1 and "snapshots không phải một thư mục" in said(verified) and "etl load" in said(verified)
    assert (world.root / "snapshots").is_file()


def test_an_inbox_that_is_no_folder_is_told_of(world: World) -> None:
    as_file(world.root / "inbox")
    outcome = world.run("load")
    assert outcome.code == 0 and "inbox không phải một thư mục" in said(outcome)


@pytest.mark.parametrize("left", [0.33, 0.6, 0.97])
def test_tables_that_open_but_lack_a_part_are_made_anew_by_rebuild_as_verify_says(left: float, sound: World, world: World) -> None:
    """DuckDB opens what is cut and finds out when it reads: where it was cut decides which command stumbles."""
    tables = world.root / "ledger" / "ledger.duckdb"
    tables.write_bytes(tables.read_bytes()[: int(tables.stat().st_size * left)])
    verified = world.run("verify")
    assert verified.code == 1 and "etl rebuild" in verified.output, verified.output
    outcome = world.run("rebuild")
    assert outcome.code == 0, outcome.output
    assert world.run("verify").code == 0
    assert world.everything(database=world.current) == sound.everything()


def changed(world: World) -> None:
    record = json.loads(lines(world)[1]) | {"received_at": "2022-01-02T03:04:05"}
    put(world, [lines(world)[0], json.dumps(record).encode() + b"\n", *lines(world)[2:]])


def test_a_line_that_was_changed_stops_every_command_but_rebuild(world: World) -> None:
    changed(world)
    for command in ("load", "publish"):
        outcome = world.run(command)
        assert outcome.code == 1
        assert "received.jsonl, dòng 2 không phải dòng đã ghi" in said(outcome) and "etl restore" in said(outcome)
    assert world.run("verify").code == 1
    outcome = world.run("rebuild")
    assert outcome.code == 0 and "đã theo nhật ký" in said(outcome), outcome.output
    assert str(world.one("log.file", file_no=2)["received_at"]) == "2022-01-02 03:04:05"
    assert world.run("verify").code == 0


def test_garbage_that_nobody_remembers_says_what_to_do(world: World) -> None:
    put(world, [lines(world)[0], b"{oops\n", *lines(world)[2:]])
    (world.root / "ledger" / "ledger.duckdb").unlink()
    outcome = world.load()
    assert outcome.code == 1
    assert "dòng 2 hỏng: đang là “{oops”" in said(outcome) and "restore" in said(outcome) and "xoá dòng ấy" in said(outcome)
    put(world, [lines(world)[0], *lines(world)[2:]])
    assert world.load().code == 0
    assert len(world.rows("mart.submission_status", status="accepted")) == 4


@pytest.mark.parametrize("junk", [b"\n", b"\0\0\0\n", b"{oops\n"])
def test_whoever_only_reads_sends_a_line_that_is_none_to_the_load_that_mends_it(junk: bytes, world: World, tmp_path: Path) -> None:
    """They cannot know that nobody remembers the line, and said so: the way out was a backup, which nobody needs here."""
    put(world, [lines(world)[0], junk, *lines(world)[1:]])
    for command in (["verify"], ["status"], ["backup", str(tmp_path / "copy")]):
        outcome = world.run(*command)
        assert outcome.code == 1, outcome.output
        assert f"{world.root / 'ledger' / 'received.jsonl'}, dòng 2 hỏng" in said(outcome)
        assert "etl load" in said(outcome) and "etl restore" not in said(outcome)
    assert not (tmp_path / "copy").exists()
    assert world.load().code == 0 and world.run("verify").code == 0


def test_a_journal_that_lost_its_end_is_one_fault(world: World) -> None:
    """Files, tables and later journals that hang on it were each named with a command of their own."""
    put(world, lines(world)[:-1])
    verified = world.run("verify")
    assert verified.code == 1 and "1 chỗ sai" in said(verified), verified.output
    assert world.load().code == 0 and world.run("verify").code == 0


def test_a_pointer_that_is_damaged_is_not_said_to_be_none(world: World) -> None:
    (world.root / "snapshots" / "CURRENT").write_text("../../etc/passwd")
    outcome = world.run("diff")
    assert outcome.code == 2 and "Con trỏ" in said(outcome) and "etl load" in said(outcome)


def test_a_ledger_on_a_drive_that_is_not_there_is_said_to_be_one(world: World) -> None:
    (world.root / "ledger").rename(world.root / "elsewhere")
    (world.root / "ledger").symlink_to(world.root / "drive")
    for command in ("load", "verify"):
        outcome = world.run(command)
        assert outcome.code == 1 and "ổ đĩa chưa được gắn" in said(outcome), outcome.output


def test_a_number_is_never_given_twice(world: World) -> None:
    """An older journal, and the tables gone: the journal of verdicts still knows the numbers that were given."""
    put(world, lines(world)[:1])
    (world.root / "ledger" / "ledger.duckdb").unlink()
    world.file("new.csv", submission("C", 2022, 1, {"n": 9, "d": 10, "k": 1}))
    assert world.load().code == 0
    numbers = [json.loads(line)["file_no"] for line in lines(world)]
    assert numbers[0] == 1 and min(numbers[1:]) == 5 and len(set(numbers)) == len(numbers) == 5
    assert world.rows("mart.figure", file="new.csv")


def kept(world: World, file_no: int) -> Path:
    record = json.loads(lines(world)[file_no - 1])
    return world.root / "ledger" / "files" / record["sha256"][:2] / f"{record['sha256']}.csv"


@pytest.mark.parametrize("damage", ["edited", "gone"])
def test_an_edited_file_is_never_published(damage: str, world: World) -> None:
    path = kept(world, 1)
    if damage == "edited":
        path.write_bytes(path.read_bytes().replace(b"n,9", b"n,8"))
    else:
        path.unlink()
    original = world.root / "inbox" / "a.csv"
    content = original.read_bytes()
    original.unlink()
    for command in (["rebuild"], ["verify"], ["publish", "--as-of", f"{datetime.date.today():%Y-%m-%d}"]):
        outcome = world.run(*command)
        assert outcome.code == 1 and "số 1 “a.csv”" in said(outcome), outcome.output
        assert "inbox/" in said(outcome) and "restore" in said(outcome)
    without = world.copy(world.root.parent / "without")
    outcome = without.run("rebuild", "--without-damaged")
    assert outcome.code == 0 and "a.csv: trả lại" in said(outcome)
    assert not without.rows("mart.figure", file="a.csv") and without.rows("mart.figure", file="b.csv")
    for folder in (world, without):
        # The same bytes sent again put everything right.
        (folder.root / "inbox" / "sent again.csv").write_bytes(content)
        outcome = folder.run("load" if folder is without else "rebuild")
        assert outcome.code == 0 and "đã lấy lại từ inbox" in said(outcome), outcome.output
        assert folder.one("mart.figure", file="a.csv", data_element_code="n")["value"] == 9
        assert folder.run("verify").code == 0


def test_kept_lists_that_were_edited_are_written_again(world: World) -> None:
    units = next((world.root / "ledger" / "lists").rglob("units.csv"))
    units.write_bytes(units.read_bytes() + b"\n")
    assert world.run("verify").code == 1
    outcome = world.load()
    assert outcome.code == 0 and "đã bị sửa; đã ghi lại từ danh mục hôm nay" in said(outcome)
    assert world.run("verify").code == 0


def test_tables_of_a_newer_program_are_left_alone(world: World) -> None:
    with duckdb.connect(str(world.root / "ledger" / "ledger.duckdb")) as connection:
        connection.execute("update ledger_version set version = version + 1")
    outcome = world.load()
    assert outcome.code == 1 and "hãy dùng phiên bản mới" in said(outcome)


def test_previous_goes_by_the_order_of_publication_not_by_the_clock(world: World) -> None:
    """The last publication's clock was three years slow."""
    from common.paths import DataDir
    from etl.commands.diff import find_snapshot
    from etl.snapshot.publishing import publications

    data = DataDir(world.root)
    first, last = publications(data)
    slow = "20191129T" + last.partition("T")[2]
    data.snapshot(last).rename(data.snapshot(slow))
    put(world, [each.replace(last.encode(), slow.encode()) for each in lines(world, "published.jsonl")], "published.jsonl")
    data.pointer.write_text(slow)
    assert find_snapshot(data, "previous") == data.snapshot(first)


def test_what_lies_in_the_inbox_and_cannot_be_taken_is_named(world: World, tmp_path: Path) -> None:
    inbox = world.root / "inbox"
    outside = tmp_path / "outside"
    shutil.copytree(inbox, outside)
    (inbox / "away").symlink_to(outside)
    (inbox / "gone.csv").symlink_to(tmp_path / "nowhere")
    (inbox / "loop").symlink_to(inbox)
    (inbox / "box.csv").mkdir()
    (inbox / "sub").mkdir()
    (inbox / "sub" / "received.csv").write_text("file,received_at\n")
    outcome = world.load()
    assert outcome.code == 0
    assert "inbox/away: liên kết dẫn ra ngoài inbox/ nên không theo" in said(outcome)
    assert "inbox/gone.csv: liên kết hỏng" in said(outcome) and "sub/received.csv: giờ nhận chỉ đọc ở inbox/received.csv" in said(outcome)
    assert len(lines(world)) == 4
