"""Reads files from outside in a process of its own, so that no file can hang or swell the one that asks."""

import json
import logging
import os
import pickle
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from common.child import Child, ChildFailed, TookTooLong, TookTooMuchMemory
from common.numbers import amount_text
from etl.problems import Problem
from etl.reading import Reading
from etl.reading.answers import BadAnswer, unpack
from etl.reading.budget import LEAST_SECONDS, MEMORY_BYTES, SECONDS
from etl.reading.gate import damaged
from etl.reading.lists import Lists
from etl.reading.names import held_to_name
from etl.template.forms import Form, Kind

if TYPE_CHECKING:
    from etl.lists.reference import Reference

_log = logging.getLogger(__name__)

WORKER = "etl.reading.worker"


class Reader:
    """Reads one file after another; use it as a context so that its process ends with it.

    `seconds` of the processor and `memory_bytes` bound a single file, and the seconds all files of one archive together;
    `worker` names the module that does the reading.
    """

    def __init__(
        self, reference: "Reference", forms: dict[Kind, Form], *, seconds: float = SECONDS,
        memory_bytes: int = MEMORY_BYTES, worker: str = WORKER,
    ) -> None:  # fmt: skip
        self._reference, self._forms, self._worker = reference, forms, worker
        self._seconds, self._memory_bytes = seconds, memory_bytes
        self._used: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the reading process."""
        if "_child" in self.__dict__:
            self._child.end()

    @cached_property
    def _child(self) -> Child:
        """Made for the first file: most loads have none."""
        setting = pickle.dumps({"forms": self._forms, "lists": self._lists})
        return Child(self._worker, setting, self._seconds, self._memory_bytes)

    @cached_property
    def _lists(self) -> Lists:
        return Lists.of(self._reference)

    def read(self, path: Path, name: str | None = None) -> Reading:
        """What a file holds. Never raises for what a file is: then the reading is of kind unknown and says why.

        `name` is what the file was called when it came; before the last slash stands the archive that it came in.
        """
        return held_to_name(self._read(path, name or path.name), name or path.name, self._lists)

    def _read(self, path: Path, name: str) -> Reading:
        request = json.dumps([os.fspath(path.absolute()), name]).encode()
        archive, is_in_archive, _ = name.partition("/")
        seconds = max(self._seconds - self._used.get(archive, 0.0), LEAST_SECONDS) if is_in_archive else self._seconds
        try:
            return unpack(self._child.ask(request, seconds))
        except BadAnswer as failure:
            _log.warning("%s: %s", name, failure)
            self._child.end()
            return Reading("unknown", problems=[damaged()])
        except ChildFailed as failure:
            _log.warning("%s: %s", name, str(failure) or type(failure).__name__)
            return Reading("unknown", problems=[self._failed(failure, seconds)])
        finally:
            if is_in_archive:
                self._used[archive] = self._used.get(archive, 0.0) + self._child.took

    def _failed(self, failure: ChildFailed, seconds: float) -> Problem:
        if isinstance(failure, TookTooLong):
            return Problem(
                "error", "file_takes_too_long",
                f"Đọc tệp quá lâu (quá {amount_text(seconds, 1)} giây) nên đã dừng; tệp không giống biểu đã cấp, hãy chép số liệu vào "
                "biểu trống rồi gửi lại.",
            )  # fmt: skip
        if isinstance(failure, TookTooMuchMemory):
            return Problem(
                "error", "file_too_large",
                f"Tệp quá lớn khi mở (quá {self._memory_bytes >> 20} MB bộ nhớ) nên đã dừng; hãy xoá các ô thừa ở xa bảng "
                "hoặc chép số liệu vào biểu trống rồi gửi lại.",
            )  # fmt: skip
        return damaged()
