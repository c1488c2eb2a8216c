"""The office's own lists, read and judged whole, and published as the tables of schema `ref`."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd

from common.files import MOST_BY_HAND, read_file
from common.sql_text import literal
from etl.lists.calendar import Calendar, default_calendar, parse_calendar
from etl.lists.checks import check_lists, fill_units_of_measure
from etl.lists.csv_lists import ListShape, ReadList, list_shapes, read_list
from etl.lists.terms import parse_term
from etl.problems import Problem

CALENDAR_FILE = "calendar.yml"

_SQL_TYPES = {"integer": "integer", "decimal": "decimal(18, 4)", "date": "date", "boolean": "boolean"}

#: Which columns of which list hold terms, and what their owner is called in ref.term.
_TERM_OWNERS = {"indicators": "indicator", "rules": "rule", "case_flows": "case_flow"}

#: Lists whose rows people trace to where they stand: the column whose cell in the file is kept, beside those of the list.
_TRACED = {"targets": "value", "tasks": "text"}
_CELL_COMMENT = "Ô của danh mục (cột và dòng của tệp CSV) ghi con số hay nội dung này"

#: Every list keeps the order of its file: where a row stands in it, from 1.
_ORDER = "list_order"
_ORDER_COMMENT = "Thứ tự trong danh mục, từ 1"

WARNING_COMMENT = "Những điều cần xem lại trong các danh mục"
WARNING_COLUMNS = {
    "file": ("varchar", "Tệp danh mục"),
    "cell": ("varchar", "Ô trong tệp (cột và dòng)"),
    "code": ("varchar", "Mã loại vấn đề (tiếng Anh, không đổi qua các phiên bản)"),
    "message": ("varchar", "Nội dung vấn đề"),
}
TERM_COMMENT = "Các biểu thức của chỉ tiêu, quy tắc và dòng án, tách thành từng số hạng"
TERM_COLUMNS = {
    "owner_kind": ("varchar", "Biểu thức của: indicator – chỉ tiêu, rule – quy tắc, case_flow – dòng án"),
    "owner_code": ("varchar", "Mã chỉ tiêu, quy tắc hoặc dòng án"),
    "part": ("varchar", "Phần của biểu thức: numerator, denominator, left, right, opening, received …"),
    "data_element_code": ("varchar", "Mã số liệu; trống khi số hạng là một con số"),
    "coefficient": ("decimal(18, 4)", "Hệ số, hoặc chính con số"),
}


class ReferenceError(Exception):
    """The lists cannot be used; `problems` holds everything found, warnings too."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        errors = [problem.message for problem in problems if problem.severity == "error"]
        super().__init__(f"Danh mục có {len(errors)} lỗi:\n" + "\n".join(errors))


