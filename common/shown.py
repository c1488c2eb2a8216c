"""The one door for names that come from outside: how people see them, and what a file of ours is called after them.

A name is data. What would steer a terminal, a page, a line or the direction of reading, and bytes that are no text at all, are
written out as they are written in programs (``\\x1b``, ``\\u2028``); everything else stays as it came.
"""

import re
import unicodedata
from collections.abc import Callable
from pathlib import PurePosixPath

#: The most characters of a name that are shown; its end says what kind of file it is.
LONGEST = 160
#: The most bytes that the name of a file may take on the systems in use.
LONGEST_FILE_NAME = 255

_NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def shown(name: str, most: int = LONGEST) -> str:
    """The name as people may see it, in one line of at most `most` characters."""
    written = "".join(map(_written, name))
    if len(written) <= most:
        return written
    end = most // 4
    return f"{written[: most - end - 1]}…{written[-end:]}"


def printable(text: str) -> str:
    """Sentences as a terminal may print them: whatever they quote, nothing in them steers it; their own lines stay."""
    return "\n".join("".join(map(_written, line)) for line in text.split("\n"))


def _written(letter: str) -> str:
    # Not printable: control, format (which turns the direction of reading or shows nothing), halves, ends of lines.
    if letter.isprintable() or unicodedata.category(letter) == "Zs":
        return letter
    code = ord(letter)
    # A byte that is no text in the system's own encoding; Python carries it as half a character.
    code = code - 0xDC00 if 0xDC80 <= code <= 0xDCFF else code
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def stem(name: str) -> str:
    """The last part of a name without its ending: ``2022/báo cáo.xlsx`` is ``báo cáo``."""
    return PurePosixPath(name).stem


def file_name(called: str, complete: Callable[[str], str] = lambda name: name) -> str:
    """A name that every system in use lets a file have, as near to `called` as can be.

    `complete` adds what else belongs to it; the part that is given to it is cut so that the whole is not too long.
    """
    plain = unicodedata.normalize("NFC", shown(called))
    plain = _NOT_IN_FILE_NAMES.sub("_", plain).strip(" .") or "_"
    plain = f"_{plain}" if _DEVICE.fullmatch(plain) else plain
    while len(complete(plain).encode()) > LONGEST_FILE_NAME:
        plain = plain[:-1].rstrip(" .") or "_"
    return complete(plain)
