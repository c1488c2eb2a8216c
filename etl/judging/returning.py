"""The copy of a refused file that goes back to the office: its own workbook, each wrong cell marked and explained."""

import atexit
import json
import logging
import os
import struct
import threading
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree import ElementTree

from common.child import Child, ChildFailed
from etl.judging.marking import write_list
from etl.problems import Problem
from etl.reading.budget import MEMORY_BYTES, SECONDS
from etl.reading.package import Package

_log = logging.getLogger(__name__)

#: Whoever found these could not open the file with limits on, or found no form in it: there is nothing in it to mark.
_UNREADABLE = (
    "file_too_large", "file_takes_too_long", "file_damaged", "file_is_not_workbook", "file_not_understood", "sheet_too_large",
    "kept_file_damaged", "unknown_form", "returned_list",
)  # fmt: skip

_child = Child("etl.judging.marking", b"", SECONDS, MEMORY_BYTES)
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
        write_list(found, out, shown)


def _is_markable(original: Path, problems: Sequence[Problem]) -> bool:
    if any(problem.code in _UNREADABLE for problem in problems):
        return False
    try:
        package = Package(original.read_bytes())
        # Programs that cannot open the Strict kind would not open its copy either.
        return package.is_workbook and not package.is_strict
    except (zipfile.BadZipFile, ElementTree.ParseError, struct.error, zlib.error):
        return False


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
