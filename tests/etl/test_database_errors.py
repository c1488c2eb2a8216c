"""What DuckDB says of a disk becomes why, and what to do."""

import errno
import os

import duckdb
import pytest

from etl.database_errors import in_words, is_hindered


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "Không ghi được /a/b.duckdb: đĩa đã hết chỗ; hãy dọn chỗ rồi chạy lại."),
        (errno.EDQUOT, "Không ghi được /a/b.duckdb: đã dùng hết phần đĩa được cấp; hãy dọn chỗ rồi chạy lại."),
        (errno.EROFS, "Không mở được /a/b.duckdb: không có quyền, hoặc ổ đĩa chỉ cho đọc."),
        (errno.EACCES, "Không mở được /a/b.duckdb: không có quyền, hoặc ổ đĩa chỉ cho đọc."),
        (errno.EIO, "Không đọc hay ghi được /a/b.duckdb: ổ đĩa báo lỗi; hãy kiểm tra ổ đĩa rồi chạy lại."),
    ],
)
def test_why_a_file_could_not_be_written(number: int, said: str) -> None:
    error = duckdb.IOException(f'Could not write file "/a/b.duckdb": {os.strerror(number)}')
    assert is_hindered(error) and in_words(error) == said


def test_a_file_that_is_damaged_is_not_hindered() -> None:
    error = duckdb.IOException('The file "/a/b.duckdb" exists, but it is not a valid DuckDB database file!')
    assert not is_hindered(error) and "etl verify" in in_words(error)
