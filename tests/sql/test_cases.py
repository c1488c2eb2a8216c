"""The given/expected rows of `cases/`, each judged by the real command."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sql.cases import Case, CaseWorld, quarter, read_cases
from tests.sql.compare import differences
from tests.world import JUDGED, STATUSES, Row, World

CASES = read_cases()


class Published:
    """What the world of all cases was published as, by indicator and quarter."""

    def __init__(self, world: World) -> None:
        self.attainment = {key(row): row for row in world.rows("mart.attainment")}
        self.levels = {(*key(row), row["level"]): row for row in world.rows("mart.target_status")}


def key(row: Row) -> tuple[str, str, int, int]:
    return row["unit_code"], row["indicator_code"], row["year"], row["quarter"]


@pytest.fixture(scope="session")
def case_world(tmp_path_factory: pytest.TempPathFactory) -> CaseWorld:
    cases = CaseWorld(tmp_path_factory.mktemp("cases"), CASES)
    cases.world.publish()
    return cases


@pytest.fixture(scope="session")
def published(case_world: CaseWorld) -> Published:
    return Published(case_world.world)


def checks(case: Case) -> Iterator[tuple[str, tuple[Any, ...], Row | None]]:
    for word, columns in case.given.get("expect", {}).items():
        yield word, (case.indicator, *quarter(word)), columns
    for word, by_level in case.given.get("levels", {}).items():
        for level, columns in by_level.items():
            yield f"{word} {level}", (case.indicator, *quarter(word), level), columns


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case, case_world: CaseWorld, published: Published) -> None:
    unit, wrong = case_world.unit_of(case), []
    looked_at = 0
    for where, place, expected in checks(case):
        looked_at += 1
        found = (published.attainment if len(place) == 3 else published.levels).get((unit, *place))
        if expected is None or found is None:
            wrong += [] if expected is None and found is None else [f"{where}: row expected {expected}, got {found}"]
            continue
        wrong += [f"{where}: {line}" for line in differences(expected, found)]
    assert looked_at, "a case that expects nothing"
    assert not wrong, "\n".join([f"{case.name} ({unit} {case.indicator})", *wrong])


def test_the_cases_meet_every_status_in_both_directions_for_rate_and_count() -> None:
    seen = set()
    for case in CASES:
        kind = "rate" if "denominator" in case.given else "count"
        direction = case.given.get("direction", "at_least")
        seen |= {(c["status"], direction, kind) for *_, c in checks(case) if c and "status" in c}
    impossible = {("exceeded", "at_most", "rate"), ("exceeded", "at_most", "count"), ("on_track", "at_least", "rate"),
                  ("on_track", "at_most", "rate"), ("on_track", "at_most", "count"), ("behind", "at_most", "count"),
                  ("not_applicable", "at_least", "count"), ("not_applicable", "at_most", "count")}  # fmt: skip
    every = {(s, d, k) for s in STATUSES for d in ("at_least", "at_most") for k in ("rate", "count")}
    assert every - impossible - seen == set()


def test_every_row_says_its_status_in_one_sentence(published: Published) -> None:
    assert published.attainment
    for place, row in published.attainment.items():
        reason = row["reason"]
        assert reason and reason[0].isupper() and reason.endswith(".") and "\n" not in reason, (place, reason)


def test_only_judged_rows_have_an_attainment(published: Published) -> None:
    for table in (published.attainment, published.levels):
        judged = [row for row in table.values() if row["status"] in JUDGED]
        assert judged
        assert all(row["attainment"] is not None and row["margin"] is not None for row in judged)
        assert all(row["attainment"] is None for row in table.values() if row["status"] not in JUDGED)
