"""One persistent process for work that may hang or swell: its parent watches its work and memory and ends it at a limit."""

import contextlib
import logging
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import psutil

from common.frames import BadFrame, read_frame, write_frame

ROOT = Path(__file__).resolve().parent.parent
_POLL_SECONDS = 0.05
_START_SECONDS = 60.0
#: By the clock a request may take so many times its processor seconds: others may keep the machine busy, and a process that
#: waits for something that never comes uses no processor.
PATIENCE = 6
#: How a process ends that the kernel stopped for its processor time.
_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0) or None
_log = logging.getLogger(__name__)


class ChildFailed(Exception):
    """The child gave no answer; it was ended and the next request starts another."""


class TookTooLong(ChildFailed):
    """It worked longer than it may, or waited for too long."""


class TookTooMuchMemory(ChildFailed):
    """The memory limit was passed."""


class ChildDied(ChildFailed):
    """The child ended by itself or spoke nonsense."""


class Child:
    """Runs ``python -m module``, which gets `setting` first, says its process id, and then answers request by request.

    Settings, requests and answers are blocks of bytes whose meaning is the caller's affair. It is started at the first
    request and again after each failure. `seconds` of processor time bound one request (by the clock `PATIENCE` times as
    many), `memory_bytes` the resident memory while it works. A child left with more than half of that is replaced, so that
    what one file cost is not charged to the next.
    """

    def __init__(self, module: str, setting: bytes, seconds: float, memory_bytes: int) -> None:
        self._module, self._setting = module, setting
        self._seconds, self._memory_bytes = seconds, memory_bytes
        self._process: subprocess.Popen[bytes] | None = None
        self._watched: psutil.Process | None = None
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._errors: IO[bytes] | None = None
        #: The processor seconds of the last request, to about the twentieth of one.
        self.took = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.end()

    @property
    def is_running(self) -> bool:
        """Whether a process stands ready."""
        return self._process is not None and self._process.poll() is None

    def ask(self, request: bytes, seconds: float | None = None) -> bytes:
        """The child's answer; raises TookTooLong, TookTooMuchMemory or ChildDied. `seconds`: fewer for this request."""
        if not self.is_running:
            self._start()
        answer = self._exchange(request, min(seconds or self._seconds, self._seconds))
        if self._resident() > self._memory_bytes // 2:
            self.end()
        return answer

    def end(self) -> None:
        """Ends the process, if there is one, and waits until it is gone."""
        process, watched = self._process, self._watched
        self._process = self._watched = None
        if process is None:
            return
        for victim in (watched, process):
            with contextlib.suppress(psutil.Error, OSError):
                if victim is not None:
                    victim.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._tell_errors()

    def _start(self) -> None:
        self.end()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  it lives as long as the process
        search = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part)
        # -P keeps the current folder, which may hold anything, out of the places modules are loaded from.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", self._module, str(self._seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=os.environ | {"PYTHONPATH": search, "PYTHONUTF8": "1"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._answers = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(self._process.stdout, self._answers), daemon=True).start()
        said = self._exchange(self._setting, _START_SECONDS)
        try:
            # Inside a virtual environment on Windows the process started is a launcher; the child knows its own id.
            self._watched = psutil.Process(int(said))
        except (psutil.Error, ValueError) as error:
            raise self._failed(ChildDied(f"no process {said!r}")) from error

    def _exchange(self, request: bytes, seconds: float) -> bytes:
        process = self._process
        assert process is not None and process.stdin is not None
        try:
            write_frame(process.stdin, request)  # type: ignore[arg-type]
        except OSError as error:
            raise self._failed(ChildDied("the pipe is closed")) from error
        data = self._wait(seconds)
        if data is None:
            code = process.wait()
            raise self._failed(TookTooLong() if code == _OUT_OF_TIME else ChildDied(f"exit code {code}"))
        return data

    def _wait(self, seconds: float) -> bytes | None:
        deadline, worked = time.monotonic() + seconds * PATIENCE, self.worked()
        while True:
            try:
                answer = self._answers.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                self.took = self.worked() - worked
                if self._resident() > self._memory_bytes:
                    raise self._failed(TookTooMuchMemory()) from None
                if time.monotonic() > deadline or self.took > seconds:
                    raise self._failed(TookTooLong()) from None
            else:
                self.took = self.worked() - worked
                return answer

    def worked(self) -> float:
        """The processor seconds that the process has used; how busy the machine is otherwise does not count."""
        try:
            return sum(self._watched.cpu_times()[:2]) if self._watched else 0.0
        except psutil.Error:
            return 0.0

    def _resident(self) -> int:
        try:
            return self._watched.memory_info().rss if self._watched else 0
        except psutil.Error:
            return 0

    def _failed(self, failure: ChildFailed) -> ChildFailed:
        self.end()
        return failure

    def _tell_errors(self) -> None:
        """Puts what the child wrote to its error stream into the log."""
        if self._errors is None:
            return
        with self._errors as errors:
            errors.seek(0)
            if said := errors.read(8192).decode("utf-8", "replace").strip():
                _log.info("%s: %s", self._module, said)
        self._errors = None


def _listen(pipe: IO[bytes], answers: "queue.SimpleQueue[bytes | None]") -> None:
    """Passes frames on until the pipe closes, then None: reading a pipe with a time limit works so on every system."""
    try:
        while (data := read_frame(pipe)) is not None:  # type: ignore[arg-type]
            answers.put(data)
    except (OSError, ValueError, BadFrame):
        pass
    answers.put(None)
