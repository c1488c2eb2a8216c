"""Reads a figures CSV (unit, year, quarter, data element, value) straight into the desk, however long it is."""

import codecs
import csv
from decimal import Decimal
from pathlib import Path

import duckdb

from etl.problems import Problem
from etl.vietnamese.folding import NumberRefused, parse_number

COLUMNS = ("unit_code", "year", "quarter", "data_element_code", "value")
OPTIONAL = ("period_to",)

#: What a number in a CSV looks like without further thought; anything else is read by the Vietnamese grammar.
PLAIN_NUMBER = r"-?[0-9]{1,12}(\.[0-9]{1,4}0*)?"


def read_figures_csv(desk: duckdb.DuckDBPyConnection, file_no: int, path: Path) -> list[Problem]:
    """Puts a file's rows on the desk (desk.submission, desk.figure, desk.problem).

    The problems that come back concern the whole file; then nothing was put on the desk. `cell` is a column letter and
    a line, as a spreadsheet shows them.
    """
    problem = _fault_of_text(path)
    if problem:
        return [problem]
    delimiter, header = _header(path)
    names = [name.strip().lower() for name in header]
    missing = [column for column in COLUMNS if column not in names]
    if missing or len(set(names)) < len(names):
        said = ", ".join(header) or "(trống)"
        wanted = ", ".join(COLUMNS)
        return [
            Problem("error", "columns_missing", f"Dòng đầu đang là “{said}”; cần các cột {wanted}.", cell="A1")
        ]
    letters = {name: chr(ord("A") + place) for place, name in enumerate(names)}
    _read_rows(desk, path, delimiter, names)
    _report_broken_lines(desk, file_no)
    _parse_values(desk)
    _put_on_desk(desk, file_no, letters)
    for table in ("csv_row", "csv_parsed", "csv_value", "reject_scans", "reject_errors"):
        desk.execute(f"drop table if exists {table}")
    return []


def _fault_of_text(path: Path) -> Problem | None:
    if path.stat().st_size == 0:
        return Problem("error", "empty_file", "Tệp rỗng, không có dòng nào.")
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        try:
            while block := stream.read(1 << 20):
                if b"\0" in block:
                    return Problem("error", "encoding", "Tệp không phải văn bản CSV (UTF-8).")
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return Problem("error", "encoding", "Tệp không ở bảng mã UTF-8; hãy lưu lại dạng “CSV UTF-8”.")
    return None


def _header(path: Path) -> tuple[str, list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        line = stream.readline()
    delimiter = ";" if line.count(";") > line.count(",") else ","
    return delimiter, next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])


def _read_rows(desk: duckdb.DuckDBPyConnection, path: Path, delimiter: str, names: list[str]) -> None:
    columns = {f"c{place}": "VARCHAR" for place in range(len(names))}
    desk.execute(
        """
        create or replace temp table csv_all as
        select * from read_csv(
            ?, header = true, delim = ?, quote = '"', escape = '"', columns = $columns, null_padding = true,
            store_rejects = true, encoding = 'utf-8', parallel = false, auto_detect = false
        )
        """.replace("$columns", repr(columns)),
        [path.as_posix(), delimiter],
    )
    wanted = ", ".join(
        f"nullif(trim(c{names.index(name)}), '') as {name}" if name in names else f"cast(null as varchar) as {name}"
        for name in COLUMNS + OPTIONAL
    )
    desk.execute(
        f"""
        create or replace temp table csv_row as
        select {wanted}, row_number() over () + 1 as line_no from csv_all
        """
    )
    desk.execute("drop table csv_all")


def _report_broken_lines(desk: duckdb.DuckDBPyConnection, file_no: int) -> None:
    desk.execute(
        """
        insert into desk.problem
        select ?, null, null, null, null, 'A' || line, 'error', 'broken_line',
            'Dòng ' || line || ' không tách được thành các cột: ' || coalesce(left(csv_line, 80), '') || '.'
        from reject_errors
        """,
        [file_no],
    )


def _parse_values(desk: duckdb.DuckDBPyConnection) -> None:
    """csv_value: each distinct way a number is written, with the number or why it is none."""
    desk.execute(
        f"""
        create or replace temp table csv_value as
        select value as written, cast(value as decimal(18, 4)) as value, cast(null as varchar) as fault
        from (select distinct value from csv_row where value is not null and regexp_full_match(value, '{PLAIN_NUMBER}'))
        """
    )
    odd = desk.execute(
        f"select distinct value from csv_row where value is not null and not regexp_full_match(value, '{PLAIN_NUMBER}')"
    ).fetchall()
    rows: list[tuple[str, Decimal | None, str | None]] = []
    for (written,) in odd:
        try:
            rows.append((written, parse_number(written), None))
        except NumberRefused as refused:
            rows.append((written, None, str(refused)))
    if rows:
        desk.executemany("insert into csv_value values (?, ?, ?)", rows)


