"""What DuckDB's errors mean to the person at the command line, and which of them say that a file is damaged."""

import re

import duckdb

NO_MEMORY = "Máy không đủ bộ nhớ để tính; hãy đóng bớt chương trình khác rồi chạy lại."
_HELD = re.compile(r"Could not set lock on file|being used by another process", re.IGNORECASE)
_HOLDER = re.compile(r"\(PID (\d+)\)")
_NO_ROOM = re.compile(
    r"No space left|disk is full|not enough space|File too large|failed to offload|max_temp_directory_size|Could not write",
    re.IGNORECASE,
)
_NOT_ALLOWED = re.compile(r"Permission denied|Access is denied|Read-only file system|Operation not permitted", re.IGNORECASE)
_QUOTA = re.compile(r"Disk quota", re.IGNORECASE)
_BROKEN = re.compile(r"Input/output error", re.IGNORECASE)
_FILE = re.compile(r'file "([^"]+)"')


def is_hindered(error: duckdb.Error) -> bool:
    """Whether something outside the file stood in the way: another program, no room, no right, no memory."""
    said = str(error)
    reasons = (_HELD, _NO_ROOM, _NOT_ALLOWED, _QUOTA, _BROKEN)
    return isinstance(error, duckdb.OutOfMemoryException) or any(each.search(said) for each in reasons)


def in_words(error: duckdb.Error) -> str:
    """A sentence with the way out."""
    said = str(error)
    file = found[1] if (found := _FILE.search(said)) else "tệp số liệu"
    if _HELD.search(said):
        who = f" (tiến trình {found[1]})" if (found := _HOLDER.search(said)) else ""
        return f"{file} đang được một chương trình khác mở{who}; hãy đóng chương trình ấy rồi chạy lại."
    # Why something could not be written comes after that it could not be.
    if _NOT_ALLOWED.search(said):
        return f"Không mở được {file}: không có quyền, hoặc ổ đĩa chỉ cho đọc."
    if _QUOTA.search(said):
        return f"Không ghi được {file}: đã dùng hết phần đĩa được cấp; hãy dọn chỗ rồi chạy lại."
    if _BROKEN.search(said):
        return f"Không đọc hay ghi được {file}: ổ đĩa báo lỗi; hãy kiểm tra ổ đĩa rồi chạy lại."
    if _NO_ROOM.search(said):
        return f"Không ghi được {file}: đĩa đã hết chỗ; hãy dọn chỗ rồi chạy lại."
    if isinstance(error, duckdb.OutOfMemoryException):
        return NO_MEMORY
    return f"Không đọc hay ghi được {file}; hãy chạy “python -m etl verify” để biết chỗ hỏng. Chi tiết: {said.splitlines()[0]}"
