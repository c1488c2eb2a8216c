"""Judges files together; one over which the program stumbles is refused by name, and the others go on without it."""

import logging
from collections.abc import Callable, Sequence

import duckdb

from etl.judging.batch import Batch, BatchFile
from etl.reading import Reading
from etl.reading.gate import not_understood

_log = logging.getLogger(__name__)

#: No file's fault: a disk that is full or may only be read, a ledger that somebody else holds.
OUTSIDE = (OSError, duckdb.IOException)

Read = Callable[[BatchFile], Reading]


def judge_together(batch: Batch, files: Sequence[BatchFile], read: Read) -> None:
    """Clears the batch, puts the files in it as `read` reads them, and judges them.

    Whatever a file holds, it must not stop everybody else's figures: when putting or judging fails, each file is tried
    alone, and those that fail alone are refused. Raises only what is nobody's: what `OUTSIDE` says, and where all of them fail together.
    """
    try:
        _judge(batch, files, read)
        return
    except OUTSIDE:
        raise
    except Exception:
        _log.exception("%d files cannot be judged together", len(files))
    stumbling = {file.file_no for file in files if not _can_be_judged(batch, file, read)}
    _judge(batch, files, lambda file: Reading("unknown", problems=[not_understood()]) if file.file_no in stumbling else read(file))


def _judge(batch: Batch, files: Sequence[BatchFile], read: Read) -> None:
    batch.clear()
    for file in files:
        batch.put_reading(file, read(file))
    batch.judge()


def _can_be_judged(batch: Batch, file: BatchFile, read: Read) -> bool:
    try:
        _judge(batch, [file], read)
    except OUTSIDE:
        raise
    except Exception:
        _log.exception("%s cannot be judged", file.name)
        return False
    return True
