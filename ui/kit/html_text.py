"""Words as HTML. In those that people wrote nothing is markup, and no word of theirs widens what it stands in."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from ui.kit import format as fmt
from ui.text import common as text

#: A word this long is none of a language: an address, a row of dashes, a key that was held down.
_LONG = re.compile(r"\S{41,}")
_PART = 24


def written(words: str) -> str:
    """Words as HTML. Into longer ones than any language has go places where a line may end; copied, they are whole again."""
    if not _LONG.search(words):
        return escape(words)
    ends, at = [], 0
    for found in _LONG.finditer(words):
        parts = (found[0][place : place + _PART] for place in range(0, len(found[0]), _PART))
        ends.append(escape(words[at : found.start()]) + "<wbr>".join(map(escape, parts)))
        at = found.end()
    return "".join(ends) + escape(words[at:])


def ahead(row: Mapping[str, Any]) -> str:
    """How likely a target still is, where that can be told; the pace that it takes on hover, for the reason says what is lacking."""
    if fmt.is_unknown(row.get("outlook_name")) or fmt.is_unknown(row["shown_chance"]):
        return ""
    said = text.CHANCE.format(name=row["outlook_name"], chance=fmt.chance(row["shown_chance"]))
    pace = "" if fmt.is_unknown(row["pace"]) else str(row["pace"])
    return f' <span class="ahead" title="{escape(pace)}">{escape(said)}.</span>'
