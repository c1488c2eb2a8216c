"""What a test is heard to ask for: the folders of its fixtures, whoever made them first, and the tables that it reads."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.mutants.hearing import TABLES, Hearing
from tests.world import World

TESTS = """
import duckdb, pytest
from pathlib import Path
from tests.world import World

@pytest.fixture(scope="module")
def world():
    world = World(Path(__file__).parent / "folder")
    world.run("load")
    return world

def test_first(world):
    world.rows("mart.attainment")

def test_second(world):
    world.one("today.headline")

def test_whole(world):
    world.everything()

def test_alone(world):
    duckdb.connect().execute("select 1")

def test_of_nothing():
    pass

def test_asks(world, request):
    request.getfixturevalue("world")
"""


def test_folders_and_tables_of_each_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").mkdir()
    with duckdb.connect(str(tmp_path / "folder" / "warehouse.duckdb")) as connection:
        connection.execute("create schema mart; create schema today; create table mart.attainment as select 1 as a")
        connection.execute("create table today.headline as select 1 as a")
    module = tmp_path / "test_heard.py"
    module.write_text(TESTS, encoding="utf-8")
    heard = Hearing()

    def run(world: World, command: str) -> Any:
        with heard.deaf():
            duckdb.connect().execute("select 1")
        heard.loads(world.root.name)

    monkeypatch.setattr(World, "run", run)
    with heard.listening():
        options = ["-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), "--basetemp", str(tmp_path / "run")]
        assert pytest.main([*options, str(module)], plugins=[heard]) == 0
    found = {name.split("::")[1]: each for name, each in heard.tests.items()}
    assert {name for name, each in found.items() if each.folders == {"folder"}} == found.keys() - {"test_of_nothing"}
    assert {name: each.tables for name, each in found.items()} == {
        "test_first": {"attainment"}, "test_second": {"headline"}, "test_whole": TABLES,
        "test_alone": set(), "test_of_nothing": set(), "test_asks": set(),
    }  # fmt: skip
    assert {name for name, each in found.items() if each.is_by_itself} == {"test_alone", "test_of_nothing", "test_asks"}
