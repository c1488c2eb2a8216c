"""`received.csv` as people save it: what it says counts, what stands wrong is said with its line, a correction puts things right."""

import datetime
import os
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.ledger.corrections import lines_by_digest
from etl.ledger.moments import MomentRefused, parse_moment
from etl.ledger.receipt_list import ReceiptLine, key, read_receipt_list
from tests.etl.judging.received import CASES
from tests.etl.small_world import small_world
from tests.world import Outcome, World, submission

pytestmark = pytest.mark.slow

Make = Callable[[str], World]
NOW = datetime.datetime(2026, 11, 29, 12, 0)
TEN = datetime.datetime(2022, 3, 5, 10, 0)
#: Lists as people save them (see ../shared/cases/files): all say that "2022-Q1 Can Lộc.xlsx" came at ten on 5 March 2022.
SAVED = {
    "semicolon": "\ufefffile;received_at\n2022-Q1 Can Lộc.xlsx;2022-03-05 10:00\n",
    "day first": "file,received_at\r\n2022-Q1 Can Lộc.xlsx,05/03/2022 10:00\r\n",
    "tab": "file\treceived_at\n2022-Q1 Can Lộc.xlsx\t05/3/2022 10:00 SA\n",
    "sep line": "sep=;\nfile;received_at\n2022-Q1 Can Lộc.xlsx;2022-03-05T10:00:00\n",
    "more columns, other order": "stt,received_at,file,ghi chú\n1,10:00 05/03/2022,2022-Q1 Can Lộc.xlsx,qua bưu điện\n",
    "quoted": 'file,received_at\n"2022-Q1 Can Lộc.xlsx","2022-03-05 10h00"\n\n',
    "capitals and blanks": " FILE , Received_At \n 2022-Q1 Can Lộc.xlsx ,2022-03-05 10:00 SA\n",
}


@pytest.mark.parametrize("how", SAVED)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1258"])
def test_a_list_however_it_was_saved(how: str, encoding: str, tmp_path: Path) -> None:
    text = SAVED[how] if encoding == "utf-8" else SAVED[how].removeprefix("\ufeff")
    if encoding == "cp1258":
        text = text.replace("ộ", "ô\u0323").replace("ệ", "ê\u0323")
    (tmp_path / "received.csv").write_bytes(text.encode(encoding))
    found = read_receipt_list(tmp_path / "received.csv", NOW)
    assert [(each.file, each.received_at) for each in found.lines] == [("2022-Q1 Can Lộc.xlsx", TEN)]
    assert not found.faults


def test_the_lists_that_went_wrong_in_practice() -> None:
    semicolon = read_receipt_list(CASES / "received_semicolon.csv", NOW)
    assert [each.received_at for each in semicolon.lines] == [TEN, datetime.datetime(2022, 3, 20, 10, 0)] and not semicolon.faults
    day_first = read_receipt_list(CASES / "received_day_first.csv", NOW)
    assert [each.received_at for each in day_first.lines] == [TEN] and not day_first.faults
    typo = read_receipt_list(CASES / "received_typo_and_future.csv", NOW)
    # Which file the first line means is nothing that the list itself can tell.
    assert [each.file for each in typo.lines] == ["2022-Q1 Can Loc.xlsx"]
    (fault,) = typo.faults
    assert fault.startswith("received.csv, dòng 3, cột received_at (B3)") and "chưa đến" in fault


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("2032-03-20 10:00", "chưa đến"),
        ("05/03/22", "bốn chữ số"),
        ("13/13/2022", "không có ngày 13/13/2022"),
        ("2022-02-30", "không có ngày 30/02/2022"),
        ("2022-03-05 24:10", "giờ không rõ"),
        ("2022-03-05T10:00:00+07:00", "múi giờ"),
        ("1922-03-05", "xem lại năm"),
        ("hôm qua", "không phải là một ngày"),
        ("", "để trống"),
        ("44628", "thì hãy ghi 2022-03-08"),
        ("44628.6458333", "15:30 ngày 08/03/2022 đã mất định dạng ngày; nếu phải thì hãy ghi 2022-03-08 15:30"),
        ("12345.4", "không phải là một ngày"),
        ("3/8/2022 3:30:00 PM", "3 tháng 8 thì hãy ghi 2022-08-03 15:30, nếu là ngày 8 tháng 3 thì hãy ghi 2022-03-08 15:30"),
        ("03/08/2022 03:30 am", "không rõ là ngày 03/08 hay ngày 08/03 (có AM/PM)"),
        ("3/20/2022 3:30 PM", "hãy ghi 2022-03-20 15:30"),
        ("3/20/2022", "hãy ghi 2022-03-20 00:00"),
        ("########", "kéo rộng cột"),
        ("15:30", "thiếu ngày"),
        ("8-Mar-22 15:30", "ghi như 2022-03-08 15:30"),
    ],
)
def test_a_moment_that_does_not_count_is_said_with_line_and_column(said: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "received.csv").write_text(f"file,received_at\na.csv,{said}\nb.csv,2022-03-05\n", encoding="utf-8")
    found = read_receipt_list(tmp_path / "received.csv", NOW)
    (fault,) = found.faults
    assert fault.startswith("received.csv, dòng 2, cột received_at (B2)") and why in fault and fault.endswith("Dòng này chưa được tính.")
    assert [each.file for each in found.lines] == ["b.csv"]


