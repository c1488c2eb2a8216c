"""No file hangs, swells or breaks the program: it is refused with a sentence that says what to do, and the next is read."""

import gc
import os
import random
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from openpyxl import Workbook

from common.child import PATIENCE
from etl.reading import Reading
from etl.reading.reader import Reader
from tests.etl.reading.written import FIGURES, figures, forms, problems_of, read, reference, write

pytestmark = pytest.mark.slow

ZIP_START = b"PK\x03\x04"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(reference(), forms()) as reader:
        yield reader


@pytest.fixture
def workbook(tmp_path: Path) -> bytes:
    return write(tmp_path, "quarterly").read_bytes()


def code_of(reading: Reading) -> str:
    (problem,) = reading.problems
    assert reading.kind == "unknown" and not reading.submissions and not reading.plans
    assert problem.severity == "error" and problem.sheet is None and problem.message.endswith(".")
    return problem.code


def misbehaving(seconds: float = 20, memory: int = 1 << 30) -> Reader:
    return Reader(reference(), forms(), seconds=seconds, memory_bytes=memory, worker="tests.etl.reading.misbehaving")


def asked(folder: Path, name: str) -> Path:
    path = folder / f"{name}.xlsx"
    path.write_bytes(ZIP_START)
    return path


# --- one process for many files


def test_one_process_reads_file_after_file(tmp_path: Path) -> None:
    with misbehaving() as reader:
        kinds = {reader.read(asked(tmp_path, f"pid{number}")).kind for number in range(3)}
        (pid,) = kinds
        assert psutil.pid_exists(int(pid)) and int(pid) != os.getpid()
    assert not psutil.pid_exists(int(pid)) or psutil.Process(int(pid)).status() == psutil.STATUS_ZOMBIE


def test_it_gives_what_reading_in_the_same_process_gives(reader: Reader, tmp_path: Path) -> None:
    reading = reader.read(write(tmp_path, "quarterly"))
    assert figures(reading) == FIGURES
    assert problems_of(reading) == []
    assert len(reader.read(write(tmp_path, "collection")).submissions) == 2
    assert len(reader.read(write(tmp_path, "plan")).plans[0].targets) == 2


def test_a_file_name_of_any_bytes_is_read(reader: Reader, workbook: bytes, tmp_path: Path) -> None:
    for name in ("Báo cáo quý I – Hương Sơn.xlsx", "ba\u0301o.xlsx"):
        path = tmp_path / name
        path.write_bytes(workbook)
        assert figures(reader.read(path)) == FIGURES


@pytest.mark.parametrize(
    ("name", "code", "limits"),
    [
        ("hang", "file_takes_too_long", {"seconds": 0.2}),
        ("work", "file_takes_too_long", {"seconds": 0.5}),
        pytest.param("budget", "file_takes_too_long", {}, marks=pytest.mark.skipif(os.name == "nt", reason="no such limit there")),
        ("swell", "file_too_large", {"memory": 150 << 20}),
        ("die", "file_damaged", {}),
        ("nonsense", "file_damaged", {}),
    ],
)
def test_a_process_that_misbehaves_is_ended_and_the_next_file_is_read(
    tmp_path: Path, name: str, code: str, limits: dict[str, Any]
) -> None:
    with misbehaving(**limits) as reader:
        before = reader.read(asked(tmp_path, "pid")).kind
        assert code_of(reader.read(asked(tmp_path, name))) == code
        assert not psutil.pid_exists(int(before)) or psutil.Process(int(before)).status() == psutil.STATUS_ZOMBIE
        assert reader.read(asked(tmp_path, "good")).kind == "quarterly"


def test_a_request_is_charged_for_its_work_not_for_waiting_its_turn(tmp_path: Path) -> None:
    """The clock runs `PATIENCE` times as long: on a busy machine a sound file is read late, not refused."""
    started = time.monotonic()
    with misbehaving(seconds=0.5) as reader:
        assert code_of(reader.read(asked(tmp_path, "hang"))) == "file_takes_too_long"
    assert time.monotonic() - started > 0.5 * PATIENCE


