"""What a meeting concludes opens the next pack, is closed by a note or by the figures, and is cut at the day that a pack is of."""

import datetime
import json
from pathlib import Path

import pytest

from briefing.content import promises
from briefing.content.asked import Asked
from briefing.content.deciding import words_of
from briefing.reading import opened
from etl.commands import entering
from tests.etl.small_world import small_world
from tests.world import World

TASK = {"meeting_on": "2022-02-07", "province_code": "42", "task": "Rà soát.", "in_charge": "Ông A", "due_on": "2022-02-20"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = small_world(tmp_path_factory.mktemp("decisions") / "data", "a.csv", "b.csv").publish()
    (world.root / "settings.yml").write_text("entry: true\n", encoding="utf-8")

    def enter(fields: dict[str, str], *options: str, day: int = 7) -> None:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(entering, "now", lambda: datetime.datetime(2022, 2, day, 9))
            outcome = world.run("enter", "decision", "--by", "Bà B", "--no-publish", *options, given=json.dumps(TASK | fields))
        assert outcome.code == 0, outcome.output

    enter({"task": "Một"})
    enter({"task": "Hai", "unit_code": "A", "indicator_code": "R"})
    enter({"task": "Ba", "due_on": "2022-03-30"})
    enter({"task": "Một", "closed_on": "2022-02-10", "closing_note": "Xong."}, "--key", "decision-2022-0001", "--follows", "1", day=10)
    enter({"task": "Ba", "is_withdrawn": "true", "due_on": "2022-03-30"}, "--key", "decision-2022-0003", "--follows", "1", day=11)
    enter({"task": "Bốn", "unit_code": "B"}, day=11)
    assert world.run("publish").code == 0
    return world


def asked(world: World, day: datetime.date, unit: str | None = None) -> list[tuple[str, str]]:
    with opened(world.current) as figures:
        period = figures.one("ref.periods", {"year": 2022, "quarter": 1})
        of = figures.one("mart.unit", {"unit_code": unit}) if unit else None
        assert period
        given = Asked(figures, day, day - datetime.timedelta(days=7), "42", period, of, None, words_of(figures))
        slide = promises.decided(given)
        return [(row["task"], row["outcome"]) for row in slide.table.rows] if slide and slide.table else []


def test_each_stands_once_as_it_is_on_the_day(world: World) -> None:
    assert asked(world, datetime.date(2022, 2, 14)) == [("Bốn", "pending"), ("Hai", "met_by_figures"), ("Một", "done")]
    assert asked(world, datetime.date(2022, 2, 21)) == [("Bốn", "overdue"), ("Hai", "met_by_figures")]
    assert asked(world, datetime.date(2022, 2, 7)) == []
    assert asked(world, datetime.date(2022, 2, 14), "B") == [("Bốn", "pending")]


def test_the_table_says_who_and_when(world: World) -> None:
    row = world.one("mart.decision", decision_key="decision-2022-0001")
    assert (row["version"], row["entered_by"], row["closing_note"]) == (2, "Bà B", "Xong.")
    assert {each["task"] for each in world.rows("mart.decision")} == {"Một", "Hai", "Bốn"}


def test_a_pack_of_an_earlier_day_knows_only_what_was_entered_by_then(world: World, tmp_path: Path) -> None:
    import duckdb

    from common.paths import DataDir
    from etl.ledger.ledger import Ledger

    until = datetime.datetime(2022, 2, 8)
    with Ledger(DataDir(world.root)).copied(tmp_path / "then.duckdb", [], until):
        pass
    with duckdb.connect(str(tmp_path / "then.duckdb"), read_only=True) as connection:
        assert connection.execute("select max(version), count(distinct entry_key) from entry").fetchall() == [(1, 3)]
