"""Who prepares a meeting makes a pack, picks, orders and remarks slides, takes it away, enters a conclusion, and the pack opens with it."""

import datetime
import io
import json
import re
import zipfile
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.etl.small_world import small_world
from ui.text import briefing as text

pytestmark = pytest.mark.browser
NOTICE = text.NOTICE
UNMET = "Cần chỉ đạo: chỉ tiêu khác"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A very small office where entering is on."""
    world = small_world(tmp_path_factory.mktemp("briefing") / "data", "a.csv", "b.csv").publish()
    (world.root / "settings.yml").write_text("entry: true\n", encoding="utf-8")
    return world.root


def remade(leader: Page, first: str) -> None:
    """Waits until the pack stands there anew, its first picture being that of the slide `first`."""
    pictures = leader.get_by_test_id("stImageCaption")
    expect(pictures.first).to_have_text(first, timeout=240_000)
    expect(leader.get_by_test_id("stStatusWidget")).to_have_count(0)  # the buttons below are those of this pack
    leader.wait_for_timeout(500)


def fetched(leader: Page, button: str) -> bytes:
    with leader.expect_download() as waiting:
        leader.get_by_role("button", name=button, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def expander(leader: Page, title: str) -> Locator:
    return leader.get_by_test_id("stExpander").filter(has=leader.get_by_text(title, exact=True))


def conclude(leader: Page, meeting: datetime.date, task: str, due: datetime.date) -> None:
    """Enters a conclusion and waits until it is listed."""
    form = expander(leader, text.NEW)
    form.get_by_text(text.NEW, exact=True).click()
    said = {text.MEETING_ON: f"{meeting:%d/%m/%Y}", text.TASK: task, text.IN_CHARGE: "Ông A", text.DUE_ON: f"{due:%d/%m/%Y}"}
    for label, words in (said | {text.ENTERED_BY: "Bà B"}).items():
        form.get_by_label(label, exact=True).fill(words)
    form.get_by_role("button", name=text.SAVE).click()
    expect(leader.get_by_role("table", name=text.DECISIONS)).to_contain_text(task, timeout=240_000)


def test_a_meeting_is_prepared_and_concluded(leader: Page, address: str, data: Path, seen: list[str]) -> None:
    leader.goto(f"{address}/briefing")
    leader.get_by_role("button", name=text.MAKE).click()
    expect(leader.get_by_text(text.MAKING, exact=True)).to_be_visible(timeout=60_000)
    expect(leader.get_by_role("button", name=text.MAKE)).to_have_count(0)  # what was pressed is not there to be pressed again
    remade(leader, "Kết quả chung")

    leader.get_by_label(text.TAKE.format(title="Gửi báo cáo"), exact=True).locator("xpath=ancestor::label").click()
    place = leader.get_by_test_id("stImageCaption").all_text_contents().index(UNMET)
    leader.get_by_label(text.PLACE).nth(place).fill("1")
    leader.get_by_label(text.PLACE).nth(0).fill("2")
    leader.get_by_label(text.REMARK).nth(place).fill("Số tạm thời, chờ đơn vị C.")
    leader.get_by_label(text.BY, exact=True).fill("Bà B")
    leader.get_by_role("button", name=text.UPDATE).click()
    remade(leader, UNMET)
    expect(leader).to_have_url(re.compile(r"slides=others(%2C|,)headline"))

    slides = pptx.Presentation(io.BytesIO(fetched(leader, "PowerPoint"))).slides
    assert [slide.shapes.title.text for slide in slides][:2] == [UNMET, "Kết quả chung"]
    assert "Gửi báo cáo" not in [slide.shapes.title.text for slide in slides]
    said = "\n".join(shape.text_frame.text for shape in slides[0].shapes if shape.has_text_frame)
    assert "Số tạm thời, chờ đơn vị C." in said
    assert UNMET in PdfReader(io.BytesIO(fetched(leader, "PDF"))).pages[0].extract_text()
    report = docx.Document(io.BytesIO(fetched(leader, text.FORMATS["briefing.docx"])))
    assert "Số tạm thời, chờ đơn vị C." in "\n".join(each.text for each in report.paragraphs)
    sheets = openpyxl.load_workbook(io.BytesIO(fetched(leader, text.FORMATS["figures.xlsx"]))).worksheets
    assert [sheet["A1"].value for sheet in sheets][:2] == [UNMET, "Kết quả chung"]
    with zipfile.ZipFile(io.BytesIO(fetched(leader, "Ảnh (zip)"))) as pictures:
        assert len(pictures.namelist()) == len(slides)
    entered = [json.loads(line) for line in (data / "ledger" / "entered.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(each["kind"], each["by"], each["fields"]["slide"]) for each in entered] == [("remark", "Bà B", "others")]

    yesterday, due = (datetime.date.today() + datetime.timedelta(days=days) for days in (-1, 9))
    conclude(leader, yesterday, "Đôn đốc đơn vị C gửi báo cáo.", due)
    leader.goto(f"{address}/briefing")
    expect(leader.get_by_role("button", name=text.MAKE).or_(leader.get_by_test_id("stImageCaption").first)).to_be_visible(timeout=240_000)
    if leader.get_by_role("button", name=text.MAKE).count():
        leader.get_by_role("button", name=text.MAKE).click()
    remade(leader, "Kết luận giao ban trước, kết quả ra sao")

    conclude(leader, datetime.date.today(), "Rà soát tin báo quá hạn.", due)
    expect(leader.get_by_role("button", name=NOTICE, exact=True)).to_be_visible(timeout=240_000)
    remade(leader, "Kết luận giao ban trước, kết quả ra sao")
    said = "\n".join(each.text for each in docx.Document(io.BytesIO(fetched(leader, NOTICE))).paragraphs)
    assert f"1. Rà soát tin báo quá hạn. Chủ trì: Ông A; hoàn thành chậm nhất ngày {due:%d/%m/%Y}." in said
    assert "Đôn đốc đơn vị C" not in said  # another meeting's

    closing = expander(leader, text.CLOSE)
    closing.get_by_text(text.CLOSE, exact=True).click()
    closing.get_by_label(text.NOTE, exact=True).fill("Đã gửi đủ.")
    closing.get_by_label(text.CLOSED_ON, exact=True).fill(f"{due:%d/%m/%Y}")
    closing.get_by_label(text.ENTERED_BY, exact=True).fill("Bà B")
    closing.get_by_role("button", name=text.SAVE).click()
    expect(leader.get_by_text("ngày chưa đến")).to_be_visible(timeout=60_000)
    closing.get_by_label(text.CLOSED_ON, exact=True).fill(f"{datetime.date.today():%d/%m/%Y}")
    closing.get_by_role("button", name=text.SAVE).click()
    expect(leader.get_by_role("table", name=text.DECISIONS)).to_contain_text("Đã gửi đủ.", timeout=240_000)

    leader.goto(f"{address}/briefing?day={yesterday.isoformat()}")  # whose pack must not know what was entered today
    late = "\n".join(each.text for each in docx.Document(io.BytesIO(fetched(leader, NOTICE))).paragraphs)
    assert "1. Đôn đốc đơn vị C gửi báo cáo. Chủ trì: Ông A" in late and "Rà soát tin báo" not in late
    assert seen == []