def test_files_of_one_archive_share_its_seconds_and_a_sound_one_is_always_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("common.child.PATIENCE", 1000.0)  # the work is measured here, not how long a busy machine takes for it
    path = asked(tmp_path, "work-short")
    with misbehaving(seconds=2) as reader:
        kinds = [reader.read(path, f"gửi.zip/{number}.xlsx").kind for number in range(3)]
        assert kinds == ["quarterly", "unknown", "unknown"]
        stopped = reader.read(path, "gửi.zip/nữa.xlsx").problems[0]
        assert stopped.code == "file_takes_too_long" and "quá 1 giây" in stopped.message
        assert reader.read(asked(tmp_path, "sound"), "gửi.zip/lành.xlsx").kind == "quarterly"
        assert reader.read(path, "khác.zip/1.xlsx").kind == reader.read(path, "1.xlsx").kind == "quarterly"


def test_a_process_that_grew_fat_makes_way_for_a_new_one(tmp_path: Path) -> None:
    with misbehaving(memory=150 << 20) as reader:
        before = reader.read(asked(tmp_path, "pid")).kind
        assert reader.read(asked(tmp_path, "fat")).kind == "quarterly"
        assert reader.read(asked(tmp_path, "pid")).kind != before


@pytest.mark.parametrize("kind", ["quarterly", "collection", "plan", "inspection"])
def test_what_a_file_took_is_free_without_the_collector(tmp_path: Path, kind: str) -> None:
    path = write(tmp_path, kind)  # type: ignore[arg-type]
    read(path)
    gc.collect()
    gc.disable()
    try:
        reading = read(path)
        assert gc.collect() == 0 and reading.kind == kind
    finally:
        gc.enable()


# --- what is no workbook


def old_workbook(*streams: str) -> bytes:
    """The start of a compound file with a directory of these streams, each entry on its 128 bytes."""
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
    entries = b""
    for name in ("Root Entry", *streams):
        written = name.encode("utf-16-le") + b"\0\0"
        entries += written.ljust(64, b"\0") + len(written).to_bytes(2, "little") + bytes(62)
    return head + entries


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", "file_empty", "rỗng"),
        ("Kính gửi: Viện kiểm sát\n".encode(), "file_is_not_workbook", ".xlsx"),
        (b"<html><table></table></html>", "file_is_not_xlsx", "HTML"),
        (b"<?xml version='1.0'?><Workbook/>", "file_is_not_xlsx", "Save As"),
        (b"%PDF-1.7", "file_is_pdf", "PDF"),
        (b"{\\rtf1\\ansi", "file_is_word", "RTF"),
        (b"Rar!\x1a\x07\x01\x00", "file_is_packed", ".rar"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "file_is_packed", ".7z"),
        (b"\x1f\x8b\x08\x00", "file_is_packed", ".zip"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "file_is_picture", "biểu mẫu"),
        (old_workbook("Workbook"), "file_is_xls", "Save As"),
        (old_workbook("Book"), "file_is_xls", "Save As"),
        (old_workbook("EncryptionInfo", "EncryptedPackage"), "file_has_password", "mật khẩu"),
        (old_workbook("WordDocument"), "file_is_word", "Word"),
        (old_workbook("PowerPoint Document"), "file_is_word", "trình chiếu"),
        (old_workbook("__properties_version1.0"), "file_is_email", "đính kèm"),
        (b"From: a@b.vn\r\nTo: c@d.vn\r\nSubject: =?utf-8?q?B?=\r\n\r\nunit_code", "file_is_email", ".eml"),
        (bytes.fromhex("4C0000000114020000000000C000000000000046") + bytes(50), "file_is_shortcut", "lối tắt"),
        (b"\0\0\0\x18ftypmp42" + bytes(50), "file_is_picture", "ghi hình"),
        (ZIP_START + b"rest", "file_damaged", "hỏng"),
        (random.Random(1).randbytes(5000), "file_is_not_workbook", ".xlsx"),
        (ZIP_START + random.Random(2).randbytes(5000), "file_damaged", "hỏng"),
    ],
)
def test_what_is_no_workbook_is_told_apart(reader: Reader, tmp_path: Path, content: bytes, code: str, said: str) -> None:
    path = tmp_path / "bao-cao.xlsx"
    path.write_bytes(content)
    reading = reader.read(path)
    assert code_of(reading) == code
    assert said in reading.problems[0].message


