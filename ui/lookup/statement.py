"""Says of a query, before it runs, whether it is one question to the published tables and nothing else.

DuckDB itself parses it (``json_serialize_sql``): what it cannot write down as a tree is no ``select`` and is refused.
Every node of the tree must be of a kind that is named here, every table of a published schema, every function on a
list. What is not named is refused, so a function or a kind of node that a later DuckDB brings is refused until
somebody has looked at it.
"""

import json
from collections.abc import Iterable
from typing import Any

import duckdb

from ui.lookup import permitted

Node = dict[str, Any]
#: In a name without a schema, DuckDB takes these for a file's or an address'.
PATH_SIGNS = "./\\:*?[]~"


class Refused(Exception):
    """`kind` is a word that ``ui/lookup/hints.py`` explains; `name` what is not permitted, as the query writes it."""

    def __init__(self, kind: str, name: str = "") -> None:
        super().__init__(kind, name)
        self.kind, self.name = kind, name


def check(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Return when `sql` is one permitted question; raises Refused, or DuckDB's ParserException with the place of the mistake."""
    if hidden := next((letter for letter in sql if ord(letter) < 32 and letter not in "\t\r\n"), None):
        raise Refused("node", repr(hidden))  # two readers could part a text at a zero byte differently
    tree = _parsed(connection, sql)
    if len(tree["statements"]) != 1:
        raise Refused("several" if tree["statements"] else "nothing")
    nodes = list(_nodes(tree))
    named = _named_within(nodes)
    if taken := sorted(named & _visible(connection)) or [name for name in sorted(named) if set(name) & set(PATH_SIGNS)]:
        raise Refused("taken", taken[0])
    after_from = {id(node["function"]) for node in nodes if node.get("type") == "TABLE_FUNCTION"}
    for node in nodes:
        _check_node(node, named)
        if id(node) in after_from:
            _check_function(node, permitted.TABLE_FUNCTIONS, "table_function")
        elif node.get("class") in ("FUNCTION", "WINDOW"):
            _check_function(node, permitted.functions(), "function")


def _parsed(connection: duckdb.DuckDBPyConnection, sql: str) -> Node:
    ((written,),) = connection.execute("select json_serialize_sql(?::varchar)", [sql]).fetchall()
    try:
        tree: Node = json.loads(written)
    except RecursionError as problem:
        raise Refused("depth") from problem
    if tree["error"]:
        if tree["error_type"] == "parser":
            connection.extract_statements(sql)  # raises with the line of the mistake
        raise Refused("not_a_query")
    return tree


def _nodes(tree: Node) -> Iterable[Node]:
    """Every object of the tree; without recursion, for a query may nest as deep as it likes."""
    waiting: list[Any] = [tree]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            yield each
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)


def _named_within(nodes: Iterable[Node]) -> set[str]:
    """The names that ``with`` gives, wherever it stands."""
    return {pair["key"].lower() for node in nodes for pair in (node.get("cte_map") or {}).get("map", ())}


def _visible(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """What a name without a schema could mean to the engine: its own views. A ``with`` of that name would hide which is meant."""
    rows = connection.execute(
        "select lower(name) from (select schema_name as place, view_name as name from duckdb_views() "
        "union all select schema_name, table_name from duckdb_tables()) where not list_contains(?, place)",
        [[*permitted.SCHEMAS, "information_schema"]],
    )
    return {name for (name,) in rows.fetchall()}


def _check_node(node: Node, named: set[str]) -> None:
    _among(node.get("class"), permitted.CLASSES)
    kind = node.get("type")
    if isinstance(kind, str) and not kind.startswith(permitted.KIND_BEGINNINGS):
        _among(kind, permitted.KINDS)
    _among(node.get("id"), permitted.TYPES)
    if node.get("export_state") or node.get("pivot_enum"):
        raise Refused("node", "export_state" if node.get("export_state") else "pivot")
    if kind == "BASE_TABLE":
        _check_table(node, named)
    elif kind == "SHOW_REF" and (node["query"] is None or node["show_type"] not in permitted.SHOWN):
        raise Refused("node", "show")
    elif isinstance(kind, str) and (kind == "TYPE" or kind.endswith("_TYPE_INFO")):
        _check_type(node, kind)


def _among(word: Any, those: Iterable[str]) -> None:
    if isinstance(word, str) and word not in those:
        raise Refused("node", word)


def _check_table(node: Node, named: set[str]) -> None:
    schema, table = node["schema_name"].lower(), node["table_name"].lower()
    if node["catalog_name"]:
        raise Refused("table", ".".join((node["catalog_name"], node["schema_name"], node["table_name"])))
    if not schema and table in named:
        return
    if schema in permitted.SCHEMAS or f"{schema}.{table}" in permitted.ENGINE_VIEWS:
        return
    raise Refused("table", f"{node['schema_name']}.{node['table_name']}" if schema else node["table_name"])


def _check_function(node: Node, those: Iterable[str], kind: str) -> None:
    name = node.get("function_name", "?")
    if name.lower() not in those or node.get("schema") not in ("", "main") or node.get("catalog"):
        raise Refused(kind, name)


def _check_type(node: Node, kind: str) -> None:
    """A type that the parser left to be looked up, and one that is another's dress: both by the name that people write.

    From DuckDB 2.0 on every type that is written is left so.
    """
    if kind == "TYPE":
        name = node["type_name"]
    else:
        name = str(node.get("name", node.get("user_type_name", ""))) if kind in ("UNBOUND_TYPE_INFO", "USER_TYPE_INFO") else node["alias"]
    if (name and name.lower() not in permitted.TYPE_NAMES) or node.get("schema") not in ("", None, "main") or node.get("catalog"):
        raise Refused("type", name)