def test_what_is_no_list_is_said(tmp_path: Path) -> None:
    for content, words in (
        (b"", "hai cột file và received_at"),
        (b"a,b\n1,2\n", "hai cột file và received_at"),
        (b"file,received_at\nx, y.csv,2022-03-05\n", "3 ô trong khi dòng đầu có 2 cột"),
        (b"file,received_at\n,2022-03-05\n", "cột file: để trống"),
        (b"\xff\xfe\x00", "hai cột"),
        (b'file,received_at\n"x.csv,2022-03-05"\n', "nằm trọn trong một ô"),
    ):
        (tmp_path / "received.csv").write_bytes(content)
        found = read_receipt_list(tmp_path / "received.csv", NOW)
        assert not found.lines and words in " ".join(found.faults), content
    assert read_receipt_list(tmp_path / "nowhere.csv", NOW).faults == []
    (tmp_path / "folder.csv").mkdir()
    assert "Không đọc được" in read_receipt_list(tmp_path / "folder.csv", NOW).faults[0]
    if os.name != "nt":
        (tmp_path / "link.csv").symlink_to(tmp_path / "nowhere.csv")
        assert "Không đọc được" in read_receipt_list(tmp_path / "link.csv", NOW).faults[0]


@pytest.mark.parametrize(
    ("lines", "taken", "words"),
    [
        # A line that only English can have written makes the others doubtful; one that only Vietnamese can, does not.
        (("3/8/2022 15:30", "3/20/2022 15:30"), [], ("dòng 2", "trong danh sách có dòng ghi tháng trước", "dòng 3", "2022-03-20 15:30")),
        (("3/8/2022 15:30", "20/3/2022 15:30"), ["2022-08-03 15:30", "2022-03-20 15:30"], ()),
        (("08/03/2022 15:30", "2022-3-9 7:00"), ["2022-03-08 15:30", "2022-03-09 07:00"], ()),
        (("8/8/2022 3:30 PM", "8/3/2022 3:30 CH"), ["2022-08-08 15:30", "2022-03-08 15:30"], ()),
        (("3/8/2022 15:30",), ["2022-08-03 15:30"], ("ngày 3 tháng 8 năm 2022", "ghi lại như 2022-03-08 15:30", "03/08/2022")),
    ],
)
def test_day_and_month_are_never_taken_for_each_other(
    lines: tuple[str, ...], taken: list[str], words: tuple[str, ...], tmp_path: Path
) -> None:
    rows = "".join(f"{number}.csv,{line}\n" for number, line in enumerate(lines))
    (tmp_path / "received.csv").write_text(f"file,received_at\n{rows}", encoding="utf-8")
    found = read_receipt_list(tmp_path / "received.csv", NOW)
    assert [f"{each.received_at:%Y-%m-%d %H:%M}" for each in found.lines] == taken
    assert all(word in " ".join(found.faults) for word in words) and bool(words) == bool(found.faults)


@pytest.mark.parametrize("above", ["\n", "\n;;\n", "Danh sách giờ nhận báo cáo;\n\n", "sep=;\n\n", '"";""\n'])
def test_what_stands_above_the_names_of_the_columns_is_passed_over(above: str, tmp_path: Path) -> None:
    (tmp_path / "received.csv").write_text(f"{above}file;received_at\na.csv;05/03/2022 10:00\nb.csv;sai\n", encoding="utf-8")
    found = read_receipt_list(tmp_path / "received.csv", NOW)
    line = above.count("\n") + 2
    assert [(each.line_no, each.received_at) for each in found.lines] == [(line, TEN)]
    assert len(found.faults) == 1 and f"dòng {line + 1}, cột received_at (B{line + 1})" in found.faults[0]


