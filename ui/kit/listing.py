"""A short table written in HTML: it prints whole, wraps its words, can be listened to, and its cells can lead somewhere.

For long tables there is ``tables.table``, which scrolls; the columns are the same ones.
"""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from ui.kit import format as fmt
from ui.kit.columns import Column
from ui.kit.components import more
from ui.kit.html_text import written
from ui.text import common as text

Row = Mapping[str, Any]
MOST = 200  # rows; the rest is behind the table button


def listing(
    rows: Sequence[Row],
    columns: Sequence[Column],
    label: str,
    *,
    links: Mapping[str, Callable[[Row], str | None]] | None = None,
    is_quiet: Callable[[Row], bool] | None = None,
    joined: str | None = None,
    is_compact: bool = False,
    most: int = MOST,
    first: int | None = None,
    further: str = text.SHOW_MORE,
    few: int | None = None,
) -> str:
    """The HTML of a table named `label` for those who listen.

    `links`: for a column's key, the address that its cell leads to. `is_quiet`: rows to set back. `joined`: a column
    whose cell is written once for neighbouring rows with the same text. `is_compact`: as narrow as its words, for
    tables of a few numbers. `most`: how many rows are drawn. `first`: how many of them are in sight before
    somebody asks for more, in the words `further`; `few`: how many on a telephone.
    """
    heads = "".join(f'<th scope="col"{_side(each)}>{escape(each.head)}</th>' for each in columns)
    drawn = fmt.evened(rows[:most])
    seen = few if few is not None and len(drawn) > few + 1 else len(drawn)
    body, before = "", ""
    for place, row in enumerate(drawn):
        if place == first:
            body += '</tbody><tbody class="more">'
        cells = ""
        repeats = False
        for each in columns:
            words = written(each.cell(row))
            if each.key == joined:
                repeats, before = words == before, words
                words = "" if repeats else words
            address = links[each.key](row) if links and each.key in links else None
            said = each.note(row) if each.note else ""
            note = f' title="{escape(said)}"' if said else ""
            head = f' data-head="{escape(each.head)}"' if each.is_number else ""  # a number alone says nothing where heads are not drawn
            cells += f"<td{_side(each, words == text.UNKNOWN)}{head}{note}>{_linked(words, address)}</td>"
        held = (("quiet", is_quiet and is_quiet(row)), ("again", repeats), ("later", place >= seen))
        marks = " ".join(name for name, holds in held if holds)
        body += f'<tr class="{marks}">{cells}</tr>'
    left = len(rows) - most
    rest = f'<p class="rest">{escape(text.MORE_ROWS.format(count=fmt.number(left)))}</p>' if left > 0 else ""
    rest = (more(len(drawn) - first, further) if first is not None else "") + rest
    rest = more(len(drawn) - seen, kind="more phone") + rest
    kind = "listing compact" if is_compact else "listing"
    return f'<table class="{kind}" aria-label="{escape(label)}"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{rest}'


def _side(column: Column, is_none: bool = False) -> str:
    kind = (" number" if column.is_number else "") + (" none" if is_none else "")
    return f' class="of_{column.key}{kind}"'


def _linked(words: str, address: str | None) -> str:
    leads = address and words not in ("", text.UNKNOWN)
    return f'<a href="{escape(str(address))}" target="_self">{words}</a>' if leads else words
