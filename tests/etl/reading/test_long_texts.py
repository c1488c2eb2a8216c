"""Free texts have a length: what no page, slide or spreadsheet has room for goes back with its cell, whichever form it stands on."""

from pathlib import Path

import openpyxl
import pytest

from etl.template.forms import Kind
from tests.etl.reading.written import CONTENT, INSPECTED, PLANNED, errors, problems_of, reading_of, setting

#: Every text of a form that people write as they like: the form, the sheet, what stands there now, and how long it may be.
TEXTS: dict[str, tuple[Kind, str, str, int]] = {
    "cause": ("quarterly", "Giải trình", CONTENT.explanations[0].cause or "", 4000),
    "remedy": ("quarterly", "Giải trình", CONTENT.explanations[0].remedy or "", 4000),
    "who answers for it": ("quarterly", "Giải trình", CONTENT.explanations[0].responsible or "", 300),
    "signature": ("quarterly", "Ký duyệt", CONTENT.signed_by or "", 300),
    "evidence": ("quarterly", "Tiến độ nhiệm vụ", "Báo cáo số 20", 4000),
    "number of a plan": ("plan", "Thông tin", PLANNED.number or "", 100),
    "title of a plan": ("plan", "Thông tin", PLANNED.title or "", 500),
    "signature of a plan": ("plan", "Thông tin", PLANNED.signed_by or "", 300),
    "how it was spread": ("plan", "Thông tin", PLANNED.spread_form or "", 500),
    "task": ("plan", "Nhiệm vụ", "Giải quyết dứt điểm tin báo quá hạn", 4000),
    "whose task": ("plan", "Nhiệm vụ", "Trần Thị B", 300),
    "number of an inspection": ("inspection", "Thông tin", INSPECTED.number or "", 100),
    "team": ("inspection", "Thông tin", INSPECTED.team or "", 2000),
    "conclusion": ("inspection", "Thông tin", INSPECTED.conclusion or "", 4000),
    "finding": ("inspection", "Phát hiện", "Hồ sơ kế hoạch thiếu biện pháp", 4000),
    "what was done about it": ("inspection", "Phát hiện", "Đã bổ sung", 4000),
    "who verified it": ("inspection", "Phát hiện", "Phan Thị G", 300),
}


def cell_of(folder: Path, kind: Kind, sheet: str, text: str) -> str:
    reading_of(folder, kind)
    reading_of(folder, kind, lambda book: None)
    found = [
        cell.coordinate for row in openpyxl.load_workbook(folder / f"{kind}.xlsx")[sheet].iter_rows() for cell in row if cell.value == text
    ]
    assert len(found) == 1, (text, found)
    return str(found[0])


@pytest.mark.parametrize("what", TEXTS)
def test_a_text_that_is_too_long_is_named_and_one_just_short_enough_is_taken(tmp_path: Path, what: str) -> None:
    kind, sheet, text, most = TEXTS[what]
    cell = cell_of(tmp_path, kind, sheet, text)
    assert errors(reading_of(tmp_path, kind, setting(sheet, {cell: "đ" * most}))) == []
    reading = reading_of(tmp_path, kind, setting(sheet, {cell: "đ" * (most + 1)}))
    assert errors(reading) == [("text_too_long", sheet, cell)]
    (said,) = [each.message for each in problems_of(reading)]
    assert f"dài {most + 1} ký tự, nhiều nhất {most}; hãy viết gọn lại" in said and len(said) < 300
