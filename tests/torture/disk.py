"""A disk that is full at every step, and one that may only be read: by a refusal at each change, and by a real small disk."""

import collections
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults import NEEDS_ROOM
from tests.torture._scenes import NO_PERSONS_WORDS, Scene, all_tried, in_force, scenes
from tests.torture._scenes import run as run_in
from tests.world import World

TITLE = "Hết chỗ, chỉ cho đọc"
TRIED = "Đĩa hết chỗ, ổ chỉ cho đọc, hết phần được cấp từ từng lần ghi trở đi; rồi một ổ nhỏ thật, mỗi lần rộng hơn một chút."
FAULTS = ("ENOSPC", "EROFS", "EDQUOT")
STEPS, PAGE = 10, 4096


def points(scene: Scene, fault: str) -> list[tuple[Scene, str, int]]:
    """At every change that needs room."""
    return [(scene, fault, nth) for nth, change in enumerate(scene.changes, 1) if change.split()[0] in NEEDS_ROOM]


def run(folder: Path, minutes: float) -> list[tuple[str, str]]:
    """As many points as the time allows, then the small disks. Raises AssertionError where an end is not as it must be."""
    made = scenes(folder.parent / "scenes")
    plan = [point for scene in made for fault in FAULTS for point in points(scene, fault)]
    done = all_tried(plan, minutes)
    wrong = [each for each in done if each.wrong]
    assert not wrong, f"{len(wrong)} of {len(done)}: {wrong[0].name}: {wrong[0].wrong}"
    by_fault, planned = collections.Counter(each.fault for each in done), collections.Counter(fault for _, fault, _ in plan)
    small = list(on_small_disks(next(scene for scene in made if scene.name == "load"), STEPS))
    return [
        (
            "lần bị từ chối ghi",
            f"{len(done)} trong {len(plan)} điểm ({', '.join(f'{fault} {by_fault[fault]}/{planned[fault]}' for fault in FAULTS)})",
        ),
        (
            "vẫn xong việc (phần không ghi được là phụ); dừng với một câu nói rõ",
            f"{sum(not each.code for each in done)}; {sum(each.code == 1 for each in done)}",
        ),
        ("ổ nhỏ thật (tmpfs)", f"{len(small)} cỡ; hết chỗ {sum(code == 1 for code in small)} lần" if small else "máy này không cho gắn"),
        ("hiện nửa bản công bố; lời của máy; có chỗ rồi mà lệnh sau cho bảng khác", "0"),
    ]


def on_small_disks(scene: Scene, steps: int) -> Iterator[int]:
    """The command's exit code on disks that have a little more room each time; nothing where no disk can be mounted."""
    # A file takes whole pages, a folder one.
    held = sum(-(-path.stat().st_size // PAGE) * PAGE if path.is_file() else PAGE for path in scene.start.rglob("*"))
    for step in range(steps):
        with small_disk(held + (64 << 10) + 2 * step * held // steps) as root:
            if root is None:
                return
            shutil.copytree(scene.start, root, dirs_exist_ok=True)
            outcome = run_in(root, scene.command)
            world = World(root / "data")
            assert outcome.code in (0, 1) and not NO_PERSONS_WORDS.search(outcome.output), outcome.output
            assert outcome.code == 0 or "hết chỗ" in outcome.output, outcome.output
            assert in_force(world) in (scene.old, scene.new), "half a publication is shown"
            subprocess.run(["mount", "-o", f"remount,size={held * 20}", str(root)], check=True)
            assert run_in(root, scene.mended_by).code == 0 and in_force(world) == scene.new
            yield outcome.code


@contextmanager
def small_disk(size: int) -> Iterator[Path | None]:
    """A folder on a disk of so many bytes; None where this process may not mount one."""
    root = Path(tempfile.mkdtemp(prefix="small-disk-"))
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(root)], capture_output=True
    ).returncode == 0  # fmt: skip
    try:
        yield root if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(root)], check=False)
        root.rmdir()
