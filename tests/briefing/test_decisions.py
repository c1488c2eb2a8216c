"""What a meeting concludes and what was remarked on a slide stands in packs from the day it was entered; a note or figures close it."""

import datetime
import json
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from briefing.content import promises
from briefing.content.asked import Asked
from briefing.content.deciding import NothingKnown, decide, words_of
from briefing.model import Pack
from briefing.noticing import made as notice_of
from briefing.reading import opened
from common.command import ROOT
from common.paths import DataDir
from etl.commands import entering
from etl.commands.as_of import build_as_of
from tests.etl.small_world import small_world
from tests.world import World, write_csv

pytestmark = pytest.mark.slow

TASK = {"meeting_on": "2022-02-07", "province_code": "42", "task": "Rà soát.", "in_charge": "Ông A", "due_on": "2022-02-20"}
REMARK = {"meeting_on": "2022-02-14", "province_code": "42", "place_code": "all", "slide": "headline"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = small_world(tmp_path_factory.mktemp("decisions") / "data", "a.csv", "b.csv")
    received = [["a.csv", "2022-02-09T08:00"], ["b.csv", "2022-02-01T08:00"]]
    write_csv(world.root / "inbox" / "received.csv", ["file", "received_at"], received)
    world.publish()
    (world.root / "settings.yml").write_text("entry: true\n", encoding="utf-8")

    def enter(kind: str, fields: dict[str, str], *options: str, day: int = 7) -> None:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(entering, "now", lambda: datetime.datetime(2022, 2, day, 9))
            outcome = world.run("enter", kind, "--by", "Bà B", "--no-publish", *options, given=json.dumps(fields))
        assert outcome.code == 0, outcome.output

    enter("decision", TASK | {"task": "Một"})
    enter("decision", TASK | {"task": "Hai", "unit_code": "A", "indicator_code": "R"})
    enter("decision", TASK | {"task": "Ba", "due_on": "2022-03-30"})
    done = TASK | {"task": "Một", "closed_on": "2022-02-10", "closing_note": "Xong."}
    enter("decision", done, "--key", "decision-2022-0001", "--follows", "1", day=10)
    gone = TASK | {"task": "Ba", "is_withdrawn": "true", "due_on": "2022-03-30"}
    enter("decision", gone, "--key", "decision-2022-0003", "--follows", "1", day=11)
    enter("decision", TASK | {"task": "Bốn", "unit_code": "B"}, day=11)
    enter("remark", REMARK | {"remark": "Lưu ý:\n số tạm thời."}, day=13)
    enter("remark", REMARK | {"remark": "Ghi muộn."}, "--key", "remark-2022-0001", "--follows", "1", day=15)
    enter("decision", TASK | {"task": "Ghi muộn"}, day=15)
    assert world.run("publish").code == 0
    return world


def asked(world: World, day: datetime.date, unit: str | None = None) -> list[tuple[str, str]]:
    with opened(world.current) as figures:
        period = figures.one("ref.periods", {"year": 2022, "quarter": 1})
        of = figures.one("mart.unit", {"unit_code": unit}) if unit else None
        assert period
        given = Asked(figures, day, day - datetime.timedelta(days=7), "42", period, of, None, words_of(figures))
        slide = promises.decided(given)
        rows = slide.table.rows if slide and slide.table else ()
        return [(row["task"], row["state"]) for row in rows if row["task"] != "Ghi muộn"]


def test_each_stands_once_as_it_is_on_the_day(world: World) -> None:
    assert asked(world, datetime.date(2022, 2, 14)) == [("Bốn", "open"), ("Hai", "kept"), ("Một", "closed")]
    assert asked(world, datetime.date(2022, 2, 8)) == [("Một", "open"), ("Hai", "open"), ("Bốn", "open")]
    assert asked(world, datetime.date(2022, 2, 20)) == [("Bốn", "open")]  # what was closed was told of once
    assert asked(world, datetime.date(2022, 2, 21)) == [("Bốn", "broken")]
    assert asked(world, datetime.date(2022, 2, 7)) == []
    assert asked(world, datetime.date(2022, 2, 14), "B") == [("Bốn", "open")]


def test_the_notice_holds_what_was_entered_after_the_day_of_the_meeting(world: World, tmp_path: Path) -> None:
    """A pack of that day must not know it; who writes conclusions down on the day after needs the document all the same."""
    path = tmp_path / "tb.docx"
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "notice", "--data", str(world.root), "--date", "07/02/2022", "-o", str(path)],
        capture_output=True, encoding="utf-8", check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    said = [each.text for each in docx.Document(str(path)).paragraphs]
    tasks = [each.split(". ")[1].split(" (")[0] for each in said if each[:1].isdigit()]
    assert tasks == ["Một", "Hai", "Bốn", "Ghi muộn"], "all but the one that was withdrawn"
    assert notice_of(DataDir(world.root), datetime.date(2022, 2, 7)) == path.read_bytes()
    with pytest.raises(NothingKnown, match="Chưa nhập kết luận nào của buổi giao ban ngày 08/02/2022"):
        notice_of(DataDir(world.root), datetime.date(2022, 2, 8))


def test_every_day_from_the_meeting_on_has_one_state(world: World) -> None:
    for key in {row["decision_key"] for row in world.rows("mart.decision")}:
        spells = sorted(world.rows("mart.decision_state", decision_key=key), key=lambda row: row["holds_from"])
        assert spells[0]["holds_from"] == spells[0]["meeting_on"] and spells[-1]["holds_until"] == datetime.date(9999, 12, 31)
        assert [row["holds_until"] for row in spells[:-1]] == [row["holds_from"] for row in spells[1:]]


def test_the_table_says_who_and_when(world: World) -> None:
    row = world.one("mart.decision", decision_key="decision-2022-0001")
    assert (row["version"], row["entered_by"], row["closing_note"]) == (2, "Bà B", "Xong.")
    assert {each["task"] for each in world.rows("mart.decision")} == {"Một", "Hai", "Bốn", "Ghi muộn"}


def test_a_pack_of_a_day_knows_only_what_was_entered_by_then(world: World) -> None:
    def pack(day: int) -> Pack:
        until = datetime.datetime(2022, 2, day, 23, 59, 59)
        with opened(build_as_of(DataDir(world.root), datetime.datetime(2022, 4, 1), until).path) as figures:
            return decide(figures, datetime.date(2022, 2, 14), datetime.date(2022, 2, 7), None)

    then, later = pack(14), pack(15)
    remarks = {slide.key: slide.remark for slide in then.slides if slide.remark}
    assert remarks == {"headline": "Lưu ý: số tạm thời."}
    assert {slide.remark for slide in later.slides} == {"", "Ghi muộn."}
    first, second = (each.slides[0].table for each in (then, later))
    assert first and [row["task"] for row in first.rows] == ["Bốn", "Hai", "Một"]
    assert second and [row["task"] for row in second.rows] == ["Bốn", "Ghi muộn", "Hai", "Một"]
