"""From a result to its cells: the documented query adds up to what is published, and every figure has its place."""

import re
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from openpyxl import load_workbook

from tests.world import ROOT, Row, World, submission

pytestmark = pytest.mark.slow

QUERIES = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "trace.md").read_text(encoding="utf-8"), flags=re.DOTALL)
EVERYWHERE = re.sub(r"\nwhere.*?\n", "\nwhere c.is_counted\n", QUERIES[0])


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("trace"))
    world.unit("A")
    world.elements("new", "gone")
    world.element("old", accumulation="first")
    world.element("staff", accumulation="last")
    world.rate("R", "gone", "old + new")
    world.count("K", "new - 2*gone")
    world.count("S", "staff")
    world.plan("N")
    for indicator, value in (("R", 90), ("K", 1), ("S", 1)):
        world.target("N", indicator, value)
    world.file("1.csv", submission("A", 2022, 1, {"new": 5, "gone": 3, "staff": 9}))
    world.file("2.csv", submission("A", 2022, 2, {"new": 4, "gone": 2, "old": 6, "staff": 8}))
    world.file("3.csv", submission("A", 2022, 3, {"new": 1, "gone": 7, "old": 2}))
    return world.publish()


def places(world: World, indicator: str, quarter: int) -> dict[tuple[str, str], list[tuple[int, Any]]]:
    """By part and element: the quarters that count, with their values."""
    found: dict[tuple[str, str], list[tuple[int, Any]]] = defaultdict(list)
    for row in world.sql(EVERYWHERE):
        if (row["indicator_code"], row["quarter"]) == (indicator, quarter):
            found[row["part"], row["data_element_code"]].append((row["figure_quarter"], row["value"]))
    return dict(found)


def test_a_sum_counts_every_quarter_and_an_opening_stock_the_first_one_that_has_it(world: World) -> None:
    assert places(world, "R", 3) == {
        ("numerator", "gone"): [(1, 3), (2, 2), (3, 7)],
        ("denominator", "old"): [(2, 6)],
        ("denominator", "new"): [(1, 5), (2, 4), (3, 1)],
    }
    assert ("denominator", "old") not in places(world, "R", 1)


def test_how_long_a_figure_is_counted(world: World) -> None:
    said = {(row["data_element_code"], row["quarter"]): (row["counted_from"], row["counted_through"]) for row in world.rows("mart.figure")}
    assert {place: said[place] for place in (("gone", 1), ("gone", 3), ("old", 2), ("old", 3), ("staff", 2))} == {
        ("gone", 1): (1, 4), ("gone", 3): (3, 4), ("old", 2): (2, 4), ("old", 3): (None, None), ("staff", 2): (2, 2),
    }  # fmt: skip


def test_a_stock_at_the_end_counts_in_its_own_quarter_alone(world: World) -> None:
    assert places(world, "S", 2) == {("numerator", "staff"): [(2, 8)]}
    assert places(world, "S", 3) == {}


def test_coefficients_and_order_are_those_of_the_formula(world: World) -> None:
    terms = world.sql("select * from mart.indicator_term where indicator_code in ('K', 'R') order by all")
    assert {(t["indicator_code"], t["part"], t["term_order"]): (t["data_element_code"], t["coefficient"]) for t in terms} == {
        ("K", "numerator", 1): ("new", 1),
        ("K", "numerator", 2): ("gone", -2),
        ("R", "numerator", 1): ("gone", 1),
        ("R", "denominator", 1): ("old", 1),
        ("R", "denominator", 2): ("new", 1),
    }
    assert {t["data_element_name"] for t in terms} == {"Số new", "Số gone", "Số old"}


def test_what_counts_adds_up_to_the_year_to_date_value(world: World) -> None:
    figures = world.rows("mart.figure")
    for row in figures:
        same = [f for f in figures if f["data_element_code"] == row["data_element_code"]]
        counting = [f["value"] for f in same if (f["counted_from"] or 5) <= row["quarter"] <= (f["counted_through"] or 0)]
        assert sum(counting) == row["ytd_value"], row


def test_a_figure_knows_how_long_it_is_the_newest_and_its_total_holds(world: World) -> None:
    held = {(row["data_element_code"], row["quarter"]): (row["ytd_through"], row["latest_through"]) for row in world.rows("mart.figure")}
    assert held["staff", 1] == (1, 1) and held["staff", 2] == (2, 4)
    assert held["old", 2] == (4, 2) and held["old", 3] == (None, 4)
    assert held["gone", 3] == (3, 4)


def test_a_quarter_that_pairing_leaves_out_is_not_counted(make_world: Callable[[str], World]) -> None:
    """The denominator of a quarter without a numerator adds to nothing; a stock is taken from the first quarter that counts."""
    world = make_world("paired")
    world.unit("A")
    world.elements("new", "gone")
    world.element("old", accumulation="first")
    world.rate("R", "gone", "old + new")
    parts = {"opening": "old", "received": "new", "resolved": "gone", "closing": "new"}
    world.add("case_flows", flow_code="F", field_code="F", name="Án", **parts)
    world.file("1.csv", submission("A", 2022, 1, {"new": 5, "old": 9}))
    world.file("2.csv", submission("A", 2022, 2, {"new": 4, "gone": 2, "old": 6}))
    world.file("3.csv", submission("A", 2022, 3, {"new": 8}))
    world.publish()
    columns = "quarter, data_element_code, figure_quarter, cast(ytd_value as integer) as ytd"
    counted = f"select {columns} from mart.{{}}_figure where is_counted {{}} order by all"
    for table, part in (("indicator", ""), ("caseflow", "and part <> 'closing'")):
        assert [tuple(row.values()) for row in world.sql(counted.format(table, part))] == [
            (1, "old", 1, 9),
            (2, "gone", 2, 2),
            (2, "new", 2, 4),
            (2, "old", 2, 6),
            (3, "old", 2, 6),
        ]
    left_out = "select data_element_code, figure_quarter from mart.indicator_figure where quarter = 3 and not is_counted order by all"
    assert [tuple(row.values()) for row in world.sql(left_out)] == [("gone", 2), ("new", 1), ("new", 2), ("new", 3), ("old", 1)]
    known = world.sql("select quarter, denominator from mart.attainment where denominator is not null")
    assert known == [{"quarter": 2, "denominator": 10}]


