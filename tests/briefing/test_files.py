"""The files of a pack are opened by others, hold what they should, and a fault that is planted in one is found."""

import datetime
import decimal
import hashlib
import io
import json
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pptx
import pytest
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader

from briefing import making
from briefing.making import Known, content, make
from briefing.model import Pack
from briefing.render import layout, typst_source
from briefing.render.checks import Faulty, letter_faults, pdf_faults, picture_faults
from briefing.render.layout import Page, broken, has_letter, pages, said_on, width_of
from briefing.render.packing import settled
from briefing.render.workbook import columns_of, sheets
from common.paths import DataDir
from tests.briefing.conftest import DAY
from ui.kit import format as fmt
from ui.kit import theme

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def drawn(pack: Pack) -> list[Page]:
    return pages(pack)


def plain(words: str) -> str:
    return "".join(unicodedata.normalize("NFC", words).split())


# ---- opened by others


def test_the_slides_hold_native_tables_and_charts_and_their_sources(folder: Path, drawn: list[Page], pack: Pack) -> None:
    made = pptx.Presentation(str(folder / "briefing.pptx"))
    assert (made.slide_width, made.slide_height) == (12192000, 6858000) and len(made.slides) == len(drawn)
    for slide, page in zip(made.slides, drawn, strict=True):
        assert slide.shapes.title.text == page.title
        below = slide.shapes.title.top + slide.shapes.title.height
        others = [shape for shape in slide.shapes if shape.shape_id != slide.shapes.title.shape_id]
        assert all(shape.top >= below for shape in others)
        assert all(
            shape.left >= 0 and shape.left + shape.width <= made.slide_width and shape.top + shape.height <= made.slide_height
            for shape in others
        )
        assert page.stamp in "\n".join(shape.text_frame.text for shape in others if shape.has_text_frame)
        tables = [shape.table for shape in others if shape.has_table]
        assert len(tables) == bool(page.grid)
        if page.grid and not page.grid.is_matrix:
            assert [[cell.text_frame.text.strip() for cell in row.cells] for row in tables[0].rows] == [
                [f"{cell.glyph} {cell.text}".strip() for cell in line] for line in page.grid.cells
            ]
        charts = [shape.chart for shape in others if shape.has_chart]
        assert len(charts) == bool(page.bars)
        if page.bars:
            rows, series = page.bars.chart.rows, page.bars.chart.series
            values = [tuple(page.bars.chart.number(row, each) for row in rows) for each in series]
            assert [tuple(each.values) for each in charts[0].plots[0].series] == values
            assert [each.name for each in charts[0].plots[0].series] == [each.name for each in series]
        notes = slide.notes_slide.notes_text_frame.text
        assert pack.link(page.slide) in notes and all(source in notes for source in page.slide.sources)


def test_fonts_are_named_in_the_slides(folder: Path) -> None:
    with zipfile.ZipFile(folder / "briefing.pptx") as archive:
        theme = next(archive.read(name).decode() for name in archive.namelist() if name.startswith("ppt/theme/theme1"))
        slides = [archive.read(name).decode() for name in archive.namelist() if name.startswith("ppt/slides/slide")]
    assert theme.count('<a:latin typeface="Arial"') >= 2 and 'typeface="Calibri"' not in theme
    assert slides and all('typeface="Arial"' in each for each in slides)


def test_the_pdf_holds_every_text_in_our_fonts(folder: Path, drawn: list[Page]) -> None:
    document = (folder / "briefing.pdf").read_bytes()
    assert not list(pdf_faults(document, drawn))
    found = plain("".join(page.extract_text() for page in PdfReader(io.BytesIO(document)).pages))
    assert plain("Đã hẹn gì, kết quả ra sao") in found and plain("Số liệu minh hoạ") in found


def test_pictures_are_as_large_as_said(folder: Path, drawn: list[Page]) -> None:
    for kind, size in (("png", (1920, 1080)), ("png-2x", (3840, 2160))):
        found = sorted((folder / kind).glob("*.png"))
        assert [path.stem for path in found] == [page.name for page in drawn]
        assert {Image.open(path).size for path in found} == {size}


def test_every_sheet_carries_its_stamp_and_the_numbers(folder: Path, pack: Pack) -> None:
    book = openpyxl.load_workbook(folder / "figures.xlsx")
    assert len(book.sheetnames) == len(sheets(pack)) == len(pack.slides) + 1
    for sheet, slide in zip(book.worksheets, sheets(pack), strict=True):
        assert (sheet["A1"].value, sheet["A2"].value) == (slide.title, pack.stamp.line)
        if slide.table:
            # The last such head: the chart's rows stand above, of which there may be fewer.
            heads = max(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == slide.table.columns[0].head)
            below = [sheet.cell(heads + 1 + place, 1).value for place in range(len(slide.table.rows))]
            first = slide.table.columns[0].key
            if isinstance(slide.table.rows[0][first], str):
                assert below == [row[first] for row in slide.table.rows]


