"""Reads a figures CSV (unit, year, quarter, data element, value) as rows of text; what they mean is judged in the batch."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from common.numbers import number_text
from common.spreadsheet import address, column_letters
from etl.problems import Problem
from etl.reading import Reading, ReadTable
from etl.reading.csv_text import (
    LONGEST_LINE,
    BadRow,
    LineTooLong,
    NotText,
    RowSplitter,
    announced_separator,
    lines_of,
    separator_of,
    split_row,
)
from etl.reading.findings import quote

COLUMNS = ("unit_code", "year", "quarter", "data_element_code", "value")
OPTIONAL = ("period_to",)
#: The columns of the list of receipts, which is no figures and is sent as such under another name.
_RECEIPTS = {"file", "received_at"}

MOST_COLUMNS = 200
_MOST_NAMED = 20
_NAMES = {",": "dấu phẩy", ";": "dấu chấm phẩy", "\t": "dấu tab", "|": "dấu gạch đứng"}
#: How numbers are written beside each separator. Excel set to Vietnamese saves with semicolons and decimal commas; whoever
#: separates by commas writes a decimal point; beside a tab either is met.
_NUMBERS = {",": "point", ";": "vietnamese"}


#: How many lines below the first are looked at for the names of columns.
_LOOKED_BELOW = 30


def read_figures_csv(path: Path) -> Reading:
    """The rows of a figures CSV, as text; a file that cannot be taken apart is a reading with the problem.

    `cell` of a problem is a column's letters and a row, as a spreadsheet shows them.
    """
    try:
        return _read(lines_of(path))
    except NotText:
        return _refused("encoding", "Tệp không ở bảng mã UTF-8 nên không đọc được; hãy lưu lại dạng “CSV UTF-8”.")
    except LineTooLong as failure:
        return _refused(
            "broken_line",
            f"Dòng {failure.line_no} dài hơn {number_text(LONGEST_LINE)} ký tự, không thể là một dòng số liệu; có thể thiếu dấu "
            "xuống dòng. Hãy lưu lại từ Excel dạng “CSV UTF-8”.",
            f"A{failure.line_no}",
        )


def looks_like_figures(path: Path) -> bool:
    """Whether a text begins with a line that names at least two of the columns of a figures CSV."""
    try:
        return any(_known(line, separator) >= 2 for line in islice(lines_of(path), 2) for separator in _NAMES)
    except (NotText, LineTooLong):
        return False


def _read(lines: Iterator[str]) -> Reading:
    first = next(lines, None)
    if first is None:
        return _refused("file_empty", "Tệp rỗng, không có dòng nào; có thể việc lưu hoặc gửi bị dở, hãy gửi lại.")
    announced = announced_separator(first)
    heading = next(lines, "") if announced else first
    separator = announced if announced and _known(heading, announced) else separator_of(heading, _known)
    names = [name.strip().lower() for name in split_row(heading, separator)[0]]
    while len(names) > len(COLUMNS) and not names[-1]:
        names.pop()
    if problem := _fault_of_heading(heading, names, lines):
        return Reading("figures_csv", problems=[problem])
    places = [names.index(name) for name in COLUMNS]
    splitter = RowSplitter(separator, len(names), places, 2, _MOST_NAMED)
    rows = "".join(splitter.split(lines))
    table = ReadTable(names, 2, _NUMBERS.get(separator, "either"), rows)
    return Reading("figures_csv", table=table, problems=list(_problems(splitter, names, separator)))


def _names_most(line: str) -> bool:
    return max(_known(line, separator) for separator in _NAMES) > len(COLUMNS) // 2


def _known(heading: str, separator: str) -> int:
    names = {name.strip().lower() for name in split_row(heading, separator)[0]}
    return len(names & {*COLUMNS, *OPTIONAL})


def _fault_of_heading(heading: str, names: list[str], below: Iterator[str]) -> Problem | None:
    if len(names) > MOST_COLUMNS:
        return Problem(
            "error", "columns_missing",
            f"Dòng đầu có {number_text(len(names))} cột, nhiều nhất là {MOST_COLUMNS}; chỉ cần các cột {', '.join(COLUMNS)}.",
            cell=f"{column_letters(MOST_COLUMNS)}1",
        )  # fmt: skip
    if set(names) >= _RECEIPTS:
        return Problem(
            "error", "columns_missing",
            "Tệp này là danh sách giờ nhận (cột file, received_at), không có số liệu. Để giờ nhận được tính, hãy đặt tên tệp là "
            "received.csv và để ngay trong thư mục inbox/.",
            cell="A1",
        )  # fmt: skip
    if problem := _whole_in_quotes(heading):
        return problem
    missing = [column for column in COLUMNS if column not in names]
    if missing:
        said = quote(heading) if heading.strip() else "trống"
        if lower := next((row for row, line in enumerate(islice(below, _LOOKED_BELOW), 2) if _names_most(line)), None):
            return Problem(
                "error", "columns_missing",
                f"Dòng đầu đang là {said}; tên các cột đứng ở dòng {lower}. Hãy xoá các dòng phía trên để tên cột đứng ở dòng đầu.",
                cell="A1",
            )  # fmt: skip
        letter = (
            "" if len(missing) < len(COLUMNS) else " Nếu đây là thư hay văn bản thì hãy điền số liệu vào biểu mẫu Excel đã cấp."
        )
        return Problem(
            "error", "columns_missing",
            f"Dòng đầu đang là {said}, thiếu cột {', '.join(missing)}; dòng đầu phải có đủ các cột {','.join(COLUMNS)} "
            f"(mỗi tên một ô, viết đúng như thế).{letter}",
            cell="A1",
        )  # fmt: skip
    for name in (*COLUMNS, *OPTIONAL):
        if names.count(name) > 1:
            first = names.index(name)
            second = names.index(name, first + 1)
            return Problem(
                "error", "columns_missing",
                f"Cột “{name}” có hai lần, ở ô {address(0, first)} và {address(0, second)}; hãy xoá một cột.",
                cell=address(0, second),
            )  # fmt: skip
    return None


_INTO_COLUMNS = (
    "Hãy mở bằng Excel, chọn cột A, dùng Data → Text to Columns để tách thành từng cột, rồi lưu lại dạng “CSV UTF-8”."
)


def _whole_in_quotes(heading: str) -> Problem | None:
    """The problem of a file in which each line is one quoted cell, as when everything stood in a spreadsheet's first column."""
    cells = [cell for separator in _NAMES for cell in split_row(heading, separator)[0][:1]]
    if not heading.startswith('"') or not any(_names_most(cell) for cell in cells):
        return None
    return Problem(
        "error", "columns_missing",
        f"Mỗi dòng của tệp nằm trọn trong một ô (cả dòng trong dấu ngoặc kép). {_INTO_COLUMNS}",
        cell="A1",
    )  # fmt: skip


