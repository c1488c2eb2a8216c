"""The office's own rules on the figures of one report: every operator, every way with missing figures, both severities."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.world import World, submission


@dataclass(frozen=True)
class Case:
    """A rule, the figures of one report, and whether the report keeps the rule."""

    name: str
    rule: tuple[str, str, str]
    figures: dict[str, Any]
    is_kept: bool
    missing: str | None = None
    severity: str | None = None


FLOW = ("old + new - done", "==", "left")
CASES = [
    Case("equal", FLOW, {"old": 5, "new": 3, "done": 2, "left": 6}, True),
    Case("not equal", FLOW, {"old": 5, "new": 3, "done": 2, "left": 7}, False),
    Case("skip any: one part is missing", FLOW, {"old": 5, "new": 3, "left": 7}, True),
    Case("skip any, said", FLOW, {"old": 5, "new": 3, "left": 7}, True, "skip_any"),
    Case("skip all: a missing part counts nothing", FLOW, {"old": 5, "new": 3, "left": 8}, True, "skip_all"),
    Case("skip all: and the rest is wrong", FLOW, {"old": 5, "new": 3, "left": 7}, False, "skip_all"),
    Case("skip all: everything is missing", FLOW, {}, True, "skip_all"),
    Case("as zero: kept", FLOW, {"old": 5, "done": 5}, True, "as_zero"),
    Case("as zero: broken", FLOW, {"old": 5}, False, "as_zero"),
    Case("at most: equal", ("a", "<=", "b"), {"a": 3, "b": 3}, True),
    Case("at most: more", ("a", "<=", "b"), {"a": 4, "b": 3}, False),
    Case("at least: equal", ("a", ">=", "b"), {"a": 3, "b": 3}, True),
    Case("at least: less", ("a", ">=", "b"), {"a": 2, "b": 3}, False),
    Case("a number: within", ("a", "<=", "100"), {"a": 100}, True),
    Case("a number: beyond", ("a", "<=", "100"), {"a": 101}, False),
    Case("with a factor: kept", ("a", "==", "2*b"), {"a": 4, "b": 2}, True),
    Case("with a factor: broken", ("a", "==", "2*b"), {"a": 2, "b": 2}, False),
    Case("compulsory pair: both", ("a", "compulsory_pair", "b"), {"a": 1, "b": 0}, True),
    Case("compulsory pair: one", ("a", "compulsory_pair", "b"), {"a": 1}, False, "skip_all"),
    Case("compulsory pair: the other", ("a", "compulsory_pair", "b"), {"b": 1}, False, "skip_all"),
    Case("compulsory pair: neither", ("a", "compulsory_pair", "b"), {}, True, "skip_all"),
    Case("exclusive pair: both", ("a", "exclusive_pair", "b"), {"a": 1, "b": 1}, False),
    Case("exclusive pair: one", ("a", "exclusive_pair", "b"), {"a": 1}, True),
    Case("exclusive pair: neither", ("a", "exclusive_pair", "b"), {}, True),
    Case("a warning lets the report in", FLOW, {"old": 5, "new": 3, "done": 2, "left": 7}, False, None, "warning"),
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("rules"))
    world.element("filler")
    world.count("K", "filler")
    world.plan("N")
    world.target("N", "K", 1)
    for number, case in enumerate(CASES):
        names = {name: f"{name}_{number}" for name in ("old", "new", "done", "left", "a", "b")}
        world.elements(*names.values())
        left, operator, right = case.rule
        world.add("rules", rule_code=f"R{number:02d}", name=f"Quy tắc {number}", left=put(left, names), operator=operator,
                  right=put(right, names), missing=case.missing, severity=case.severity)  # fmt: skip
        world.unit(f"U{number:02d}")
        figures = {names[name]: value for name, value in case.figures.items()}
        world.file(f"{number:02d}.csv", submission(f"U{number:02d}", 2022, 1, {"filler": 1} | figures))
    return world.publish()


def put(term: str, names: dict[str, str]) -> str:
    for name, own in names.items():
        term = (
            term.replace("2*" + name, "2*" + own)
            if "*" in term
            else " ".join(own if w == name else w for w in term.split())
        )
    return term


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case.name for case in CASES])
def test_rule(number: int, world: World) -> None:
    case = CASES[number]
    problems = world.rows("log.problem", file=f"{number:02d}.csv")
    status = world.one("mart.submission_status", unit_code=f"U{number:02d}", year=2022, quarter=1)["status"]
    assert status == ("accepted" if case.is_kept or case.severity == "warning" else "refused")
    assert [problem["severity"] for problem in problems] == ([] if case.is_kept else [case.severity or "error"])
    assert all(f"Quy tắc {number}" in problem["message"] for problem in problems)
