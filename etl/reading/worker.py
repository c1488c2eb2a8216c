"""The process that opens files from outside: reads one after another for its parent until the parent goes.

Started as ``python -m etl.reading.worker``; the first frame holds the lists and the forms, every further one a path.
"""

import gc
import json
import pickle
import struct
import sys
import traceback
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree

from python_calamine import CalamineError, PasswordError

from common.frames import serve
from etl.reading import Reading
from etl.reading.answers import pack
from etl.reading.archive import ArchiveRefused, is_archive, may_be_archive, refusal_of
from etl.reading.collection import read_collection
from etl.reading.figures_csv import looks_like_figures, read_figures_csv
from etl.reading.findings import gathered
from etl.reading.gate import (
    TEXT_ENDINGS,
    check_file,
    check_package,
    damaged,
    error,
    has_password,
    not_a_workbook,
    not_all_seen,
    not_read,
    not_understood,
)
from etl.reading.inspection import read_inspection
from etl.reading.lists import Lists
from etl.reading.ods_hidden import HiddenXml, hidden_lines
from etl.reading.package import Package
from etl.reading.plan import read_plan
from etl.reading.quarterly import read_quarterly
from etl.reading.recognise import recognise
from etl.reading.workbook import Workbook
from etl.template.forms import Form

_READERS = {"quarterly": read_quarterly, "collection": read_collection, "plan": read_plan, "inspection": read_inspection}


def read_file(path: Path, name: str, forms: dict[str, Form], lists: Lists) -> Reading:
    """What a file called `name` holds; one that cannot be read is a reading with the problem, whatever went wrong."""
    try:
        if refused := _archive(path, name):
            return Reading("unknown", problems=[error(refused.code, refused.message)])
        kind, problem = check_file(path, name, max(form.limits.megabytes for form in forms.values()))
        if problem is not None:
            return Reading("unknown", problems=[problem])
        if kind == "old_excel":
            return _read_foreign(path, path.read_bytes(), ".xls (Excel 97–2003)", forms, lists)
        if kind != "text":
            return read_workbook(path, forms, lists, name)
        if Path(name).suffix.lower() in TEXT_ENDINGS or looks_like_figures(path):
            return read_figures_csv(path)
        return Reading("unknown", problems=[not_a_workbook(name)])
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as failure:
        # A panic inside the fast reader is no Exception; whatever it was, the next file must not suffer for it.
        sys.stderr.write(f"{path}: {failure!r}\n{traceback.format_exc()}")
        return Reading("unknown", problems=[not_understood()])


def _archive(path: Path, name: str) -> ArchiveRefused | None:
    """Why a file that is an archive, and came to be read as a whole, is refused; None for any other file."""
    try:
        within = PurePosixPath(name).parent.parts
        refused = refusal_of(path, any(map(is_archive, within))) if may_be_archive(path) else None
    except OSError:
        return None
    # What cannot be opened at all may have been a workbook as well: its name says which words help.
    return None if refused and refused.is_cut and not is_archive(name) else refused


def read_workbook(path: Path, forms: dict[str, Form], lists: Lists, name: str = "") -> Reading:
    """One workbook as a reading; a file that cannot be read is a reading of kind unknown with the problem.

    `name` is what it gives itself out for.
    """
    try:
        package = Package(path.read_bytes())
        if problem := check_package(package, max(form.limits.sheets for form in forms.values()), name):
            return Reading("unknown", problems=[problem])
        if package.foreign:
            content = package.part("content.xml") if package.foreign == ".ods" else b""
            return _read_foreign(path, path.read_bytes(), package.foreign, forms, lists, content)
        return _read_book(Workbook(package), forms, lists)
    except PasswordError:
        return Reading("unknown", problems=[has_password()])
    except (CalamineError, ElementTree.ParseError, zipfile.BadZipFile, struct.error, zlib.error) as failure:
        sys.stderr.write(f"{path}: {failure!r}\n")
        return Reading("unknown", problems=[damaged()])


def _read_foreign(path: Path, data: bytes, what: str, forms: dict[str, Form], lists: Lists, content: bytes = b"") -> Reading:
    """A workbook that is no .xlsx: what the fast reader makes of it, with a warning of what cannot be judged.

    `content`: the sheets of an OpenDocument, which say what is hidden.
    """
    known = {name: HiddenXml(lines) for name, lines in hidden_lines(content).items()} if content else {}
    try:
        reading = _read_book(Workbook(None, data, known), forms, lists)
    except PasswordError:
        return Reading("unknown", problems=[has_password()])
    except CalamineError as failure:
        sys.stderr.write(f"{path}: {failure!r}\n")
        return Reading("unknown", problems=[not_read(what)])
    if reading.kind != "unknown":
        reading.problems.append(not_all_seen(what, bool(known)))
    return reading


def _read_book(book: Workbook, forms: dict[str, Form], lists: Lists) -> Reading:
    form, problems = recognise(book, forms, lists)
    if form is None:
        return Reading("unknown", problems=problems)
    reading = _READERS[form.kind](book, form, lists)
    reading.problems = problems + gathered(reading.problems)
    for submission in reading.submissions:
        submission.problems = gathered(submission.problems)
    for plan in reading.plans:
        plan.problems = gathered(plan.problems)
    return reading


def prepare(setting: bytes) -> Callable[[bytes], bytes]:
    """What answers a path with its reading; the setting, from the parent, is trusted."""
    given: dict[str, Any] = pickle.loads(setting)
    forms, lists = given["forms"], given["lists"]
    # The lists stay for good: without this the collector walks over them again and again. A file read leaves no circles
    # (a test holds that), so the collector has next to nothing to find and need not come several times a file.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)

    def answer(request: bytes) -> bytes:
        path, name = json.loads(request)
        # A name need not be text at all; what is said of it must be.
        return pack(read_file(Path(path), name.encode("utf-8", "replace").decode(), forms, lists))

    return answer


if __name__ == "__main__":
    serve(prepare)
