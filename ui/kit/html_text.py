"""Words that people wrote, as HTML: nothing in them is markup, and no word of theirs widens what it stands in."""

import re
from html import escape

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
