"""Turns away, before anything is opened, what is no workbook or too large to be one; says what to do instead."""

import re
import zipfile
from pathlib import Path

from etl.problems import Problem

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_MEGABYTE = 1 << 20

MOST_UNPACKED_BYTES = 200 * _MEGABYTE
MOST_ENTRIES = 2000
# Sheets full of empty formatted rows pack a hundredfold; only a bomb is both denser than that and large.
_DENSEST = 150
_DENSE_FROM_BYTES = 20 * _MEGABYTE

_RESAVE = "hãy mở bằng Excel, chọn Lưu thành (Save As), loại “Excel Workbook (*.xlsx)”, rồi gửi lại"


def error(code: str, message: str) -> Problem:
    """A problem of the whole file."""
    return Problem("error", code, message)


def check_bytes(path: Path, megabytes: float) -> Problem | None:
    """Judges a file by its size and first bytes; None when it may be a workbook."""
    try:
        size = path.stat().st_size
        if size == 0:
            return error("file_empty", "Tệp rỗng (0 byte); có thể việc sao chép hoặc gửi bị dở, hãy gửi lại.")
        if size > megabytes * _MEGABYTE:
            return error(
                "file_too_large",
                f"Tệp quá lớn: {_megabytes(size)} MB, nhiều nhất là {_megabytes(int(megabytes * _MEGABYTE))} MB; "
                "hãy bỏ hình ảnh và các trang không thuộc biểu mẫu.",
            )
        with path.open("rb") as file:
            head = file.read(8)
            if head.startswith(_OLE):
                return _judge_ole(head + file.read())
    except OSError as failure:
        return error("file_unreadable", f"Không mở được tệp để đọc ({failure.strerror or type(failure).__name__}).")
    if not head.startswith(_ZIP):
        return _not_a_workbook()
    return None


def _judge_ole(data: bytes) -> Problem:
    if _has_entry(data, "EncryptedPackage"):
        return has_password()
    if _has_entry(data, "Workbook") or _has_entry(data, "Book"):
        return error("file_is_xls", f"Tệp ở định dạng Excel 97–2003 (.xls); {_RESAVE}.")
    return _not_a_workbook()


def _has_entry(data: bytes, name: str) -> bool:
    """Whether a compound file's directory names such a stream; its entries lie on 128-byte boundaries."""
    written = name.encode("utf-16-le")
    entry = re.escape(written) + rb"\0\0"
    return any(
        found.start() % 128 == 0 and data[found.start() + 64 : found.start() + 66] == (len(written) + 2).to_bytes(2, "little")
        for found in re.finditer(entry, data)
    )


def check_archive(archive: zipfile.ZipFile, most_sheets: int) -> Problem | None:
    """Judges an open archive by its list of contents, before any of them is unpacked."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    is_dense = unpacked > _DENSE_FROM_BYTES and unpacked / packed > _DENSEST
    if unpacked > MOST_UNPACKED_BYTES or len(entries) > MOST_ENTRIES or is_dense:
        return error(
            "file_too_large",
            f"Tệp quá lớn khi giải nén ({_megabytes(unpacked)} MB, {len(entries)} thành phần); "
            "đây không phải biểu mẫu đã cấp, hãy chép số liệu vào biểu mẫu trống rồi gửi lại.",
        )
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" in names and any(name.endswith("workbook.xml") for name in names):
        sheets = sum(name.startswith("xl/worksheets/") and name.endswith(".xml") for name in names)
        return _too_many_sheets(sheets, most_sheets) if sheets > most_sheets else None
    if any(name.endswith("workbook.bin") for name in names) or "content.xml" in names:
        return error("file_is_not_xlsx", f"Tệp là sổ tính nhưng không phải .xlsx; {_RESAVE}.")
    return _not_a_workbook()


def _too_many_sheets(sheets: int, most: int) -> Problem:
    return error("too_many_sheets", f"Tệp có {sheets} trang, nhiều nhất là {most}; hãy bỏ các trang không thuộc biểu mẫu.")


def _not_a_workbook() -> Problem:
    return error(
        "file_is_not_workbook", "Tệp không phải sổ tính Excel (.xlsx) dù có thể mang đuôi ấy; hãy gửi đúng biểu mẫu .xlsx."
    )


def has_password() -> Problem:
    """The problem of a file that only its password opens."""
    return error("file_has_password", "Tệp đặt mật khẩu mở nên không đọc được; hãy bỏ mật khẩu, lưu và gửi lại.")


def damaged(detail: str = "") -> Problem:
    """The problem of a file that begins as a workbook but cannot be read as one."""
    more = f" ({detail})" if detail else ""
    return error("file_damaged", f"Tệp hỏng hoặc bị cắt cụt, không đọc được{more}; hãy mở bằng Excel, lưu lại rồi gửi lại.")


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:.1f}".replace(".", ",").removesuffix(",0")
