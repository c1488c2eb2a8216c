"""How a province changed since the quarter before and the year before, and the ages of findings in their order: given rows, by hand."""

from typing import Any

import duckdb
import pytest

from etl.sql.files import sql_files
from tests.sql.test_promise import fill
from tests.world import Row

TEXTS = {file.name: file.text for file in sql_files(False)}
NEITHER_QUARTER = "Không so với quý trước: một trong hai quý không phát sinh."
NO_QUARTERS = "Không so với quý trước: không có đơn vị nào đủ số liệu trọn cả hai quý."
NEITHER_YEAR = "Không so sánh: một trong hai kỳ không phát sinh."
NO_YEARS = "Không so sánh: không có đơn vị nào đủ số liệu của chỉ tiêu này ở cả hai kỳ."
STOCK = "Không so riêng từng quý: chỉ tiêu này có số đầu kỳ hoặc cuối kỳ, không phải số của riêng một quý."
OTHER_YEAR = "Năm công tác khác."
#: What a case is where it says nothing else: of one office, counted part and all, this quarter, the one before and the year before.
GIVEN: Row = {
    "measure": "rate", "now": (3, 4), "before": (1, 2), "year": (7, 8), "year_before": (1, 4), "obstacle": None, "is_stock": False,
    "is_provisional": False, "has_target": True, "is_in_province": True, "offices": 1,
}  # fmt: skip
AT = {"year": 2022, "quarter": 2}


def made(**case: Any) -> Row:
    """The row of work.province_change for the second quarter of 2022, of a province whose offices all sent what the case gives."""
    given = GIVEN | case
    of = {"province_code": "P", "indicator_code": "K"}
    (now, now_all), (before, before_all), (year, year_all), (earlier, earlier_all) = (
        given[name] for name in ("now", "before", "year", "year_before")
    )  # fmt: skip
    amount = "decimal(26, 4)"
    with duckdb.connect() as connection:
        for schema in ("mart", "work", "ref"):
            connection.execute(f"create schema {schema}")
        target = 50 if given["has_target"] else None
        place = of | AT | {"measure": given["measure"], "kind": given["measure"], "target": target}
        fill(connection, "mart.province", [place], target=amount)
        previous = None if earlier_all == 0 else 1.0
        measured = of | AT | {
            "measure": given["measure"], "is_comparable": year is not None, "numerator": year, "denominator": year_all,
            "previous_numerator": earlier, "previous_denominator": earlier_all, "previous_value": previous, "target": target,
        }  # fmt: skip
        amounts = dict.fromkeys(("numerator", "denominator", "previous_numerator", "previous_denominator", "target"), amount)
        offices = [f"U{number}" for number in range(given["offices"])]
        fill(connection, "mart.attainment", [measured | {"unit_code": unit} for unit in offices], previous_value="double", **amounts)
        fill(connection, "mart.year_before", [AT | {"obstacle": given["obstacle"], "previous_starts_on": None}],
             obstacle="varchar", previous_starts_on="date")  # fmt: skip
        fill(connection, "ref.term", [{"owner_kind": "indicator", "owner_code": "K", "data_element_code": "n"}])
        accumulation = "last" if given["is_stock"] else "sum"
        fill(connection, "ref.data_elements", [{"data_element_code": "n", "accumulation": accumulation}])
        quarters = [{"year": 2022, "quarter": number, "period_no": number, "months": 3, "roman": "I" * number} for number in (1, 2)]
        fill(connection, "ref.periods", quarters)
        sent = [of | {"unit_code": unit, "year": 2022, "is_in_province": given["is_in_province"]} for unit in offices]
        fill(connection, "work.outlook_series", [
            each | {"quarter": quarter, "numerator": part, "denominator": all_}
            for each in sent for quarter, part, all_ in ((1, before, before_all), (2, now, now_all))
        ], numerator=amount, denominator=amount)  # fmt: skip
        fill(connection, "work.unit_period", [
            {"unit_code": unit, "year": 2022, "quarter": quarter, "is_open_throughout": True,
             "is_provisional": given["is_provisional"] and quarter == 2}
            for unit in offices for quarter in (1, 2)
        ])  # fmt: skip
        cursor = connection.execute(TEXTS["work.province_change"])
        (row,) = cursor.fetchall()
        return dict(zip([column[0] for column in cursor.description or []], row, strict=True))


