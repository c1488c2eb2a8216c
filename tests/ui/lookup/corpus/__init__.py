"""What an adversary would type into the query box: more than four hundred queries, each a distinct idea or a distinct way.

A family is a name, the kinds of ends that its queries may come to, and the queries. ``ANSWER`` is an end too: what can do no
harm may be answered. ``{out}`` stands for a folder to write to, ``{snapshot}`` for the file that is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.ui.lookup.corpus import files, limits, server, statements, tricks

ANSWER = "answer"
#: How a query ends that asks too much: which limit it meets first, the machine decides.
TOO_MUCH = ("time", "memory", "too_wide", "died", "too_long", "depth", "syntax")


@dataclass(frozen=True)
class Family:
    """Queries of one kind and the ends that they may come to."""

    name: str
    ends: frozenset[str]
    queries: Sequence[str]


def _family(name: str, queries: Sequence[str], *ends: str) -> Family:
    return Family(name, frozenset(ends), queries)


#: Stopped before they run, by the parsed statement.
REFUSED = (
    _family("files after from", files.FUNCTIONS, "table_function"),
    _family("files by their names", files.NAMES, "table", "taken"),
    # One version parses what is not even a statement to another.
    _family("writing and administering", statements.COMMANDS, "not_a_query", "syntax", "node"),
    _family("settings", statements.SETTINGS, "not_a_query", "syntax"),
    _family("several at once", statements.SEVERAL, "several", "not_a_query", "syntax"),
    _family("nothing", statements.NOTHING, "nothing"),
    _family("the engine's tables", server.VIEWS, "table"),
    _family("the engine's functions after from", server.TABLE_FUNCTIONS, "table_function"),
    _family("functions of values that reach out", server.FUNCTIONS, "function"),
    _family("types", server.TYPES, "type", "node", "syntax"),
    _family("addresses in memory", server.POINTERS, "table_function", "function", "not_a_query", "table"),
    _family("by every way into a statement", tricks.EVERYWHERE, "table_function", "table", "function"),
    _family("names that hide what is meant", tricks.SHADOWS, "taken", "table"),
    _family("letters that hide what is meant", tricks.LETTERS, "table_function", "table", "function", "node", "syntax", "not_a_query"),
)

#: Let through by the statement; the engine, the limits or the fence end them, or they do no harm.
RUN = (
    _family("nesting", limits.NESTING, *TOO_MUCH, ANSWER, "unknown_name", "other", "invalid", "conversion", "function"),
    _family("memory", limits.MEMORY, *TOO_MUCH, "invalid", "conversion", "other"),
    _family("time", limits.TIME, *TOO_MUCH),
    _family("regular expressions", limits.REGEXES, *TOO_MUCH, ANSWER, "invalid", "conversion", "unknown_name"),
    _family("json", limits.JSON, *TOO_MUCH, ANSWER, "invalid", "conversion", "unknown_name", "other", "function"),
    _family("huge results", limits.RESULTS, *TOO_MUCH, ANSWER, "invalid", "other", "unknown_name"),
    _family("odd values", limits.VALUES, ANSWER, "function", "conversion", "invalid", "unknown_name", "syntax", "other", "memory"),
    _family("names without meaning", tricks.MEANINGLESS, "unknown_name"),
    _family("no harm meant", tricks.HARMLESS, ANSWER),
)

FAMILIES = (*REFUSED, *RUN)
