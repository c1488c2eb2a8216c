"""Judges files together; one over which the program stumbles is refused by name, and the others go on without it."""

import logging
from collections.abc import Callable, Sequence

from etl.judging.batch import Desk, FileOnDesk
from etl.reading import Reading
from etl.reading.gate import not_understood

_log = logging.getLogger(__name__)

Read = Callable[[FileOnDesk], Reading]


def judge_together(desk: Desk, files: Sequence[FileOnDesk], read: Read) -> None:
    """Clears the desk, puts the files on it as `read` reads them, and judges them.

    Whatever a file holds, it must not stop everybody else's figures: when putting or judging fails, each file is tried
    alone, and those that fail alone are refused. Raises only what is nobody's: then all of them failed together.
    """
    try:
        _judge(desk, files, read)
        return
    except Exception:
        _log.exception("%d files cannot be judged together", len(files))
    stumbling = {file.file_no for file in files if not _can_be_judged(desk, file, read)}
    _judge(desk, files, lambda file: Reading("unknown", problems=[not_understood()]) if file.file_no in stumbling else read(file))


def _judge(desk: Desk, files: Sequence[FileOnDesk], read: Read) -> None:
    desk.clear()
    for file in files:
        desk.put_reading(file, read(file))
    desk.judge()


def _can_be_judged(desk: Desk, file: FileOnDesk, read: Read) -> bool:
    try:
        _judge(desk, [file], read)
    except Exception:
        _log.exception("%s cannot be judged", file.name)
        return False
    return True
