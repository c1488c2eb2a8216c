"""Ten readers during ten publications: each sees a whole old or a whole new version, and none is held up."""

import itertools
from pathlib import Path

from tests.clients.client import DEFAULT
from tests.clients.crowd import Crowd, generation_world, query_while_loading, report
from tests.world import World

TITLE = "Người đọc trong lúc công bố"
TRIED = "Mười người hỏi liên tục trong lúc mười bản được công bố; mỗi lần hỏi phải thấy trọn một bản."
READERS, PUBLICATIONS = 10, 10
UNITS, ELEMENTS = 6, 4


def run(folder: Path, minutes: float) -> list[tuple[str, str]]:
    """Raises AssertionError where somebody failed, saw half, or went back to an older version."""
    crowd = read_while_publishing(folder.parent / "crowd", READERS, PUBLICATIONS)
    counts = [len(analyst) for analyst in crowd.readings]
    longest = max(seen["ended"] - seen["began"] for seen in crowd.all_readings)
    return [
        ("người đọc, lần công bố", f"{READERS}, {PUBLICATIONS}"),
        ("lần đọc", f"{sum(counts)} (mỗi người {min(counts)} đến {max(counts)})"),
        ("không đọc được, thấy nửa bản, quay về bản cũ", "0"),
        ("bản mà có người thấy", f"{len({seen['snapshot'] for seen in crowd.all_readings})} trong {PUBLICATIONS + 1}"),
        ("lần đọc lâu nhất", f"{longest:.2f} giây".replace(".", ",")),
    ]


def read_while_publishing(folder: Path, readers: int, publications: int) -> Crowd:
    """What each of them saw, once it is known to be whole."""
    world = generation_world(folder / "data", UNITS, ELEMENTS)
    report(world, 1)
    crowd = query_while_loading(world.publish(), folder / "notes", [DEFAULT] * readers, publications, _load)
    check(crowd)
    return crowd


def _load(world: World) -> None:
    outcome = world.spawn("-m", "etl", "load")
    assert outcome.code == 0 and "Chưa thay được" not in outcome.output, outcome.output


def check(crowd: Crowd) -> None:
    """Raises AssertionError unless every reading is one whole version, and versions only go forward."""
    for seen in crowd.all_readings:
        assert "failed" not in seen, seen
        value = seen["smallest"]
        assert (seen["largest"], seen["figures"], seen["numerators"]) == (value, UNITS * ELEMENTS, value * UNITS * ELEMENTS), seen
    for analyst in crowd.readings:
        assert all(one["smallest"] <= next_one["smallest"] for one, next_one in itertools.pairwise(analyst))
