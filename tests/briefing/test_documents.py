"""The report and the notice hold to decree 30/2020: sizes, margins, page numbers, appendices; the notice says every decision."""

import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Pt

from briefing.making import Known, seat_of
from briefing.model import Pack
from briefing.reading import opened
from briefing.render.decree import appendix_name
from briefing.render.layout import width_of
from briefing.render.notice_docx import notice
from briefing.render.print_widths import print_widths
from briefing.render.report_docx import appendices
from ui.kit import format as fmt

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report(folder: Path) -> Any:
    return docx.Document(str(folder / "briefing.docx"))


def test_paper_margins_and_page_numbers(report: Any, pack: Pack) -> None:
    first, *others = report.sections
    sizes = (first.page_width, first.page_height, first.left_margin, first.right_margin)
    assert [round(each.mm) for each in sizes] == [210, 297, 30, 15]
    assert others and all(each.page_width > each.page_height for each in others)
    assert len(others) == len(appendices(pack))
    for section in report.sections:
        assert section.different_first_page_header_footer and "PAGE" in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml
    assert all(each._sectPr.xml.count('w:pgNumType w:start="1"') == 1 for each in others)


def test_the_head_and_the_end(report: Any) -> None:
    head = report.tables[0]
    said = [paragraph.text for row in head.rows for cell in row.cells for paragraph in cell.paragraphs]
    assert "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said and "Độc lập - Tự do - Hạnh phúc" in said
    assert any(each.endswith("ngày 12 tháng 9 năm 2022") for each in said)
    assert report.styles["Normal"].font.name == "Times New Roman" and report.styles["Normal"].font.size == Pt(14)
    texts = [paragraph.text for paragraph in report.paragraphs]
    assert any(each.endswith("./.") for each in texts) and "BÁO CÁO" in texts
    foot = report.tables[1].rows[0].cells[0].text
    assert foot.startswith("Nơi nhận:") and foot.rstrip().endswith("Lưu: VT, VP.")
    assert "VIỆN KIỂM SÁT NHÂN DÂN TỈNH HÀ TĨNH" in head.cell(0, 0).text, "the list of provinces names it"


def test_appendices_hold_every_row(report: Any, pack: Pack) -> None:
    tables = report.tables[2:]
    slides = appendices(pack)
    assert len(tables) == len(slides)
    for table, slide in zip(tables, slides, strict=True):
        assert slide.table
        assert [cell.text for cell in table.rows[0].cells][1:] == [column.head for column in slide.table.columns]
        assert len(table.rows) == len(slide.table.rows) + 1
        last = [cell.text for cell in table.rows[-1].cells][1:]
        assert last == [column.said(slide.table.rows[-1], pack.words) for column in slide.table.columns]
    assert sum(paragraph.text == pack.stamp.line for paragraph in report.paragraphs) == len(slides)


def test_appendices_are_named_as_the_decree_has_it_and_the_text_refers_to_them(report: Any, pack: Pack) -> None:
    texts = [paragraph.text for paragraph in report.paragraphs]
    named = [each for each in texts if each.startswith("Phụ lục ")]
    assert named[:5] == ["Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV", "Phụ lục V"] and len(named) == len(appendices(pack))
    belongs = "(Kèm theo Báo cáo số        /BC-VKS ngày 12 tháng 9 năm 2022 của Viện kiểm sát nhân dân tỉnh Hà Tĩnh)"
    assert texts.count(belongs) == len(named)
    assert all(any(f"tại {each}." in said for said in texts) for each in named)
    assert appendix_name(1, 1) == "Phụ lục" and [appendix_name(number, 60).split()[2] for number in (9, 14, 49, 58)] == [
        "IX", "XIV", "XLIX", "LVIII"
    ]  # fmt: skip


def test_every_indicator_is_in_the_first_appendix_and_the_offices_that_do_not_meet_it_below(report: Any, pack: Pack, seen: Known) -> None:
    with opened(seen.path) as figures:
        at = {"year": pack.stamp.year, "quarter": pack.stamp.quarter}
        wanted = [row for row in figures.rows("mart.province", at) if row["status"] != "no_target"]
        unmet = figures.rows("mart.attention", at)
    table = report.tables[2]
    assert sorted(row.cells[1].text for row in table.rows[1:]) == sorted(row["indicator_name"] for row in wanted)
    notes = [paragraph.text for paragraph in report.paragraphs if "chưa đạt ở: " in paragraph.text]
    assert len(notes) == len({row["indicator_code"] for row in unmet})
    listed = [each for said in notes for each in said.rstrip(".").split("chưa đạt ở: ")[1].split("; ")]
    assert sorted(listed) == sorted(f"{row['unit_short_name']} – {fmt.of(row['numerator'], row['denominator'])}" for row in unmet)
    for said in notes:
        number = int(said[1 : said.index(")")])
        name = said.split(") ")[1].split(", chưa đạt")[0]
        assert any(row["indicator_name"] == table.rows[number].cells[1].text and row["indicator_short_name"] == name for row in wanted)


