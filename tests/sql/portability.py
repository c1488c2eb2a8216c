"""What stands in the way of a query on another engine than DuckDB, named from its parsed tree.

Asked of each file are PostgreSQL 15 and Spark 4. A form is portable when both have it, or when sqlglot writes it in theirs and it
means the same there; `make portable` holds the rest, row for row.
"""

import re
from collections.abc import Iterator

import sqlglot
from sqlglot import exp

#: What each engine has under this name or one that sqlglot knows, with one meaning.
FUNCTIONS = frozenset({
    "abs", "avg", "bool_and", "bool_or", "ceil", "coalesce", "count", "date_diff", "exp", "extract", "floor", "greatest", "grouping", "lag",
    "lead", "least", "left", "length", "ln", "lower", "lpad", "max", "min", "mod", "nullif", "rank", "replace", "right", "row_number",
    "rtrim", "sqrt", "stddev_pop", "string_agg", "substr", "sum", "trim",
})  # fmt: skip
_TYPE = exp.DataType.Type
TYPES = frozenset({
    _TYPE.BIGINT, _TYPE.BOOLEAN, _TYPE.DATE, _TYPE.DECIMAL, _TYPE.DOUBLE, _TYPE.INT, _TYPE.TEXT, _TYPE.TIMESTAMP, _TYPE.VARCHAR,
})  # fmt: skip
#: The most digits that Spark keeps of a product; it drops those behind without a word.
DIGITS = 38

_FORMS: dict[type[exp.Expression], str] = {
    exp.Qualify: "qualify", exp.ArgMax: "arg_max", exp.ArgMin: "arg_min", exp.TryCast: "try_cast", exp.Lambda: "lambda",
    exp.Bracket: "[…]", exp.Array: "[…]", exp.Struct: "{…}", exp.Pivot: "pivot", exp.Columns: "columns(…)", exp.Unnest: "unnest",
    exp.Lateral: "lateral", exp.Median: "median", exp.Parameter: "$…", exp.Placeholder: "?", exp.Glob: "glob",
}  # fmt: skip


def obstacles(text: str) -> list[str]:
    """What is not portable in a query, each form once, in the order of its names."""
    return sorted(set(_obstacles(text)))


def _obstacles(text: str) -> Iterator[str]:
    written = re.sub(r"'[^']*'|--[^\n]*", "", text)
    yield from ("::" for _ in re.findall("::", written))
    yield from (f"{name}(…)" for name in _functions_written(written) if name not in FUNCTIONS)
    if re.search(r"\bgroup\s+by\s+all\b|\border\s+by\s+all\b", written, re.IGNORECASE):
        yield "by all"
    for node in sqlglot.parse_one(text, read="duckdb").walk():
        yield from _obstacles_in(node)


def _obstacles_in(node: exp.Expression) -> Iterator[str]:
    if type(node) in _FORMS:
        yield _FORMS[type(node)]
    elif isinstance(node, exp.Column) and node.name.lower() == "rowid":
        yield "rowid"
    elif isinstance(node, exp.Star) and (node.args.get("except_") or node.args.get("except") or node.args.get("replace")):
        yield "* exclude, * replace"
    elif isinstance(node, exp.DataType) and node.this not in TYPES:
        yield f"type {node.sql(dialect='duckdb').lower()}"
    elif isinstance(node, exp.Subquery) and isinstance(node.parent, exp.From | exp.Join) and not node.alias:
        yield "a subquery without an alias"
    elif isinstance(node, exp.Join) and node.kind in ("ANTI", "SEMI", "ASOF", "POSITIONAL"):
        yield f"{node.kind.lower()} join"
    elif isinstance(node, exp.Mul):
        digits = [each for side in (node.left, node.right) if (each := _digits(side)) is not None]
        if len(digits) == 2 and sum(digits) + 1 > DIGITS:
            yield f"a product of more than {DIGITS} digits"


def _digits(node: exp.Expression) -> int | None:
    """How many digits a cast to decimals keeps; None for anything else."""
    node = node.unnest()
    if not isinstance(node, exp.Cast) or node.to.this != _TYPE.DECIMAL:
        return None
    return int(node.to.expressions[0].name) if node.to.expressions else 18


def _functions_written(written: str) -> list[str]:
    """The names before a bracket, but those of the language."""
    words = {"in", "over", "as", "values", "and", "or", "not", "when", "then", "else", "on", "by", "cast", "decimal", "exists", "sets",
             "union", "all", "select", "from", "where", "case", "using", "between", "partition", "join", "having", "except",
             "intersect", "filter", "is"}  # fmt: skip
    found = re.findall(r"\b([a-z_]\w*)\s*\(", written.lower())
    # The name of a table expression with its columns, and of a column after its table, call nothing.
    named = set(re.findall(r"(?:\bwith(?:\s+recursive)?|,)\s*([a-z_]\w*)\s*\([^()]*\)\s*as\s*\(", written.lower()))
    named |= set(re.findall(r"\bas\s+([a-z_]\w*)\s*\(", written.lower()))
    return [name for name in found if name not in words | named]
