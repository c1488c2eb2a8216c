"""A process that dies at every change it makes to files and databases; the next command brings what an undisturbed one brings."""

import collections
from pathlib import Path

from tests.torture._scenes import Scene, all_tried, scenes

TITLE = "Chết giữa chừng"
TRIED = "Tiến trình chết tại từng lần ghi của load, rebuild, publish, backup, restore; lệnh sau phải cho bảng như không có gì xảy ra."


def points(scene: Scene) -> list[tuple[Scene, str, int]]:
    """At every change; where bytes go to the disk, also with some of them missing."""
    torn = [(scene, "torn", nth) for nth, change in enumerate(scene.changes, 1) if change.startswith("fsync")]
    return [(scene, "kill", nth) for nth in range(1, len(scene.changes) + 1)] + torn


def run(folder: Path, minutes: float) -> list[tuple[str, str]]:
    """As many points as the time allows. Raises AssertionError naming those after which something was not right."""
    made = scenes(folder.parent / "scenes")
    plan = [point for scene in made for point in points(scene)]
    done = all_tried(plan, minutes)
    wrong = [each for each in done if each.wrong]
    assert not wrong, f"{len(wrong)} of {len(done)}: {wrong[0].name}: {wrong[0].wrong}"
    by_scene = collections.Counter(each.scene for each in done)
    return [
        ("lần chết", f"{len(done)} trong {len(plan)} điểm ({', '.join(f'{name} {count}' for name, count in sorted(by_scene.items()))})"),
        ("trong đó mất một phần những gì vừa ghi", str(sum(each.fault == "torn" for each in done))),
        ("hiện nửa bản công bố; mất gì; lệnh sau cho bảng khác; verify còn thấy sai", "0"),
    ]
