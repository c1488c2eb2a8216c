"""Small pieces of HTML that pages share: a status, a legend, cards, sentences that need someone to act.

Everything that comes from a table is escaped here. Numbers come in as the tables hold them and leave through
``ui.kit.format``.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from common.files import MEDIA_TYPES
from ui.charts.base import ahead
from ui.kit import format as fmt
from ui.kit import navigation, trace_links
from ui.kit.theme import Status, status_of
from ui.kit.view import View
from ui.text import common as text


def status(each: Status, with_name: bool = False) -> str:
    """A status as glyph on colour; its word is there for those who listen, and for all when `with_name`."""
    glyph = (
        f'<span class="status" style="background:{each.colour};color:{each.text_colour}" '
        f'title="{escape(each.name)}" role="img" aria-label="{escape(each.name)}">{escape(each.glyph)}</span>'
    )
    return f"{glyph} {escape(each.name)}" if with_name else glyph


@dataclass(frozen=True)
class Card:
    """One headline number.

    `beside` stands small after it, `parts`, `below` and `further` are lines of plain text under it, of which `note` and
    `further_note` explain the last two on hover; `href` leads to its source.
    """

    label: str
    figure: str
    beside: str = ""
    below: str = ""
    statuses: tuple[Status, ...] = ()
    href: str = ""
    note: str = ""
    further: str = ""
    further_note: str = ""
    parts: str = ""


def cards(listed: Iterable[Card], label: str) -> None:
    """A row of headline numbers, parted by thin rules."""
    items = "".join(_card(card) for card in listed)
    st.html(f'<dl class="cards" aria-label="{escape(label)}">{items}</dl>')


def _card(card: Card) -> str:
    marks = "".join(status(each) for each in card.statuses)
    beside = f"<small>{escape(card.beside)}</small>" if card.beside else ""
    below = _line(card.parts, "") + _line(card.below, card.note) + _line(card.further, card.further_note)
    return (
        f'<div class="card"><dt>{marks}{escape(card.label)}</dt>'
        f'<dd class="figure">{linked(card.figure, card.href)}{beside}</dd>{below}</div>'
    )


def _line(words: str, note: str) -> str:
    title = f' title="{escape(note)}"' if note else ""
    return f"<dd{title}>{escape(words)}</dd>" if words else ""


def linked(words: str, href: str) -> str:
    """`words` that lead to where they come from, when there is an address."""
    if not href:
        return escape(words)
    return f'<a class="trace-link" href="{escape(href)}" target="_self" title="{escape(text.TRACE_HELP)}">{escape(words)}</a>'


def words(value: Any) -> str:
    """What people wrote, or that nothing stands there."""
    return text.UNKNOWN if fmt.is_unknown(value) else str(value)


FEW = 5  # rows or sentences of a list that a telephone shows before somebody asks for more
LATER = ' class="later"'
PARTS = "_parts"  # session state: the headings of the page as far as it is drawn, for the links to them


def download(label: str, read: Callable[[], bytes], file: str, *, key: str) -> None:
    """A button that hands out `file`, whose bytes `read` makes when it is pressed and not before; its ending says of which kind."""
    kind = MEDIA_TYPES[file.rpartition(".")[2].lower()]
    st.download_button(label, read, file_name=file, mime=kind, key=key, on_click="ignore")


def heading(title: str, aside: str = "") -> None:
    """A part's heading with a quiet remark beside it; `contents` leads to it."""
    parts = st.session_state.setdefault(PARTS, [])
    parts.append(title)
    small = f"<small>{escape(aside)}</small>" if aside else ""
    st.html(f'<h2 class="part" id="part-{len(parts)}">{escape(title)}{small}</h2>')


def contents() -> None:
    """Links to the parts that the page has so far."""
    links = (f'<a href="#part-{number}">{escape(title)}</a>' for number, title in enumerate(st.session_state.get(PARTS, []), 1))
    st.html(f'<nav class="contents" aria-label="{escape(text.CONTENTS)}"><span>{escape(text.CONTENTS)}:</span>{"".join(links)}</nav>')


def folded(title: str, body: str) -> None:
    """Something long, closed until somebody asks for it; `body` is trusted HTML."""
    st.html(f'<details class="folded"><summary>{escape(title)}</summary>{body}</details>')


def more(count: int, words: str = text.SHOW_MORE, kind: str = "more") -> str:
    """What opens the ``.more`` parts that stand before it in the same piece of HTML, closed at first; on paper all are open.

    `kind` ``more phone``: the ``.later`` parts, and on a telephone alone."""
    if count <= 0:
        return ""
    opens = escape(words.format(count=fmt.number(count)))
    closes = escape(text.SHOW_LESS)
    return f'<details class="{kind}"><summary><span class="opens">{opens}</span><span class="closes">{closes}</span></summary></details>'


def left_out(reasons: Mapping[str, Iterable[Any]]) -> str:
    """Why columns are not drawn in which nothing but dashes would stand: of each head its published reasons, the commonest first."""
    said = ""
    for head, given in reasons.items():
        counted = Counter(str(each).removesuffix(".") for each in given if not fmt.is_unknown(each) and each)
        several = len(counted) > 1
        why = [
            text.LEFT_OUT_COUNTED.format(why=each, count=fmt.number(count)) if several else each for each, count in counted.most_common()
        ]
        said += f'<p class="remark">{escape(text.LEFT_OUT.format(head=head, why="; ".join(why)))}</p>' if why else ""
    return said


def sentences(items: Sequence[str]) -> str:
    """A list of sentences, each the trusted HTML within its ``<li>``; a telephone shows the first few until somebody asks for more."""
    few = FEW if len(items) > FEW + 1 else len(items)
    said = "".join(f"<li{LATER if place >= few else ''}>{each}</li>" for place, each in enumerate(items))
    return f'<ol class="attention">{said}</ol>{more(len(items) - few, kind="more phone")}'


