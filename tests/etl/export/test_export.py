"""Exports: the same values in every format, text that no spreadsheet runs, and a description that a validator accepts."""

import csv
import datetime
import errno
import json
import re
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow.parquet
import pytest
from frictionless import Package
from hypothesis import given, settings
from hypothesis import strategies as st

from common.spreadsheet import neutralised, neutralised_in_sql, would_run
from etl.commands import diff_report
from etl.commands.diff import Changes, Edition
from etl.export import DESCRIPTION_FILE, FORMATS, UnknownTable, export, xlsx_file
from tests.etl.small_world import small_world
from tests.etl.snapshot.odd_snapshot import COLUMNS, DAY, HARMLESS, HIDDEN, LARGE, MOMENT, RUNNING, odd_rows, write_odd_snapshot
from tests.world import World

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_odd_snapshot(tmp_path_factory.mktemp("odd") / "odd.duckdb")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return small_world(tmp_path_factory.mktemp("exported")).publish()


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


# ---- the rule


@pytest.mark.parametrize("text", RUNNING)
def test_text_that_would_run_is_marked(text: str) -> None:
    assert would_run(text) and neutralised(text).startswith("'") and neutralised(text).replace("'", "") == text


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_is_left_alone(text: str) -> None:
    assert not would_run(text) and neutralised(text) == text


@pytest.mark.parametrize("text", HIDDEN)
def test_what_hides_behind_signs_that_nobody_sees_is_marked(text: str) -> None:
    assert neutralised(text).startswith("'") and not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", neutralised(text))


@pytest.mark.parametrize(
    ("text", "as_it_stands"),
    [("Tin báo;=1+1", "Tin báo;'=1+1"), ("a;\u200b @x;b", "a;\u200b '@x;b"), ("một\n- hai", "một\n'- hai"), (";=;=", ";'=;'="),
     ("a; b", "a; b"), ("5;6", "5;6")],
)  # fmt: skip
def test_a_text_that_a_vietnamese_excel_cuts_at_its_semicolons_runs_in_no_part(text: str, as_it_stands: str) -> None:
    assert neutralised(text) == as_it_stands


TRICKY = st.sampled_from("=+-@＝;\t\n \u200b\u2028\x01\x85\ufeffa1'")


def begins_like_a_formula(text: str) -> bool:
    """As the most lenient reader would see it: blanks, controls, and signs of form alone are not there."""
    seen = [letter for letter in text if unicodedata.category(letter) not in UNSEEN and letter not in INVISIBLE_LETTERS]
    return bool(seen) and seen[0] in "=+-@＝＋－＠﹦﹢﹣﹫"


UNSEEN = ("Zs", "Zl", "Zp", "Cc", "Cf")
INVISIBLE_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10)))


@given(st.text() | st.text(TRICKY))
def test_nothing_neutralised_begins_like_a_formula(text: str) -> None:
    made = neutralised(text)
    assert not made.startswith(("\t", "\r", "\n"))
    assert not any(begins_like_a_formula(part) for part in re.split("[;\t\r\n]", made))


def test_every_first_letter_is_judged() -> None:
    """All of Unicode: no sign that shows nothing lets a formula through."""
    for code in [*range(0xD800), *range(0xE000, 0x20000), *range(0xE0000, 0xE1000)]:
        assert not begins_like_a_formula(neutralised(chr(code) + "=1")), hex(code)


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])) | st.text(TRICKY), min_size=1, max_size=40))
def test_the_database_follows_the_same_rule(texts: list[str]) -> None:
    with duckdb.connect() as connection:
        connection.execute("create table t (text varchar)")
        connection.executemany("insert into t values (?)", [[text] for text in texts])
        made = connection.execute(f"select {neutralised_in_sql('text')} from t").fetchall()
        assert [text for (text,) in made] == list(map(neutralised, texts))


# ---- CSV


def test_csv_is_utf_8_with_a_mark_and_exact(odd: Path, tmp_path: Path) -> None:
    export(odd, tmp_path, "csv")
    raw = (tmp_path / "mart.odd.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfrow_no,") and raw.count(b"\xef\xbb\xbf") == 1
    rows = read_csv(tmp_path / "mart.odd.csv")
    assert [row["text"] for row in rows] == [neutralised(text) for text in (*RUNNING, *HARMLESS)] + [""]
    assert [row["amount"] for row in rows[:5]] == ["7.5", "1000", "100.0001", "12345678901234567890.1234", "-5"]
    assert (rows[0]["day"], rows[0]["moment"], rows[0]["is_odd"]) == ("2022-08-31", "2022-09-20 08:05:06", "true")
    assert float(rows[0]["rate"]) == 100 / 7 - 50
    assert set(rows[-1].values()) == {str(len(rows)), ""}