def test_every_number_of_the_workbook_is_that_of_its_row(folder: Path, pack: Pack) -> None:
    """The rows themselves are held against the published tables in `test_content`."""
    book = openpyxl.load_workbook(folder / "figures.xlsx")
    looked_at = 0
    for sheet, slide in zip(book.worksheets, sheets(pack), strict=True):
        lines = list(sheet.iter_rows(values_only=True))
        at = 0
        for source, columns, rows in columns_of(slide):
            at = next(number for number in range(at, len(lines)) if lines[number][0] == source) + 2
            keys = [key for each in columns for key in (("numerator", "denominator") if each.kind == "of" else (each.key,))]
            for row in rows:
                for key, found in zip(keys, lines[at], strict=False):
                    meant = row.get(key)
                    if found is None and row.get("targets_judged") == 0:
                        continue  # an office of which nothing is known: nobody counted its noughts
                    if key != "chance" and isinstance(meant, int | float | decimal.Decimal) and not fmt.is_unknown(meant):
                        assert found == pytest.approx(float(meant), rel=1e-12), (slide.key, key)
                        looked_at += 1
                at += 1
    assert looked_at > 300


def test_no_code_and_no_name_of_a_column_is_read_in_the_workbook(folder: Path, pack: Pack) -> None:
    book = openpyxl.load_workbook(folder / "figures.xlsx")
    cells = {cell for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, str)}
    assert not cells & {code.split(":")[-1] for code in pack.words}
    assert not [cell for cell in cells if "_" in cell and " " not in cell and not cell.startswith(("mart.", "log.", "http"))]
    assert all(not name.endswith(" ") and "  " not in name for name in book.sheetnames)
    assert any(name.endswith("…") for name in book.sheetnames)


# ---- the same again


@pytest.mark.long
def test_the_same_content_gives_the_same_bytes(data: DataDir, seen: Known, folder: Path, tmp_path: Path) -> None:
    again = make(data, seen, tmp_path / "again")
    digests = [
        {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in root.rglob("*.*")}
        for root in (folder, again.folder)
    ]
    assert digests[0] == digests[1] and len(digests[0]) > 20
    assert not make(data, seen, folder).is_new
    (again.folder / "briefing.pdf").write_bytes(b"broken")
    assert make(data, seen, again.folder).is_new


def test_no_clock_is_left_in_an_office_file(folder: Path) -> None:
    for name in ("briefing.pptx", "figures.xlsx"):
        content = (folder / name).read_bytes()
        assert settled(content, DAY) == content
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert b"2022-09-12T00:00:00Z" in archive.read("docProps/core.xml")


def test_the_pack_says_what_it_is_made_of(folder: Path, pack: Pack) -> None:
    facts = json.loads((folder / making.MANIFEST).read_text(encoding="utf-8"))
    assert facts["stamp"] == pack.stamp.line and [each["key"] for each in facts["slides"]] == [slide.key for slide in pack.slides]
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in facts["files"].items())


# ---- planted faults


def png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture(scope="module")
def picture(folder: Path, drawn: list[Page]) -> Image.Image:
    return Image.open(folder / "png" / f"{drawn[1].name}.png").convert("RGB")


def test_a_sound_picture_has_no_fault(picture: Image.Image, drawn: list[Page]) -> None:
    assert not list(picture_faults(png(picture), drawn[1], 1920))


def test_a_blank_picture_is_found(drawn: list[Page]) -> None:
    assert "trắng" in "".join(picture_faults(png(Image.new("RGB", (1920, 1080), "white")), drawn[1], 1920))
    assert "không mở được" in "".join(picture_faults(b"no picture", drawn[1], 1920))


@pytest.mark.parametrize("by", [(400, 0), (0, 60)])
def test_a_cut_picture_is_found(by: tuple[int, int], picture: Image.Image, drawn: list[Page]) -> None:
    moved = Image.new("RGB", picture.size, "white")
    moved.paste(picture, by)
    assert "bị cắt" in "".join(picture_faults(png(moved), drawn[1], 1920))
    smaller = picture.crop((0, 0, 1900, 1080))
    assert "điểm ảnh" in "".join(picture_faults(png(smaller), drawn[1], 1920))


def test_a_picture_in_another_font_is_found(picture: Image.Image, drawn: list[Page]) -> None:
    other = picture.copy()
    drawing = ImageDraw.Draw(other)
    drawing.rectangle((0, 50, 1920, 130), "white")
    drawing.text((72, 60), drawn[1].title, theme.INK, ImageFont.truetype(str(layout.FONTS / "LiberationSans-Regular.ttf"), 52))
    assert "sai phông" in "".join(picture_faults(png(other), drawn[1], 1920))