def sums(rows: list[Row]) -> dict[tuple[Any, ...], Decimal]:
    added: dict[tuple[Any, ...], Decimal] = defaultdict(Decimal)
    for row in rows:
        if row["amount"] is not None:
            added[row["unit_code"], row["indicator_code"], row["year"], row["quarter"], row["part"]] += row["amount"]
    return added


def test_the_documented_query_adds_up_to_every_published_result(sample_folder: Path) -> None:
    with duckdb.connect(str(sample_folder / "warehouse.duckdb"), read_only=True) as connection:

        def rows(query: str) -> list[Row]:
            cursor = connection.execute(query)
            names = [column[0] for column in cursor.description or []]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

        shown = rows(QUERIES[0])
        assert shown and all(row["file"] and row["cell"] for row in shown)
        assert rows(QUERIES[1])
        added = sums(rows(EVERYWHERE))
        known = 0
        for row in rows("select * from mart.attainment"):
            for part in ("numerator", "denominator"):
                if row[part] is not None:
                    known += 1
                    assert added[row["unit_code"], row["indicator_code"], row["year"], row["quarter"], part] == row[part]
        assert known > 5000


def test_a_correction_knows_both_cells_and_names(make_world: Callable[[str], World]) -> None:
    world = make_world("corrected")
    world.unit("A", short_name="An")
    world.element("n", name="Số vụ mới", unit_of_measure="vụ")
    world.count("K", "n")
    world.plan("N")
    world.target("N", "K", 1)
    world.file("first.csv", submission("A", 2022, 1, {"n": 7}))
    world.publish()
    world.file("second.csv", submission("A", 2022, 1, {"n": 8}))
    world.publish()
    row = world.one("mart.revision")
    assert (row["data_element_name"], row["unit_of_measure"], row["unit_short_name"]) == ("Số vụ mới", "vụ", "An")
    assert (row["old_value"], row["old_file"], row["old_cell"]) == (7, "first.csv", "E2")
    assert (row["new_value"], row["file"], row["cell"], row["version"]) == (8, "second.csv", "E2", 2)


def test_a_target_of_the_lists_knows_its_cell_in_the_file(make_world: Callable[[str], World]) -> None:
    world = make_world("listed")
    world.unit("A")
    world.elements("n")
    world.count("K", "n")
    world.count("L", "n")
    world.plan("N")
    world.target("N", "K", 1)
    world.target("N", "L", 7)
    world.file("first.csv", submission("A", 2022, 1, {"n": 7}))
    world.publish()
    lines = (world.root / "reference" / "targets.csv").read_text(encoding="utf-8").splitlines()
    for row in world.rows("mart.target"):
        line = lines[int(row["cell"][1:]) - 1].split(",")
        column = lines[0].split(",")[ord(row["cell"][0]) - ord("A")]
        assert (row["file"], row["sheet"], column) == ("targets.csv", None, "value")
        assert (line[0], line[1]) == (row["plan_code"], row["indicator_code"]) and Decimal(line[2]) == row["value"]


def test_a_target_of_a_plan_workbook_knows_its_cell(sample_folder: Path) -> None:
    sent = [row for row in World(sample_folder).rows("mart.plan_target") if row["file"] != "targets.csv"]
    assert len({row["file"] for row in sent}) == 2
    books = {name: load_workbook(sample_folder / "inbox" / name, data_only=True) for name in {row["file"] for row in sent}}
    for row in sent:
        written = books[row["file"]][row["sheet"]][row["cell"]]
        stands = Decimal(str(written.value).strip().rstrip("%").replace(",", "."))
        assert row["value"] == (stands * 100 if "%" in written.number_format else stands), row


def test_a_flow_knows_the_figures_that_it_is_made_of(make_world: Callable[[str], World]) -> None:
    world = make_world("flow")
    world.unit("A")
    world.elements("new", "moved", "gone")
    world.element("old", accumulation="first")
    world.element("left", accumulation="last")
    parts = {"opening": "old", "received": "new - moved", "resolved": "gone", "closing": "left"}
    world.add("case_flows", flow_code="F", field_code="F", name="Án", **parts)
    world.file("first.csv", submission("A", 2022, 1, {"new": 7}))
    world.publish()
    terms = world.sql("select part, data_element_code, coefficient, accumulation from mart.caseflow_term order by part_order, term_order")
    assert [tuple(row.values()) for row in terms] == [
        ("opening", "old", 1, "first"),
        ("received", "new", 1, "sum"),
        ("received", "moved", -1, "sum"),
        ("resolved", "gone", 1, "sum"),
        ("closing", "left", 1, "last"),
    ]