def test_clocks() -> None:
    moments = {"5/3/2022 7:05": 7, "5/3/2022 7h05": 7, "5/3/2022 7:05 CH": 19, "5/3/2022 12:05 SA": 0, "7:05:00 CH 5/3/2022": 19}
    moments |= {"ngày 5/3/2022 lúc 7h05": 7, "5/3/2022 7:05 chiều": 19, "2022-3-5 07:05": 7, "2022/3/5 7:05 AM": 7}
    for text, hour in moments.items():
        assert parse_moment(text) == datetime.datetime(2022, 3, 5, hour, 5)
    assert parse_moment("5/3/2022 19h") == datetime.datetime(2022, 3, 5, 19)
    with pytest.raises(MomentRefused):
        parse_moment("5/3/2022 7:05 8:06")


def said(outcome: Outcome) -> str:
    assert outcome.code == 0 and "Traceback" not in outcome.output, outcome.output
    return " ".join(outcome.output.split())


def listed(world: World, *lines: str) -> World:
    (world.root / "inbox").mkdir(parents=True, exist_ok=True)
    (world.root / "inbox" / "received.csv").write_text("\n".join(["file,received_at", *lines]), encoding="utf-8")
    return world


def status(world: World) -> tuple[str, int]:
    row = world.one("mart.submission_status", unit_code="A", year=2022, quarter=1)
    return row["report_status"], row["days_late"]


def test_a_later_correction_puts_punctuality_right(make_world: Make) -> None:
    world = small_world(make_world("late").root, "a.csv", "b.csv")
    output = said(listed(world, "a.csv,2O22-03-05 10:00", "x.csv,2022-03-05").load())
    assert "dòng 2, cột received_at (B2): “a.csv” đang ghi “2O22-03-05 10:00”" in output
    assert "dòng 3, cột file: “x.csv”: không có tệp nào tên như vậy" in output
    assert status(world)[0] == "untimed"
    output = said(listed(world, "a.csv,05/03/2022 10:00").load())
    assert "Giờ nhận của “a.csv” sửa theo received.csv" in output and "thành 10:00 05/03/2022" in output
    assert status(world) == ("on_time", 0) and world.one("log.file", file="a.csv")["received_at"] == TEN
    assert "Không có gì mới" in said(world.load())
    # Also after a rebuild, from another place in the list, and when the file has left the inbox.
    (world.root / "inbox" / "a.csv").unlink()
    said(listed(world, "b.csv,2022-03-07", "a.csv,2022-03-06").load())
    assert world.one("log.file", file="a.csv")["received_at"] == datetime.datetime(2022, 3, 6)
    said(world.run("rebuild"))
    assert world.one("log.file", file="a.csv")["received_at"] == datetime.datetime(2022, 3, 6)
    assert len((world.root / "ledger" / "corrected.jsonl").read_text().splitlines()) == 3
    assert world.run("verify").code == 0


@pytest.mark.skipif(os.name == "nt", reason="there the two names are one")
def test_a_list_called_in_capitals_counts_and_beside_the_list_itself_is_told_of(make_world: Make) -> None:
    world = small_world(make_world("capitals").root, "a.csv", "b.csv")
    listed(world, "a.csv,05/03/2022 10:00")
    own = world.root / "inbox" / "received.csv"
    own.rename(own.with_name("Received.CSV"))
    said(world.load())
    assert world.one("log.file", file="a.csv")["received_at"] == TEN and not world.rows("log.file", file="Received.CSV")
    output = said(listed(world, "b.csv,05/03/2022 10:00").load())
    assert "inbox/Received.CSV: giờ nhận chỉ đọc ở inbox/received.csv" in output
    assert world.one("log.file", file="b.csv")["received_at"] == TEN


@pytest.mark.long
def test_a_file_that_was_refused_for_its_moment_is_judged_again(make_world: Make) -> None:
    world = small_world(make_world("early").root, "a.csv")
    listed(world, "a.csv,2011-03-05").load()
    assert not world.rows("mart.figure", file="a.csv")
    listed(world, "a.csv,2022-03-05").load()
    assert world.rows("mart.figure", file="a.csv") and status(world) == ("on_time", 0)


