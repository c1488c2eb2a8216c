"""A stand-in for the reading process that hangs, swells, dies or talks nonsense, as the name of the file asks."""

import os
import signal
import sys
import time
from collections.abc import Callable

from common.frames import serve
from etl.reading import Reading
from etl.reading.answers import pack


def prepare(setting: bytes) -> Callable[[bytes], bytes]:
    return _answer


def _answer(request: bytes) -> bytes:
    name = os.fsdecode(request)
    print("something printed that is no answer")
    if "hang" in name:
        time.sleep(60)
    if "work" in name:
        _work(1.5 if "short" in name else 60)
    if "swell" in name:
        hoard = [b"x" * (1 << 20)]
        while True:
            hoard.append(bytes(hoard[0]) + b"y")
            time.sleep(0.001)
    if "fat" in name:
        _kept.append(b"x" * (70 << 20))
    if "die" in name:
        os._exit(3)
    if "nonsense" in name:
        return b"[1, 2]"
    if "pid" in name:
        return pack(Reading(f"{os.getpid()}"))
    if "budget" in name:
        signal.raise_signal(signal.SIGXCPU)  # as the kernel does
    return pack(Reading("quarterly", name))


def _work(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


_kept: list[bytes] = []

if __name__ == "__main__":
    serve(prepare)
    sys.exit(0)