def test_the_text_says_which_offices_do_not_meet_a_focus_indicator_and_what_was_asked(report: Any, pack: Pack) -> None:
    texts = [paragraph.text for paragraph in report.paragraphs]
    assert any(each.startswith("- Số hoá hồ sơ dân sự (mức 70%): Thạch Hà – 29/43; ") for each in texts)
    direction = next(slide for slide in pack.slides if slide.key == "direction")
    assert direction.table
    lines = [each for each in texts if each.startswith("- ") and " – " in each]
    assert len(lines) == len({row["indicator_code"] for row in direction.table.rows})
    assert sum(each.count(" – ") for each in lines) == len(direction.table.rows)
    # Where the rows stand is said of all of them, before the list: at its end it would read as of the last indicator alone.
    assert not any("Chi tiết tại" in each for each in lines)
    assert texts[texts.index(lines[0]) - 1].endswith(" Chi tiết tại Phụ lục III.")


def test_what_has_begun_is_said_before_the_first_part(report: Any, pack: Pack) -> None:
    texts = [paragraph.text for paragraph in report.paragraphs]
    assert pack.opening and texts.index(pack.opening[0]) < next(at for at, each in enumerate(texts) if each.startswith("1. "))
    assert texts.count(pack.opening[0]) == 1


def test_a_printed_column_is_as_wide_as_it_needs_and_words_get_the_rest(pack: Pack) -> None:
    width = 700.0
    for slide in appendices(pack):
        assert slide.table
        columns, rows = slide.table.columns, slide.table.rows
        found = print_widths(columns, rows, pack.words, width)
        assert sum(found) == pytest.approx(width)
        for column, each in zip(columns, found, strict=True):
            pieces = [column.said(row, pack.words) for row in rows]
            pieces = pieces if column.is_number or column.kind == "day" else [word for said in pieces for word in said.split()]
            assert all(width_of(piece, 11) <= each for piece in pieces), (slide.key, column.key)
    direction = next(slide.table for slide in appendices(pack) if slide.key == "direction")
    assert direction
    wide = dict(
        zip([each.key for each in direction.columns], print_widths(direction.columns, direction.rows, pack.words, width), strict=True)
    )
    assert wide["remedy"] > 2 * wide["status"] and wide["cause"] > 2 * wide["status"]


def test_no_signature_stands_alone_on_a_page(report: Any) -> None:
    end = next(paragraph for paragraph in report.paragraphs if paragraph.text.endswith("./."))
    assert end.paragraph_format.keep_with_next and "w:cantSplit" in report.tables[1].rows[0]._tr.xml


def test_the_place_is_that_of_the_office_unless_it_is_set(report: Any) -> None:
    said = "".join(cell.text for row in report.tables[0].rows for cell in row.cells)
    assert "Hà Tĩnh, ngày 12 tháng 9 năm 2022" in said
    assert seat_of("Viện kiểm sát nhân dân thành phố Huế") == "Huế" and seat_of("Viện kiểm sát") == ""


def test_a_notice_says_every_decision(tmp_path: Path) -> None:
    rows = [
        {
            "unit_name": "VKSND huyện A",
            "indicator_short_name": "Tin báo",
            "task": "Rà soát tin báo.",
            "in_charge": "Ông B",
            "takes_part": "Phòng 1",
        },
        {"unit_name": None, "indicator_short_name": None, "task": "Nộp báo cáo", "in_charge": "Bà C", "takes_part": None},
    ]
    rows = [row | {"due_on": datetime.date(2022, 2, 5)} for row in rows]
    path = tmp_path / "tb.docx"
    path.write_bytes(notice(rows, datetime.date(2022, 1, 4), "", "Viện kiểm sát nhân dân tỉnh A", "A"))
    made = docx.Document(str(path))
    said = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert "1. Rà soát tin báo (VKSND huyện A, Tin báo). Chủ trì: Ông B; phối hợp: Phòng 1; hoàn thành chậm nhất ngày 05/02/2022." in said
    assert "2. Nộp báo cáo. Chủ trì: Bà C; hoàn thành chậm nhất ngày 05/02/2022." in said
    assert "ngày 04 tháng 01 năm 2022" in "".join(cell.text for row in made.tables[0].rows for cell in row.cells)
