"""The sheet that lists what is wrong, first in the copy that goes back; and how the list of an earlier round is taken off."""

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from common.spreadsheet import LONGEST_TEXT, address, cleaned, sheet_reference, would_run
from etl.judging.notes import WORDS
from etl.judging.parts import MAIN_NS, RELATION_ID, Parts, main_tag
from etl.judging.styling import GROUNDS, Looks
from etl.problems import Problem
from etl.reading.workbook import FAULTS_SHEET
from etl.vietnamese.folding import fold

#: (sheet, address) of a marked cell
Place = tuple[str, str]

FIRST_ROW = 5
#: What a marked cell looked like before, in a hidden column, so that a cell put right does not stay coloured.
BEFORE_COLUMN = 5
_COLUMNS = (("STT", 6), ("Mức", 11), ("Trang", 26), ("Ô", 10), ("Nội dung và cách sửa", 92))
_LETTERS_A_LINE, _LETTERS_OF_SHEET, _LINE_POINTS = 100, 26, 18
_HERE = "Bấm vào địa chỉ ô để đến chỗ cần sửa. Sửa các ô tô màu ngay trong tệp này rồi gửi lại; không cần xoá trang này."
_ELSEWHERE = (
    "Tệp này chỉ liệt kê lỗi, không có số liệu. Hãy sửa trong tệp của chính đơn vị rồi gửi lại tệp ấy; đừng sửa và đừng gửi lại tệp này."
)
_AFTER_NAMES = ("calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "webPublishing", "fileRecoveryPr", "extLst")


def put_list(parts: Parts, problems: Sequence[Problem], name: str, before: Mapping[Place, str], is_marked: bool) -> None:
    """Puts the list first in a workbook; a link leads to each cell that is there. `before`: how marked cells looked."""
    part = parts.free_name("xl/worksheets/sheetLoi{}.xml")
    sheets = parts.sheets()
    parts.put(part, _sheet(problems, name, before, set(sheets), is_marked, Looks(parts)).encode("utf-8"))
    parts.declare(part, "worksheet")
    listed = parts.workbook.find("{*}sheets")
    assert listed is not None
    number = max((int(sheet.get("sheetId", "0")) for sheet in listed), default=0) + 1
    element = etree.Element(main_tag("sheet"), {"name": FAULTS_SHEET, "sheetId": str(number)})
    element.set(RELATION_ID, parts.relate(parts.package.main, "worksheet", part))
    listed.insert(0, element)
    _shift(parts, 0, 1)
    _name_heads(parts)
    for view in parts.workbook.iterfind("{*}bookViews/{*}workbookView"):
        view.set("activeTab", "0")
        view.attrib.pop("firstSheet", "")
    for other in sheets.values():
        for view in parts.xml(other).iterfind("{*}sheetViews/{*}sheetView"):
            view.attrib.pop("tabSelected", "")


def take_list(parts: Parts) -> dict[Place, str]:
    """Takes the list of an earlier round out; gives the cells that it names, each with what it looked like before its mark."""
    listed = parts.workbook.find("{*}sheets")
    marked: dict[Place, str] = {}
    for place, sheet in reversed([*enumerate(listed if listed is not None else ())]):
        if fold(sheet.get("name", "")) != fold(FAULTS_SHEET) or listed is None:
            continue
        for relation, part in list(parts.related(parts.package.main, "worksheet")):
            if relation.get("Id") == sheet.get(RELATION_ID):
                marked |= dict(_listed(parts, part))
                parts.relations(parts.package.main).remove(relation)
                parts.remove(part)
        listed.remove(sheet)
        _shift(parts, place, -1)
    return marked


def _listed(parts: Parts, part: str) -> Iterator[tuple[Place, str]]:
    texts = next((parts.xml(each) for _, each in parts.related(parts.package.main, "sharedStrings") if parts.has(each)), None)
    shared = [_joined(item) for item in texts] if texts is not None else []
    for row in parts.xml(part).iterfind("{*}sheetData/{*}row"):
        cells = {cell.get("r", "").rstrip("0123456789"): _said(cell, shared) for cell in row.iterfind("{*}c")}
        if cells.get("C") and cells.get("D"):
            yield (cells["C"], cells["D"]), cells.get("F", "")


def _said(cell: etree._Element, shared: list[str]) -> str:
    value = cell.findtext("{*}v") or ""
    if cell.get("t") == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    inline = cell.find("{*}is")
    return value if inline is None else _joined(inline)


def _joined(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iterfind(".//{*}t"))


def _shift(parts: Parts, place: int, by: int) -> None:
    """Lets names of a single sheet, which are known by its place, follow it; those of a sheet that is gone go too."""
    names = parts.workbook.find("{*}definedNames")
    for defined in list(names if names is not None else ()):
        number = defined.get("localSheetId")
        if number is None or names is None:
            continue
        if by < 0 and int(number) == place:
            names.remove(defined)
        elif int(number) >= place:
            defined.set("localSheetId", str(int(number) + by))
    if names is not None and not len(names):
        parts.workbook.remove(names)


def _name_heads(parts: Parts) -> None:
    """Prints the heads of the list on each page."""
    names = parts.workbook.find("{*}definedNames")
    if names is None:
        names = etree.Element(main_tag("definedNames"))
        later = set(map(main_tag, _AFTER_NAMES))
        place = next((place for place, each in enumerate(parts.workbook) if each.tag in later), len(parts.workbook))
        parts.workbook.insert(place, names)
    heads = etree.SubElement(names, main_tag("definedName"), {"name": "_xlnm.Print_Titles", "localSheetId": "0"})
    heads.text = f"{sheet_reference(FAULTS_SHEET)}!${FIRST_ROW - 1}:${FIRST_ROW - 1}"


# ---- the sheet


def _sheet(
    problems: Sequence[Problem], name: str, before: Mapping[Place, str], sheets: set[str], is_marked: bool, looks: Looks
) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    rows = [
        _row(1, [(0, "CÁC LỖI CẦN SỬA", looks.listed(15, is_bold=True))], 24),
        _row(2, [(0, f"Tệp “{name}” có {errors} lỗi; báo cáo có lỗi chưa được nhận.", looks.listed())]),
        _row(3, [(0, _HERE if is_marked else _ELSEWHERE, looks.listed(is_italic=is_marked, is_bold=not is_marked))]),
    ]
    head = looks.listed(is_bold=True, align="center", is_framed=True)
    rows.append(_row(FIRST_ROW - 1, [(column, text, head) for column, (text, _) in enumerate(_COLUMNS)], 24))
    links = []
    for place, problem in enumerate(problems):
        number = FIRST_ROW + place
        is_there = problem.sheet in sheets and bool(problem.cell)
        rows.append(_problem(number, place + 1, problem, is_there, before, looks))
        if is_there:
            target = f"{sheet_reference(str(problem.sheet))}!{str(problem.cell).partition(',')[0]}"
            links.append(f'<hyperlink ref="D{number}" location={quoteattr(target)}/>')
    widths = "".join(f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, (_, width) in enumerate(_COLUMNS, 1))
    hidden = f'<col min="{BEFORE_COLUMN + 1}" max="{BEFORE_COLUMN + 1}" width="9" hidden="1" customWidth="1"/>'
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN_NS}"><sheetPr><pageSetUpPr fitToPage="1"/>'
        f'</sheetPr><dimension ref="A1:{address(FIRST_ROW + len(problems), BEFORE_COLUMN)}"/><sheetViews><sheetView showGridLines="0" '
        f'tabSelected="1" workbookViewId="0"><pane ySplit="{FIRST_ROW - 1}" topLeftCell="A{FIRST_ROW}" activePane="bottomLeft" '
        'state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{widths}{hidden}</cols><sheetData>{''.join(rows)}</sheetData>"
        + (f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")
        + '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _problem(row: int, number: int, problem: Problem, is_there: bool, before: Mapping[Place, str], looks: Looks) -> str:
    sheet, cell = problem.sheet or "", problem.cell or ""

    def look(text: str, align: str = "center", ground: str = "", is_link: bool = False) -> int:
        return looks.listed(align=align, ground=ground, is_link=is_link, is_framed=True, is_text=would_run(text))

    cells: list[tuple[int, str | int, int]] = [
        (0, number, look("")),
        (1, WORDS[problem.severity], look("", ground=GROUNDS[problem.severity])),
        (2, sheet, look(cleaned(sheet), "left")),
        (3, cell, look(cleaned(cell), is_link=is_there)),
        (4, problem.message, look(cleaned(problem.message), "left")),
    ]
    if is_there and (said := before.get((sheet, cell))):
        cells.append((BEFORE_COLUMN, said, looks.listed()))
    lines = max(1 + len(problem.message) // _LETTERS_A_LINE, 1 + len(sheet) // _LETTERS_OF_SHEET)
    return _row(row, cells, min(_LINE_POINTS * lines, 400))


def _row(row: int, cells: Sequence[tuple[int, str | int, int]], height: int = 0) -> str:
    size = f' ht="{height}" customHeight="1"' if height else ""
    return f'<row r="{row}"{size}>{"".join(_cell(address(row - 1, column), text, style) for column, text, style in cells)}</row>'


def _cell(at: str, value: str | int, style: int) -> str:
    if isinstance(value, int):
        return f'<c r="{at}" s="{style}"><v>{value}</v></c>'
    if not value:
        return f'<c r="{at}" s="{style}"/>'
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(cleaned(value)[:LONGEST_TEXT])}</t></is></c>'
