"""A .zip in the inbox: each entry is a file of its own, known by its content, received when the archive was."""

import datetime
import io
import zipfile
from pathlib import Path

import pytest

from tests.etl.reading.test_archive import locked, zipped
from tests.etl.small_world import FILES, small_world
from tests.world import World, submission

pytestmark = pytest.mark.slow

NOW = datetime.datetime(2022, 9, 5, 10, 0)


def lines(*rows: tuple[object, ...]) -> bytes:
    said = "".join(",".join(str(cell) for cell in row[:5]) + "\n" for row in rows)
    return f"unit_code,year,quarter,data_element_code,value\n{said}".encode()


A, B = lines(*FILES["a.csv"][0]), lines(*FILES["b.csv"][0])


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """One archive with two reports, an archive in it and a PDF; a locked one; a PDF and a picture of known offices."""
    world = small_world(tmp_path_factory.mktemp("archives"), "c.csv")
    inbox = world.root / "inbox"
    (inbox / "lưu").mkdir(parents=True)
    inner = zipped(world.root / "inner.zip", {"x.csv": A}).read_bytes()
    zipped(inbox / "gửi.zip", {"A/a.csv": A, "b.csv": B, "inner.zip": inner, "VKSND C quý 3-2021.pdf": b"%PDF-1.7"})
    zipped(inbox / "lưu" / "B quý 2-2021.zip", {"Công văn.pdf": b"%PDF-1.6", "nữa.zip": inner + b" "})
    locked(inbox / "khoá.zip")
    (inbox / "received.csv").write_text("file,received_at\ngửi.zip,2022-04-05 10:00\n", encoding="utf-8")
    (inbox / "Thumbs.db").write_bytes(b"x")
    (inbox / "~$a.xlsx").write_bytes(b"x")
    (inbox / "báo cáo").write_bytes(b"\0\1\2")
    (inbox / "Q3-2022 VKSND B.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    return world.publish()


def test_every_file_is_named_and_the_good_ones_are_accepted(world: World) -> None:
    found = {row["file"]: (row["status"], row["kind"]) for row in world.rows("log.file")}
    assert found == {
        "c.csv": ("accepted", "figures_csv"),
        "gửi.zip/A/a.csv": ("accepted", "figures_csv"),
        "gửi.zip/b.csv": ("accepted", "figures_csv"),
        "gửi.zip/inner.zip": ("refused", "unknown"),
        "gửi.zip/VKSND C quý 3-2021.pdf": ("refused", "unknown"),
        "lưu/B quý 2-2021.zip/Công văn.pdf": ("refused", "unknown"),
        "lưu/B quý 2-2021.zip/nữa.zip": ("refused", "unknown"),
        "khoá.zip": ("refused", "unknown"),
        "báo cáo": ("refused", "unknown"),
        "Q3-2022 VKSND B.jpg": ("refused", "unknown"),
    }
    said = {row["file"]: row["message"] for row in world.rows("log.problem", severity="error")}
    for nested in ("gửi.zip/inner.zip", "lưu/B quý 2-2021.zip/nữa.zip"):
        assert "nằm trong một tệp nén khác" in said[nested]
    assert "mật khẩu" in said["khoá.zip"] and "không có đuôi" in said["báo cáo"]
    assert said["Q3-2022 VKSND B.jpg"].endswith("đây là báo cáo quý III/2022 của VKSND B: tính là đã gửi, chưa đọc được.")


def test_entries_were_received_when_the_archive_was(world: World) -> None:
    (moment,) = {row["received_at"] for row in world.rows("log.file") if row["file"].startswith("gửi.zip/")}
    assert moment == datetime.datetime(2022, 4, 5, 10, 0)


def test_an_office_whose_file_cannot_be_read_has_sent_it(world: World) -> None:
    for unit, year, quarter in (("B", 2022, 3), ("C", 2021, 3)):
        row = world.one("mart.submission_status", unit_code=unit, year=year, quarter=quarter)
        assert (row["status"], row["report_status"]) == ("refused", "unread")
    assert world.one("mart.reporting_quarter", year=2022, quarter=3)["reports_unread"] == 1


@pytest.mark.long
def test_nothing_changes_when_it_is_loaded_sent_or_packed_again(world: World, tmp_path: Path) -> None:
    again = world.copy(tmp_path / "again")
    before = again.snapshot_id
    zipped(again.root / "inbox" / "other.zip", {"c/b.csv": B, "a.csv": A})
    (again.root / "inbox" / "a again.csv").write_bytes(A)
    assert again.load().code == 0
    assert again.snapshot_id == before


@pytest.mark.long
def test_a_rebuild_needs_no_archive(world: World, tmp_path: Path) -> None:
    again = world.copy(tmp_path / "again")
    before = again.everything()
    (again.root / "inbox" / "gửi.zip").unlink()
    assert again.run("rebuild").code == 0
    assert again.everything() == before


def test_last_quarters_file_under_this_quarters_name_is_told(world: World, tmp_path: Path) -> None:
    again = world.copy(tmp_path / "again")
    inbox = again.root / "inbox"
    (inbox / "2022-Q1 A.csv").write_bytes(lines(*submission("A", 2022, 3, {"n": 5, "d": 6})))
    assert again.load().code == 0
    (inbox / "2022-Q3 A.csv").write_bytes((inbox / "2022-Q1 A.csv").read_bytes())
    said = " ".join(again.load().output.split())
    assert "inbox/2022-Q3 A.csv: y nguyên tệp “2022-Q1 A.csv” đã nhận" in said and "quý khác" in said


def test_one_more_copy_under_another_name_is_told_and_the_same_name_elsewhere_is_not(world: World, tmp_path: Path) -> None:
    again = world.copy(tmp_path / "again")
    inbox = again.root / "inbox"
    (inbox / "2022-Q1 A.csv").write_bytes(lines(*submission("A", 2022, 3, {"n": 5, "d": 6})))
    assert again.load().code == 0
    (inbox / "sub").mkdir()
    for name in ("bản sao.csv", "sub/2022-Q1 A.csv"):
        (inbox / name).write_bytes((inbox / "2022-Q1 A.csv").read_bytes())
    said = " ".join(again.load().output.split())
    assert "inbox/bản sao.csv: y nguyên tệp “2022-Q1 A.csv” đã nhận" in said and "có thể xoá bản này" in said
    assert "quý khác" not in said and "inbox/sub" not in said


def test_an_archive_that_was_cut_is_refused_by_name(world: World, tmp_path: Path) -> None:
    again = world.copy(tmp_path / "again")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.csv", A)
    (again.root / "inbox" / "cut.zip").write_bytes(buffer.getvalue()[:-20])
    assert again.load().code == 0
    assert [row["code"] for row in again.rows("log.problem", file="cut.zip")] == ["file_damaged"]


def test_the_status_names_offices_whose_file_cannot_be_read(world: World) -> None:
    assert "Đã gửi, chưa đọc được" in world.run("status").output


def test_check_judges_what_is_in_an_archive_and_writes_nothing(world: World, tmp_path: Path) -> None:
    entries = {"A/đúng.csv": lines(*FILES["m1.csv"][0]), "hỏng.csv": A.replace(b"2022", b"1022"), "x.pdf": b"%PDF-1.7"}
    archive = zipped(tmp_path / "gửi.zip", entries)
    before = world.everything()
    outcome = world.run("check", str(archive))
    assert outcome.code == 3 and "gửi.zip/A/đúng.csv: nhận" in outcome.output
    assert "gửi.zip/hỏng.csv: trả lại" in outcome.output and "gửi.zip/x.pdf: trả lại" in outcome.output
    sound = zipped(tmp_path / "lành.zip", {"a.csv": A})
    assert world.run("check", str(sound)).code == 0
    locked_up = world.run("check", str(world.root / "inbox" / "khoá.zip"))
    assert locked_up.code == 3 and "mật khẩu" in locked_up.output
    assert world.everything() == before and sorted(tmp_path.iterdir()) == [archive, sound]
