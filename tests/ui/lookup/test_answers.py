"""An answer for the eye and as files: Vietnamese numbers, real numbers for Excel, and no text that runs as a formula."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from common.spreadsheet import would_run
from ui.kit import tables
from ui.lookup import answers

EVIL = "=cmd|' /C calc'!A0"
TABLE = pa.table(
    {
        "Đơn vị": pa.array(["Đức Thọ", EVIL, "- gạch đầu dòng", None]),
        "=1+1": pa.array(["@SUM(A1)", "\tx", "+84", "a\x00b"]),
        "year": pa.array([2022, 2022, 2021, None], pa.int64()),
        "n": pa.array([1234567, -5, 2**62, None], pa.int64()),
        "rate": pa.array([81.25, 92.0588, float("nan"), float("inf")]),
        "target": pa.array([Decimal("90.0000"), Decimal("1.5000"), None, Decimal("0.0000")], pa.decimal128(18, 4)),
        "day": pa.array([date(2022, 8, 31), None, date(2021, 1, 2), date(2021, 1, 3)]),
        "at": pa.array([datetime(2022, 9, 20, 8, 5), None, None, None], pa.timestamp("us")),
        "ok": pa.array([True, False, None, True]),
    }
)
ABOUT = {"Phiên bản số liệu": "s1", "Câu lệnh": "=select 1"}


def test_people_read_vietnamese_numbers():
    shown = tables.dressed(answers.frame(TABLE), answers.columns(TABLE))
    assert shown["year"].tolist() == ["2022", "2022", "2021", "–"]
    assert shown["n"].tolist() == ["1.234.567", "−5", "4.611.686.018.427.387.904", "–"]
    assert shown["rate"].tolist() == ["81,25", "92,06", "–", "∞"]
    assert shown["target"].tolist() == ["90,0", "1,5", "–", "0,0"]
    assert shown["day"].tolist()[:2] == ["31/08/2022", "–"]
    assert shown["at"].tolist()[0] == "20/09/2022 08:05"
    assert shown["ok"].tolist() == ["có", "không", "–", "có"]


def test_small_numbers_keep_what_tells_them_apart_and_huge_ones_stay_short():
    table = pa.table({"small": [0.0012, 0.0456], "huge": [1e30, -2.5]})
    shown = tables.dressed(answers.frame(table), answers.columns(table))
    assert shown["small"].tolist() == ["0,0012", "0,0456"]
    assert shown["huge"].tolist() == ["1,000000e+30", "−2,5"]


def test_long_text_is_cut_on_the_screen_alone():
    table = pa.table({"a": ["x" * 5000]})
    assert len(tables.dressed(answers.frame(table), answers.columns(table))["a"][0]) == answers.LONGEST_SHOWN + 1
    assert b"x" * 5000 in answers.csv_bytes(table)


def test_csv_opens_in_excel_and_runs_nothing():
    made = answers.csv_bytes(TABLE)
    assert made.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""))
    assert head[:3] == ["Đơn vị", "'=1+1", "year"]
    assert [row[0] for row in rows] == ["Đức Thọ", "'" + EVIL, "'- gạch đầu dòng", ""]
    assert [row[1] for row in rows][:3] == ["'@SUM(A1)", "'\tx", "'+84"]
    assert rows[0][3] == "1234567" and rows[1][3] == "-5" and rows[0][5] == "90.0000"
    assert rows[0][6] == "2022-08-31" and rows[2][2] == "2021"
    risky = [cell for row in (head, *rows) for cell in row if would_run(cell)]
    assert risky == ["-5"]  # a number may begin with its sign


def test_a_workbook_has_real_numbers_filters_and_no_formula():
    book = openpyxl.load_workbook(io.BytesIO(answers.xlsx_bytes(TABLE, ABOUT)))
    sheet, about = book.worksheets
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:I5"
    assert not [cell for page in book.worksheets for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    assert [cell.value for cell in sheet[1]][:3] == ["Đơn vị", "=1+1", "year"]
    assert sheet["A3"].value == EVIL and sheet["A3"].quotePrefix and not sheet["A2"].quotePrefix
    assert sheet["B5"].value == "ab"
    assert (sheet["C2"].value, sheet["C2"].number_format) == (2022, "0")
    assert (sheet["D2"].value, sheet["D2"].number_format) == (1234567, "#,##0")
    assert sheet["D4"].value == "4.611.686.018.427.387.904"
    assert (sheet["E3"].value, sheet["E3"].number_format) == (92.0588, "#,##0.0000")
    assert sheet["E4"].value is None and sheet["E5"].value == "∞"
    assert float(sheet["F3"].value) == 1.5 and sheet["F3"].number_format == "#,##0.0"
    assert sheet["G2"].value == datetime(2022, 8, 31) and sheet["G2"].number_format == "dd/mm/yyyy"
    assert sheet["H2"].value == datetime(2022, 9, 20, 8, 5)
    assert sheet["I2"].value is True
    assert about["B2"].value == "=select 1" and about["B2"].data_type == "s"


def test_an_empty_answer_makes_files_too():
    table = pa.table({"a": pa.array([], pa.int64())})
    assert answers.csv_bytes(table) == b"\xef\xbb\xbfa\r\n"
    assert openpyxl.load_workbook(io.BytesIO(answers.xlsx_bytes(table, {}))).worksheets[0].max_row == 1
    assert pq.read_table(io.BytesIO(answers.parquet_bytes(table, {}))).num_rows == 0


def test_parquet_holds_the_rows_exactly_and_says_what_they_are():
    read = pq.read_table(io.BytesIO(answers.parquet_bytes(TABLE, ABOUT)))
    assert read.replace_schema_metadata(None).schema == TABLE.schema
    assert read.column("n").to_pylist() == TABLE.column("n").to_pylist()
    assert read.schema.metadata["Câu lệnh".encode()] == b"=select 1"


def test_quarters_and_years_are_no_amounts():
    fields = {field.name: field for field in pa.schema([("year", pa.int64()), ("quarter", pa.int32()), ("nam", pa.int64()),
                                                        ("value", pa.int64()), ("period_to", pa.date32())])}  # fmt: skip
    assert [name for name, field in fields.items() if answers.is_place_in_time(field)] == ["year", "quarter", "nam", "period_to"]
