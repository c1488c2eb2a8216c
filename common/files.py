"""Files that are whole under their name or not there at all, whatever dies meanwhile."""

import errno
import hashlib
import io
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

READ_ONLY = stat.S_IREAD | stat.S_IRGRP | stat.S_IROTH
WRITABLE = stat.S_IREAD | stat.S_IWRITE
_PART = ".part"
#: Bytes of a file that people write by hand; the largest of the sample takes 60 kB.
MOST_BY_HAND = 64 << 20
_BLOCK = 1 << 20
_OFFICE = "application/vnd.openxmlformats-officedocument."
#: What a program is told of a file that it is handed, by the file's ending.
MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "pdf": "application/pdf",
    "zip": "application/zip",
}


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes are under `path` once the block is left, on the disk before anybody finds them there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _aside(path.parent) as (stream, part):
        yield stream
        _settle(stream)
        part.replace(path)
    sync_folder(path.parent)


def write_whole(path: Path, data: bytes) -> None:
    """Puts `data` under `path`, in place of what was there."""
    with whole(path) as stream:
        stream.write(data)


def take_in(source: BinaryIO, folder: Path, place: Callable[[str], Path]) -> tuple[str, int]:
    """Copies an open file into `folder`, to where `place` puts its SHA-256; gives that, and its size in bytes.

    The digest is of the bytes that were written, whatever happens to the source meanwhile. The name is on the disk only
    after `sync_folder` of the place's folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with _aside(folder) as (stream, part):
        while block := source.read(_BLOCK):
            digest.update(block)
            size += len(block)
            stream.write(block)
        _settle(stream)
        target = place(digest.hexdigest())
        target.parent.mkdir(parents=True, exist_ok=True)
        part.replace(target)
    return digest.hexdigest(), size


def read_file(path: Path, most: int | None = None) -> bytes:
    """The bytes of an ordinary file of at most `most` bytes. Raises OSError for what is none, at once.

    A pipe would keep the reader waiting for ever, and a device never ends.
    """
    with open_file(path) as stream:
        if most is not None and os.fstat(stream.fileno()).st_size > most:
            raise OSError(errno.EINVAL, f"tệp lớn hơn {most >> 20} MB, quá cỡ ở chỗ này", str(path))
        return stream.read()


@contextmanager
def open_file(path: Path) -> Iterator[io.BufferedReader]:
    """An ordinary file's bytes as a stream. Raises OSError for what is none, at once."""
    with open(path, "rb", opener=_without_waiting) as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(errno.EINVAL, "đó là đường ống hay thiết bị, không phải tệp", str(path))
        yield stream


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def is_something_else(path: Path) -> bool:
    """Whether what stands under a name is no file: a folder, a pipe, a link that leads nowhere."""
    return os.path.lexists(path) and not path.is_file()


def sha256_of(path: Path) -> str:
    """The digest of a file's bytes, in hexadecimal. Raises OSError."""
    with open_file(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_folder_whole(folder: Path, files: dict[str, bytes]) -> None:
    """Makes a folder of files (by their path in it) that is not there yet."""
    part = folder.with_suffix(_PART)
    shutil.rmtree(part, ignore_errors=True)
    for name, data in files.items():
        write_whole(part / name, data)
    part.replace(folder)
    sync_folder(folder.parent)


def remove(path: Path) -> None:
    """Removes a file, read-only or not, and the log of changes that DuckDB may have left beside it."""
    for each in (path, _log_of(path)):
        if each.exists():
            each.chmod(WRITABLE)
            each.unlink()


def set_aside(path: Path) -> Path | None:
    """Gives what stands under a name, whatever it is, another one: ``x.damaged-1``. None when nothing was there.

    DuckDB's log of changes beside it goes with it.
    """
    if not os.path.lexists(path):
        return None
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.name}.damaged-{number}")):
        number += 1
    path.rename(aside)
    if (log := _log_of(path)).exists():
        log.replace(_log_of(aside))
    return aside


def sweep(folder: Path) -> None:
    """Removes what a process that died was still writing into a folder."""
    for path in folder.glob(f"*{_PART}") if folder.is_dir() else ():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Puts the names in a folder on the disk, on the systems on which that is asked for."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _aside(folder: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A stream into a file under a name of its own, which is gone after the block unless it was renamed.

    Who else may read it is as the account has it for all its files: what is returned or exported is for others, too.
    """
    part = folder / f"tmp{secrets.token_hex(8)}{_PART}"
    try:
        with part.open("xb") as stream:
            yield stream, part
    finally:
        part.unlink(missing_ok=True)


def _settle(stream: BinaryIO) -> None:
    """Puts the bytes on the disk and lets go of the file: one that is open cannot be renamed everywhere."""
    stream.flush()
    os.fsync(stream.fileno())
    stream.close()


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")