def test_a_file_that_is_gone_is_told(reader: Reader, tmp_path: Path) -> None:
    assert code_of(reader.read(tmp_path / "không có.xlsx")) == "file_unreadable"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.99])
def test_a_truncated_workbook_is_damaged(reader: Reader, workbook: bytes, tmp_path: Path, share: float) -> None:
    path = tmp_path / "cut.xlsx"
    path.write_bytes(workbook[: int(len(workbook) * share)])
    assert code_of(reader.read(path)) == "file_damaged"


def test_damaged_bytes_inside_never_bring_the_program_down(reader: Reader, workbook: bytes, tmp_path: Path) -> None:
    chance = random.Random(7)
    path = tmp_path / "hurt.xlsx"
    for _ in range(40):
        hurt = bytearray(workbook)
        for _ in range(chance.choice((1, 20, 400))):
            hurt[chance.randrange(4, len(hurt))] = chance.randrange(256)
        path.write_bytes(hurt)
        reading = reader.read(path)
        assert reading.kind == "quarterly" or reading.problems


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["[Content_Types].xml", "word/document.xml"], "file_is_word"),
        (["[Content_Types].xml", "ppt/presentation.xml"], "file_is_word"),
        (["xl/workbook.xml", "xl\\workbook.xml"], "file_damaged"),
        (["mimetype", "content.xml"], "file_is_word"),
        (["[Content_Types].xml", "xl/workbook.bin"], "file_is_not_xlsx"),
        (["a.txt"], "file_is_packed"),
        (["[Content_Types].xml", "xl/workbook.xml"], "file_damaged"),
    ],
)
def test_other_archives_are_told_apart(reader: Reader, tmp_path: Path, names: list[str], code: str) -> None:
    path = tmp_path / "other.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    assert code_of(reader.read(path)) == code


# --- what is too large


def with_entry(workbook: bytes, path: Path, name: str, content: bytes) -> Path:
    path.write_bytes(workbook)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


