"""The dictionary as a document: every published table and column, every indicator with formula and targets, in Markdown."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from common.numbers import amount_text
from etl.lists.csv_lists import list_shapes
from etl.lists.terms import parse_term

_HEAD = """# Từ điển số liệu

<!-- Tệp này do `python -m etl dictionary -o docs/dictionary.md` viết từ bản công bố; đừng sửa tay. -->

Mọi bảng mà người phân tích đọc được trong `warehouse.duckdb`: mỗi bảng một câu, mỗi cột kiểu, đơn vị tính và nghĩa. Ngay
trong tệp cũng có những lời này: `select * from ref.dictionary`, `duckdb_columns()`, `duckdb_tables()`. Cách mở tệp và mười
câu hỏi mẫu: [analysts.md](analysts.md).

Chỉ tiêu và mức ở [nửa sau](#chỉ-tiêu) là của danh mục đi kèm (**số liệu minh hoạ**)."""

_SCHEMAS = {
    "mart": "`mart` – kết quả để đọc, mỗi đơn vị như đã từng hoạt động",
    "today": "`today` – cũng các bảng ấy, theo đơn vị hiện nay",
    "ref": "`ref` – danh mục",
    "log": "`log` – sổ sách của việc nạp và công bố",
}
_TODAY = """Mỗi bảng của `mart` có ở đây dưới cùng tên, với cùng các cột: đơn vị kế tiếp gồm cả các đơn vị nó đã tiếp nhận, số đếm và mức
cộng lại, tỷ lệ tính lại, đánh giá và xếp hạng lại; đơn vị đã chuyển hết sang đơn vị khác không còn dòng nào. Số tính theo phần chuyển sang
dưới 1 có `is_estimate`. Nơi chưa có sáp nhập, chia tách, hai bên giống hệt nhau. Báo cáo, giải trình, lời hẹn và mức đăng ký vẫn là của
đơn vị đã làm (`made_by`) và xếp dưới đơn vị kế tiếp (`unit_code`): các bảng ấy có khoá khác, kể ở dưới."""
_LEVELS = {"national": "Ngành", "assigned": "Giao", "registered": "Đăng ký"}
_SIGNS = {"at_least": "≥", "at_most": "≤"}

_TAG = re.compile("<(?=[A-Za-z/!?])")

Row = dict[str, Any]


def dictionary_document(snapshot: Path) -> str:
    """The whole document, from one snapshot file alone."""
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        columns = _rows(connection, "select * from ref.dictionary order by table_name, column_order")
        statuses = _rows(connection, "select * from ref.statuses order by sort_order")
        elements = {row["data_element_code"]: row for row in _rows(connection, "select * from ref.data_elements order by list_order")}
        indicators = _rows(connection, "select * from mart.indicator order by field_order, list_order")
        targets = _rows(
            connection,
            """
            select indicator_code, year, level, unit_code, asked_in_full
            from mart.target order by year, level, volume_from nulls first, value, unit_code
            """,
        )
    parts = [_HEAD, *_tables(columns), *_statuses(statuses), *_indicators(indicators, targets, elements), _elements(elements)]
    return "\n\n".join(parts) + "\n"


def _rows(connection: duckdb.DuckDBPyConnection, select: str) -> list[Row]:
    cursor = connection.execute(select)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, map(_untagged, row), strict=True)) for row in cursor.fetchall()]


def _untagged(value: Any) -> Any:
    """Names come from people: no browser that shows the document may take one for a tag."""
    return _TAG.sub("&lt;", value) if isinstance(value, str) else value


def _tables(columns: list[Row]) -> Iterable[str]:
    by_table = {name: list(rows) for name, rows in groupby(columns, key=lambda row: row["table_name"])}
    for schema, title in _SCHEMAS.items():
        names = [name for name in by_table if name.startswith(f"{schema}.")]
        yield f"## {title}"
        if schema == "today":
            yield _TODAY
            names = [name for name in names if by_table[name][0]["table_grain"] != by_table[_twin(name)][0]["table_grain"]]
        yield _grid(("bảng", "chứa gì"), ([f"[{name}](#{_anchor(name)})", by_table[name][0]["table_comment"]] for name in names))
        for name in names:
            yield from _table(name, by_table[name])


def _twin(name: str) -> str:
    return name.replace("today.", "mart.", 1)


def _table(name: str, columns: list[Row]) -> Iterable[str]:
    first = columns[0]
    yield f"### {name}"
    grain = f"Mỗi dòng: {_codes(first['table_grain'])}." if first["table_grain"] else "Không có khoá: các dòng có thể lặp."
    source = f"Nguồn: {_source(first['source_file'])}."
    reads = f"Đọc: {_codes(first['reads'])}." if first["reads"] else ""
    yield f"{first['table_comment'].removesuffix('.')}. {grain} {source} {reads}".rstrip()
    yield _grid(
        ("cột", "kiểu", "đơn vị", "nghĩa"),
        ([f"`{row['column_name']}`", row["type"], row["unit_of_measure"] or "", row["comment"]] for row in columns),
    )


