"""A small fixed sample of what ``make torture`` tries for long.

The few seconds' worth of kills, full disks, damage and readers stand beside what they try: ``tests/etl/ledger``, ``tests/clients``.
"""

from pathlib import Path

import pytest

from tests.torture import damage, kills, mutations, readers
from tests.torture._scenes import Scene, scenes, tried
from tests.torture.disk import points

pytestmark = pytest.mark.slow


def test_a_sample_of_mutations_of_every_kind() -> None:
    tally = mutations.tried(mutations.TOGETHER, workers=0)
    assert tally.faults == []
    assert len(tally.made) >= 30 and tally.made.total() == sum(mutations.TOGETHER.values())
    assert min(tally.ends["right"], tally.ends["refused"]) > 100


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scene]:
    return {scene.name: scene for scene in scenes(tmp_path_factory.mktemp("scenes"), "load", "backup")}


def nth(scene: Scene, beginning: str) -> int:
    """The last change that begins so."""
    return max(number for number, change in enumerate(scene.changes, 1) if change.startswith(beginning))


@pytest.mark.long
def test_a_process_that_dies_with_half_a_line_written(played: dict[str, Scene]) -> None:
    load, backup = played["load"], played["backup"]
    assert len(kills.points(load)) > 60 and len(kills.points(backup)) > 20
    assert tried(load, "torn", nth(load, "fsync data/ledger/published.jsonl")).wrong == ""
    assert tried(backup, "torn", nth(backup, "fsync copy/journals")).wrong == ""
    assert tried(backup, "kill", nth(backup, "os.rename copy/")).wrong == ""


@pytest.mark.long
def test_a_disk_that_is_full_from_some_change_on(played: dict[str, Scene]) -> None:
    load, backup = played["load"], played["backup"]
    places = [each for _, _, each in points(load, "ENOSPC")]
    outcomes = [tried(load, "ENOSPC", places[len(places) // 2]), tried(backup, "ENOSPC", nth(backup, "open copy/"))]
    assert [each.wrong for each in outcomes] == ["", ""] and 1 in [each.code for each in outcomes]


@pytest.mark.long
@pytest.mark.parametrize(
    ("file", "kind", "remedy"),
    [("ledger/received.jsonl", "zeros", "load"), ("warehouse.duckdb", "folder", "load"), ("ledger/ledger.duckdb", "other", "load")],
)
def test_what_is_damaged_is_named_and_mended(file: str, kind: str, remedy: str, good: damage.Sound) -> None:
    assert file in good.built and len(good.built) > 15
    outcome = damage.tried(good, file, kind)
    assert outcome.wrong == "" and remedy in outcome.remedies


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> damage.Sound:
    return damage.sound(tmp_path_factory.mktemp("sound"))


@pytest.mark.long
def test_nobody_sees_half_a_publication(tmp_path: Path) -> None:
    crowd = readers.read_while_publishing(tmp_path, readers=3, publications=2)
    assert len(crowd.readings) == 3 and all(analyst for analyst in crowd.readings)
