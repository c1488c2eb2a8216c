"""The words that the program itself brings to every snapshot: statuses, kinds of problems, kinds of records."""

import duckdb

from common.sql_text import path_literal
from etl.snapshot.sources import VOCABULARY

_MARK = "glyph varchar, colour varchar, text_colour varchar, sort_order integer"
_LOOK = f"status varchar, name varchar, {_MARK}"
#: The columns of each table of `ref` that a file of the vocabulary fills.
COLUMNS = {
    "statuses": f"status varchar, name varchar, ceiling_name varchar, {_MARK}, "
    "is_known boolean, is_judged boolean, is_good boolean, is_met boolean, description varchar",
    "report_statuses": f"{_LOOK}, is_judged boolean, is_good boolean, description varchar",
    "follow_up_statuses": f"{_LOOK}, is_judged boolean, is_good boolean, is_open boolean, description varchar",
    "record_words": "about varchar, code varchar, name varchar, sort_order integer",
    "problem_kinds": "code varchar, name varchar",
}


def load_vocabulary(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes and fills the tables of `COLUMNS` in the connection's current database."""
    for name, defined in COLUMNS.items():
        path = path_literal(VOCABULARY / f"{name}.csv")
        connection.execute(f"create table ref.{name} ({defined})")
        connection.execute(f"insert into ref.{name} select * from read_csv({path}, header = true, all_varchar = true)")