def _put_on_desk(desk: duckdb.DuckDBPyConnection, file_no: int, letters: dict[str, str]) -> None:
    desk.execute(
        """
        create or replace temp table csv_parsed as
        select
            r.line_no, r.unit_code, r.data_element_code, r.year as year_text, r.quarter as quarter_text,
            r.period_to as period_to_text, r.value as value_text,
            case when regexp_full_match(r.year, '[0-9]{4}') then cast(r.year as integer) end as year,
            case when regexp_full_match(r.quarter, '[1-4]') then cast(r.quarter as integer) end as quarter,
            case when regexp_full_match(r.period_to, '[0-9]{4}-[0-9]{2}-[0-9]{2}') then try_cast(r.period_to as date) end
                as period_to,
            v.value, v.fault
        from csv_row as r
        left join csv_value as v on v.written = r.value
        where coalesce(r.unit_code, r.year, r.quarter, r.data_element_code, r.value) is not null
        """
    )
    key = "unit_code is not null and year between 1900 and 2200 and quarter is not null"
    fault = """
        insert into desk.problem
        select {file_no}, {owner}, null, '{letter}' || line_no, 'error', '{code}', {message}
        from csv_parsed where {condition}
    """
    none, own = "null, null, null", "unit_code, year, quarter"
    letter = letters.get
    for owner, column, code, message, condition in (
        (none, "unit_code", "unit_missing", "'Dòng ' || line_no || ': thiếu mã đơn vị.'", "unit_code is null"),
        (
            none,
            "year",
            "year_unreadable",
            "'Dòng ' || line_no || ': năm đang ghi “' || coalesce(year_text, '') || '”; cần năm công tác từ 1900 đến 2200.'",
            "year is null or year not between 1900 and 2200",
        ),
        (
            none,
            "quarter",
            "quarter_unreadable",
            "'Dòng ' || line_no || ': quý đang ghi “' || coalesce(quarter_text, '') || '”; cần 1, 2, 3 hoặc 4.'",
            "quarter is null",
        ),
        (
            own,
            "data_element_code",
            "element_missing",
            "'Dòng ' || line_no || ': thiếu mã số liệu.'",
            f"data_element_code is null and {key}",
        ),
        (
            own,
            "value",
            "number_unreadable",
            "'Dòng ' || line_no || coalesce(', ' || data_element_code, '') || ': đang ghi “' || value_text || '”; ' "
            "|| fault || '.'",
            f"fault is not null and {key}",
        ),
        (
            own,
            "period_to",
            "date_unreadable",
            "'Dòng ' || line_no || ': ngày đang ghi “' || period_to_text || '”; cần dạng năm-tháng-ngày, ví dụ 2022-08-31.'",
            f"period_to_text is not null and period_to is null and {key}",
        ),
    ):
        desk.execute(
            fault.format(
                file_no=file_no, owner=owner, letter=letter(column, "A"), code=code, message=message, condition=condition
            )
        )
    desk.execute(
        f"""
        insert into desk.submission
        select {file_no}, unit_code, year, quarter, max(period_to), null, null, '{letters["unit_code"]}' || min(line_no)
        from csv_parsed where {key} group by unit_code, year, quarter
        """
    )
    desk.execute(
        f"""
        insert into desk.problem
        select {file_no}, unit_code, year, quarter, null, '{letter("period_to", "A")}' || min(line_no), 'error',
            'period_to_differs', 'Một báo cáo ghi nhiều ngày số liệu khác nhau: '
            || string_agg(distinct coalesce(strftime(period_to, '%d/%m/%Y'), 'để trống'), ', ') || '.'
        from csv_parsed where {key} group by unit_code, year, quarter
        having count(distinct coalesce(period_to_text, '')) > 1
        """
    )
    desk.execute(
        f"""
        insert into desk.figure
        select {file_no}, unit_code, year, quarter, data_element_code, value, null, '{letters["value"]}' || line_no
        from csv_parsed where value is not null and data_element_code is not null and {key}
        order by line_no
        """
    )
