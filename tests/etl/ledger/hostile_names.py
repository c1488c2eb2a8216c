"""A small office to which files came under every kind of name that once broke something, good and refused ones alike."""

import os
from pathlib import Path

from tests.etl.small_world import small_world
from tests.world import World

#: What a file may be called on Linux: any bytes but a slash and a zero.
NAMES: tuple[bytes, ...] = (
    *(f"một{letter}hai".encode() for letter in "\u2028\u2029\u0085\u200b\u202e\u2066\ufeff\u00ad\n\r\t\x0b\x1b\x07\x7f'\"`$;&|<>\\"),
    b"\x1b[2J\x1b]0;x\x07",
    b"kh\xf4ng ph\xe3i utf-8 \xff\xfe",
    b"\xed\xa0\x80",
    "[red]đỏ[bold] [link=x]y[link]".encode(),
    b":smile: :warning:",
    b"*?[a-z]{x,y}~",
    b"{0} %s %(name)s ${x} {{x}}",
    b"<script>alert(1)<img src=x onerror=alert(1)>",
    "**đậm** _nghiêng_ [x](javascript:alert(1)) $x^2$ # | ~~x~~".encode(),
    b"=HYPERLINK(1)",
    b"-rf --help",
    " dấu cách hai đầu ".encode(),
    b"con",
    b"aux.xlsx",
    "e\u0301 tổ hợp".encode(),
    "\u05d0\u05d1 \u0627\u0644".encode(),
    b"x" * 251,
    "ệ".encode() * 83,
)


def files() -> dict[bytes, bytes]:
    """By its name, what each file holds: every second one is refused, and all of them differ."""
    head = "unit_code,year,quarter,data_element_code,value\n"
    found = {}
    for place, name in enumerate(NAMES, 1):
        quarter, value = 1 + place % 3, -place if place % 2 else place
        found[name + b".csv"] = f"{head}A,2022,{quarter},n,{value}\nA,2022,{quarter},d,{900 + place}\n".encode()
    return found


def refused() -> int:
    """How many of them are refused."""
    return len(NAMES) - len(NAMES) // 2


def hostile_world(root: Path) -> World:
    """The office with these files in its inbox, not loaded yet."""
    world = small_world(root, "b.csv")
    world.write()
    for name, content in files().items():
        (world.root / "inbox" / os.fsdecode(name)).write_bytes(content)
    return world