@pytest.mark.parametrize("start", [ZIP_START, b"unit_code,year", b"PK\x05\x06"])
def test_a_large_file_is_refused_unopened(reader: Reader, tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.write(start.ljust(1 << 20))
        file.truncate(70 << 20)
    reading = reader.read(path)
    assert code_of(reading) == "file_too_large" and "70 MB" in reading.problems[0].message


def test_a_zip_bomb_is_refused_unpacked(reader: Reader, workbook: bytes, tmp_path: Path) -> None:
    path = with_entry(workbook, tmp_path / "bomb.xlsx", "xl/media/bomb.bin", bytes(250 << 20))
    reading = reader.read(path)
    assert code_of(reading) == "file_too_large" and "250" in reading.problems[0].message


def test_a_dense_entry_is_refused_and_a_dense_small_one_is_not(reader: Reader, workbook: bytes, tmp_path: Path) -> None:
    assert code_of(reader.read(with_entry(workbook, tmp_path / "a.xlsx", "xl/media/a.bin", bytes(60 << 20)))) == "file_too_large"
    assert figures(reader.read(with_entry(workbook, tmp_path / "b.xlsx", "xl/media/b.bin", bytes(1 << 20)))) == FIGURES


def test_an_archive_of_many_entries_is_refused(reader: Reader, workbook: bytes, tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    path.write_bytes(workbook)
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(2100):
            archive.writestr(f"xl/media/{number}", b"")
    assert code_of(reader.read(path)) == "file_too_large"


def test_a_workbook_of_many_sheets_is_refused(reader: Reader, tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        for number in range(70):
            book.create_sheet(f"Bảng {number}")

    assert code_of(reader.read(write(tmp_path, "quarterly", edit))) == "too_many_sheets"


def spoil_sheet(path: Path, workbook: bytes, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one of its parts rewritten."""
    path.write_bytes(workbook)
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_sheet_of_a_million_rows_is_refused_with_its_size(reader: Reader, workbook: bytes, tmp_path: Path) -> None:
    chance = random.Random(3)
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, chance.randrange(10**9)) for n in range(30, 1_000_030))
    path = spoil_sheet(
        tmp_path / "long.xlsx", workbook, "xl/worksheets/sheet2.xml",
        lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"),
    )  # fmt: skip
    reading = reader.read(path)
    assert [(p.code, p.sheet) for p in problems_of(reading) if p.severity == "error"] == [("sheet_too_large", "Tin báo")]
    assert "1000029" in problems_of(reading)[0].message


def test_a_cell_in_the_last_corner_does_not_bring_the_program_down(reader: Reader, workbook: bytes, tmp_path: Path) -> None:
    corner = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    path = spoil_sheet(
        tmp_path / "corner.xlsx", workbook, "xl/worksheets/sheet2.xml", lambda xml: xml.replace(b"</sheetData>", corner)
    )
    assert any(problem.severity == "error" for problem in problems_of(reader.read(path)))
    assert figures(reader.read(write(tmp_path, "quarterly"))) == FIGURES


def test_many_shared_texts_are_read_or_refused(reader: Reader, workbook: bytes, tmp_path: Path) -> None:
    texts = b"".join(b"<si><t>%d</t></si>" % number for number in range(300_000))
    nested = b"<si>" + b"<r><t>x</t></r>" * 100_000 + b"</si>"
    path = spoil_sheet(
        tmp_path / "texts.xlsx", workbook, "xl/sharedStrings.xml", lambda xml: xml.replace(b"</sst>", texts + nested + b"</sst>")
    )
    assert figures(reader.read(path)) == FIGURES


def test_entities_that_multiply_are_not_expanded(reader: Reader, workbook: bytes, tmp_path: Path) -> None:
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">' + laughs + b"]>"

    def change(xml: bytes) -> bytes:
        body = xml[xml.index(b"<workbook") :].replace(b"</sheets>", b"</sheets><fileVersion>&l11;</fileVersion>")
        return head + body

    reading = reader.read(spoil_sheet(tmp_path / "laughs.xlsx", workbook, "xl/workbook.xml", change))
    assert reading.kind == "quarterly" or code_of(reading) == "file_damaged"


# --- which form


def test_a_workbook_that_is_no_form_is_told_what_forms_there_are(reader: Reader, tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"] = "Danh sách"
    path = tmp_path / "list.xlsx"
    book.save(path)
    reading = reader.read(path)
    assert code_of(reading) == "unknown_form"
    assert all(form.marker in reading.problems[0].message for form in forms().values())


@pytest.mark.parametrize("kind", ["quarterly", "collection", "plan", "inspection"])
def test_a_form_is_known_without_its_mark(reader: Reader, tmp_path: Path, kind: str) -> None:
    def edit(book: Workbook) -> None:
        book.defined_names.clear()
        book["Thông tin"]["A9"] = book["Thông tin"]["C9"] = None

    assert reader.read(write(tmp_path, kind, edit)).kind == kind  # type: ignore[arg-type]


def test_a_form_is_known_by_its_printed_mark(reader: Reader, tmp_path: Path) -> None:
    assert reader.read(write(tmp_path, "plan", lambda book: book.defined_names.clear())).kind == "plan"


@pytest.mark.parametrize("is_marked", [True, False])
def test_another_version_of_a_form_is_refused(reader: Reader, tmp_path: Path, is_marked: bool) -> None:
    def edit(book: Workbook) -> None:
        if not is_marked:
            book.defined_names.clear()
        book["Thông tin"]["C9"] = "BC-QUY/7"

    reading = reader.read(write(tmp_path, "quarterly", edit))
    assert [(p.code, p.sheet, p.cell) for p in reading.problems] == [("form_version", "Thông tin", "C9")]
    assert "BC-QUY/7" in reading.problems[0].message and "BC-QUY/1" in reading.problems[0].message