@pytest.mark.parametrize("key", ["headline", "direction", "matrix", "caseflow"])
@pytest.mark.parametrize("part", [(0.0, 0.0, 1.0, 1.0), (0.6, 0.0, 1.0, 1.0), (0.0, 0.5, 1.0, 0.9)])
def test_a_picture_that_is_blank_in_part_is_found(
    key: str, part: tuple[float, float, float, float], folder: Path, drawn: list[Page]
) -> None:
    """Title and last line stand there; the whole body is gone, or the right of it, or lines in its midst."""
    page = next(each for each in drawn if each.key == key)
    whole = Image.open(folder / "png" / f"{page.name}.png").convert("RGB")
    box = page.grid.box if page.grid else page.bars.box if page.bars else None
    assert box
    ImageDraw.Draw(whole).rectangle(
        (2 * (box.x + box.width * part[0]), 2 * (box.y + box.height * part[1]),
         2 * (box.x + box.width * part[2]), 2 * (box.y + box.height * part[3])), "white",
    )  # fmt: skip
    assert "thiếu" in "".join(picture_faults(png(whole), page, 1920))


def test_a_sentence_in_another_font_is_found_where_the_title_is_in_ours(pack: Pack, drawn: list[Page], tmp_path: Path) -> None:
    source = typst_source.document(pack, [drawn[1]]).replace('weight: "regular"', 'weight: "bold"')
    (picture,) = typst_source.compiled(source, tmp_path, "png", 144)
    assert "sai phông chữ hoặc chữ bị cắt" in "".join(picture_faults(picture, drawn[1], 1920))


def test_an_area_of_another_colour_is_found(pack: Pack, drawn: list[Page], tmp_path: Path) -> None:
    met = pack.words["met"].colour
    source = typst_source.document(pack, [drawn[1]]).replace(met, "#ffffff")
    (picture,) = typst_source.compiled(source, tmp_path, "png", 144)
    assert "mảng màu" in "".join(picture_faults(picture, drawn[1], 1920))


