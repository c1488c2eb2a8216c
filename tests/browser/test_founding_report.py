"""Every sentence of the founding report has its place: what stands behind it is changed, and the page's sentence changes."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from common.paths import DataDir
from etl.lists.reference import Reference, read_reference
from etl.sample.life import Life
from etl.sample.story import read_story
from etl.template.forms import read_forms
from etl.template.inspection import write_inspection_form
from tests.serving import ROOT, load

pytestmark = pytest.mark.browser

Rows = list[dict[str, str]]
TOPICS = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "founding-report.md").read_text(encoding="utf-8"), re.MULTILINE)
AT = "?province=42&quarter=2022-Q3"
FOUND = ("inspection", "shortcoming", "reminder")
YEAR, WEAK, NEW = 2022, "448", "TB99"


def sentences(page: Page, address: str) -> dict[str, str]:
    """The sentence of each topic as it stands on its page."""
    said = {}
    for place in ("tasks", "inspections"):
        page.goto(f"{address}/{place}{AT}")
        expect(page.locator("[data-topic]").first).to_be_visible()
        for line in page.locator("[data-topic]").all():
            said[line.get_attribute("data-topic") or ""] = line.inner_text()
    return said


def edit(path: Path, change: Callable[[Rows], Rows]) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    changed = change(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(changed)


def without(rows: Rows, kinds: tuple[str, ...]) -> Rows:
    """The tasks but for those of these kinds of one office; of meetings, cases and files it plans one more."""
    kept = [row for row in rows if not (row["unit_code"] == WEAK and row["kind"] in kinds)]
    for row in kept:
        if row["unit_code"] == WEAK and row["planned"]:
            row["planned"] = str(int(row["planned"]) + 1)
    return kept


def change_everything(data: Path) -> None:
    """Changes the datum behind every sentence: lists by hand, inspections by a workbook that is sent again."""
    folder = data / "reference"
    edit(folder / "plans.csv", lambda rows: [row | {"issue_by": row["issue_by"] and "2022-01-12"} for row in rows])
    assigned = {row["indicator_code"]: row for row in _rows(folder / "targets.csv") if row["plan_code"] == "KH-2022"}
    own = {row["indicator_code"] for row in _rows(folder / "targets.csv") if row["plan_code"] == f"DK-2022-{WEAK}"}
    raised = next(code for code in sorted(own) if assigned.get(code, {}).get("value") == "90" and not assigned[code]["volume_from"])
    added = next(row["indicator_code"] for row in _rows(folder / "indicators.csv") if row["indicator_code"] not in own | assigned.keys())

    def targets(rows: Rows) -> Rows:
        for row in rows:
            if (row["plan_code"], row["indicator_code"]) == (f"DK-2022-{WEAK}", raised):
                row["value"] = "97"
        return [*rows, dict.fromkeys(rows[0], "") | {"plan_code": f"DK-2022-{WEAK}", "indicator_code": added, "value": "3"}]

    edit(folder / "targets.csv", targets)
    edit(folder / "tasks.csv", lambda rows: without(rows, ("review", "hearing", "focus", "breakthrough", "assignment", "title")))
    change_the_list(folder)
    reference = read_reference(folder)
    resend(data, reference, "437")


def change_the_list(folder: Path) -> None:
    """The sector's list gives the first indicator another code from the working year on, reckoned as before."""
    old = _rows(folder / "indicators.csv")[0]
    named = {"indicator_code": NEW, "name": "Theo danh mục mới", "short_name": "Mã mới"}
    edit(folder / "indicators.csv", lambda rows: [*rows, old | named])
    target = {"plan_code": "KH-2022", "indicator_code": NEW, "value": "100"}
    edit(folder / "targets.csv", lambda rows: [*rows, dict.fromkeys(rows[0], "") | target])
    line = f"{old['indicator_code']},{NEW},2021-12-01,true,358/QĐ-VKSTC"
    (folder / "indicator_changes.csv").write_text(f"old_code,new_code,effective_on,is_comparable,source\n{line}\n", encoding="utf-8")


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def resend(data: Path, reference: Reference, unit: str) -> None:
    """A self-inspection that turns out to have been the province's, with a shortcoming and a reminder more."""
    content = Life(reference, YEAR, 2022, read_story().given["people"], "").inspection(unit, with_remedies=True)
    more = [{"number": f"{n}", "kind": kind, "field_code": "DT", "text": "Thêm"} for n, kind in ((8, "shortcoming"), (9, "reminder"))]
    content = replace(content, mode="direct", findings=[*content.findings, *more])
    form = read_forms(DataDir(data).forms)["inspection"]
    write_inspection_form(reference, form, unit, YEAR, data / "inbox" / "Kiểm tra 2022 gửi lại.xlsx", content)


