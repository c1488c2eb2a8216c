"""No file of the SQL is DuckDB's alone, but those that judge what is being received; `make portable` builds the tables elsewhere."""

from pathlib import Path

import pytest

from etl.sql.files import SQL_FOLDER
from tests.sql.portability import obstacles

#: Files are judged one batch at a time inside the program, in memory: no other engine ever runs these.
DUCKDB_ONLY = ("batch", "check")
FILES = [path for path in sorted(SQL_FOLDER.glob("*/*.sql")) if path.parent.name not in DUCKDB_ONLY]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_engine_can_run_it(path: Path) -> None:
    assert obstacles(path.read_text(encoding="utf-8")) == []


def test_all_of_it_is_looked_at() -> None:
    assert len(FILES) > 100
    assert {path.parent.name for path in SQL_FOLDER.glob("*/*.sql")} >= set(DUCKDB_ONLY)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("select rowid from t", ["rowid"]),
        ("select * exclude (a) from t", ["* exclude, * replace", "exclude(…)"]),
        ("select a from t qualify row_number() over (order by a) = 1", ["qualify"]),
        ("select arg_max(a, b) as c from t", ["arg_max", "arg_max(…)"]),
        ("select a::integer as a from t", ["::"]),
        ("select cast(a as hugeint) as a from t", ["type int128"]),
        ("select format('{:,}', a) as a from t", ["format(…)"]),
        ("select median(a) over (order by b range between 3 preceding and current row) as a from t", ["median", "median(…)"]),
        ("select lgamma(a) as a, round(b, 2) as b from t", ["lgamma(…)", "round(…)"]),
        ("select a from (select a from t)", ["a subquery without an alias"]),
        ("select list_transform([a], x -> x + 1) as a from t", ["[…]", "lambda", "list_transform(…)"]),
        ("select a from t anti join u using (a)", ["anti join"]),
        ("select a, count(*) as n from t group by all", ["by all"]),
        ("select cast(a as decimal(19, 4)) * cast(b as decimal(34, 12)) as c from t", ["a product of more than 38 digits"]),
        ("select cast(a as decimal(9, 4)) * cast(b as decimal(16, 12)) as c from t", []),
        ("with a (b, c) as (values (1, 'round(2)')) select d.b from a as d where d.b in (1, 2)", []),
    ],
)
def test_what_is_not_portable_is_named(query: str, named: list[str]) -> None:
    assert obstacles(query) == named