# ---- XLSX


def test_xlsx_has_real_values(odd: Path, tmp_path: Path) -> None:
    export(odd, tmp_path, "xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "mart.odd.xlsx")["mart.odd"]
    heads, *rows = sheet.iter_rows()
    assert [cell.value for cell in heads] == [name for name, *_ in COLUMNS]
    given = odd_rows()
    assert len(rows) == len(given)
    for cells, expected in zip(rows, given, strict=True):
        number, text, amount, rate, day, moment, is_odd = (cell.value for cell in cells)
        assert number == expected[0]
        assert (text or "").replace("_x000D_", "\r") == (expected[1] or "")
        assert amount == (str(LARGE) if expected[2] == LARGE else expected[2] if expected[2] is None else float(expected[2]))
        assert rate == (None if expected[3] is None else pytest.approx(expected[3], rel=1e-15))
        assert (day, moment) == ((datetime.datetime(2022, 8, 31), MOMENT) if expected[4] else (None, None))
        assert is_odd is expected[6]


def test_xlsx_never_holds_a_formula_and_keeps_text_as_text(odd: Path, tmp_path: Path) -> None:
    export(odd, tmp_path, "xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "mart.odd.xlsx")["mart.odd"]
    texts = [row[1] for row in sheet.iter_rows(min_row=2)]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    marked = {cell.value for cell in texts if cell.quotePrefix}
    assert {str(text).replace("_x000D_", "\r") for text in marked} == set(RUNNING)


def test_xlsx_is_laid_out_to_be_read(odd: Path, tmp_path: Path) -> None:
    export(odd, tmp_path, "xlsx")
    book = openpyxl.load_workbook(tmp_path / "mart.odd.xlsx")
    sheet = book["mart.odd"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:G{len(odd_rows()) + 1}"
    formats = {cell.column_letter: cell.number_format for cell in sheet[2]}
    assert formats["E"] == "dd/mm/yyyy" and formats["F"] == "dd/mm/yyyy hh:mm" and formats["D"] == "#,##0.0"
    assert [sheet.cell(row, 3).number_format for row in (2, 3)] == ["#,##0.0###", "#,##0"]
    assert all(8 <= sheet.column_dimensions[letter].width <= 61 for letter in "ABCDEFG")
    assert [row[0].value for row in book["Từ điển"].iter_rows(min_row=2)] == [name for name, *_ in COLUMNS]


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(odd: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "ROWS_A_SHEET", 10)
    monkeypatch.setattr(xlsx_file, "_BATCH", 7)
    (written,) = export(odd, tmp_path, "xlsx")
    book = openpyxl.load_workbook(tmp_path / "mart.odd.xlsx")
    assert book.sheetnames == ["mart.odd", "mart.odd (2)", "mart.odd (3)", "Từ điển"]
    sheets = [list(book[name].iter_rows(min_row=2, max_col=1, values_only=True)) for name in book.sheetnames[:3]]
    assert [len(rows) for rows in sheets] == [10, 10, written.rows - 20]
    assert [number for rows in sheets for (number,) in rows] == list(range(1, written.rows + 1))
    described = json.loads((tmp_path / DESCRIPTION_FILE).read_text(encoding="utf-8"))["resources"]
    assert [each["dialect"]["excel"]["sheet"] for each in described] == book.sheetnames[:3]
    read = [len(resource.read_rows()) for resource in Package(tmp_path / DESCRIPTION_FILE).resources]
    assert read == [10, 10, written.rows - 20]


def test_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    row = (1, "x" * 40_000, None, None, None, None, None)
    export(write_odd_snapshot(tmp_path / "long.duckdb", [row]), tmp_path / "out", "xlsx")
    text = openpyxl.load_workbook(tmp_path / "out" / "mart.odd.xlsx")["mart.odd"]["B2"].value
    assert len(text) == 32_767 and text.endswith("(cắt bớt)")


def test_what_is_no_finite_number_is_written_in_words(tmp_path: Path) -> None:
    rows = [(number, None, None, value, None, None, None) for number, value in enumerate([float("inf"), float("nan"), -2.5], 1)]
    export(write_odd_snapshot(tmp_path / "infinite.duckdb", rows), tmp_path / "out", "xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out" / "mart.odd.xlsx")["mart.odd"]
    assert [sheet.cell(row, 4).value for row in (2, 3, 4)] == ["inf", "nan", -2.5]


# ---- Parquet


def test_parquet_keeps_types_values_and_comments(odd: Path, tmp_path: Path) -> None:
    export(odd, tmp_path, "parquet")
    path = tmp_path / "mart.odd.parquet"
    with duckdb.connect() as connection:
        read = connection.execute(f"select * from '{path.as_posix()}'")
        assert read.fetchall() == odd_rows()
        kinds = connection.execute(f"describe select * from '{path.as_posix()}'").fetchall()
    assert [kind[1].lower() for kind in kinds] == [kind for _, kind, *_ in COLUMNS]
    metadata = pyarrow.parquet.read_schema(path).metadata
    assert metadata[b"comment"].decode() == "Bảng “lạ”, 'đủ thứ'."
    assert json.loads(metadata[b"columns"])["amount"] == "Cột amount"
    assert metadata[b"key"] == b"row_no" and metadata[b"snapshot_id"] == b"odd"


# ---- the description


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
@pytest.mark.long
def test_a_validator_accepts_what_is_described(file_format: str, world: World, tmp_path: Path) -> None:
    export(world.current, tmp_path, file_format)
    report = Package(tmp_path / DESCRIPTION_FILE).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert len(report.tasks) == len(world.tables("mart", "today", "ref", "log"))


@pytest.mark.parametrize("file_format", FORMATS)
def test_the_description_names_every_file_and_explains_every_column(file_format: str, world: World, tmp_path: Path) -> None:
    export(world.current, tmp_path, file_format)
    package = json.loads((tmp_path / DESCRIPTION_FILE).read_text(encoding="utf-8"))
    assert package["version"] == world.snapshot_id
    resources = {each["name"]: each for each in package["resources"]}
    assert sorted(resources) == world.tables("mart", "today", "ref", "log")
    assert {path.name for path in tmp_path.iterdir()} == {each["path"] for each in resources.values()} | {DESCRIPTION_FILE}
    words = {(row["table_name"], row["column_name"]): row["comment"] for row in world.rows("ref.dictionary")}
    said = {(name, f["name"]): f["description"] for name, each in resources.items() for f in each["schema"]["fields"]}
    assert said == words
    for each in resources.values():
        assert each["bytes"] == (tmp_path / each["path"]).stat().st_size
    assert resources["mart.attainment"]["schema"]["primaryKey"] == ["unit_code", "indicator_code", "year", "quarter"]
    assert "primaryKey" not in resources["mart.target"]["schema"], "volume_from may be blank"


def test_the_description_says_when_figures_are_made_up(sample_folder: Path, tmp_path: Path) -> None:
    export(sample_folder / "warehouse.duckdb", tmp_path, "csv", ["mart.unit"])
    assert "minh hoạ" in (tmp_path / DESCRIPTION_FILE).read_text(encoding="utf-8")


# ---- one truth in every format


@pytest.mark.long
def test_every_format_holds_the_figures_of_the_snapshot(sample_folder: Path, tmp_path: Path) -> None:
    snapshot = sample_folder / "warehouse.duckdb"
    for file_format in FORMATS:
        export(snapshot, tmp_path, file_format, ["mart.scorecard", "attention"])
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        truth = connection.execute("select * from mart.scorecard").fetchall()
        assert connection.execute(f"select * from '{(tmp_path / 'mart.scorecard.parquet').as_posix()}'").fetchall() == truth
    as_csv = [[_text(value) for value in row] for row in truth]
    assert [list(row.values()) for row in read_csv(tmp_path / "mart.scorecard.csv")] == as_csv
    book = openpyxl.load_workbook(tmp_path / "mart.scorecard.xlsx", read_only=True)
    for cells, row in zip(book["mart.scorecard"].iter_rows(min_row=2, values_only=True), truth, strict=True):
        # A workbook holds 16 digits, one fewer than a floating number can need.
        assert list(cells) == [pytest.approx(value, rel=1e-15) if isinstance(value, float) else value for value in row]
    assert (tmp_path / "mart.attention.csv").is_file(), "a table's short name will do"


def _text(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


# ---- the command


def test_the_command_writes_and_says_what(world: World, tmp_path: Path) -> None:
    outcome = world.run("export", "--format", "csv", "-o", str(tmp_path / "new" / "folder"), "--table", "mart.scorecard")
    assert outcome.code == 0, outcome.output
    rows = len(world.rows("mart.scorecard"))
    assert f"mart.scorecard.csv: {rows} dòng" in outcome.output and world.snapshot_id in outcome.output
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == [DESCRIPTION_FILE, "mart.scorecard.csv"]


@pytest.mark.long
def test_an_older_snapshot_can_be_named(tmp_path: Path) -> None:
    world = small_world(tmp_path / "data", "a.csv").publish()
    first, before = world.snapshot_id, len(world.rows("mart.figure"))
    small = small_world(tmp_path / "other")
    world.files = {"b.csv": small.files["b.csv"]}
    world.publish()
    assert world.snapshot_id != first and len(world.rows("mart.figure")) > before
    outcome = world.run("export", "--format", "csv", "-o", str(tmp_path / "old"), "--table", "mart.figure", "--snapshot", first)
    assert outcome.code == 0, outcome.output
    assert len(read_csv(tmp_path / "old" / "mart.figure.csv")) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "csv", "--table", "mart.nothing"], "Không có bảng mart.nothing"),
        (["--format", "csv", "--snapshot", "20200101T000000-0"], "Không có bản công bố hay tệp “20200101T000000-0”"),
        (["--format", "doc"], "doc"),
        ([], "--format"),
    ],
)
def test_wrong_usage_ends_with_2_and_writes_nothing(arguments: list[str], said: str, world: World, tmp_path: Path) -> None:
    outcome = world.run("export", "-o", str(tmp_path / "out"), *arguments)
    assert outcome.code == 2 and said in outcome.output
    assert not (tmp_path / "out").exists()