def choose(page: Page, label: str, number: str) -> None:
    """Chooses a number out of those known, or writes a new one."""
    box = page.get_by_label(label).last
    box.click()
    box.fill(number)
    options = page.get_by_role("option")
    options.filter(has_text=number).first.wait_for()
    expect(options.filter(has_text="Add:")).to_have_count(0)  # as Streamlit says it
    box.press("Enter")


def record(page: Page, by: str, said: dict[str, str]) -> None:
    for label, value in said.items():
        page.get_by_label(label).fill(value)
    page.get_by_label("Họ tên người nhập").fill(by)
    page.get_by_role("button", name="Ghi vào sổ").click()


@pytest.fixture(scope="module")
def entering(data: Path) -> Iterator[Path]:
    (data / "settings.yml").write_text("entry: true\n", encoding="utf-8")
    yield data
    (data / "settings.yml").unlink()


def test_a_task_leads_from_plan_to_evidence(leader: Page, address: str) -> None:
    leader.goto(f"{address}/tasks{AT}&record=440.task.440/2022/nv01")
    dialog = leader.get_by_role("dialog")
    expect(dialog).to_contain_text("Kế hoạch 2022 Đức Thọ.xlsx")  # who set it
    expect(dialog).to_contain_text("2022-Q3 Đức Thọ.xlsx")  # and what became of it
    expect(dialog).to_contain_text("Nhiệm vụ, ô D7")
    expect(dialog.locator("tr", has_text="Minh chứng")).to_contain_text("minh hoạ")


def test_a_finding_goes_from_inspection_to_closure(leader: Page, address: str, entering: Path) -> None:
    leader.goto(f"{address}/inspections{AT}&unit=436")
    row = leader.locator("table.listing tr", has_text="Chờ xác nhận")
    expect(row).to_contain_text("kháng nghị phúc thẩm ngang cấp")
    choose(leader, "Số quyết định hoặc báo cáo", "21/QĐ-VKS")
    choose(leader, "Số phát hiện", "2 · ")
    leader.get_by_label("Người xác nhận").fill("Võ Văn H")
    leader.get_by_label("Họ tên người nhập").fill("Phan Thị G")
    leader.get_by_role("button", name="Ghi vào sổ").click()
    expect(leader.locator("table.listing tr", has_text="Chờ xác nhận")).to_have_count(0, timeout=240_000)
    closed = leader.locator("table.listing tr", has_text="Võ Văn H xác nhận")
    expect(closed).to_contain_text("Xong đúng hạn")
    leader.goto(f"{address}/inspections{AT}&record=436.finding.436/2022/21/qđ-vks%232")
    expect(leader.get_by_role("dialog")).to_contain_text("trang nhập, Phan Thị G")
    expect(leader.get_by_role("dialog")).to_contain_text("Kiểm tra 2022 TP Hà Tĩnh.xlsx")


def test_a_task_is_told_of_on_its_page_and_taken_back(leader: Page, address: str, entering: Path) -> None:
    leader.goto(f"{address}/tasks{AT}&unit=440")
    choose(leader, "Số nhiệm vụ", "NV02")
    record(leader, "O'Neil & <i>Đặng</i>", {"Ngày xong": "30/08/2022", "Minh chứng": "Báo cáo <b>số 7</b>"})
    row = leader.locator("table.listing tr", has_text="sơ đồ tư duy")
    expect(row).to_contain_text("Báo cáo <b>số 7</b>", timeout=240_000)
    expect(row).to_contain_text("Xong đúng hạn")
    leader.goto(f"{address}/tasks{AT}&record=440.task.440/2022/nv02")
    expect(leader.get_by_role("dialog")).to_contain_text("trang nhập, O'Neil & <i>Đặng</i>")
    leader.goto(f"{address}/tasks{AT}&unit=440")
    choose(leader, "Số nhiệm vụ", "NV02")
    record(leader, "Phan Thị G", {"Ngày xong": "rút"})
    # It moves from the list of what is done to that of what is not: for a moment both are there.
    expect(row.filter(has_text="Còn hạn")).to_have_count(1, timeout=240_000)
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Báo cáo <b>số 7</b>")  # what was not taken back stays


