"""A file's query as another engine writes it, by sqlglot from the parsed tree: never by hand."""

import sqlglot
from sqlglot import exp

from etl.sql.files import SqlFile

#: Millions of chances take PostgreSQL minutes: of these tables it makes a part, out of these rows of what they read.
PARTS = {
    "funnel_edge": {"funnel_row": "denominator <= 300", "target_status": "denominator <= 300 and target in (2, 80, 90)"},
}


def query(file: SqlFile, dialect: str) -> str:
    """What makes the rows of a table, or the part of it that is compared, in the words of an engine.

    On PostgreSQL one database holds it all: of two snapshots that are compared, the older lies in schemas named ``before_mart`` …
    """
    tree = sqlglot.parse_one(file.text, read="duckdb")
    for table in list(tree.find_all(exp.Table)):
        if dialect == "postgres":
            if table.catalog == "before":
                table.set("db", exp.to_identifier(f"before_{table.db}"))
            table.set("catalog", None)
        if rows := PARTS.get(file.table, {}).get(table.name):
            whole = exp.to_table(f"{table.db}.{table.name}")
            table.replace(exp.select("*").from_(whole).where(rows).subquery(table.alias_or_name))
    return tree.sql(dialect=dialect)
