"""Journeys about reports: the marked copy comes down byte for byte, and a link opens a number's cells and closes again."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def parameters(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_the_marked_copy_of_a_refused_file_comes_down_as_it_lies_there(leader: Page, address: str, data: Path):
    leader.goto(f"{address}/reporting?quarter=2022-Q3")
    with leader.expect_download() as coming:
        leader.get_by_role("button", name="Tải bản đánh dấu lỗi").click()
    name = coming.value.suggested_filename
    assert name.startswith("2022-Q3 Nghi Xuân – cần sửa")
    assert Path(coming.value.path()).read_bytes() == (data / "returned" / name).read_bytes()


def test_a_correction_leads_to_its_cells_and_closing_leads_back(leader: Page, address: str):
    leader.goto(f"{address}/reporting?quarter=2022-Q2")
    leader.get_by_role("link", name="Số bản yêu cầu điều tra").first.click()
    dialog = leader.get_by_role("dialog")
    expect(dialog).to_contain_text("VKSND huyện Thạch Hà")
    expect(dialog.get_by_role("table", name="Bản trước của các con số này")).to_contain_text("14")
    assert parameters(leader)["figure"] == ["445.dt_yeu_cau_dieu_tra"]
    leader.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    leader.wait_for_function("!location.search.includes('figure=')")
    assert parameters(leader)["quarter"] == ["2022-Q2"]


def test_a_link_opens_the_trace_of_a_result(leader: Page, address: str, seen: list[str]):
    leader.goto(f"{address}/?quarter=2022-Q3&trace=445.TB02")
    dialog = leader.get_by_role("dialog")
    expect(dialog.locator(".formula")).to_contain_text("Mẫu số")
    with leader.expect_download() as coming:
        dialog.get_by_role("button", name="Tải CSV").click()
    assert Path(coming.value.path()).read_bytes().startswith(b"\xef\xbb\xbfunit_code")
    leader.keyboard.press("Escape")  # the download took the focus out of the dialog
    expect(dialog).to_have_count(0)
    assert not seen


def test_it_fits_the_projector_as_a_picture_and_prints(leader: Page, address: str, tmp_path: Path):
    leader.goto(f"{address}/reporting?present=1")
    expect(leader.get_by_role("heading", name="Cần đôn đốc")).to_be_visible()
    expect(leader.locator("html.presenting .js-plotly-plot")).to_have_count(2)  # the bar is gone, the figures are drawn
    assert leader.evaluate("document.querySelector('.stMain').scrollHeight") <= 1080
    leader.goto(f"{address}/reporting")
    expect(leader.get_by_role("heading", name="Cảnh báo")).to_be_visible()
    leader.pdf(path=tmp_path / "reports.pdf", prefer_css_page_size=True)
    assert (tmp_path / "reports.pdf").read_bytes().startswith(b"%PDF")
