"""What the changes to a query are, and that no change is no change."""

from pathlib import Path

import pytest

from etl.sql.files import SQL_FOLDER
from tests.mutants.changes import changes


def changed(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "table.sql"
    path.write_text(text, encoding="utf-8")
    return [change.text for change in changes(path)]


@pytest.mark.parametrize(
    ("query", "others"),
    [
        ("select a from t where a < 10", ["select a from t where a <= 10", "select a from t where a < 11"]),
        ("select a from t where a = 'x' and b", ["select a from t where a <> 'x' and b", "select a from t where a = 'x' or b"]),
        ("select t.a from t left join u on u.a = t.a and u.b = t.b", ["select t.a from t inner join u on u.a = t.a and u.b = t.b"]),
        ("select a from t where a is not null", ["select a from t where a is  null"]),
        ("select coalesce(a, max(b, c), d) as a from t", ["select (a) as a from t", "select coalesce(a, min(b, c), d) as a from t"]),
        ("select a is distinct from b as c from t", ["select a <> b as c from t"]),
        ("select a is not distinct from b as c from t", ["select a = b as c from t"]),
        ("select a from t order by a desc, b", ["select a from t order by a asc, b"]),
        ("select cast(a as decimal(26, 4)) as a from t", []),
        ("select case when a then b else c end as d from t", []),
        (
            "select case when a then 'b' when c then 'd' end as e from t",
            ["select case when c then 'd' end as e from t", "select case when a then 'b' end as e from t"],
        ),
        ("select a from t where a between b and c", []),
        ("select count(case when a then 1 end) as b, max(case when a then 1 end) as c from t",
         ["select count(case when a then 1 end) as b, max(case when a then 2 end) as c from t",
          "select count(case when a then 1 end) as b, min(case when a then 1 end) as c from t"]),
    ],
)
def test_each_small_way(query: str, others: list[str], tmp_path: Path) -> None:
    assert sorted(changed(tmp_path, query)) == sorted(others)


def test_a_change_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "table.sql"
    path.write_text("-- a table\nselect a\nfrom t\nwhere  a > b", encoding="utf-8")
    (change,) = changes(path)
    assert (change.line, change.said, change.before, change.after) == (4, "where a > b", ">", ">=")


def test_there_are_many_and_no_two_alike() -> None:
    found = [change for path in sorted(SQL_FOLDER.glob("work/*.sql")) for change in changes(path)]
    assert len(found) > 400
    assert len({change.text for change in found}) == len(found)