def test_a_pdf_in_another_font_or_without_a_text_is_found(
    pack: Pack, drawn: list[Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = typst_source.document(pack, drawn)
    lost = typst_source.compiled(source.replace("Kết quả chung", "Kết quả"), tmp_path, "pdf")[0]
    assert any("thiếu “Kết quả chung”" in fault for fault in pdf_faults(lost, drawn))
    import typst

    with_others = source.replace('("Liberation Sans", "DejaVu Sans")', '("Libertinus Serif", "DejaVu Sans")')
    monkeypatch.setattr(typst_source, "compiler", lambda: typst.Fonts(False, True, [str(layout.FONTS)]))
    other = typst_source.compiled(with_others, tmp_path, "pdf")[0]
    assert any("phông" in fault and "lạ" in fault for fault in pdf_faults(other, drawn))
    monkeypatch.undo()
    narrow = typst_source.document(pack, drawn).replace("box(width: w * 1pt", "box(width: w * 0.8pt")
    assert any("xuống dòng giữa" in fault for fault in pdf_faults(typst_source.compiled(narrow, tmp_path, "pdf")[0], drawn))
    fewer = typst_source.compiled(typst_source.document(pack, drawn[:2]), tmp_path, "pdf")[0]
    assert f"cần {len(drawn)}" in "".join(pdf_faults(fewer, drawn))


def test_a_letter_that_no_font_has_is_found(drawn: list[Page]) -> None:
    assert not list(letter_faults(drawn))
    assert "中" in "".join(letter_faults([replace(drawn[0], title="中")]))


def test_what_is_faulty_is_made_again_once_then_reported_and_never_handed_out(
    data: DataDir, seen: Known, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound, tries = typst_source.compiled, []

    def blank(source: str, folder: Path, kind: str, ppi: int | None = None) -> list[bytes]:
        made = sound(source, folder, kind, ppi)
        tries.append(kind)
        return made if ppi is None else [png(Image.new("RGB", (round(ppi * 960 / 72), round(ppi * 540 / 72)), "white")) for _ in made]

    monkeypatch.setattr(typst_source, "compiled", blank)
    with pytest.raises(Faulty, match="trắng") as refused:
        make(data, seen, tmp_path / "pack")
    drawn = pages(content(data, seen, None))
    # Twice each: once, and once more because of the fault.
    parts = 2 * sum(-(-len(drawn) // making.at_a_time(width, len(drawn))) for width, _ in making.PICTURES)
    assert sorted(tries) == ["pdf", *["png"] * parts] and not (tmp_path / "pack").exists()
    said = "".join(refused.value.faults)
    assert all(said.count(f"Ảnh {page.name} ") == len(making.PICTURES) for page in drawn), "of every part its faults are told"


@pytest.mark.parametrize("at_a_time", [1, 5])
def test_a_picture_is_the_same_in_whatever_company_it_is_drawn(
    at_a_time: int, pack: Pack, folder: Path, drawn: list[Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "_AT_A_TIME", at_a_time)
    monkeypatch.setattr(making, "PICTURES", ((960, "png"),))
    one = {name: made for job in making._drawing(pack, drawn, lambda step: None) for name, made in job().items()}
    monkeypatch.setattr(making, "_AT_A_TIME", len(drawn))
    other = {name: made for job in making._drawing(pack, drawn, lambda step: None) for name, made in job().items()}
    assert one == other and len(one) == len(drawn) + 1


# ---- letters and lines


def test_lines_are_no_wider_than_their_room() -> None:
    words = "Kháng nghị phúc thẩm ngang cấp trên số án bị sửa, huỷ mộtchữrấtdàikhôngcódấucách"
    lines = broken(words, 90, 12)
    assert all(width_of(line, 12) <= 90 for line in lines) and plain("".join(lines)) == plain(words)


def test_a_line_as_wide_as_its_room_stays_one_line(pack: Pack, drawn: list[Page], tmp_path: Path) -> None:
    """Every line of a page, in a table whose columns are as wide as their longest line to a hundredth of a point, and no wider."""
    page = next(each for each in drawn if each.grid and not each.grid.is_matrix and each.slide.key == "direction")
    grid = page.grid
    assert grid
    # Cells hold four points of air on each side, and the sign of a status where there is one.
    wide = [
        max(width_of(line, grid.size, not number) + 8 + (layout.GLYPH * grid.size if row[place].glyph else 0)
            for number, row in enumerate(grid.cells) for line in row[place].lines)
        for place in range(len(grid.widths))
    ]  # fmt: skip
    tight = replace(page, grid=replace(grid, widths=tuple(wide)), number=1, total=1)
    made = typst_source.compiled(typst_source.document(pack, [tight]), tmp_path, "pdf")[0]
    assert not list(pdf_faults(made, [tight]))


def test_no_name_of_a_bar_is_cut_and_all_are_of_one_size(drawn: list[Page]) -> None:
    charts = [page.bars for page in drawn if page.bars]
    for bars in charts:
        for row, lines in zip(bars.chart.rows, bars.names, strict=True):
            assert " ".join(lines) == str(row[bars.chart.label])
            assert all(width_of(line, bars.size) <= bars.labels - 6 for line in lines)
    assert any(len(lines) == 2 for bars in charts for lines in bars.names), "there is one that is too long for a line"


def test_signs_are_drawn_in_the_font_that_tells_them_apart(drawn: list[Page], pack: Pack) -> None:
    """Liberation Sans has circles of its own, too small to be seen from a seat."""
    source = typst_source.document(pack, drawn)
    # A dash and a dot are words as well: of what is unknown, of what is only followed.
    glyphs = {each.glyph for each in pack.words.values() if each.glyph and not each.glyph.isascii()} - {"–", "·"}
    lines = [line for line in source.splitlines() if any(f'[#"{glyph}"]' in line for glyph in glyphs)]
    assert len(lines) > 20 and all("signs: true" in line for line in lines)
    assert all(has_letter("status-symbols.ttf", glyph) for glyph in glyphs)


def test_a_short_status_is_one_piece_and_no_table_grows_until_it_is_cramped(data: DataDir, seen: Known) -> None:
    for unit in (None, "436", "441", "443"):
        for page in pages(content(data, seen, unit)):
            for cell in [cell for row in (page.grid.cells[1:] if page.grid else ()) for cell in row if cell.glyph]:
                assert page.grid and (len(cell.lines) == 1 or width_of(cell.text, page.grid.size) > 9 * page.grid.size), (unit, page.key)


def test_everything_stands_on_the_slide(drawn: list[Page]) -> None:
    for page in drawn:
        for box in [each.box for each in (page.grid, page.bars) if each]:
            assert box.x >= 36 and box.x + box.width <= 924.5 and box.y + box.height <= 500, page.key
        assert said_on(page)


def test_a_day_that_nobody_reported_on(tmp_path: Path, data: DataDir) -> None:
    from etl.snapshot.checks import PublicationError

    with pytest.raises(PublicationError, match="chưa nhận tệp nào"):
        making.known(data, datetime.date(2019, 1, 7), datetime.date(2018, 12, 31), datetime.datetime(2022, 9, 20))
