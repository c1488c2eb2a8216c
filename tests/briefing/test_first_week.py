"""A pack of the first days of a working year: the new year is said to have begun, and nothing of the old one is told as still open."""

import datetime
from pathlib import Path

import pytest

from briefing.making import content, known
from briefing.model import Pack
from common.paths import DataDir
from etl.commands import loading
from tests.world import World, submission

DAY, SINCE = datetime.date(2022, 12, 5), datetime.date(2022, 11, 28)
NOW = datetime.datetime(2022, 12, 5, 9)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Two offices, three quarters reported; A missed its rate so far, B met it."""
    world = World(tmp_path_factory.mktemp("first") / "data")
    for unit in "AB":
        world.unit(unit)
    world.elements("n", "d")
    world.rate("R", "n", "d", is_focus=True)
    world.count("C", "n")
    world.plan("P", "assigned", 2022)
    world.plan("A1", "registered", 2022, unit_code="A", parent_plan_code="P", issued_on="2022-01-10")
    for code, value in (("R", 90), ("C", 200)):
        world.target("P", code, value)
    world.target("A1", "R", 95)
    for quarter in (1, 2, 3):
        world.file(f"q{quarter}.csv", *(submission(unit, 2022, quarter, {"n": n, "d": 100}) for unit, n in (("A", 80), ("B", 95))))
    world.write()
    (world.root / "settings.yml").write_text("entry: true\n", encoding="utf-8")
    loading.load(DataDir(world.root), datetime.datetime(2022, 9, 5, 8))
    return world


def pack_of(world: World, unit: str | None = None, day: datetime.date = DAY) -> Pack:
    data = DataDir(world.root)
    return content(data, known(data, day, day - datetime.timedelta(days=7), NOW + datetime.timedelta(days=90)), unit)


@pytest.fixture(scope="module")
def whole(world: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    """The last quarter came in on the first day of the new year."""
    other = world.copy(tmp_path_factory.mktemp("whole") / "data")
    other.file("q4.csv", submission("A", 2022, 4, {"n": 80, "d": 100}), submission("B", 2022, 4, {"n": 95, "d": 100}))
    other.write()
    loading.load(DataDir(other.root), datetime.datetime(2022, 12, 2, 8))
    return other


@pytest.mark.parametrize("unit", [None, "A"])
def test_nothing_arrived_yet(world: World, unit: str | None) -> None:
    pack = pack_of(world, unit)
    keys = [slide.key for slide in pack.slides]
    assert "outlook" not in keys and "year" not in keys
    assert pack.slides[0].lead[:2] == (
        "Quý IV/2022 đã hết ngày 30/11/2022, hạn gửi báo cáo 10/12/2022; chưa có báo cáo. "
        "Năm công tác 2023 bắt đầu ngày 01/12/2022; chưa có báo cáo nào của năm mới. "
        "Dưới đây là kết quả năm 2022 đến hết quý III/2022; chưa có kết quả cả năm.",
        "Đến hạn đầu tiên, ngày 10/12/2022, là báo cáo quý IV/2022.",
    )
    due = next(slide for slide in pack.slides if slide.key == "due")
    assert due.table and [row["what"] for row in due.table.rows] == ["Báo cáo quý IV/2022"]


def test_the_result_of_the_year_opens_the_pack_where_it_is_known(whole: World) -> None:
    pack = pack_of(whole)
    keys = [slide.key for slide in pack.slides]
    assert keys[:2] == ["headline", "year"] and "outlook" not in keys
    head, year = pack.slides[:2]
    assert head.title == "Kết quả chung năm 2022" and head.lead[0].endswith("Dưới đây là kết quả cả năm 2022, theo các báo cáo đã nhận.")
    assert "chưa có báo cáo nào của năm mới" in head.lead[0] and "đã hết" not in head.lead[0]
    assert head.lead[1] == "Đến hạn đầu tiên, ngày 10/03/2023, là báo cáo quý I/2023."  # everybody sent the last one
    assert year.title == "Kết quả toàn tỉnh năm 2022"
    assert year.lead == ("2 chỉ tiêu có mức và có kết quả toàn tỉnh: 1 vượt; 1 không đạt.",)
    assert year.table and [row["indicator_code"] for row in year.table.rows] == ["R", "C"]


def test_tasks_of_the_year_that_has_begun_stand_beside_those_of_the_year_that_is_told_of(whole: World, tmp_path: Path) -> None:
    world = whole.copy(tmp_path / "data")
    days = [(2022, "1", "2022-11-30"), (2023, "1", "2022-12-12"), (2023, "2", "2022-12-02"), (2023, "3", "2023-06-30")]
    days.append((2023, "4", "2023-01-20"))
    for year, number, due_on in days:
        world.add("tasks", unit_code="A", year=year, number=number, kind="focus", text=f"Việc {number}/{year}", due_on=due_on)
    world.write()
    loading.load(DataDir(world.root), datetime.datetime(2022, 12, 3, 8))
    slides = {slide.key: slide for slide in pack_of(world).slides}
    table = slides["tasks"].table
    assert table and [(row["text"], row["status"]) for row in table.rows] == [
        ("Việc 1/2022", "overdue"), ("Việc 2/2023", "overdue"), ("Việc 1/2023", "due_soon"),
    ]  # fmt: skip
    assert slides["tasks"].lead[0].startswith("Đến 05/12/2022")
    due = slides["due"]  # where little falls due, what comes in the days after; not what is half a year away
    assert due.table and [row["what"].partition(": ")[2] for row in due.table.rows] == ["Việc 1/2023", "Việc 4/2023"]
    assert due.lead[1] == "Tiếp theo là 1 việc ghi ở cuối bảng."


def test_a_long_silence_is_told_in_one_breath(world: World) -> None:
    said = pack_of(world, day=datetime.date(2023, 9, 12)).opening[0]
    assert said.startswith("Từ quý IV/2022 đến quý III/2023 chưa có báo cáo nào. Năm công tác 2023 bắt đầu ngày 01/12/2022;")
    assert said.count("chưa có báo cáo") == 2 and "hạn gửi" not in said


def test_what_a_meeting_decided_opens_it(whole: World, tmp_path: Path) -> None:
    world = whole.copy(tmp_path / "data")
    given = '{"meeting_on": "2022-11-28", "province_code": "42", "task": "Rà soát án", "in_charge": "Ông A", "due_on": "2022-12-09"}'
    entered = world.run("enter", "decision", "--by", "Nguyễn Văn Ghi", "--no-publish", given=given)
    assert entered.code == 0, entered.output
    later = datetime.datetime.now().date()
    pack = pack_of(world, day=later)
    assert pack.slides[0].key == "decided" and "Năm công tác" in pack.slides[0].lead[0]


def test_within_the_year_the_outlook_stands(world: World) -> None:
    pack = pack_of(world, day=datetime.date(2022, 9, 12))
    assert "outlook" in [slide.key for slide in pack.slides]
    assert pack.slides[0].lead[0] == "Quý IV/2022 bắt đầu ngày 01/09/2022; chưa có báo cáo. Dưới đây là quý III/2022."


def test_an_office_that_closed_is_said_to_have_closed(world: World, tmp_path: Path) -> None:
    other = world.copy(tmp_path / "data")
    other.lists["units"][0]["closed_on"] = "2022-08-31"
    other.write()
    data = DataDir(other.root)
    loading.load(data, datetime.datetime(2022, 9, 6, 8))
    pack = content(data, known(data, DAY, SINCE, NOW), "A")
    assert pack.slides[0].lead[0] == "VKSND A đã kết thúc hoạt động ngày 31/08/2022; dưới đây là quý III/2022."
    assert not any("Báo cáo" in row["what"] for slide in pack.slides if slide.key == "due" and slide.table for row in slide.table.rows)
