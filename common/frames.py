"""How a process that handles files from outside talks with its parent: blocks of bytes with a length before each."""

import faulthandler
import math
import os
import signal
import struct
import sys
import time
from collections.abc import Callable
from typing import BinaryIO

_LENGTH = struct.Struct(">Q")
_LONGEST = 1 << 28


class BadFrame(Exception):
    """What came over the pipe is no block."""


def write_frame(pipe: BinaryIO, data: bytes) -> None:
    """Sends one block whole."""
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def read_frame(pipe: BinaryIO) -> bytes | None:
    """The next block; None when the other side has gone."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > _LONGEST:
        raise BadFrame(f"a frame of {length} bytes")
    data = pipe.read(length)
    return data if len(data) == length else None


def serve(prepare: Callable[[bytes], Callable[[bytes], bytes]]) -> None:
    """The child's side: takes the setting, says its process id, then answers request by request until the parent goes.

    `prepare` makes the function that answers out of the setting. The parent bounds a request; should it be gone by then, the
    kernel does, or where it cannot, a clock: the processor seconds of a request are the first word of the command.
    """
    incoming, outgoing = _own_pipes()
    seconds = float(sys.argv[1])
    setting = read_frame(incoming)
    if setting is None:
        return
    answer = prepare(setting)
    write_frame(outgoing, str(os.getpid()).encode())
    while (request := read_frame(incoming)) is not None:
        _allow(seconds)
        faulthandler.dump_traceback_later(60 + 10 * seconds, exit=True)
        said = answer(request)
        faulthandler.cancel_dump_traceback_later()
        write_frame(outgoing, said)


def _allow(seconds: float) -> None:
    """So much processor time from now on, and one second in which the parent may say it first."""
    try:
        import resource
    except ImportError:  # Windows: the watch on its time does it
        return
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    until = math.ceil(time.process_time() + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (until if most == resource.RLIM_INFINITY else min(until, most), most))


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output for blocks alone; whatever else is printed goes to the error stream."""
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
