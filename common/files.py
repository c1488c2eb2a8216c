"""Files that are whole under their name or not there at all, whatever dies meanwhile."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

READ_ONLY = stat.S_IREAD | stat.S_IRGRP | stat.S_IROTH
WRITABLE = stat.S_IREAD | stat.S_IWRITE


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes are under `path` once the block is left, on the disk before anybody finds them there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(part).replace(path)
    finally:
        Path(part).unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Puts `data` under `path`, in place of what was there."""
    with whole(path) as stream:
        stream.write(data)


def copy_whole(source: Path, target: Path) -> None:
    """Copies a file's bytes to where they stay."""
    with whole(target) as stream, source.open("rb") as origin:
        shutil.copyfileobj(origin, stream)


def write_folder_whole(folder: Path, files: dict[str, bytes]) -> None:
    """Makes a folder of files (by their path in it) that is not there yet."""
    part = folder.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    for name, data in files.items():
        write_whole(part / name, data)
    part.replace(folder)


def remove(path: Path) -> None:
    """Removes a file, read-only or not, and the log of changes that DuckDB may have left beside it."""
    for each in (path, path.with_name(path.name + ".wal")):
        if each.exists():
            each.chmod(WRITABLE)
            each.unlink()
