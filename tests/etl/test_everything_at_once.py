"""The sample and every file that ever went wrong, in one inbox: one load names each of them, and a rebuild comes to the same."""

import shutil
from pathlib import Path

import pytest

from common.shown import shown
from tests.world import ROOT, World

CASES = ROOT / "tests" / "cases" / "files"


@pytest.mark.long
def test_one_load_takes_the_good_names_the_bad_and_a_rebuild_comes_to_the_same(tmp_path: Path) -> None:
    world = World(tmp_path / "data")
    for part in ("reference", "inbox"):
        shutil.copytree(ROOT / "data" / part, world.root / part)
    plain = world.copy(tmp_path / "plain")
    cases = [path for path in sorted(CASES.rglob("*")) if path.is_file() and not path.name.startswith(("received", "README"))]
    assert len(cases) >= 20
    for path in cases:
        place = world.root / "inbox" / "cases" / path.relative_to(CASES)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place)
    outcome = world.run("load")
    assert outcome.code == 0, outcome.output
    assert plain.run("load").code == 0
    received = {row["file"]: row["status"] for row in world.rows("log.file")}
    # The sample's own files fare as they do alone, and every case is accounted for by name.
    for row in plain.rows("log.file"):
        assert received[row["file"]] == row["status"], row["file"]
    missing = [path.name for path in cases if shown(path.name) not in received and shown(path.name) not in outcome.output]
    assert missing == []
    refused = [name for name, status in received.items() if status == "refused"]
    assert all(name in outcome.output for name in refused)
    before = world.everything()
    rebuilt = world.run("rebuild")
    assert rebuilt.code == 0 and world.everything() == before
    assert world.run("verify").code == 0
