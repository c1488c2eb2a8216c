"""What the matrix draws is what the tables hold, in their order."""

from pathlib import Path

from tests.ui.published import statuses
from ui.kit import matrix, queries


def drawn(where: dict) -> dict:
    snapshot = queries.current()
    return matrix.grid(
        queries.read(snapshot, "mart.attainment", where=where),
        queries.records(queries.read(snapshot, "mart.unit", order=["list_order"])),
        queries.records(queries.read(snapshot, "mart.indicator", order=["field_order", "list_order"])),
        list(statuses().values()),
    )


def test_every_published_row_is_a_cell(published: Path):
    where = {"year": 2022, "quarter": 3}
    made = drawn(where)
    codes = [each["code"] for each in made["statuses"]]
    cells = {
        (unit["code"], row["code"]): (codes[status], bool(close))
        for group in made["groups"]
        for row in group["rows"]
        for unit, status, close in zip(made["units"], row["cells"], row["close"], strict=True)
    }
    rows = queries.records(queries.read(queries.current(), "mart.attainment", where=where))
    assert len(rows) == 13 * 61
    asked = {row["indicator_code"] for row in rows if row["target_level"] is not None}
    shown = [row for row in rows if row["indicator_code"] in asked]
    assert cells == {(row["unit_code"], row["indicator_code"]): (row["status"], row["is_close"]) for row in shown}
    assert made["left_out"] == 61 - len(asked)


def test_what_is_only_followed_is_left_out_though_somebody_did_not_report_it(published: Path):
    made = drawn({"year": 2022, "quarter": 3})
    rows = queries.records(queries.read(queries.current(), "mart.attainment", where={"year": 2022, "quarter": 3}))
    by_code: dict[str, set] = {}
    for row in rows:
        by_code.setdefault(row["indicator_code"], set()).add((row["status"], row["target_level"] is not None))
    followed = {code for code, found in by_code.items() if found <= {("no_target", False), ("not_reported", False)}}
    assert not followed & {row["code"] for group in made["groups"] for row in group["rows"]}


def test_units_stand_in_alphabetical_order_and_fields_in_theirs(published: Path):
    made = drawn({"year": 2022, "quarter": 3})
    assert [unit["lines"] for unit in made["units"]][:3] == [["Can", "Lộc"], ["Cẩm", "Xuyên"], ["Đức", "Thọ"]]
    assert [group["code"] for group in made["groups"]] == ["TB", "DT", "TT", "XX", "GG", "DS", "HC", "TH", "KN", "QL"]


def test_a_unit_without_the_indicator_has_no_cell(published: Path):
    snapshot = queries.current()
    rows = queries.read(snapshot, "mart.attainment", where={"year": 2022, "quarter": 3})
    rows = rows[~((rows["unit_code"] == "HS") & (rows["indicator_code"] == "TB01"))]
    made = matrix.grid(
        rows,
        queries.records(queries.read(snapshot, "mart.unit", order=["list_order"])),
        queries.records(queries.read(snapshot, "mart.indicator", order=["field_order", "list_order"])),
        list(statuses().values()),
    )
    at = [unit["code"] for unit in made["units"]].index("HS")
    assert made["groups"][0]["rows"][0]["cells"][at] == -1
    assert made["groups"][0]["rows"][1]["cells"][at] >= 0


def test_what_has_no_row_is_left_out(published: Path):
    made = drawn({"year": 2022, "quarter": 3, "field_code": "KN", "unit_code": ["HS", "DT"]})
    assert [unit["code"] for unit in made["units"]] == ["DT", "HS"]
    assert [group["code"] for group in made["groups"]] == ["KN"]
