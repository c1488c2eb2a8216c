"""Turns away, before anything is opened, what is no workbook or too large to be one; says what to do instead."""

from pathlib import Path, PurePath

from common.numbers import amount_text
from common.shown import shown
from etl.problems import Problem
from etl.reading.archive import is_folder_of_document
from etl.reading.kinds import FileKind, kind_of
from etl.reading.package import Package

_MEGABYTE = 1 << 20

MOST_CSV_BYTES = 32 * _MEGABYTE
MOST_UNPACKED_BYTES = 200 * _MEGABYTE
MOST_ENTRIES = 2000
# Sheets full of empty formatted rows pack a hundredfold; only a bomb is both denser than that and large.
_DENSEST = 150
_DENSE_FROM_BYTES = 20 * _MEGABYTE

#: Names that end so are those of texts.
TEXT_ENDINGS = (".csv", ".txt", ".tsv", ".tab")
_RESAVE = "hãy mở bằng Excel, chọn Lưu thành (Save As), loại “Excel Workbook (*.xlsx)”, rồi gửi lại"
_FILL_IN = "không lấy được số liệu từ đó; hãy điền vào biểu mẫu Excel (.xlsx) đã cấp rồi gửi lại"
_TAKE_OUT = "hãy lấy tệp đính kèm trong thư ra rồi gửi tệp ấy"
_SEND_ITSELF = "hãy gửi chính tệp ấy"
_UNPACK = "hãy giải nén rồi gửi từng tệp, hoặc nén lại dạng .zip"
#: What each kind of file that is not read is called, and what to do instead.
_FOREIGN: dict[FileKind, tuple[str, str, str]] = {
    "old_word": ("file_is_word", "Tệp là văn bản Word (.doc)", _FILL_IN),
    "pdf": ("file_is_pdf", "Tệp là PDF", _FILL_IN),
    "picture": ("file_is_picture", "Tệp là hình ảnh", _FILL_IN),
    "recording": ("file_is_picture", "Tệp là bản ghi âm, ghi hình", _FILL_IN),
    "slides": ("file_is_word", "Tệp là bản trình chiếu", _FILL_IN),
    "message": ("file_is_email", "Tệp là thư điện tử lưu từ Outlook (.msg)", _TAKE_OUT),
    "email": ("file_is_email", "Tệp là thư điện tử (.eml)", _TAKE_OUT),
    "shortcut": ("file_is_shortcut", "Tệp là lối tắt (shortcut), chỉ dẫn tới tệp khác chứ không chứa số liệu", _SEND_ITSELF),
    "rtf": ("file_is_word", "Tệp là văn bản RTF", _FILL_IN),
    "rar": ("file_is_packed", "Tệp nén .rar", _UNPACK),
    "seven_zip": ("file_is_packed", "Tệp nén .7z", _UNPACK),
    "packed": ("file_is_packed", "Tệp nén", _UNPACK),
    "signed": ("file_is_packed", "Tệp nằm trong một gói chữ ký số (.p7m, .p7s)", "hãy gửi chính tệp Excel, không gửi gói chữ ký"),
    "database": ("file_is_not_workbook", "Tệp là cơ sở dữ liệu (như của Access)", _FILL_IN),
    "program": ("file_is_not_workbook", "Tệp là một chương trình, không phải báo cáo; đừng mở thử", "hãy hỏi lại người gửi"),
    "html": ("file_is_not_xlsx", "Tệp là trang web (HTML) dù có thể mang đuôi của Excel", _RESAVE),
    "xml": ("file_is_not_xlsx", "Tệp là XML, không phải .xlsx", _RESAVE),
}


def error(code: str, message: str) -> Problem:
    """A problem of the whole file."""
    return Problem("error", code, message)


def check_file(path: Path, name: str, megabytes: float) -> tuple[FileKind, Problem | None]:
    """What a file called `name` is, and the problem when it is nothing that is read: a workbook or a text of figures.

    `megabytes` bounds a workbook.
    """
    try:
        size = path.stat().st_size
        kind = kind_of(path)
    except OSError as failure:
        return "unknown", error("file_unreadable", f"Không mở được tệp để đọc ({failure.strerror or 'không rõ lý do'}).")
    most = MOST_CSV_BYTES if kind == "text" else int(megabytes * _MEGABYTE)
    if kind == "empty":
        return kind, error("file_empty", "Tệp rỗng (0 byte); có thể việc sao chép hoặc gửi bị dở, hãy gửi lại.")
    if kind == "password":
        return kind, has_password()
    if kind in _FOREIGN:
        code, what, remedy = _FOREIGN[kind]
        return kind, error(code, f"{what}; {remedy}.")
    if size > most:
        remedy = "hãy chia thành nhiều tệp theo năm" if kind == "text" else "hãy bỏ hình ảnh và các trang không thuộc biểu mẫu"
        return kind, error("file_too_large", f"Tệp quá lớn: {_megabytes(size)} MB, nhiều nhất là {_megabytes(most)} MB; {remedy}.")
    return kind, None if kind in ("zip", "text", "old_excel") else not_a_workbook(name)