@pytest.mark.long
def test_no_correction_lets_a_report_come_before_its_quarter(make_world: Make) -> None:
    world = listed(small_world(make_world("before").root, "a.csv"), "a.csv,2022-03-05").publish()
    output = said(listed(world, "a.csv,2021-03-05").load())
    assert "dòng 2" in output and "quý tệp ấy báo cáo bắt đầu ngày 01/12/2021" in output
    assert status(world) == ("on_time", 0)


@pytest.mark.long
def test_names_are_compared_as_they_read_and_the_meant_one_is_guessed(make_world: Make) -> None:
    world = small_world(make_world("names").root, "b.csv")
    world.file(unicodedata.normalize("NFD", "Can Lộc.csv"), submission("A", 2022, 1, {"n": 9, "d": 10, "k": 1}))
    output = said(listed(world, "Can Loc.csv,2022-03-05 10:00").load())
    assert "có phải “Can Lộc.csv”?" in output and status(world)[0] == "untimed"
    said(listed(world, "Can Lộc.csv,2022-03-05 10:00").load())
    assert status(world) == ("on_time", 0)


@pytest.mark.long
def test_files_of_one_name_are_told_apart_by_their_folder(make_world: Make) -> None:
    world = small_world(make_world("folders").root, "b.csv")
    for quarter in (1, 2):
        world.file(f"Q{quarter}/báo cáo.csv", submission("A", 2022, quarter, {"n": 9, "d": 10, "k": 1}))
    output = said(listed(world, "báo cáo.csv,2022-03-05 10:00").load())
    assert "hãy ghi cả thư mục cho rõ là “inbox/Q1/báo cáo.csv” hay “inbox/Q2/báo cáo.csv”" in output and status(world)[0] == "untimed"
    said(listed(world, "Q1\\báo cáo.csv,2022-03-05 10:00").load())
    assert status(world) == ("on_time", 0)
    # So they are when they have left the inbox, and in whatever people are shown.
    shutil.rmtree(world.root / "inbox")
    assert "“inbox/Q1/báo cáo.csv” hay" in said(listed(world, "báo cáo.csv,2022-03-06 10:00").load())
    said(listed(world, "Q1/báo cáo.csv,2022-03-06 10:00").load())
    assert {row["file"]: row["received_at"].day for row in world.rows("log.file")}["Q1/báo cáo.csv"] == 6


@pytest.mark.long
def test_a_line_stays_with_the_file_that_came_then(make_world: Make) -> None:
    """Another file under the same name does not take over the moment of the first."""
    world = listed(small_world(make_world("same name").root, "a.csv"), "a.csv,2022-03-05 10:00").publish()
    world.file("a.csv", submission("A", 2022, 2, {"n": 9, "d": 10, "k": 1}))
    world.publish()
    moments = [row["received_at"] for row in world.rows("log.file", file="a.csv")]
    assert TEN in moments and max(moments).year > 2022


@pytest.mark.parametrize("written", ["quý 1.csv", "inbox/quý 1.csv", "./quý 1.csv", "inbox\\quý 1.csv"])
def test_a_file_in_no_folder_is_told_from_its_namesakes(written: str) -> None:
    told: list[str] = []
    arrived = [("quý 1.csv", "a"), ("b/quý 1.csv", "b"), ("c.zip/quý 1.csv", "c")]
    found = lines_by_digest([ReceiptLine(2, key(written), NOW)], arrived, [], told.append)
    assert [*found] == (["a"] if "inbox" in written else []) and bool(told) == ("inbox" not in written)
    assert all("“inbox/b/quý 1.csv” hay “inbox/c.zip/quý 1.csv” hay “inbox/quý 1.csv”" in each for each in told)


@pytest.mark.parametrize("written", ["C:/số liệu/inbox/quý 1.csv", "d/quý 1.csv", "Quý 1", "quy 1.CSV", "quý 11.csv"])
def test_a_path_or_a_name_without_its_ending_is_guessed(written: str) -> None:
    told: list[str] = []
    lines_by_digest([ReceiptLine(2, written, NOW)], [("quý 1.csv", "a"), ("tệp khác.xlsx", "b")], [], told.append)
    assert len(told) == 1 and "có phải “quý 1.csv”?" in told[0]
