"""The process that opens files from outside: reads one after another for its parent until the parent goes.

Started as ``python -m etl.reading.worker``; the first frame holds the lists and the forms, every further one a path.
"""

import faulthandler
import gc
import io
import os
import pickle
import signal
import sys
import zipfile
from pathlib import Path
from typing import Any, BinaryIO

from python_calamine import CalamineError, PasswordError

from etl.forms import Form
from etl.reading import Reading
from etl.reading.collection import read_collection
from etl.reading.frames import pack, read_frame, write_frame
from etl.reading.gate import check_archive, damaged, has_password
from etl.reading.lists import Lists
from etl.reading.plan import read_plan
from etl.reading.quarterly import read_quarterly
from etl.reading.recognise import recognise
from etl.reading.workbook import Workbook

_READERS = {"quarterly": read_quarterly, "collection": read_collection, "plan": read_plan}


def read_workbook(path: Path, forms: dict[str, Form], lists: Lists) -> Reading:
    """One workbook as a reading; a file that cannot be read is a reading of kind unknown with the problem."""
    try:
        data = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if problem := check_archive(archive, max(form.limits.sheets for form in forms.values())):
                return Reading("unknown", problems=[problem])
            book = Workbook(data, archive)
            form, problems = recognise(book, forms, lists)
            if form is None:
                return Reading("unknown", problems=problems)
            reading = _READERS[form.kind](book, form, lists)
            reading.problems = problems + reading.problems
            return reading
    except PasswordError:
        return Reading("unknown", problems=[has_password()])
    except zipfile.BadZipFile:
        return Reading("unknown", problems=[damaged()])
    except CalamineError as failure:
        return Reading("unknown", problems=[damaged(type(failure).__name__)])
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as failure:
        # A panic inside the fast reader is no Exception; whatever it was, the next file must not suffer for it.
        sys.stderr.write(f"{path}: {failure!r}\n")
        return Reading("unknown", problems=[damaged(type(failure).__name__)])


def serve(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Answers requests until the parent closes its end."""
    first = read_frame(incoming)
    if first is None:
        return
    setting: dict[str, Any] = pickle.loads(first)
    forms, lists, seconds = setting["forms"], setting["lists"], setting["seconds"]
    # The lists stay for good: without this the collector walks over them again and again.
    gc.collect()
    gc.freeze()
    write_frame(outgoing, str(os.getpid()).encode())
    while (request := read_frame(incoming)) is not None:
        # Should the parent die while a file hangs this process, it ends itself.
        faulthandler.dump_traceback_later(2 * seconds + 60, exit=True)
        reading = read_workbook(Path(os.fsdecode(request)), forms, lists)
        faulthandler.cancel_dump_traceback_later()
        write_frame(outgoing, pack(reading))


def own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output for frames alone; whatever else is printed goes to the error stream."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(0, os.O_BINARY)
        msvcrt.setmode(1, os.O_BINARY)
    else:
        # Ctrl+C at a terminal reaches this process too; its parent decides.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, outgoing


if __name__ == "__main__":
    serve(*own_pipes())