def check_package(package: Package, most_sheets: int, name: str = "") -> Problem | None:
    """Judges an archive by its list of contents, before any of them but its outline is unpacked.

    `name` says what it gives itself out for.
    """
    unpacked = sum(entry.file_size for entry in package.entries)
    packed = sum(entry.compress_size for entry in package.entries) or 1
    is_dense = unpacked > _DENSE_FROM_BYTES and unpacked / packed > _DENSEST
    if unpacked > MOST_UNPACKED_BYTES or len(package.entries) > MOST_ENTRIES or is_dense:
        return error(
            "file_too_large",
            f"Tệp quá lớn khi giải nén ({_megabytes(unpacked)} MB, {len(package.entries)} thành phần); "
            "đây không phải biểu mẫu đã cấp, hãy chép số liệu vào biểu mẫu trống rồi gửi lại.",
        )
    if package.is_locked:
        return has_password()
    if len(package.entries) > len({name.casefold() for name in package.names}):
        # Programs differ on which of two parts of one name they take.
        return damaged()
    if package.foreign:
        return None
    if package.main and package.is_workbook:
        sheets = len(package.sheets)
        return _too_many_sheets(sheets, most_sheets) if sheets > most_sheets else None
    return damaged() if package.main.startswith("xl/") and package.main.endswith(".xml") else _not_xlsx(set(package.names), name)


def _not_xlsx(names: set[str], name: str) -> Problem:
    if any(name.endswith("workbook.bin") for name in names):
        return not_read(".xlsb")
    if "content.xml" in names:
        return error("file_is_word", f"Tệp là văn bản OpenDocument (.odt, .odp); {_FILL_IN}.")
    if any(name.startswith("word/") for name in names):
        return error("file_is_word", f"Tệp là văn bản Word (.docx); {_FILL_IN}.")
    if any(name.startswith("ppt/") for name in names):
        return error("file_is_word", f"Tệp là bản trình chiếu (.pptx); {_FILL_IN}.")
    if is_folder_of_document(names):
        return error(
            "file_is_not_xlsx",
            "Tệp nén chứa các phần của một sổ tính đã bị giải nén, không phải chính sổ tính ấy; hãy gửi tệp Excel (.xlsx) ban đầu.",
        )
    if any(part.endswith(".iwa") or part == "Index.zip" for part in names):
        # Apple's programs for sheets, texts and slides pack alike; the name alone tells them apart.
        if name.lower().endswith((".pages", ".key")):
            return error("file_is_word", f"Tệp là văn bản hoặc bản trình chiếu của máy Apple (.pages, .key); {_FILL_IN}.")
        return error(
            "file_is_not_xlsx",
            "Tệp là bảng tính Numbers của máy Apple; hãy mở bằng Numbers, chọn Tệp → Xuất sang → Excel (File → Export To → Excel), rồi "
            "gửi tệp .xlsx ấy.",
        )
    return not_a_workbook(name)


def _too_many_sheets(sheets: int, most: int) -> Problem:
    return error("too_many_sheets", f"Tệp có {sheets} trang, nhiều nhất là {most}; hãy bỏ các trang không thuộc biểu mẫu.")


def not_a_workbook(name: str = "") -> Problem:
    """The problem of a file that is nothing that is read; `name` says what it gives itself out for."""
    ending = PurePath(name).suffix.lower()
    if ending in (".xlsx", ".xlsm"):
        said = "Tệp không phải sổ tính Excel dù mang đuôi ấy"
    elif ending in TEXT_ENDINGS:
        return error(
            "file_is_not_workbook",
            f"Tệp mang đuôi {ending} nhưng không phải văn bản: hỏng, hoặc là loại tệp khác bị đổi tên; hãy mở bằng Excel, lưu lại "
            "dạng “CSV UTF-8” rồi gửi lại.",
        )
    else:
        said = f"Không nhận ra loại tệp {f'(đuôi {shown(ending, 20)})' if ending else '(tên không có đuôi)'}"
    return error("file_is_not_workbook", f"{said}; hãy gửi đúng biểu mẫu .xlsx đã cấp.")


def not_read(what: str) -> Problem:
    """The problem of a workbook of another kind than .xlsx that cannot be read."""
    code = "file_is_xls" if what.startswith(".xls ") else "file_is_not_xlsx"
    return error(code, f"Tệp ở dạng {what} và không đọc được; {_RESAVE}.")


def not_all_seen(what: str, are_lines_seen: bool) -> Problem:
    """What cannot be looked at in a workbook of another kind than .xlsx; `are_lines_seen`: hidden rows and columns can."""
    lines = "" if are_lines_seen else "dòng, cột ẩn, "
    return Problem(
        "warning", "not_all_seen",
        f"Tệp ở dạng {what}: đọc được số, nhưng không xét được {lines}ô gộp, chữ gạch ngang hay nâng cao, màu chữ, định dạng làm đổi số, "
        "cột hẹp không hiện đủ số và công thức chưa tính. Hãy đối chiếu các số đã nhận với bản ký; lần sau nên gửi dạng .xlsx.",
    )  # fmt: skip


def has_password() -> Problem:
    """The problem of a file that only its password opens."""
    return error("file_has_password", "Tệp đặt mật khẩu mở nên không đọc được; hãy bỏ mật khẩu, lưu và gửi lại.")


def damaged() -> Problem:
    """The problem of a file that begins as a workbook but cannot be read as one."""
    return error("file_damaged", "Tệp hỏng hoặc bị cắt cụt, không đọc được; hãy mở bằng Excel, lưu lại rồi gửi lại.")


def not_understood() -> Problem:
    """The problem of a file over which the program itself stumbled; the log says how."""
    return error(
        "file_not_understood",
        "Chương trình không hiểu được cách tệp này được lưu (chi tiết ở nhật ký của chương trình); hãy mở bằng Excel, chép số "
        "liệu sang biểu trống, lưu dạng .xlsx rồi gửi lại.",
    )


def _megabytes(size: int) -> str:
    return amount_text(size / _MEGABYTE, 1)