@dataclass(frozen=True)
class Reference:
    """Every list as a frame of canonical text (blank: None), in the order of its file; `digest` names the bytes read.

    `tables` holds every list of `lists.yml` under its name, empty when its file is absent. `files`: those bytes, by file name.
    `warnings_in`: what is doubtful in each file, from top to bottom.
    """

    tables: dict[str, pd.DataFrame]
    calendar: Calendar
    digest: str
    warnings_in: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is doubtful in any of the lists."""
        return tuple(problem for problems in self.warnings_in.values() for problem in problems)


def read_reference(folder: Path, today: date | None = None) -> Reference:
    """The lists of a reference folder; raises ReferenceError with all problems of all files at once, and OSError.

    `today`: days after it have not come; None: the clock's.
    """
    shapes = list_shapes()
    contents = {shape.file_name: _bytes(folder / shape.file_name) for shape in shapes.values()}
    contents[CALENDAR_FILE] = _bytes(folder / CALENDAR_FILE)
    calendar, in_calendar = _calendar(contents[CALENDAR_FILE])
    problems_in = {CALENDAR_FILE: tuple(in_calendar)}
    lists = {name: read_list(shape, contents[shape.file_name]) for name, shape in shapes.items()}
    check_lists(lists, calendar, today or date.today())
    for found in lists.values():
        problems_in[found.shape.file_name] = tuple(sorted(found.problems, key=_place))
    problems = [problem for found in problems_in.values() for problem in found]
    if any(problem.severity == "error" for problem in problems):
        raise ReferenceError(problems)
    fill_units_of_measure(lists)
    tables = {name: _frame(found) for name, found in lists.items()}
    files = {name: data for name, data in contents.items() if data is not None}
    return Reference(tables, calendar, _digest(files), problems_in, files)


def _bytes(path: Path) -> bytes | None:
    """What a list holds; None where there is none. What stands in its place and cannot be read is no absence: raises OSError."""
    try:
        path.lstat()
    except FileNotFoundError:
        return None
    return read_file(path, MOST_BY_HAND)


def _calendar(data: bytes | None) -> tuple[Calendar, list[Problem]]:
    if data is None:
        return default_calendar(), []
    try:
        return parse_calendar(data.decode("utf-8-sig"), CALENDAR_FILE)
    except UnicodeDecodeError:
        problem = Problem("error", "encoding", f"{CALENDAR_FILE}: không phải văn bản UTF-8; hãy lưu lại dạng UTF-8.")
        return default_calendar(), [problem]


def _place(problem: Problem) -> tuple[int, str]:
    """Problems in the order in which a person goes down the file."""
    cell = problem.cell or "A0"
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :]), letters.rjust(3)


def _frame(found: ReadList) -> pd.DataFrame:
    columns = {column.name: pd.Series(found.cells[column.name], dtype=object) for column in found.shape.columns}
    if traced := _TRACED.get(found.shape.name):
        columns["cell"] = pd.Series([f"{found.letters[traced]}{line}" for line in found.lines], dtype=object)
    return pd.DataFrame(columns)


def _digest(files: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def reference_ddl() -> dict[str, str]:
    """The statement that makes each table of schema `ref`, by list name, `term` and `list_warnings` among them."""
    ddl = {name: _create(name, _columns(shape)) for name, shape in list_shapes().items()}
    made = {"term": TERM_COLUMNS, "list_warnings": WARNING_COLUMNS}
    return ddl | {table: _create(table, {name: kind for name, (kind, _) in columns.items()}) for table, columns in made.items()}


def reference_comments() -> dict[str, tuple[str, dict[str, str]]]:
    """The Vietnamese comment of each table of `reference_ddl`, and of each of its columns."""
    comments = {
        name: (shape.comment, {column.name: column.comment for column in shape.columns} | _cell(name, _CELL_COMMENT))
        for name, shape in list_shapes().items()
    }
    comments |= {"term": (TERM_COMMENT, {name: said for name, (_, said) in TERM_COLUMNS.items()})}
    comments |= {"list_warnings": (WARNING_COMMENT, {name: said for name, (_, said) in WARNING_COLUMNS.items()})}
    return {name: (said, columns | {_ORDER: _ORDER_COMMENT}) for name, (said, columns) in comments.items()}


def _columns(shape: ListShape) -> dict[str, str]:
    return {column.name: _SQL_TYPES.get(column.type, "varchar") for column in shape.columns} | _cell(shape.name, "varchar")


def _cell(name: str, said: str) -> dict[str, str]:
    return {"cell": said} if name in _TRACED else {}


def _create(name: str, columns: dict[str, str]) -> str:
    defined = ", ".join(f'"{column}" {kind}' for column, kind in (columns | {_ORDER: "bigint"}).items())
    return f"create or replace table ref.{name} ({defined})"


def terms_frame(reference: Reference) -> pd.DataFrame:
    """Every term as rows (owner_kind, owner_code, part, data_element_code, coefficient as text), like terms summed."""
    rows: list[tuple[str, str, str, str | None, str]] = []
    for name, kind in _TERM_OWNERS.items():
        shape, table = list_shapes()[name], reference.tables[name]
        owners = table[shape.key[0]].tolist()
        for column in shape.columns:
            if column.type != "term":
                continue
            for owner, text in zip(owners, table[column.name].tolist(), strict=True):
                for code, coefficient in parse_term(text) if text else ():
                    rows.append((kind, owner, column.name, code, _plain(coefficient)))
    return pd.DataFrame(rows, columns=list(TERM_COLUMNS), dtype=object)


def warnings_frame(reference: Reference) -> pd.DataFrame:
    """What is doubtful in the lists as rows (file, cell, code, message)."""
    found = reference.warnings_in.items()
    rows = [(file, each.cell, each.code, each.message) for file, problems in found for each in problems]
    return pd.DataFrame(rows, columns=list(WARNING_COLUMNS), dtype=object)


def _plain(value: Decimal) -> str:
    return f"{value:f}"


def make_reference(connection: duckdb.DuckDBPyConnection, *, explained: bool) -> None:
    """Makes schema `ref`, in the connection's current database, with an empty table, `explained` or not, for each list and `ref.term`."""
    connection.execute("create schema if not exists ref")
    statements = list(reference_ddl().values())
    for name, (said, columns) in reference_comments().items() if explained else ():
        statements.append(f"comment on table ref.{name} is {literal(said)}")
        statements += [f'comment on column ref.{name}."{column}" is {literal(text)}' for column, text in columns.items()]
    # One transaction: a hundred small ones take longer than the lists themselves.
    connection.execute("begin; " + "; ".join(statements) + "; commit")


def load_reference(connection: duckdb.DuckDBPyConnection, reference: Reference) -> None:
    """Fills the tables that `make_reference` made."""
    frames = reference.tables | {"term": terms_frame(reference), "list_warnings": warnings_frame(reference)}
    connection.execute("begin")
    for name, frame in frames.items():
        if frame.empty:
            continue
        # Explicit text columns: a column of blanks would otherwise be taken for numbers.
        connection.register("incoming_list", frame.astype("str").assign(**{_ORDER: range(1, len(frame) + 1)}))
        connection.execute(f"insert into ref.{name} select * from incoming_list")
        connection.unregister("incoming_list")
    connection.execute("commit")
