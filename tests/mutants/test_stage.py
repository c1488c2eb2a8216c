"""A file says something else for a while, and a folder that a test loads again is given back as that file would have made it."""

import importlib
import sys
from pathlib import Path
from unittest import mock

import pytest

from etl.sql.files import SQL_FOLDER, change_files, sql_files
from tests.mutants.hearing import Hearing
from tests.mutants.stage import Stage, prepare
from tests.mutants.suite import OF_CHANGES, asked, forget
from tests.mutants.swapping import swapped
from tests.world import World, submission

RULE = (SQL_FOLDER / "work" / "number_text.sql").read_text(encoding="utf-8")
MADE = {"work.number_text", "carried.number_text", "work.told_text", "carried.told_text", "diff.number_text"}


def texts() -> dict[str, str]:
    return {file.name: file.text for file in (*sql_files(), *change_files())}


def test_whoever_reads_a_swapped_file_reads_what_it_says_for_a_while() -> None:
    before = texts()
    with swapped("work/number_text.sql", RULE.replace("'−'", "'-'")) as changed:
        assert changed.keys() == MADE
        assert {name for name, text in texts().items() if text != before[name]} == MADE
        assert "'-'" in (SQL_FOLDER / "work" / "number_text.sql").read_text(encoding="utf-8")
    assert texts() == before


def small(root: Path) -> World:
    world = World(root)
    world.unit("A")
    world.element("n")
    world.count("N", "n")
    world.plan("P")
    world.target("P", "N", 4)
    world.file("1.csv", submission("A", 2022, 1, {"n": 3}))
    world.publish()
    # A second load finds what the first one left.
    world.file("2.csv", submission("A", 2022, 1, {"n": 1}))
    return world.publish()


@pytest.mark.long
def test_a_folder_is_given_back_with_the_rows_that_a_change_makes(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "kept", Hearing())
    with stage.played({}):
        status = small(tmp_path / "first").one("mart.attainment", quarter=1)["status"]
    for kept in stage.kept.values():
        prepare(kept)
    stage.recording = None
    with stage.played({}):
        assert small(tmp_path / "again").one("mart.attainment", quarter=1)["status"] == status == "on_track"
    rule = (SQL_FOLDER / "work" / "judgement.sql").read_text(encoding="utf-8")
    text = rule.replace("counted_numerator >= expected", "counted_numerator < expected")
    # One change leaves nothing behind that the next is held against.
    for name in ("changed", "changed_again"):
        with swapped("work/judgement.sql", text) as changed, stage.played(changed):
            assert small(tmp_path / name).one("mart.attainment", quarter=1)["status"] == "behind"


def test_the_tests_nearest_to_a_file_are_asked_first_and_those_of_other_tables_not_at_all() -> None:
    among = asked(["mart.funnel"], ["mart.funnel"])
    assert among[0] == "tests/sql/test_funnel.py" and "tests/sql/test_promise.py" not in among
    assert asked(["mart.headline"], ["mart.headline"])[0] == "tests/sql/test_headline.py"
    assert asked(["diff.target"], ["log.change"])[0] == OF_CHANGES
    assert asked(["work.asked", "diff.asked"], ["mart.plan_stance"])[-1] == OF_CHANGES


def test_a_helper_that_keeps_texts_of_sql_is_read_anew_however_it_is_asked_for() -> None:
    package = importlib.import_module("tests.sql")
    with mock.patch.dict(sys.modules), mock.patch.dict(vars(package)):
        before = importlib.import_module("tests.sql.follow_up")
        forget()
        from tests.sql import follow_up

        assert follow_up is not before
