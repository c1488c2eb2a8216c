"""The copy of a refused file that goes back to the office: its own workbook, each wrong cell marked and explained."""

import atexit
import json
import logging
import os
import threading
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook

from common.child import Child, ChildFailed
from etl.judging.marking import write_list
from etl.problems import Problem

_log = logging.getLogger(__name__)

_SECONDS = 60.0
_MEMORY_BYTES = 1 << 30
#: Whoever found these could not open the file with limits on; there is nothing in it to mark.
_UNREADABLE = ("file_too_large", "file_takes_too_long", "file_damaged", "file_is_not_workbook", "sheet_too_large", "kept_file_damaged")

_child = Child("etl.judging.marking", b"", _SECONDS, _MEMORY_BYTES)
_turn = threading.Lock()
atexit.register(_child.end)


def write_returned(original: Path, problems: Iterable[Problem], out: Path, name: str | None = None) -> None:
    """Writes the marked copy of `original` to `out`; only the list of problems when the file cannot be opened.

    `name` is what the file was called when it came. Problems are listed worst first, then in the order given; a cell
    with several is marked once, with all of them in its comment. The file is opened in a process of its own with a
    limit on time and memory. Raises OSError when `out` cannot be written.
    """
    found = sorted(problems, key=lambda problem: problem.severity)
    shown = name or original.name
    if not _is_markable(original, found) or not _marked(original, found, out, shown):
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        write_list(workbook, found, out, shown)


def _is_markable(original: Path, problems: Sequence[Problem]) -> bool:
    return zipfile.is_zipfile(original) and not any(problem.code in _UNREADABLE for problem in problems)


def _marked(original: Path, problems: Sequence[Problem], out: Path, name: str) -> bool:
    given = [(each.severity, each.code, each.message, each.sheet, each.cell) for each in problems]
    request = json.dumps([os.fspath(original.resolve()), given, os.fspath(out.resolve()), name]).encode()
    try:
        with _turn:
            said = _child.ask(request).decode()
    except ChildFailed as failure:
        said = type(failure).__name__
    if said:
        _log.info("%s cannot be marked: %s", name, said)
    return not said
