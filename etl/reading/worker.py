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
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from python_calamine import CalamineError, PasswordError

from common.frames import serve
from etl.reading import Reading
from etl.reading.answers import pack
from etl.reading.collection import read_collection
from etl.reading.figures_csv import looks_like_figures, read_figures_csv
from etl.reading.gate import check_file, check_package, damaged, has_password, not_a_workbook, not_understood
from etl.reading.lists import Lists
from etl.reading.package import Package
from etl.reading.plan import read_plan
from etl.reading.quarterly import read_quarterly
from etl.reading.recognise import recognise
from etl.reading.workbook import Workbook
from etl.template.forms import Form

_TEXT_ENDINGS = (".csv", ".txt", ".tsv", ".tab")
_READERS = {"quarterly": read_quarterly, "collection": read_collection, "plan": read_plan}


def read_file(path: Path, name: str, forms: dict[str, Form], lists: Lists) -> Reading:
    """What a file called `name` holds; one that cannot be read is a reading with the problem, whatever went wrong."""
    try:
        kind, problem = check_file(path, name, max(form.limits.megabytes for form in forms.values()))
        if problem is not None:
            return Reading("unknown", problems=[problem])
        if kind != "text":
            return read_workbook(path, forms, lists)
        if Path(name).suffix.lower() in _TEXT_ENDINGS or looks_like_figures(path):
            return read_figures_csv(path)
        return Reading("unknown", problems=[not_a_workbook()])
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as failure:
        # A panic inside the fast reader is no Exception; whatever it was, the next file must not suffer for it.
        sys.stderr.write(f"{path}: {failure!r}\n{traceback.format_exc()}")
        return Reading("unknown", problems=[not_understood()])


def read_workbook(path: Path, forms: dict[str, Form], lists: Lists) -> Reading:
    """One workbook as a reading; a file that cannot be read is a reading of kind unknown with the problem."""
    try:
        package = Package(path.read_bytes())
        if problem := check_package(package, max(form.limits.sheets for form in forms.values())):
            return Reading("unknown", problems=[problem])
        book = Workbook(package)
        form, problems = recognise(book, forms, lists)
        if form is None:
            return Reading("unknown", problems=problems)
        reading = _READERS[form.kind](book, form, lists)
        reading.problems = problems + reading.problems
        return reading
    except PasswordError:
        return Reading("unknown", problems=[has_password()])
    except (CalamineError, ElementTree.ParseError, zipfile.BadZipFile, struct.error, zlib.error) as failure:
        sys.stderr.write(f"{path}: {failure!r}\n")
        return Reading("unknown", problems=[damaged()])


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
    serve(prepare, lambda setting: 60 + 2 * float(pickle.loads(setting)["seconds"]))