@pytest.mark.parametrize(
    ("case", "now", "before", "change", "obstacle"),
    [
        ({}, 75, 50, 25, None),
        # One case is enough, in either quarter.
        ({"now": (1, 1)}, 100, 50, 50, None),
        ({"before": (1, 1)}, 75, 100, -25, None),
        ({"measure": "count", "now": (5, None), "before": (7, None)}, 5, 7, -2, None),
        ({"now": (0, 0)}, None, None, None, NEITHER_QUARTER),
        ({"before": (0, 0)}, None, None, None, NEITHER_QUARTER),
        ({"is_provisional": True}, None, None, None, NO_QUARTERS),
        ({"is_in_province": False}, None, None, None, NO_QUARTERS),
        ({"is_in_province": False, "has_target": False}, 75, 50, 25, None),
        ({"is_stock": True}, None, None, None, STOCK),
        # What stands in the way of the year before says nothing of the quarter before.
        ({"obstacle": OTHER_YEAR}, 75, 50, 25, None),
    ],
)
def test_beside_the_quarter_before(case: Row, now: Any, before: Any, change: Any, obstacle: str | None) -> None:
    row = made(**case)
    assert (row["quarter_value"], row["quarter_previous_value"], row["quarter_change"]) == (now, before, change)
    assert row["quarter_obstacle"] == obstacle


@pytest.mark.parametrize(
    ("case", "now", "before", "change", "obstacle"),
    [
        ({}, 87.5, 25, 62.5, None),
        ({"year": (1, 1)}, 100, 25, 75, None),
        ({"year_before": (1, 1)}, 87.5, 100, -12.5, None),
        ({"measure": "count", "year": (5, None), "year_before": (7, None)}, 5, 7, -2, None),
        ({"year": (0, 0)}, None, None, None, NEITHER_YEAR),
        ({"year_before": (0, 0)}, None, None, None, NEITHER_YEAR),
        ({"year": (None, None)}, None, None, None, NO_YEARS),
        # The year's own obstacle stands before all that would be said of figures.
        ({"year": (None, None), "obstacle": OTHER_YEAR}, None, None, None, OTHER_YEAR),
        ({"year": (0, 0), "obstacle": OTHER_YEAR}, None, None, None, OTHER_YEAR),
    ],
)
def test_beside_the_year_before(case: Row, now: Any, before: Any, change: Any, obstacle: str | None) -> None:
    row = made(**case)
    assert (row["year_value"], row["year_previous_value"], row["year_change"]) == (now, before, change)
    assert row["year_obstacle"] == obstacle


def test_offices_are_added_up() -> None:
    row = made(offices=2)
    names = ("units", "numerator", "denominator", "previous_numerator", "previous_denominator")
    assert [row[f"year_{name}"] for name in names] == [2, 14, 16, 2, 8]
    assert [row[f"quarter_{name}"] for name in names] == [2, 6, 8, 2, 4]


def test_ages_of_findings_stand_from_the_youngest_to_the_oldest() -> None:
    common = {"province_code": "P", "unit_code": "U", "unit_short_name": "U", "field_code": None, "field_short_name": None, "year": 2022,
              "quarter": 2, "kind": "shortcoming", "status": "overdue", "is_open": True, "is_repeated": False}  # fmt: skip
    with duckdb.connect() as connection:
        connection.execute("create schema mart; create schema ref")
        found = [common | {"age_band": band} for band in ("181", "91", "0", "31", None)]
        fill(connection, "mart.finding_status", found, field_code="varchar", field_short_name="varchar")
        fill(connection, "mart.unit", [{"unit_code": "U", "list_order": 1}])
        fill(connection, "ref.fields", [{"field_code": "F", "list_order": 1}])
        columns = "place_code, place_name, place_order, open_findings"
        counted = f"select {columns} from ({TEXTS['mart.finding_count']}) where scope = 'age' order by place_order"
        rows = connection.execute(counted).fetchall()
    assert rows == [("0", "Đến 30 ngày", 1, 1), ("31", "31–90 ngày", 2, 1), ("91", "91–180 ngày", 3, 1), ("181", "Trên 180 ngày", 4, 1)]
