"""What packs say of offices that are unlike the sample's: not a single case, a stock whose beginning nobody knows."""

import datetime

import pytest

from briefing.making import Known, content
from briefing.model import Pack, Slide
from briefing.render.layout import LEAD, MARGIN, WIDTH, pages
from common.paths import DataDir
from etl.commands import loading
from tests.world import World, submission

pytestmark = pytest.mark.slow

DAY = datetime.date(2022, 9, 12)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A has no case, B reports what is left but not what it began with, C is silent."""
    world = World(tmp_path_factory.mktemp("unusual") / "data")
    for unit in "ABC":
        world.unit(unit)
    world.element("old", "first")
    world.element("left", "last")
    world.elements("new", "done")
    world.rate("R", "done", "new", is_focus=True)
    world.plan("P", "assigned", 2022)
    world.target("P", "R", 90)
    world.add("case_flows", flow_code="CF", field_code="F", name="Án", opening="old", received="new", resolved="done", closing="left")
    for quarter in (1, 2, 3):
        none = dict.fromkeys(("old", "left", "new", "done"), 0)
        world.file(f"{quarter}.csv", submission("A", 2022, quarter, none), submission("B", 2022, quarter, {"left": 4, "new": 9, "done": 5}))
    world.write()
    loading.load(DataDir(world.root), datetime.datetime(2022, 9, 5, 8))
    return world


def pack_of(world: World, unit: str | None) -> Pack:
    data = DataDir(world.root)
    return content(data, Known(DAY, DAY - datetime.timedelta(days=7), world.current, None), unit)


def slide(pack: Pack, key: str) -> Slide:
    return next(each for each in pack.slides if each.key == key)


def test_an_office_without_a_case_has_reported(world: World) -> None:
    pack = pack_of(world, "A")
    lead = slide(pack, "headline").lead
    assert "VKSND A đã báo cáo quý III/2022; không có kết quả nào được đánh giá." in lead
    assert "Không phát sinh: 1 kết quả, không tính là không đạt." in lead
    assert slide(pack, "caseflow").lead == ("Từ đầu năm công tác đến hết quý III/2022 không có vụ, việc nào.",)
    assert slide(pack, "reporting").lead == ("Báo cáo quý III/2022: đúng hạn; hạn gửi 10/09/2022.",)
    assert len(pages(pack)) >= len(pack.slides)


def test_slides_of_a_sentence_each_are_one(world: World) -> None:
    pack = pack_of(world, "A")
    assert slide(pack, "rest").lead == (
        "Không có chỉ tiêu trọng tâm nào không đạt hoặc chậm tiến độ trong các kết quả đã có.",
        "Đơn vị chưa có kế hoạch năm 2022.",
        "Chưa đủ số liệu để nói khả năng đạt đến hết năm.",
    )
    keys = [each.key for each in pack.slides]
    assert keys[-2:] == ["rest", "due"] and not {"direction", "plans", "outlook"} & set(keys)


def test_an_office_that_is_silent_has_not(world: World) -> None:
    pack = pack_of(world, "C")
    assert any("VKSND C chưa báo cáo quý III/2022" in said for said in slide(pack, "headline").lead)
    assert {"indicators", "direction", "caseflow", "outlook"}.isdisjoint(each.key.split("-")[0] for each in pack.slides)
    head = slide(pack, "headline")
    assert "Báo cáo quý III/2022: thiếu; hạn gửi 10/09/2022." in head.lead and head.table, "one slide says both: none is all but empty"
    assert "Đơn vị chưa có kế hoạch năm 2022." in head.lead and "plans" not in [each.key for each in pack.slides]


def test_a_stock_of_unknown_beginning_is_neither_growing_nor_a_fault(world: World) -> None:
    lead = slide(pack_of(world, "B"), "caseflow").lead
    assert lead == ("Luỹ kế từ đầu năm công tác.",), "not even that none has grown"


def test_a_short_table_is_written_as_large_as_its_sentences(world: World) -> None:
    grids = [page.grid for page in pages(pack_of(world, None)) if page.grid and page.slide.key == "reporting"]
    assert [grid.size for grid in grids] == [LEAD] and all(grid.box.width <= WIDTH - 2 * MARGIN + 1 for grid in grids)


@pytest.mark.parametrize("unit", [None, "A", "B", "C"])
def test_no_table_is_empty_and_every_slide_says_something(world: World, unit: str | None) -> None:
    for each in pack_of(world, unit).slides:
        assert each.table is None or each.table.rows, each.key
        assert each.lead or each.table, each.key
