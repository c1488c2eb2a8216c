"""Says in Vietnamese what was wrong with a query and what to try: the nearest names, the place, the limit that was met."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from ui.kit import format as fmt
from ui.lookup import permitted
from ui.lookup.sandbox import Limits, Refused
from ui.lookup.turns import Wait
from ui.text import lookup as text

Tables = Mapping[str, Sequence[str]]
_LINE = re.compile(r"^LINE (\d+):", re.MULTILINE)
_NAMES = (
    (re.compile(r'Table with name "?([^"\s]+)"? does not exist'), "table"),
    (re.compile(r'(?:Schema|Catalog) with name "?([^"\s]+)"? does not exist'), "table"),
    (re.compile(r'Referenced table "([^"]+)" not found'), "alias"),
    (re.compile(r'Referenced column "([^"]+)" not found'), "column"),
    (re.compile(r'does not have a column named "([^"]+)"'), "column"),
    (re.compile(r'[Cc]olumn(?: named)? "([^"]+)" (?:does not exist|cannot be referenced)'), "column"),
    (re.compile(r"Function with name \"?([^\"\s]+)\"? does not exist"), "function"),
    (re.compile(r'Ambiguous reference to column name "([^"]+)"'), "ambiguous"),
    (re.compile(r'[Cc]olumn "([^"]+)" must appear in the GROUP BY'), "group_by"),
    (re.compile(r"No function matches the given name and argument types '([^'(]+)"), "arguments"),
)
_SYNTAX = re.compile(r'syntax error at or near "([^"]*)"')
_VALUE = re.compile(r"(?:string|value|type \w+ with value) '?([^'\s]+)'?")
_SUGGESTED = re.compile(r'Did you mean "([^"]+)"')


def explain(refused: Refused, sql: str, tables: Tables, limits: Limits) -> str:
    """One or two sentences for the person who wrote `sql`. `tables`: the published tables with their columns."""
    said = _EXPLAINED.get(refused.kind, _other)(refused, sql, tables)
    return said.format(
        seconds=fmt.amount(limits.seconds),
        memory=fmt.number(limits.memory_mb),
        answer=fmt.number(limits.answer_mb),
        characters=fmt.number(limits.sql_characters),
    )


def _unknown_name(refused: Refused, sql: str, tables: Tables) -> str:
    for pattern, kind in _NAMES:
        if found := pattern.search(refused.message):
            return _named(kind, found.group(1), refused.message, sql, tables)
    return text.HINT_PARAMETERS if "prepared parameter" in refused.message else text.HINT_BINDER


def _named(kind: str, name: str, message: str, sql: str, tables: Tables) -> str:
    if kind == "table":
        return text.HINT_TABLE.format(name=_shown(name), near=_near(name, tables, text.NEAR_TABLES_NONE))
    if kind == "column":
        used = {table for table in tables if re.search(rf"\b{re.escape(table.split('.')[1])}\b", sql)} or set(tables)
        columns = {column for table in used for column in tables[table]}
        return text.HINT_COLUMN.format(name=_shown(name), near=_near(name, columns, text.NEAR_COLUMNS_NONE))
    if kind == "function":
        suggested = _SUGGESTED.search(message)
        near = text.NEAR.format(names=suggested.group(1)) if suggested else ""
        return text.HINT_FUNCTION.format(name=_shown(name), near=near)
    patterns = {"alias": text.HINT_ALIAS, "ambiguous": text.HINT_AMBIGUOUS, "group_by": text.HINT_GROUP_BY}
    return patterns.get(kind, text.HINT_ARGUMENTS).format(name=_shown(name))


def _near(name: str, known: Iterable[str], none: str) -> str:
    """The known names most like `name`, whether it is written with its schema or without."""
    by_word = {word: each for each in sorted(known, reverse=True) for word in (each, each.split(".")[-1])}
    found = difflib.get_close_matches(name.lower(), list(by_word), n=6, cutoff=0.6)
    found += [word for word in by_word if len(name) > 2 and name.lower() in word]
    names = list(dict.fromkeys(by_word[word] for word in found))[:3]
    return text.NEAR.format(names=", ".join(names)) if names else none


def _syntax(refused: Refused, sql: str, tables: Tables) -> str:
    line = _LINE.search(refused.message)
    number = line.group(1) if line else "1"
    if "expression depth" in refused.message:
        return text.HINT_DEPTH
    if found := _SYNTAX.search(refused.message):
        return text.HINT_SYNTAX.format(near=_shown(found.group(1)), line=number)
    return text.HINT_SYNTAX_END if "end of input" in refused.message else text.HINT_SYNTAX_OTHER.format(line=number)


def _conversion(refused: Refused, sql: str, tables: Tables) -> str:
    found = _VALUE.search(refused.message)
    return text.HINT_CONVERSION.format(value=_shown(found.group(1))) if found else text.HINT_ARGUMENTS_OTHER


def _invalid(refused: Refused, sql: str, tables: Tables) -> str:
    if "parameter" in refused.message:
        return text.HINT_PARAMETERS
    if "read-only" in refused.message or "locked" in refused.message or "disabled" in refused.message:
        return text.HINT_FORBIDDEN
    return text.HINT_OTHER


def _refused_table(refused: Refused, sql: str, tables: Tables) -> str:
    return text.HINT_TABLE_REFUSED.format(name=_shown(refused.message), near=_near(refused.message, tables, ""))


def _refused_function(refused: Refused, sql: str, tables: Tables) -> str:
    near = difflib.get_close_matches(refused.message.lower(), permitted.functions(), n=2)
    return text.HINT_FUNCTION_REFUSED.format(
        name=_shown(refused.message), near=text.NEAR.format(names=", ".join(near)) if near else ""
    )


def _refused(pattern: str) -> Callable[[Refused, str, Tables], str]:
    names = ", ".join(permitted.TABLE_FUNCTIONS)
    return lambda refused, sql, tables: pattern.format(name=_shown(refused.message), names=names)


def _busy(refused: Refused, sql: str, tables: Tables) -> str:
    wait = refused.wait or Wait(0, 0)
    return text.HINT_BUSY.format(ahead=fmt.number(wait.ahead), wait=fmt.number(wait.seconds))


def _other(refused: Refused, sql: str, tables: Tables) -> str:
    return text.HINTS.get(refused.kind, text.HINT_OTHER)


def _shown(name: str, most: int = 60) -> str:
    """A piece of somebody's query inside a sentence that is still to be formatted."""
    cut = name if len(name) <= most else name[:most] + "…"
    return cut.replace("{", "{{").replace("}", "}}")


_EXPLAINED: dict[str, Callable[[Refused, str, Tables], str]] = {
    "unknown_name": _unknown_name,
    "syntax": _syntax,
    "conversion": _conversion,
    "busy": _busy,
    "invalid": _invalid,
    "table": _refused_table,
    "table_function": _refused(text.HINT_TABLE_FUNCTION),
    "function": _refused_function,
    "type": _refused(text.HINT_TYPE),
    "taken": _refused(text.HINT_TAKEN),
    "node": _refused(text.HINT_NODE),
}
