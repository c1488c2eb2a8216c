"""The dictionary as people read it: what was found, each entry to be opened, with links to the pages that show it.

Of many entries only the one that is opened is sent whole.
"""

from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from ui.kit import format as fmt
from ui.kit import navigation
from ui.kit.view import View
from ui.lookup import dictionary
from ui.lookup.dictionary import Entry, Row, listed
from ui.text import common
from ui.text import lookup as text

OPENED = "open"  # the entry that the address opens
ROOT = Path(__file__).resolve().parents[2]
MOST = 80  # entries of a kind on the page at once, but for tables, which are all listed; a few letters more narrow it down
WHOLE = 30  # entries that are all sent whole; of more the one that the address opens
TRY_ROWS = 100


def show(view: View, typed: str, opened: str) -> None:
    """The entries of each kind that hold what was typed; the one that was meant stands open, and what the address names in `opened`."""
    st.html(view.once(lambda: _drawn(dictionary.search(dictionary.entries(view.snapshot), typed), typed, opened)))


def _drawn(found: dict[str, list[Entry]], typed: str, opened: str) -> str:
    if not any(found.values()):
        return f'<p class="dictionary-none">{escape(text.FOUND_NONE.format(typed=typed))}</p>'
    count = sum(len(entries) for entries in found.values())
    parts = [
        _kind(kind, entries, kind == dictionary.TABLE if not typed else count <= 40 or kind != dictionary.COLUMN, typed, opened, count)
        for kind, entries in found.items()
        if entries
    ]
    return f'<div class="dictionary">{"".join(parts)}</div>'


def _kind(kind: str, entries: list[Entry], is_open: bool, typed: str, opened: str, count: int) -> str:
    head = text.FOUND.format(kind=escape(text.KINDS[kind]), count=fmt.number(len(entries)))
    shown = entries if kind == dictionary.TABLE else entries[:MOST]

    def drawn(each: Entry) -> str:
        is_meant = count == 1 or _key(each) == opened or (bool(typed.strip()) and each.rank(typed) == 0)
        return _entry(each, is_meant) if is_meant or count <= WHOLE else _closed(each)

    body = "".join(map(drawn, shown))
    is_meant = opened.startswith(f"{kind}:")
    folds = "" if typed or is_meant else " data-folds"  # on a telephone: a list that nobody asked for is long there
    is_open = is_open or is_meant
    if len(entries) > len(shown):
        body += f"<p>{escape(text.MORE.format(count=fmt.number(len(entries) - len(shown))))}</p>"
    return f"<details class='kind'{' open' if is_open else ''}{folds}><summary>{head}</summary>{body}</details>"


def _entry(entry: Entry, is_open: bool) -> str:
    body = {
        dictionary.TABLE: _table,
        dictionary.COLUMN: _column,
        dictionary.INDICATOR: _indicator,
        dictionary.ELEMENT: _element,
        dictionary.UNIT: _unit,
    }[entry.kind](entry)
    summary = f"<summary id='{escape(_key(entry))}'>{_named(entry)}</summary>"
    return f"<details class='entry'{' open' if is_open else ''}>{summary}<div>{body}</div></details>"


def _closed(entry: Entry) -> str:
    """An entry that is sent when it is opened; the link keeps what the address says else."""
    key = _key(entry)
    link = f"<a id='{escape(key)}' href='{escape(f'?{urlencode({OPENED: key})}')}' target='_self' aria-expanded='false'>"
    return f"<div class='entry'>{link}{_named(entry)}</a></div>"


def _key(entry: Entry) -> str:
    within = f"{entry.rows['columns'][0]['table_name']}." if entry.kind == dictionary.COLUMN else ""  # one word can mean several things
    return f"{entry.kind}:{within}{entry.code}"


def _named(entry: Entry) -> str:
    return f"<code>{escape(entry.code)}</code><span>{escape(entry.name)}</span>"


def _line(words: str) -> str:
    return f"<p>{escape(words)}</p>"


def _link(name: str, label: str, choices: dict[str, str]) -> str:
    """A link to a page."""
    return f'<a href="{escape(navigation.href(name, choices))}" target="_self">{escape(label)}</a>'