def test_nothing_published_ends_with_1(tmp_path: Path) -> None:
    outcome = World(tmp_path / "data").run("export", "--format", "csv", "-o", str(tmp_path / "out"))
    assert outcome.code == 1 and "Chưa có số liệu" in outcome.output


def test_a_place_that_cannot_be_written_ends_with_1(world: World, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    outcome = world.run("export", "--format", "csv", "-o", str(tmp_path / "file"))
    assert outcome.code == 1 and "Không ghi được" in outcome.output


def test_a_file_that_is_no_snapshot_ends_with_1(world: World, tmp_path: Path) -> None:
    duckdb.connect(str(tmp_path / "mine.duckdb")).close()
    (tmp_path / "text.duckdb").write_text("không phải", encoding="utf-8")
    for command in (["export", "--format", "csv"], ["dictionary"]):
        for name in ("mine.duckdb", "text.duckdb"):
            outcome = world.run(*command, "-o", str(tmp_path / "out"), "--snapshot", str(tmp_path / name))
            assert outcome.code == 1 and f"Không đọc được {name}" in outcome.output
            assert not (tmp_path / "out").exists()


def test_a_workbook_that_cannot_be_finished_ends_with_1(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("xlsxwriter.workbook.ZipFile", full)
    outcome = world.run("export", "--format", "xlsx", "-o", str(tmp_path), "--table", "mart.unit")
    assert outcome.code == 1 and "hết chỗ" in outcome.output
    assert not list(tmp_path.iterdir())


def test_a_failed_export_leaves_no_half_file(odd: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mart.odd.xlsx").write_text("old", encoding="utf-8")
    monkeypatch.setattr(xlsx_file, "_explain", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        export(odd, tmp_path, "xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["mart.odd.xlsx"]
    assert (tmp_path / "mart.odd.xlsx").read_text(encoding="utf-8") == "old"


def test_an_unknown_table_is_told_with_the_known_ones(odd: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownTable, match=r"mart\.odd"):
        export(odd, tmp_path, "csv", ["even"])


def test_odd_rows_hold_what_they_are_meant_to() -> None:
    assert {DAY, MOMENT, LARGE, Decimal("-5")} <= {value for row in odd_rows() for value in row if value is not None}


@pytest.mark.long
def test_changes_written_to_a_file_follow_the_same_rule(tmp_path: Path) -> None:
    edition = Edition("one", MOMENT, None)
    diff_report.write_csv(Changes(edition, edition, ["text", "n"], [{"text": "=1+1", "n": -1}]), tmp_path / "changes.csv")
    assert read_csv(tmp_path / "changes.csv") == [{"text": "'=1+1", "n": "-1"}]
