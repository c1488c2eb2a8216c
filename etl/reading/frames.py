"""How the reading process and its parent talk: pickles with a length before each, and nothing but known classes back."""

import io
import pickle
import struct
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">Q")
_LONGEST = 1 << 28

# What a reading is made of. The child handles files from outside, so its answers may name no other class.
_KNOWN = {
    ("etl.reading", name) for name in ("Reading", "ReadSubmission", "ReadPlan", "ReadTarget", "Cell", "Explanation")
} | {("etl.problems", "Problem"), ("decimal", "Decimal"), ("datetime", "date"), ("datetime", "datetime")}


class BadFrame(Exception):
    """What came over the pipe is no frame, or holds what a frame may not hold."""


class _KnownOnly(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _KNOWN:
            raise BadFrame(f"{module}.{name} has no place in an answer")
        return super().find_class(module, name)


def write_frame(pipe: BinaryIO, content: object) -> None:
    """Sends one object whole."""
    data = pickle.dumps(content, protocol=5)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def read_frame(pipe: BinaryIO) -> bytes | None:
    """The bytes of the next frame; None when the other side has gone."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > _LONGEST:
        raise BadFrame(f"a frame of {length} bytes")
    data = pipe.read(length)
    return data if len(data) == length else None


def open_answer(data: bytes) -> Any:
    """The object in a frame that the child sent; BadFrame for one that names an unknown class or is damaged."""
    try:
        return _KnownOnly(io.BytesIO(data)).load()
    except BadFrame:
        raise
    except Exception as error:
        raise BadFrame(repr(error)) from error
