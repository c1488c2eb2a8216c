"""What a plan asks for each head: a quarter by the heads of that quarter, the year by the newest ones."""

from datetime import date
from decimal import Decimal

import pyarrow as pa

from tests.sql.made_of import made_of

YEAR = {"year_starts_on": date(2021, 12, 1), "year_ends_on": date(2022, 11, 30)}


def test_a_year_is_asked_by_the_newest_heads_and_a_quarter_by_its_own() -> None:
    heads = {1: 10, 2: 12, 3: 11}
    given = {
        "work.unit_period": [
            {"unit_code": "A", "province_code": "42", "year": 2022, "quarter": quarter, "opened_on": None, "closed_on": None, **YEAR,
             "period_to": date(2022, 3 * quarter - 1, 28)}
            for quarter in heads
        ],
        "work.open_unit": [{"unit_code": "A", "year": 2022}],
        "work.office": [{"unit_code": "A", "province_code": "42", "opened_on": None, "closed_on": None}],
        "ref.periods": [{"year": 2022, "quarter": quarter, **YEAR} for quarter in (1, 2, 3, 4)],
        "work.headcount": [
            {"unit_code": "A", "data_element_code": "h", "year": 2022, "quarter": quarter, "value": count}
            for quarter, count in heads.items()
        ],
        "work.plan_in_force": [{
            "unit_code": None, "year": 2022, "indicator_code": "K", "level": "assigned", "plan_code": "P", "phasing": None, "per": "h",
            "volume_from": None, "volume_below": None, "value": Decimal("2.5"), "measured_as": None, "valid_from": None,
            "valid_before": None, "is_newest": True, "due_on": None,
        }],
        "ref.indicators": [{"indicator_code": "K", "direction": "at_least", "kind": "count"}],
    }  # fmt: skip
    days = dict.fromkeys(("opened_on", "closed_on", "valid_from", "valid_before", "due_on"), pa.date32())
    asked = {row["quarter"]: row["value"] for row in made_of("work.named_target", given, days)}
    assert asked == {1: 25, 2: 30, 3: Decimal("27.5"), None: Decimal("27.5")}