def _source(file: str | None) -> str:
    """The file, as a link where it belongs to the program or to the shipped lists."""
    if not file:
        return "chương trình"
    folder = "data/reference/" if file.startswith("reference/") else ""
    names = file.removeprefix("reference/").split(", ")
    return ", ".join(f"[{name}](../{folder}{name})" for name in names)


def _statuses(statuses: list[Row]) -> Iterable[str]:
    yield "## Các mức đánh giá"
    yield _grid(
        ("mã", "tên", "ký hiệu", "nghĩa"),
        ([f"`{row['status']}`", row["name"], row["glyph"], row["description"]] for row in statuses),
    )


def _indicators(indicators: list[Row], targets: list[Row], elements: dict[str, Row]) -> Iterable[str]:
    yield "## Chỉ tiêu"
    for field, members in groupby(indicators, key=lambda row: row["field_name"]):
        yield f"### {field}"
        for row in members:
            yield from _indicator(row, [each for each in targets if each["indicator_code"] == row["indicator_code"]], elements)


def _indicator(row: Row, targets: list[Row], elements: dict[str, Row]) -> Iterable[str]:
    yield f"#### {row['indicator_code']} · {row['indicator_name']}"
    shape = {column.name: column for column in list_shapes()["indicators"].columns}
    kind, direction = shape["kind"].choices[row["kind"]], shape["direction"].choices[row["direction"]]
    facts = [f"{kind[:1].upper()}{kind[1:]} ({row['unit_of_measure'] or '–'})", direction]
    facts += ["trọng tâm"] if row["is_focus"] else []
    facts += [f"trọng số {amount_text(row['weight'])}"] if row["weight"] != 1 else []
    yield ", ".join(facts) + "."
    numerator = f"- {'Tử số' if row['kind'] == 'rate' else 'Số đếm'}: {_formula(row['numerator'], elements)}"
    denominator = f"\n- Mẫu số: {_formula(row['denominator'], elements)}" if row["denominator"] else ""
    yield numerator + denominator
    years = sorted({each["year"] for each in targets})
    if years:
        cells = ([str(year), *(_level(row, targets, year, level) for level in _LEVELS)] for year in years)
        yield _grid(("năm", *_LEVELS.values()), cells)
    else:
        yield "Không đặt mức: chỉ theo dõi."


def _formula(term: str, elements: dict[str, Row]) -> str:
    """The term in words, each data element followed by its code."""
    said: list[str] = []
    for code, coefficient in parse_term(term):
        sign = "− " if coefficient < 0 else "+ " if said else ""
        size = abs(coefficient)
        if code is None:
            said.append(f"{sign}{amount_text(size)}")
        else:
            times = "" if size == 1 else f"{amount_text(size)} × "
            said.append(f"{sign}{times}{elements[code]['name']} (`{code}`)")
    return " ".join(said)


def _level(indicator: Row, targets: list[Row], year: int, level: str) -> str:
    """What one level asks in a year; where units were asked different things, how many units each."""
    asked: dict[str, list[str]] = {}
    units = sorted({each["unit_code"] for each in targets if (each["year"], each["level"]) == (year, level)})
    for unit in units:
        own = [each for each in targets if (each["year"], each["level"], each["unit_code"]) == (year, level, unit)]
        asked.setdefault("; ".join(f"{_SIGNS[indicator['direction']]} {each['asked_in_full']}" for each in own), []).append(unit)
    if level != "registered" and len(asked) == 1:
        return next(iter(asked))
    by_units = sorted(asked.items(), key=lambda each: (-len(each[1]), each[0]))
    return "<br>".join(f"{words} ({len(owners)} đơn vị)" for words, owners in by_units) or "–"


def _elements(elements: dict[str, Row]) -> str:
    accumulation = next(c for c in list_shapes()["data_elements"].columns if c.name == "accumulation").choices
    rows = (
        [f"`{code}`", row["name"], row["unit_of_measure"] or "", accumulation[row["accumulation"]]]
        for code, row in elements.items()
    )
    return "## Số liệu\n\n" + _grid(("mã", "tên", "đơn vị tính", "cộng dồn"), rows)


def _codes(names: str) -> str:
    return ", ".join(f"`{name}`" for name in names.split(", "))


def _anchor(title: str) -> str:
    """The fragment that Markdown readers give a heading of a table's name."""
    return title.replace(".", "")


def _grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [list(heads), ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
