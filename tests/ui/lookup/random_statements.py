"""Random statements for the query box: grown from a grammar of questions, with things slipped in that must not pass."""

import random
from collections.abc import Callable
from functools import cache

from tests.ui.lookup import corpus
from ui.lookup import permitted

TABLES = ("mart.unit", "mart.attainment", "mart.scorecard", "mart.figure", "ref.indicators", "log.problem", "mart.caseflow")
COLUMNS = ("unit_code", "year", "quarter", "value", "numerator", "denominator", "status", "reason", "kind", "a", "n")
TYPES = (
    "int", "varchar", "double", "date", "decimal(18, 4)", "json", "timestamp", "boolean", "int[]", "struct(a int)", "blob", "pointer",
)  # fmt: skip
CONSTANTS = (
    "1", "0", "-1", "null", "'a'", "1.5", "date '2022-01-01'", "true", "[1, 2]", "{'a': 1}", "''", "9223372036854775807",
    "'\\xff'::blob", "interval 1 day", "map {'a': 1}", "1e308", "'[1]'", "range(5)", "'nan'::double",
)  # fmt: skip
OPERATORS = (
    "+", "-", "*", "/", "//", "%", "||", "=", "<>", "<", ">=", "and", "or", "like", "in", "is distinct from", "<<", "->", "->>", "^",
)  # fmt: skip
BAD_TABLES = (
    "duckdb_databases", "pg_catalog.pg_settings", "'/etc/passwd'", "'a.csv'", "read_text('/etc/passwd')", "duckdb_settings()",
    "query('select 1')", "arrow_scan(1, 2, 3)", "glob('/*')", "json_execute_serialized_sql('{}')", "system.main.duckdb_views",
)  # fmt: skip
BAD_CALLS = (
    "getenv('HOME')", "current_setting('temp_directory')", "json_serialize_plan('select 1')", "finalize('a'::blob)", "write_log('a')",
)  # fmt: skip
ODD_LETTERS = (0, 9, 10, 32, 39, 40, 41, 59, 92, 160, 8203, 8232, 65279)
JOINS = (",", "join", "left join", "cross join", "asof join", "positional join", "semi join", "natural join", "full join")
Dice = random.Random


def statement(dice: Dice) -> str:
    """A statement: mostly a grown one, now and then one of the corpus bent, or words in any order."""
    pick = dice.random()
    if pick < 0.75:
        return _query(dice, dice.randint(1, 5))
    if pick < 0.92:
        return _bent(dice, dice.choice(_known()))
    return " ".join(dice.choice(_words()) for _ in range(dice.randint(1, 25)))


@cache
def _known() -> tuple[str, ...]:
    return tuple(sql for family in corpus.FAMILIES for sql in family.queries if 0 < len(sql) < 2000)


@cache
def _words() -> tuple[str, ...]:
    return tuple({word for sql in _known() for word in sql.split()})


def _bent(dice: Dice, sql: str) -> str:
    """A known query with a piece cut out, doubled, swapped or replaced."""
    start, end = sorted((dice.randrange(len(sql) + 1), dice.randrange(len(sql) + 1)))
    ways: tuple[Callable[[], str], ...] = (
        lambda: sql[:start] + sql[end:],
        lambda: sql[:end] + sql[start:],
        lambda: sql[:start] + dice.choice(_words()) + sql[end:],
        lambda: sql[:start] + chr(dice.choice((*ODD_LETTERS, dice.randrange(1, 0xD7FF)))) + sql[start:],
        lambda: sql.swapcase(),
        lambda: sql + " union all " + dice.choice(_known()),
        lambda: f"with a as ({sql}) from a",
        lambda: f"select ({sql})",
    )
    return dice.choice(ways)()


def _query(dice: Dice, depth: int) -> str:
    parts = [_with(dice, depth) if depth > 1 and dice.random() < 0.2 else "", "select ", "distinct " if dice.random() < 0.1 else ""]
    columns = ", ".join(f"{_value(dice, depth)} as {dice.choice(COLUMNS)}" for _ in range(dice.randint(1, 4)))
    parts.append(columns if dice.random() < 0.8 else "*")
    if dice.random() < 0.85:
        parts.append(f" from {_source(dice, depth)}")
    for word, chance in (("where", 0.4), ("group by", 0.2), ("having", 0.1), ("qualify", 0.05), ("order by", 0.3), ("limit", 0.3)):
        if dice.random() < chance:
            parts.append(f" {word} {_value(dice, depth - 1)}")
    if depth > 1 and dice.random() < 0.1:
        parts.append(f" {dice.choice(('union', 'union all', 'except', 'intersect', 'union by name'))} {_query(dice, depth - 1)}")
    return "".join(parts)


def _with(dice: Dice, depth: int) -> str:
    name = dice.choice(("a", "b", "unit", "duckdb_databases", '"x.csv"', "đơn_vị"))
    return f"with {'recursive ' if dice.random() < 0.2 else ''}{name} as ({_query(dice, depth - 1)}) "


def _source(dice: Dice, depth: int) -> str:
    pick = dice.random()
    if pick < 0.08:
        return dice.choice(BAD_TABLES)
    if depth <= 0 or pick < 0.5:
        return dice.choice((*TABLES, "a", "b"))
    if pick < 0.65:
        return f"({_query(dice, depth - 1)}) as {dice.choice('abc')}"
    if pick < 0.8:
        function = dice.choice(permitted.TABLE_FUNCTIONS)
        return f"{function}({', '.join(_value(dice, depth - 2) for _ in range(dice.randint(0, 2)))})"
    join = dice.choice(JOINS)
    condition = "" if join.startswith((",", "cross", "positional", "natural")) else f" on {_value(dice, depth - 1)}"
    return f"{_source(dice, depth - 1)} {join} {_source(dice, depth - 1)}{condition}"


def _value(dice: Dice, depth: int) -> str:
    pick = dice.random()
    if depth <= 0 or pick < 0.3:
        return dice.choice((*COLUMNS, *CONSTANTS))
    if pick < 0.33:
        return dice.choice(BAD_CALLS)
    if pick < 0.65:
        function = dice.choice(_functions())
        return f"{function}({', '.join(_value(dice, depth - 1) for _ in range(dice.choice((0, 1, 1, 1, 2, 2, 3))))})"
    shapes: tuple[Callable[[], str], ...] = (
        lambda: f"({_value(dice, depth - 1)} {dice.choice(OPERATORS)} {_value(dice, depth - 1)})",
        lambda: f"({_value(dice, depth - 1)})::{dice.choice(TYPES)}",
        lambda: f"try_cast({_value(dice, depth - 1)} as {dice.choice(TYPES)})",
        lambda: f"case when {_value(dice, depth - 1)} then {_value(dice, depth - 1)} else {_value(dice, depth - 1)} end",
        lambda: f"({_query(dice, depth - 2)})",
        lambda: f"[{_value(dice, depth - 1)}, {_value(dice, depth - 1)}]",
        lambda: f"{_value(dice, depth - 1)}[{_value(dice, depth - 2)}]",
        lambda: f"list_transform({_value(dice, depth - 1)}, lambda x: {_value(dice, depth - 1)})",
        lambda: f"{dice.choice(_functions())}({_value(dice, depth - 1)}) over (partition by kind order by {_value(dice, depth - 2)})",
        lambda: f"{{'a': {_value(dice, depth - 1)}}}",
    )
    return dice.choice(shapes)()


@cache
def _functions() -> tuple[str, ...]:
    return tuple(sorted(name for name in permitted.functions() if name[0].isalpha()))