def test_an_inspection_is_entered_once_it_says_who_looks(leader: Page, address: str, entering: Path) -> None:
    leader.goto(f"{address}/inspections{AT}&unit=440")
    leader.get_by_text("Cuộc kiểm tra", exact=True).click()
    expect(leader.get_by_label("Kết luận")).to_be_visible()
    choose(leader, "Số quyết định hoặc báo cáo", "99/QĐ-VKS")
    record(leader, "Phan Thị G", {"Kết luận": "Thử"})
    expect(leader.get_by_text("chưa có cuộc kiểm tra số “99/QĐ-VKS”")).to_be_visible(timeout=120_000)
    leader.get_by_label("Cách kiểm tra").last.click()
    leader.get_by_role("option", name="Tỉnh kiểm tra trực tiếp").click()
    record(leader, "Phan Thị G", {"Ngày quyết định hoặc báo cáo": "05/08/2022"})
    expect(leader.locator("table.listing tr", has_text="99/QĐ-VKS")).to_have_count(1, timeout=240_000)


def test_a_second_version_of_an_inspection_stands_beside_the_first(leader: Page, address: str, entering: Path) -> None:
    pointer = entering / "snapshots" / "CURRENT"
    before = pointer.read_text(encoding="utf-8")
    leader.goto(f"{address}/inspections{AT}&unit=443")
    leader.get_by_text("Cuộc kiểm tra", exact=True).click()
    expect(leader.get_by_label("Kết luận")).to_be_visible()
    choose(leader, "Số quyết định hoặc báo cáo", "24/QĐ-VKS")
    record(leader, "Phan Thị G", {"Kết luận": "Kết luận sửa lại", "Ngày tỉnh nhận báo cáo": "30/06/2022"})
    for _ in range(240):
        if pointer.read_text(encoding="utf-8") != before:
            break
        leader.wait_for_timeout(1000)
    leader.goto(f"{address}/inspections{AT}&record=443.inspection.443/2022/24/qđ-vks")
    dialog = leader.get_by_role("dialog")
    for said in ("Kết luận sửa lại", "Phan Thị G", "Kiểm tra 2022 Can Lộc.xlsx", "Đơn vị triển khai kế hoạch đúng hướng"):
        expect(dialog).to_contain_text(said)


def test_every_sentence_follows_what_stands_behind_it(leader: Page, address: str, data: Path) -> None:
    before = sentences(leader, address)
    assert set(TOPICS) <= set(before) and len(TOPICS) == 16
    change_everything(data)
    load(data)
    fresh = leader.context.browser.new_context(viewport={"width": 1366, "height": 768}, bypass_csp=True).new_page()
    after = sentences(fresh, address)
    assert [topic for topic in TOPICS if before[topic] == after[topic]] == []
    assert "7 đơn vị tỉnh kiểm tra trực tiếp, 6 đơn vị tự kiểm tra" in before["inspection"]
    assert "8 đơn vị tỉnh kiểm tra trực tiếp, 5 đơn vị tự kiểm tra" in after["inspection"]
    # This year beside the last: the code is new, the series is not.
    fresh.goto(f"{address}/indicator{AT}&indicator={NEW}")
    expect(fresh.get_by_text("cách tính như cũ, so được với các kỳ trước").first).to_be_attached()
    fresh.goto(f"{address}/unit{AT}&unit=440")
    expect(fresh.locator("table.listing tr", has_text="Theo danh mục mới").filter(has_text="Nối tiếp mã cũ TB01")).to_have_count(1)