def _problems(splitter: RowSplitter, names: list[str], separator: str) -> Iterator[Problem]:
    whole = [bad for bad in splitter.bad if bad.cells == 1 and bad.text.startswith('"') and separator in bad.text]
    if whole:
        others = f" (và {len(whole) - 1} dòng nữa)" if len(whole) > 1 else ""
        yield Problem(
            "error", "broken_line", f"Dòng {whole[0].row_no}{others} nằm trọn trong một ô: {quote(whole[0].text)}. {_INTO_COLUMNS}",
            cell=f"A{whole[0].row_no}",
        )  # fmt: skip
    for bad in splitter.bad:
        if bad in whole:
            continue
        code = "unclosed_quote" if bad.fault == "unclosed" else "broken_line"
        yield Problem("error", code, _said(bad, names, separator), cell=address(bad.row_no - 1, min(bad.place, len(names))))
    if splitter.bad_count > len(splitter.bad):
        more = number_text(splitter.bad_count - len(splitter.bad))
        yield Problem(
            "error", "broken_line", f"Còn {more} dòng nữa không tách được thành các cột; hãy lưu lại tệp từ Excel dạng “CSV UTF-8”."
        )


def _said(bad: BadRow, names: list[str], separator: str) -> str:
    where, text, sign = f"Dòng {bad.row_no}", quote(bad.text), _NAMES.get(separator, quote(separator))
    if bad.fault == "unclosed":
        cell = address(bad.row_no - 1, bad.place)
        return f'{where}: ô {cell} mở dấu ngoặc kép (") mà không đóng: {text}; hãy xoá dấu ngoặc kép ấy hoặc đóng lại trong cùng ô.'
    if bad.fault == "after_quote":
        cell = address(bad.row_no - 1, bad.place)
        return f"{where}: ô {cell} còn chữ sau dấu ngoặc kép đóng: {text}; hãy xoá các dấu ngoặc kép trong ô ấy."
    if bad.fault == "too_few":
        return (
            f"{where} chỉ có {bad.cells} ô trong khi dòng đầu có {len(names)} cột ngăn bằng {sign}: {text}; dòng bị cắt cụt hoặc "
            "ngăn bằng dấu khác, hãy ghi đủ các ô (ô không có số liệu thì để trống)."
        )
    hint = '; số lẻ viết dấu phẩy thì đặt cả số trong dấu ngoặc kép, ví dụ "1,5"' if separator == "," else ""
    return f"{where} có {bad.cells} ô trong khi dòng đầu có {len(names)} cột ngăn bằng {sign}: {text}; hãy bỏ ô thừa{hint}."


def _refused(code: str, message: str, cell: str | None = None) -> Reading:
    return Reading("figures_csv", problems=[Problem("error", code, message, cell=cell)])


