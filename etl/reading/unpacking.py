"""The process that opens archives from outside, so that none can hang or swell the one that asks.

Started as ``python -m etl.reading.unpacking`` it unpacks, for its parent, one archive after another.
"""

import json
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from common.child import Child, ChildFailed
from common.frames import serve
from etl.reading.archive import ArchiveRefused, entries_of, is_document, may_be_archive, opened, unpack
from etl.reading.budget import MEMORY_BYTES, SECONDS


@dataclass(frozen=True)
class Unpacked:
    """What an archive holds: name and unpacked file of each entry, and the names of links, which are not followed."""

    entries: list[tuple[str, Path]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


class Unpacker:
    """Opens one archive after another; use it as a context so that its process ends with it."""

    def __init__(self, seconds: float = SECONDS, memory_bytes: int = MEMORY_BYTES) -> None:
        # Made for the first archive: most loads have none.
        self._child = Child("etl.reading.unpacking", b"", seconds, memory_bytes)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._child.end()

    def unpack(self, path: Path, folder: Path) -> Unpacked | None:
        """Writes every entry of an archive into `folder`; None for what is no archive, or one that is refused as a whole.

        Why it is refused the reader says, which looks at it by itself. Raises OSError when the file cannot be read.
        """
        if not may_be_archive(path):
            return None
        try:
            said = json.loads(self._child.ask(json.dumps([str(path.absolute()), str(folder)]).encode()))
        except ChildFailed:
            return None
        return Unpacked([(name, folder / number) for name, number in said["entries"]], said["links"]) if said else None


def prepare(setting: bytes) -> Callable[[bytes], bytes]:
    """What unpacks one archive for each request: its entries and links, or nothing for one that is not unpacked."""
    return _answer


def _answer(request: bytes) -> bytes:
    path, folder = json.loads(request)
    try:
        with Path(path).open("rb") as stream, opened(stream) as archive:
            if is_document(archive.namelist()):
                return b"null"
            entries, links = entries_of(archive)
            written = [(entry.name, out.name) for entry, out in unpack(archive, entries, Path(folder))]
    except ArchiveRefused:
        return b"null"
    except Exception as failure:
        # The standard library has no one way to say that an archive is beyond it.
        sys.stderr.write(f"{path}: {failure!r}\n{traceback.format_exc()}")
        return b"null"
    return json.dumps({"entries": written, "links": links}).encode()


if __name__ == "__main__":
    serve(prepare)
