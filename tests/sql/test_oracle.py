"""Random small worlds: the published tables against the contract's rules worked out by hand in exact fractions."""

import os
from collections import Counter
from collections.abc import Mapping

import pytest

from tests.sql.compare import differences
from tests.sql.oracle import Expected, Oracle
from tests.sql.random_world import RandomWorld
from tests.sql.rules import Key
from tests.world import JUDGED, STATUSES, Row, World, status_counts

SEEDS = range(
    int(os.environ.get("FIRST_SEED", "1")), int(os.environ.get("FIRST_SEED", "1")) + int(os.environ.get("WORLDS", "4"))
)
GRAINS = {
    "mart.attainment": ("unit_code", "indicator_code", "year", "quarter"),
    "mart.target_status": ("unit_code", "indicator_code", "year", "quarter", "level"),
    "mart.province": ("province_code", "indicator_code", "year", "quarter"),
    "mart.scorecard": ("unit_code", "year", "quarter"),
}


class Both:
    """One random world as it was published, and as it should be."""

    def __init__(self, seed: int, root: object) -> None:
        made = RandomWorld(root, seed)  # type: ignore[arg-type]
        self.oracle = Oracle(made.world.lists, made.accepted)
        self.world: World = made.world.publish()

    def published(self, table: str) -> dict[Key, Row]:
        rows = self.world.rows(table)
        found = {tuple(row[column] for column in GRAINS[table]): row for row in rows}
        assert len(found) == len(rows), f"{table} has its grain twice"
        return found


@pytest.fixture(scope="module", params=SEEDS)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    return Both(request.param, tmp_path_factory.mktemp(f"random{request.param}"))


def compare(expected: Mapping[Key, Expected], published: Mapping[Key, Row]) -> list[str]:
    """What differs, in at most a dozen lines."""
    assert len(expected) > 10
    wrong = [f"{key}: no such row, expected {row.columns}" for key, row in expected.items()
             if row.is_required and key not in published]  # fmt: skip
    wrong += [f"{key}: a row that should not be there: {row}" for key, row in published.items() if key not in expected]
    for key, row in expected.items():
        if key in published:
            columns = {name: value for name, value in row.columns.items() if name not in row.open}
            wrong += [f"{key}: {line}" for line in differences(columns, published[key])]
    return wrong


def verdict(wrong: list[str]) -> str:
    return "\n".join([f"{len(wrong)} differences", *wrong[:12]])


def test_attainment(both: Both) -> None:
    wrong = compare(both.oracle.attainment, both.published("mart.attainment"))
    assert not wrong, verdict(wrong)


def test_target_status(both: Both) -> None:
    wrong = compare(both.oracle.target_status(), both.published("mart.target_status"))
    assert not wrong, verdict(wrong)


def test_province(both: Both) -> None:
    published = both.published("mart.province")
    for row in published.values():
        row.update(status_counts(row))
    wrong = compare(both.oracle.province(), published)
    assert not wrong, verdict(wrong)


def test_scorecard(both: Both) -> None:
    published = both.published("mart.scorecard")
    for row in published.values():
        row.update(status_counts(row))
    wrong = compare(both.oracle.scorecard(), published)
    assert not wrong, verdict(wrong)


def test_sums_over_units_equal_the_province(both: Both) -> None:
    published = both.published("mart.attainment")
    province_of = {row["unit_code"]: row["province_code"] for row in both.world.rows("ref.units")}
    sums: Counter[Key] = Counter()
    for (unit, *rest), row in published.items():
        if row["status"] != "not_reported":
            sums[(province_of[unit], *rest)] += row["numerator"]
    assert sums
    for key, row in both.published("mart.province").items():
        assert (row["numerator"] or 0) == sums[key], key


def test_the_worlds_meet_most_statuses(both: Both) -> None:
    statuses = {row["status"] for row in both.published("mart.attainment").values()}
    assert statuses <= set(STATUSES)
    assert len(statuses & set(JUDGED)) >= 4
