"""A file of SQL that says something else for a while: whoever reads it in this process reads that."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from etl.sql import files

# A text that is read again and again is taken apart once.
files._file = cache(files._file)
_CACHED = (files.sql_files, files.same_today, files.change_files, files.years_back, files.read_everywhere)
#: What each table is made by when nothing is changed.
TEXTS = {file.name: file.text for file in files.all_files()}


def made_by(path: str) -> list[str]:
    """The tables that a file makes: its own, and those that it makes a second time."""
    return [file.name for file in files.all_files() if file.path == path]


@contextmanager
def swapped(path: str, text: str) -> Iterator[dict[str, str]]:
    """Gives the tables that are made otherwise, with what makes them: that of the file, and those that it makes a second time."""
    target, read_text = files.SQL_FOLDER / path, Path.read_text

    def reading(self: Path, *arguments: Any, **options: Any) -> str:
        return text if self == target else read_text(self, *arguments, **options)

    Path.read_text = reading  # type: ignore[method-assign]
    _forget()
    try:
        yield {file.name: file.text for file in files.all_files() if file.text != TEXTS[file.name]}
    finally:
        Path.read_text = read_text  # type: ignore[method-assign]
        _forget()


def _forget() -> None:
    for each in _CACHED:
        each.cache_clear()
