"""What an office keeps by hand may be anything: every command ends at once, in a sentence that names the file."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from common.files import MOST_BY_HAND
from tests.etl.small_world import small_world
from tests.world import ROOT, World

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no pipes among the files there")

LISTS = ("reference/units.csv", "reference/tasks.csv", "reference/calendar.yml", "forms/quarterly.yml")


def as_pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def as_folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def endless(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("/dev/zero")


def huge(path: Path) -> None:
    with path.open("ab") as stream:
        stream.truncate(MOST_BY_HAND + 1)


def deep(path: Path) -> None:
    path.write_text("[" * 100_000)


ODD: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (as_pipe, "đó là đường ống hay thiết bị"),
    "folder": (as_folder, "đó là một thư mục"),
    "endless": (endless, "đó là đường ống hay thiết bị"),
    "huge": (huge, "tệp lớn hơn"),
}


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = small_world(tmp_path / "data", "a.csv")
    world.write()
    (world.root / "forms").mkdir()
    for form in (ROOT / "data" / "forms").glob("*.yml"):
        (world.root / "forms" / form.name).write_bytes(form.read_bytes())
    return world


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_is_no_list_stops_the_load_in_a_sentence(name: str, odd: str, world: World) -> None:
    make, sentence = ODD[odd]
    make(world.root / name)
    outcome = world.run("load")
    assert outcome.code == 1 and Path(name).name in outcome.output and sentence in outcome.output, outcome.output


@pytest.mark.parametrize("name", ["reference/calendar.yml", "forms/quarterly.yml"])
def test_a_text_that_would_end_the_process_stops_the_load_in_a_sentence(name: str, world: World) -> None:
    deep(world.root / name)
    outcome = world.run("load")
    assert outcome.code == 1 and "lồng nhau hơn 50 tầng" in outcome.output


@pytest.mark.parametrize("odd", ODD)
def test_settings_that_are_none_stop_the_entry_in_a_sentence(odd: str, world: World) -> None:
    make, sentence = ODD[odd]
    make(world.root / "settings.yml")
    outcome = world.run("enter", "decision", "--by", "A", given="{}")
    assert outcome.code == 1 and "settings.yml" in outcome.output and sentence in outcome.output, outcome.output


@pytest.mark.parametrize("odd", ODD)
def test_the_list_of_receipts_is_passed_over_and_named(odd: str, world: World) -> None:
    make, sentence = ODD[odd]
    make(world.root / "inbox" / "received.csv")
    outcome = world.run("load")
    assert outcome.code == 0 and "Không đọc được received.csv" in outcome.output and sentence in outcome.output, outcome.output