def _find(code: str) -> str:
    return f"<code>{_link('lookup', code, {'find': code})}</code>"


def _finds(codes: list[str]) -> str:
    return ", ".join(_find(code) for code in codes)


def _table(entry: Entry) -> str:
    columns = entry.rows["columns"]
    row = columns[0]
    grain = listed(row["table_grain"])
    lines = [_line(text.GRAIN.format(grain=", ".join(grain)) if grain else text.ROW_OF_NO_KEY)]
    heads = "".join(f"<th>{escape(head)}</th>" for head in text.COLUMN_HEADS)
    body = "".join(
        f"<tr><td><code>{escape(each['column_name'])}</code></td><td>{escape(str(each['comment']))} "
        f"<small>{escape(' · '.join(filter(None, (str(each['type']), _known(each['unit_of_measure'])))))}</small></td></tr>"
        for each in columns
    )
    lines.append(f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>")
    if reads := listed(row["reads"]):
        lines.append(f"<p>{text.READS.format(tables=_finds(reads))}</p>")
    if readers := entry.rows["readers"]:
        lines.append(f"<p>{text.READ_BY.format(tables=_finds([each['table_name'] for each in readers]))}</p>")
    if source := _known(row["source_file"]):
        lines.append(_line(text.MADE_BY.format(file=source)))
    if pages := shown_on(entry.code):
        links = " · ".join(_link(name, common.PAGES[name], {}) for name in pages)
        lines.append(f"<p>{escape(text.SHOWN_ON)} {links}</p>")
    query = {"sql": f"from {entry.code} limit {TRY_ROWS}"}
    lines.append(f"<p>{_link('lookup', text.TRY, query)}</p>")
    return "".join(lines)


@cache
def shown_on(table: str) -> tuple[str, ...]:
    """The pages whose script reads the table."""
    return tuple(
        place.name
        for place in navigation.PLACES
        if f'"{table.replace("today.", "mart.")}"' in (ROOT / place.file).read_text(encoding="utf-8")
    )


def _column(entry: Entry) -> str:
    rows = entry.rows["columns"]
    lines = [_line(text.TYPE.format(type=", ".join(dict.fromkeys(str(row["type"]) for row in rows))))]
    if units := [unit for unit in dict.fromkeys(_known(row["unit_of_measure"]) for row in rows) if unit]:
        lines.append(_line(text.MEASURED_IN.format(unit="; ".join(units))))
    lines.append(f"<p>{text.STANDS_IN.format(tables=_finds([row['table_name'] for row in rows]))}</p>")
    return "".join(lines)


def _unit(entry: Entry) -> str:
    row = entry.rows["unit"][0]
    lines = []
    for pattern, day in ((text.OPENED, row["opened_on"]), (text.CLOSED, row["closed_on"])):
        if not fmt.is_unknown(day):
            lines.append(_line(pattern.format(day=fmt.day(day))))
    for pattern, key, name in ((text.WENT_INTO, "successors", "successor"), (text.TOOK_OVER, "predecessors", "predecessor")):
        if others := entry.rows[key]:
            lines.append(f"<p>{pattern.format(units=', '.join(_office(each, name) for each in others))}</p>")
    if aliases := entry.rows["aliases"]:
        lines.append(_line(text.ALSO_CALLED.format(names="; ".join(str(each["alias"]) for each in aliases))))
    lines.append(f"<p>{_link('unit', text.OPEN_UNIT, {'unit': entry.code})}</p>")
    return "".join(lines)


def _office(row: Row, name: str) -> str:
    """An office that another went into or took over, with its share where that is not the whole."""
    link = _link("lookup", str(row[f"{name}_name"]), {"find": str(row[name])})
    return link if row["share"] == 1 else common.SHARE.format(unit=link, share=fmt.amount(100 * row["share"], 2))


def _indicator(entry: Entry) -> str:
    row = entry.rows["indicator"][0]
    names = {each["data_element_code"]: each["name"] for each in entry.rows["elements"]}
    is_rate = row["kind"] == "rate"
    lines = [_line(text.FIELD.format(field=row["field_name"]))]
    lines.append(_line(text.FORMULA_RATE if is_rate else text.FORMULA_COUNT))
    lines.append(_term(text.NUMERATOR if is_rate else text.COUNTED, row["numerator"], names))
    if is_rate:
        lines.append(_term(text.DENOMINATOR, row["denominator"], names))
    lines.append(_line(text.DIRECTIONS[row["direction"]]))
    lines.append(_line(text.MEASURED_IN.format(unit=_known(row["unit_of_measure"]) or common.UNKNOWN)))
    heads = {each["data_element_code"]: each["name"] for each in entry.rows["heads"]}
    lines.append(_targets(entry.rows["targets"], row["kind"], heads))
    lines.append(f"<p>{_link('indicator', text.OPEN_INDICATOR, {'indicator': entry.code})}</p>")
    return "".join(lines)


def _term(label: str, term: str, names: dict[str, str]) -> str:
    codes = dictionary.codes(term)
    return f"<p>{escape(label)}: {escape(dictionary.in_words(term, names))}<br><code>{escape(term)}</code> {_sources(codes)}</p>"


def _sources(codes: list[str]) -> str:
    return f"<small>({_finds(codes)})</small>" if len(codes) > 1 else ""


def _targets(rows: list[Row], kind: str, names: dict[str, str]) -> str:
    if not rows:
        return _line(text.TARGETS_NONE)
    ordered = sorted(rows, key=lambda row: list(common.LEVELS).index(row["level"]))
    items = "".join(f"<li>{escape(_target(row, kind, names))}</li>" for row in ordered)
    return f"{_line(text.TARGETS.format(year=rows[0]['year']))}<ul>{items}</ul>"


def _target(row: Row, kind: str, names: dict[str, str]) -> str:
    measure = "count" if row["measured_as"] == "count" else kind
    lowest, highest = (fmt.target(row[each], measure) for each in ("lowest_target", "highest_target"))
    facts = [lowest if lowest == highest else text.BETWEEN.format(lowest=lowest, highest=highest)]
    if per := _known(row["per"]):
        facts.append(text.PER.format(name=names.get(per, per)))
    if not fmt.is_unknown(row["volume_from"]):
        facts.append(text.FROM_VOLUME.format(volume=fmt.amount(row["volume_from"])))
    if not fmt.is_unknown(row["volume_below"]):
        facts.append(text.BELOW_VOLUME.format(volume=fmt.amount(row["volume_below"])))
    if row["measured_as"] == "count" and kind == "rate":
        facts.append(text.COUNT_MEASURED)
    if row["phasing"] in text.PHASINGS:
        facts.append(text.PHASINGS[row["phasing"]])
    facts.append(text.TARGET_UNITS.format(units=fmt.number(row["units"])))
    return f"{common.LEVELS[row['level']]}: {', '.join(facts)}"


def _element(entry: Entry) -> str:
    row = entry.rows["element"][0]
    lines = [_line(text.FIELD.format(field=field["name"])) for field in entry.rows["field"]]
    lines.append(_line(text.MEASURED_IN.format(unit=_known(row["unit_of_measure"]) or common.UNKNOWN)))
    lines.append(_line(text.ACCUMULATIONS[row["accumulation"]]))
    if whole := _known(row["of_which"]):
        lines.append(f"<p>{text.OF_WHICH.format(name=_find(whole))}</p>")
    for head, indicators in ((text.USED_IN, entry.rows["indicators"]), (text.USED_PER_HEAD, entry.rows["per_head"])):
        used = "".join(f"<li>{_find(each['indicator_code'])} {escape(each['indicator_name'])}</li>" for each in indicators)
        lines.append(f"{_line(head)}<ul>{used}</ul>" if used else "")
    if not entry.rows["indicators"] and not entry.rows["per_head"]:
        lines.append(_line(text.USED_NOWHERE))
    return "".join(lines)


def _known(value: object) -> str:
    return "" if fmt.is_unknown(value) else str(value)
