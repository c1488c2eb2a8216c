"""A load disturbs nobody: no query fails or waits, and each sees a whole old or a whole new version."""

import itertools

import pytest

from tests.clients.client import DEFAULT, OTHERS
from tests.clients.crowd import Crowd, generation_world, query_while_loading, report
from tests.world import World

pytestmark = pytest.mark.clients  # three loads beside ten busy processes take a minute

UNITS, ELEMENTS, ANALYSTS, LOADS = 12, 8, 10, 3


def load(world: World) -> None:
    outcome = world.spawn("-m", "etl", "load")
    assert outcome.code == 0, outcome.output
    assert "Chưa thay được" not in outcome.output


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Crowd:
    clients = list(itertools.islice(itertools.cycle([DEFAULT, *OTHERS]), ANALYSTS))
    folder = tmp_path_factory.mktemp("crowd")
    world = generation_world(folder / "data", UNITS, ELEMENTS)
    report(world, 1)
    return query_while_loading(world.publish(), folder / "notes", clients, LOADS, load)


def test_no_query_fails(crowd: Crowd) -> None:
    assert len(crowd.readings) == ANALYSTS
    assert [reading["failed"] for reading in crowd.all_readings if "failed" in reading] == []


def test_each_reading_sees_one_whole_version(crowd: Crowd) -> None:
    generations: dict[str, int] = {}
    for seen in crowd.all_readings:
        value = generations.setdefault(seen["snapshot"], seen["smallest"])
        assert (seen["smallest"], seen["largest"], seen["figures"]) == (value, value, UNITS * ELEMENTS)
        assert seen["numerators"] == value * UNITS * ELEMENTS
    assert len({seen["dictionary"] for seen in crowd.all_readings}) == 1
    assert sorted(generations.values()) == list(range(1, LOADS + 2)), "every version was seen by somebody"


def test_nobody_goes_back_to_an_older_version(crowd: Crowd) -> None:
    for analyst in crowd.readings:
        values = [seen["smallest"] for seen in analyst]
        assert values == sorted(values) and values[-1] == LOADS + 1


def test_nobody_waits_for_a_load(crowd: Crowd) -> None:
    """A query held up by a load could not begin and end while the load runs."""
    assert len(crowd.loads) == LOADS
    for began, ended in crowd.loads:
        for analyst in crowd.readings:
            assert any(began < seen["began"] and seen["ended"] < ended for seen in analyst)