def lead(said: Any) -> None:
    """The short paragraph that a page opens with: where it stands, what changed, what needs a decision, how sure it is."""
    if not fmt.is_unknown(said):
        st.html(f'<p class="lead">{escape(str(said))}</p>')


def finding(said: str) -> None:
    """A sentence that stands in the place of a figure, or says what one shows."""
    st.html(f'<p class="finding">{escape(said)}</p>')


def legend(
    statuses: Iterable[Status], counts: Mapping[str, Any] | None = None, extra: str = "", sources: Mapping[str, str] | None = None
) -> None:
    """Every status with its word and, when given, its count, which leads to its source; `extra` is trusted HTML."""
    items = []
    for each in statuses:
        count = ""
        if counts and each.code in counts:
            count = f" <b>{linked(fmt.number(counts[each.code]), (sources or {}).get(each.code, ''))}</b>"
        items.append(f"<span>{status(each)}{escape(each.name)}{count}</span>")
    st.html(f'<div class="legend" aria-label="{escape(text.LEGEND)}">{"".join(items)}{extra}</div>')


def close_key(label: str) -> str:
    """The legend entry of the corner that marks a result near the line."""
    return f'<span title="{escape(text.CLOSE)}"><i class="corner"></i>{escape(label)}</span>'


def note(words: str) -> str:
    """A remark at the end of a legend."""
    return f"<span>{escape(words)}</span>"


def focus_key(label: str) -> str:
    """The legend entry of the mark before a focus indicator."""
    return f"<span>{text.FOCUS_MARK} {escape(label)}</span>"


def attention(
    view: View,
    rows: Iterable[Mapping[str, Any]],
    statuses: Mapping[str, Status],
    none: str,
    fits: bool = True,
    rest: int = 0,
    groups: Mapping[str, str] | None = None,
    label: str = "",
    first: int | None = None,
    few: int | None = None,
) -> None:
    """The exceptions as sentences: status, unit, indicator, reason, and what was promised or that nothing was.

    Each leads to its unit's page and to its source. On a wide screen the list is as high as the screen and scrolls, unless all must be
    seen; a picture shows what fits whole and says how many do not. `rest` rows are not among `rows`, which is said everywhere.
    `groups`: a head for each ``prospect`` of the rows, which come in that order. `label` names the list for those who listen.
    `first`: how many are in sight before somebody asks for more, of a list without groups; `few`: how many of each group, on a
    telephone.
    """
    listed = list(rows)
    items = view.once(lambda: _exceptions(view, listed[:first], statuses, groups or {}, few))
    further = view.once(lambda: _exceptions(view, listed[first:], statuses, {})) if first is not None else ""
    behind = f'<ol class="attention more">{further}</ol>{more(len(listed) - len(listed[:first]))}' if further else ""
    behind += more(items.count('<li class="later">'), kind="more phone")
    kind = "attention" if not fits else "attention fits" if view.presenting else "attention scrolls"
    said = escape(text.MORE_ROWS.format(count=fmt.number(rest))) if rest else ""
    hidden = "" if rest else " hidden"
    left = f'<p class="rest" data-words="{escape(text.MORE_ITEMS)}" data-rest="{rest}"{hidden}>{said}</p>'
    walked = f' tabindex="0" aria-label="{escape(label)}"' if kind.endswith("scrolls") else ""
    st.html(f'<ol class="{kind}"{walked}>{items}</ol>{behind}{left}' if items else f"<p>{escape(none)}</p>")


def _exceptions(
    view: View,
    rows: Iterable[Mapping[str, Any]],
    statuses: Mapping[str, Status],
    groups: Mapping[str, str],
    few: int | None = None,
) -> str:
    items, before, placed = "", "", 0
    for row in rows:
        if groups and row["prospect"] != before:
            before, placed = row["prospect"], 0
            items += f'<li class="group">{escape(groups[before])}</li>'
        placed += 1
        items += _exception(row, statuses, source(view, row), is_later=few is not None and placed > few)
    return items


def source(view: View, row: Mapping[str, Any]) -> str:
    """The word beside a sentence that leads to where its numbers come from."""
    address = trace_links.of(view, row)
    return linked(text.TRACE, address) if address else ""


def _exception(row: Mapping[str, Any], statuses: Mapping[str, Status], source: str, is_later: bool = False) -> str:
    mark = text.FOCUS_MARK + " " if row.get("is_focus") else ""
    who = escape(f"{row['unit_short_name']} · {mark}{row['indicator_short_name']}")
    where = escape(navigation.href("unit", {"unit": row["unit_code"], "field": row["field_code"]}))
    begins = '<li class="later">' if is_later else "<li>"
    return (
        f'{begins}<div class="who">{status(status_of(row, statuses))}<span><a href="{where}" target="_self">{who}</a></span>'
        f"{source}</div>"
        f"<p>{escape(row['reason'])}{ahead(row)}{_promise(row)}</p></li>"
    )


def _promise(row: Mapping[str, Any]) -> str:
    """What the office said about it: cause and remedy on hover, the promised day in sight."""
    if "cause" not in row:
        return ""
    if not row["is_explained"]:
        return f" <em>{escape(text.UNEXPLAINED)}</em>"
    said = [row["cause"], row["remedy"], row["responsible"]]
    more = escape(" ".join(str(each) for each in said if not fmt.is_unknown(each)))
    words = text.EXPLAINED if fmt.is_unknown(row["promised_on"]) else text.PROMISED.format(day=fmt.day(row["promised_on"]))
    return f' <em title="{more}">{escape(words)}</em>'
