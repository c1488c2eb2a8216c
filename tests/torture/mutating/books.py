"""Mutators of quarterly workbooks, in the XML and in the archive, as no form was ever meant to be."""

import io
import re
import zipfile
from dataclasses import dataclass
from decimal import Decimal

from tests.torture.mutating import Dice, Mutant, Mutators, flipped, noise

mutator = Mutators()
#: How a number is shown by a format that leaves it alone, and by one that does not.
FAITHFUL = ("0", "#,##0", "General", "0_);(0)", "[Red]0", "00000", '0" vụ"', "@", "0.0", "#,##0;[Red]-#,##0")
FALSE = (
    "#,##0,", "0%", ";;;", '"1"0', "\\10", '[&gt;0]"5";0', '"−"0', "(0)", "0,,", '"19"', "0%%", "-0", "[&lt;9999999]\\7", "#,##0.0,",
    "yyyy", "dd/mm/yyyy", "mmm", "h:mm",
)  # fmt: skip
NO_NUMBER = (
    "16 %", "x", "không", "chưa có số liệu", "-", "１６", "1 234", "12 345 678", "1.2.3", "1,5,6", "(19)", "'19", "1O",
    "#REF!", "=1+1", "1e5",
    "10 20", "3-4", "19¹", "≥5", "1,234", "năm", "n/a", "?", "٣", "²", "1/2", "0x1F", "--5", "1.23",
)  # fmt: skip
_CELL = r'<c r="{}"[^>]*?(?:/>|>.*?</c>)'


@dataclass(frozen=True)
class Book:
    """A sound workbook: its parts, its sheets' parts, and where each figure stands (element → sheet, cell, value)."""

    parts: dict[str, bytes]
    sheets: dict[str, str]
    figures: dict[str, tuple[str, str, Decimal]]

    def pick(self, dice: Dice) -> tuple[str, str, str, Decimal]:
        """An element, its part, cell and value."""
        element = dice.choice(list(self.figures))
        sheet, cell, value = self.figures[element]
        return element, self.sheets[sheet], cell, value

    def xml(self, part: str) -> str:
        return self.parts[part].decode()

    def style_of(self, part: str, cell: str) -> int:
        found = re.search(rf'<c r="{cell}" s="(\d+)"', self.xml(part))
        return int(found[1]) if found else 0

    def with_cell(self, part: str, cell: str, inside: str, attributes: str = "") -> dict[str, bytes]:
        """The parts with another cell there; it keeps its style."""
        new = f'<c r="{cell}" s="{self.style_of(part, cell)}"{attributes}>{inside}</c>'
        text, count = re.subn(_CELL.format(cell), lambda found: new, self.xml(part), count=1)
        assert count == 1, cell
        return self.parts | {part: text.encode()}

    def with_text(self, part: str, pattern: str, new: str, count: int = 1) -> dict[str, bytes]:
        """The parts with something else in the place of what a pattern finds."""
        return self.parts | {
            part: re.sub(pattern, lambda found: found.expand(new), self.xml(part), count=count).encode("utf-8", "surrogatepass")
        }


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_STORED, level: int | None = None) -> bytes:
    """The archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method, compresslevel=level) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _row(cell: str) -> str:
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _column(cell: str) -> int:
    return ord(cell[0]) - 64


# ---- what stands in a figure's cell


@mutator
def another_number(book: Book, dice: Dice) -> Mutant:
    element, part, cell, _ = book.pick(dice)
    number = dice.choice((0, 1, 7, 44, 999, 1234, 30_000, 999_999))
    return Mutant(packed(book.with_cell(part, cell, f"<v>{number}</v>")), {element: Decimal(number)})


@mutator
def number_in_an_odd_notation(book: Book, dice: Dice) -> Mutant:
    element, part, cell, _ = book.pick(dice)
    written, number = dice.choice(
        (("1E2", 100), ("1.0", 1), ("007", 7), ("+5", 5), (" 19 ", 19), ("19.0000000001", 19), ("2.5e1", 25), ("-0", 0), ("1_000", None),
         ("NaN", None), ("INF", None), ("1e400", None), ("0x13", None), ("5,5", None), ("", None), ("19abc", None), ("--1",
         None), ("１９", None))
    )  # fmt: skip
    # An empty cell is blank: the element is not there.
    return Mutant(packed(book.with_cell(part, cell, f"<v>{written}</v>")), {element: None if number is None else Decimal(number)})


@mutator
def fraction_or_negative_or_huge(book: Book, dice: Dice) -> Mutant:
    element, part, cell, _ = book.pick(dice)
    written = dice.choice(("1.5", "-3", "1000000000000", "1e15", "9007199254740993", "0.00001", "123456789012.12345"))
    # Fifteen digits are all that a spreadsheet shows.
    return Mutant(packed(book.with_cell(part, cell, f"<v>{written}</v>")), {element: Decimal(format(float(written), ".15g"))})


@mutator
def number_as_text(book: Book, dice: Dice) -> Mutant:
    element, part, cell, _ = book.pick(dice)
    written, number = dice.choice(
        (("16", 16), ("1.234", 1234), ("0016", 16), (" 16 ", 16), ("\u00a016", 16), ("+16", 16), ("1.234.567", 1234567), ("16,0", 16))
    )
    parts = book.with_cell(part, cell, f"<is><t>{written}</t></is>", ' t="inlineStr"')
    return Mutant(packed(parts), {element: Decimal(number)})


@mutator
def text_that_is_no_number(book: Book, dice: Dice) -> Mutant:
    element, part, cell, _ = book.pick(dice)
    parts = book.with_cell(part, cell, f"<is><t>{dice.choice(NO_NUMBER)}</t></is>", ' t="inlineStr"')
    return Mutant(packed(parts), {element: None}, is_wrong=True)


@mutator
def value_of_another_type(book: Book, dice: Dice) -> Mutant:
    element, part, cell, _ = book.pick(dice)
    kind, inside = dice.choice(
        (("b", "<v>1</v>"), ("e", "<v>#REF!</v>"), ("e", "<v>#DIV/0!</v>"), ("d", "<v>2022-05-01</v>"), ("str",
        "<v>mười</v>"), ("s", "<v>99999</v>"),
         ("s", "<v>-1</v>"), ("s", "<v>0</v>"), ("s", "<v>x</v>"), ("zzz", "<v>1x</v>"))
    )  # fmt: skip
    return Mutant(packed(book.with_cell(part, cell, inside, f' t="{kind}"')), {element: None}, is_wrong=True)


@mutator
def formula(book: Book, dice: Dice) -> Mutant:
    element, part, cell, _ = book.pick(dice)
    inside, attributes, number = dice.choice(
        (("<f>1+1</f><v>19</v>", "", 19), ("<f>SUM(A1:A9)</f><v>19</v>", ' t="n"', 19), ('<f t="shared" si="0"/><v>8</v>', "", 8),
         ("<f>TEXT(19,0)</f><v>19</v>", ' t="str"', 19), ("<f>1+1</f>", "", None), ("<f>1+1</f><v></v>", "", None),
         ("<f>1/0</f><v>#DIV/0!</v>", ' t="e"', None))
    )  # fmt: skip
    wrong = number is None
    return Mutant(packed(book.with_cell(part, cell, inside, attributes)), {element: None if wrong else Decimal(number)}, is_wrong=wrong)


@mutator
def letters_formed_apart(book: Book, dice: Dice) -> Mutant:
    """Part of what stands in the cell is raised, struck, or another font."""
    element, part, cell, _ = book.pick(dice)
    form = dice.choice(
        ('<vertAlign val="superscript"/>', '<vertAlign val="subscript"/>', "<strike/>", '<color rgb="FFFFFFFF"/>', '<sz val="1"/>')
    )
    first, second = dice.choice((("19", "1"), ("1", "9"), ("2", "00")))
    inside = f"<is><r><t>{first}</t></r><r><rPr>{form}</rPr><t>{second}</t></r></is>"
    return Mutant(packed(book.with_cell(part, cell, inside, ' t="inlineStr"')), {element: None}, is_wrong=True)


@mutator
def twice_the_same_cell(book: Book, dice: Dice) -> Mutant:
    _, part, cell, _ = book.pick(dice)
    return Mutant(
        packed(book.with_text(part, f"({_CELL.format(cell)})", rf'\g<1><c r="{cell}"><v>{dice.randint(500, 900)}</v></c>')),
        {},
        is_open=True,
    )


@mutator
def addresses_that_lie(book: Book, dice: Dice) -> Mutant:
    _, part, cell, _ = book.pick(dice)
    other = dice.choice(("D0", "D99999999999", "XFE7", "A1048577", "7D", "", "D-1", "ZZZZZZZZ1", "D 7", "$D$7", "d7", "\u0414" + "7"))
    return Mutant(packed(book.with_text(part, f'<c r="{cell}"', f'<c r="{other}"')), {}, is_open=True)


@mutator
def no_addresses(book: Book, dice: Dice) -> Mutant:
    _, part, _, _ = book.pick(dice)
    pattern = dice.choice((r'<c r="[A-Z]+\d+"', r'<row r="\d+"'))
    return Mutant(packed(book.with_text(part, pattern, pattern[:2] if pattern[1] == "c" else "<row", count=0)), {}, is_open=True)


@mutator
def rows_out_of_order(book: Book, dice: Dice) -> Mutant:
    _, part, cell, _ = book.pick(dice)
    row = rf'(<row r="{_row(cell)}".*?</row>)(.*)(</sheetData>)'
    return Mutant(packed(book.parts | {part: re.sub(row, r"\2\1\3", book.xml(part), count=1, flags=re.DOTALL).encode()}), {})


# ---- how it is shown


def _with_format(book: Book, part: str, cell: str, code: str) -> dict[str, bytes]:
    return _with_style(book, part, cell, f'<numFmt numFmtId="988" formatCode="{code.replace(chr(34), "&quot;")}"/>', "", 'numFmtId="988"')


def _with_style(book: Book, part: str, cell: str, formats: str, font: str, attributes: str) -> dict[str, bytes]:
    """The cell in a style of its own, added at the end of the lists of formats, fonts and styles."""
    styles = book.xml("xl/styles.xml")
    if formats:
        styles = (
            styles.replace("</numFmts>", f"{formats}</numFmts>") if "</numFmts>" in styles
            else re.sub(r"(<fonts)", lambda found: f'<numFmts count="1">{formats}</numFmts>{found[1]}', styles, count=1)
        )  # fmt: skip
    fonts = len(re.findall(r"<font>|<font ", styles.partition("<fonts")[2].partition("</fonts>")[0]))
    if font:
        styles = styles.replace("</fonts>", f"<font>{font}</font></fonts>", 1)
        attributes += f' fontId="{fonts}" applyFont="1"'
    cells = styles.partition("<cellXfs")[2].partition("</cellXfs>")[0]
    count = len(re.findall(r"<xf ", cells))
    styles = styles.replace("</cellXfs>", f'<xf {attributes} applyNumberFormat="1"/></cellXfs>', 1)
    text = re.sub(rf'<c r="{cell}"( s="\d+")?', f'<c r="{cell}" s="{count}"', book.xml(part), count=1)
    return book.parts | {"xl/styles.xml": styles.encode(), part: text.encode()}


@mutator
def format_that_shows_it(book: Book, dice: Dice) -> Mutant:
    _, part, cell, _ = book.pick(dice)
    return Mutant(packed(_with_format(book, part, cell, dice.choice(FAITHFUL))), {})


@mutator
def format_that_shows_another(book: Book, dice: Dice) -> Mutant | None:
    element, part, cell, value = book.pick(dice)
    if value == 0:
        return None
    return Mutant(packed(_with_format(book, part, cell, dice.choice(FALSE))), {element: None}, is_wrong=True)


@mutator
def struck_or_unseen_cell(book: Book, dice: Dice) -> Mutant | None:
    element, part, cell, value = book.pick(dice)
    if value == 0:
        return None  # a zero that nobody sees is taken, with a warning
    font = dice.choice(("<strike/>", '<sz val="1"/>', '<color rgb="FFFFFFFF"/>', '<color theme="0"/>'))
    return Mutant(packed(_with_style(book, part, cell, "", font, 'numFmtId="0"')), {element: None}, is_wrong=True)


@mutator
def hidden_row(book: Book, dice: Dice) -> Mutant:
    element, part, cell, _ = book.pick(dice)
    how = dice.choice(
        ('hidden="1"', 'hidden="true"', 'ht="0" customHeight="1"', 'zeroHeight="1" hidden="1"', 'ht="0.0" customHeight="true"')
    )
    text = re.sub(rf'<row r="{_row(cell)}"[^>]*>', f'<row r="{_row(cell)}" {how}>', book.xml(part), count=1)
    return Mutant(packed(book.parts | {part: text.encode()}), {element: None}, is_wrong=True)


@mutator
def hidden_column(book: Book, dice: Dice) -> Mutant:
    element, part, cell, _ = book.pick(dice)
    number = _column(cell)
    how = dice.choice(('hidden="1"', 'width="0" customWidth="1"', 'hidden="true"'))
    text = re.sub(r"<cols>.*?</cols>", f'<cols><col min="{number}" max="{number}" {how}/></cols>', book.xml(part), count=1)
    return Mutant(packed(book.parts | {part: text.encode()}), {element: None}, is_wrong=True)


@mutator
def hidden_sheet(book: Book, dice: Dice) -> Mutant | None:
    sheet = dice.choice([book.figures[element][0] for element in book.figures])
    state = dice.choice(("hidden", "veryHidden"))
    named = rf'(<sheet [^>]*?name="{re.escape(sheet)}"[^>]*?state=)"visible"'
    parts = book.with_text("xl/workbook.xml", named, rf'\1"{state}"')
    if parts == book.parts:
        return None
    return Mutant(packed(parts), {}, is_wrong=True)


@mutator
def figures_merged(book: Book, dice: Dice) -> Mutant:
    element, part, cell, _ = book.pick(dice)
    column, row = cell[0], int(_row(cell))
    merge = f'<mergeCells count="1"><mergeCell ref="{column}{row - 1}:{column}{row}"/></mergeCells>'
    text = re.sub(r"<mergeCells.*?</mergeCells>", "", book.xml(part)).replace("</sheetData>", "</sheetData>" + merge, 1)
    return Mutant(packed(book.parts | {part: text.encode()}), {element: None}, is_wrong=True)


# ---- rows, sheets, front page


@mutator
def row_deleted(book: Book, dice: Dice) -> Mutant:
    element, part, cell, _ = book.pick(dice)
    text = re.sub(rf'<row r="{_row(cell)}".*?</row>', "", book.xml(part), count=1, flags=re.DOTALL)
    return Mutant(packed(book.parts | {part: text.encode()}), {element: None})


@mutator
def two_rows_exchanged(book: Book, dice: Dice) -> Mutant | None:
    """The words stay, the figures change places: what is seen is the other figure."""
    one, part, first, value = book.pick(dice)
    two, other_part, second, other = book.pick(dice)
    if part != other_part or first == second:
        return None
    parts = book.with_cell(part, first, f"<v>{other}</v>")
    parts = Book(parts, book.sheets, book.figures).with_cell(part, second, f"<v>{value}</v>")
    return Mutant(packed(parts), {one: other, two: value})


@mutator
def sheet_gone_or_doubled(book: Book, dice: Dice) -> Mutant:
    names = re.findall(r'<sheet [^>]*name="[^"]*"[^>]*/>', book.xml("xl/workbook.xml"))
    sheet = dice.choice(names)
    new = dice.choice(("", sheet + sheet, sheet + sheet.replace('name="', 'name="Bản sao '), sheet.replace('name="', 'name="Trang ')))
    text = book.xml("xl/workbook.xml").replace(sheet, new, 1)
    return Mutant(packed(book.parts | {"xl/workbook.xml": text.encode()}), {}, is_open=True)


@mutator
def sheets_under_each_others_names(book: Book, dice: Dice) -> Mutant:
    """Two tabs exchange their names; every sheet still says itself what it holds."""
    one, two = dice.sample(sorted({sheet for sheet, _, _ in book.figures.values()}), 2)
    text = (
        book.xml("xl/workbook.xml")
        .replace(f'name="{one}"', 'name="§"')
        .replace(f'name="{two}"', f'name="{one}"')
        .replace('name="§"', f'name="{two}"')
    )
    return Mutant(packed(book.parts | {"xl/workbook.xml": text.encode()}), {})


@mutator
def front_page_cell(book: Book, dice: Dice) -> Mutant:
    """Something else in a cell of the front page: unit, quarter, year, days."""
    part = next(iter(book.sheets.values()))
    cells = re.findall(r'<c r="([A-F]\d+)"[^>]*>(?:(?!</c>).)*<v>', book.xml(part))
    inside, attributes = dice.choice(
        (("<v>3</v>", ""), ("<v>9</v>", ""), ("<v>-1</v>", ""), ("<v>2022.5</v>", ""), ("<v>1e99</v>", ""),
        ("<is><t>IV</t></is>", ' t="inlineStr"'),
         ("<is><t>0439</t></is>", ' t="inlineStr"'), ("<is><t>\u202e[/red] :x: *?</t></is>", ' t="inlineStr"'),
         ("<v>1</v>", ' t="b"'), ("", ""))
    )  # fmt: skip
    return Mutant(packed(book.with_cell(part, dice.choice(cells), inside, attributes)), {}, is_open=True)


@mutator
def dates_from_1904(book: Book, dice: Dice) -> Mutant:
    return Mutant(packed(book.with_text("xl/workbook.xml", "<workbookPr ?/>", '<workbookPr date1904="1"/>')), {}, is_open=True)


@mutator
def far_cells(book: Book, dice: Dice) -> Mutant:
    part = dice.choice(list(book.sheets.values()))
    cell = dice.choice(("XFD1048576", "A1048576", "XFD1", "ZZ5000", "D300000"))
    text = book.xml(part).replace("</sheetData>", f'<row r="{_row(cell)}"><c r="{cell}"><v>1</v></c></row></sheetData>', 1)
    return Mutant(packed(book.parts | {part: text.encode()}), {}, is_open=True)


@mutator
def dimension_that_lies(book: Book, dice: Dice) -> Mutant:
    part = dice.choice(list(book.sheets.values()))
    said = dice.choice(("A1", "A1:XFD1048576", "", "B2:A1", "A0:D9", "x", "A1:A1:A1", "D7:E8"))
    return Mutant(packed(book.with_text(part, r'<dimension ref="[^"]*"', f'<dimension ref="{said}"')), {})


# ---- the parts


@mutator
def part_gone(book: Book, dice: Dice) -> Mutant:
    gone = dice.choice(list(book.parts))
    return Mutant(packed({name: data for name, data in book.parts.items() if name != gone}), {}, is_open=True)


@mutator
def part_empty_or_other(book: Book, dice: Dice) -> Mutant:
    name = dice.choice(list(book.parts))
    data = dice.choice((b"", b"\0" * 100, b"<x/>", b"<?xml version='1.0'?>", book.parts[dice.choice(list(book.parts))], b"\xff\xfe<\0"))
    return Mutant(packed(book.parts | {name: data}), {}, is_open=True)


@mutator
def noise_in_a_part(book: Book, dice: Dice) -> Mutant:
    name = dice.choice(list(book.parts))
    return Mutant(packed(book.parts | {name: noise(book.parts[name], dice)}), {}, is_open=True)


@mutator
def entities(book: Book, dice: Dice) -> Mutant:
    """A bomb of entities, one from a file, one from an address."""
    name = dice.choice([each for each in book.parts if each.endswith((".xml", ".rels"))])
    bomb = '<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {x} "{f"&{y};" * 10}">' for x, y in zip("bcdefghij", "abcdefghi", strict=True))
    declared = dice.choice(
        (bomb, '<!ENTITY j SYSTEM "file:///etc/passwd">', '<!ENTITY j SYSTEM "http://127.0.0.1:9/x">', '<!ENTITY % p SYSTEM "x"> %p;')
    )
    text = book.xml(name)
    body = text.partition("?>")[2] if text.startswith("<?xml") else text
    body = re.sub(r"<t>[^<]*</t>", "<t>&j;</t>", body, count=1)
    return Mutant(packed(book.parts | {name: f"<?xml version='1.0'?><!DOCTYPE z [{declared}]>{body}".encode()}), {}, is_open=True)


@mutator
def xml_written_otherwise(book: Book, dice: Dice) -> Mutant:
    """The same XML with a mark before it, in another encoding, with comments, or with a prefix for its names."""
    name = dice.choice([part for part in book.parts if part.startswith("xl/worksheets/sheet")])
    text = book.xml(name)
    other = dice.choice(
        (b"\xef\xbb\xbf" + text.encode(), f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16"),
        text.replace("<v>", "<!-- 7 --><v>").encode(),
         text.replace("><", ">\n  <").encode(), text.replace("<sheetData>", "<?x y?><sheetData>").encode(),
         re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1q:", text).replace("xmlns=", "xmlns:q=").encode())
    )  # fmt: skip
    return Mutant(packed(book.parts | {name: other}), {}, is_open=name not in book.sheets.values())


@mutator
def shared_texts_shifted(book: Book, dice: Dice) -> Mutant:
    return Mutant(
        packed(book.with_text("xl/sharedStrings.xml", "<si>", dice.choice(("<si><t>x</t></si><si>", "<si/><si>")))), {}, is_open=True
    )


@mutator
def deep_or_long(book: Book, dice: Dice) -> Mutant:
    name = dice.choice(list(book.parts))
    tail = dice.choice(
        (b"<a>" * 50_000, b"<a " + b"b='c' " * 20_000 + b"/>", b" " * 3_000_000, b"<c r='A1'><v>" + b"9" * 2_000_000 + b"</v></c>")
    )
    data = book.parts[name]
    at = data.rfind(b"</") if dice.random() < 0.5 else len(data)
    return Mutant(packed(book.parts | {name: data[:at] + tail + data[at:]}), {}, is_open=True)


@mutator
def thousands_of_rows(book: Book, dice: Dice) -> Mutant:
    part = dice.choice(list(book.sheets.values()))
    rows = "".join(f'<row r="{number}"><c r="A{number}" s="3"/></row>' for number in range(200, dice.choice((3_000, 60_000))))
    return Mutant(packed(book.parts | {part: book.xml(part).replace("</sheetData>", rows + "</sheetData>", 1).encode()}), {}, is_open=True)


# ---- the archive


@mutator
def bytes_flipped(book: Book, dice: Dice) -> Mutant:
    return Mutant(flipped(packed(book.parts, zipfile.ZIP_DEFLATED), dice), {}, is_open=True)


@mutator
def figures_bytes_flipped(book: Book, dice: Dice) -> Mutant:
    """A byte of a stored sheet is another, and its check sum says so."""
    _, part, cell, _ = book.pick(dice)
    data = packed(book.parts)
    at = data.index(book.parts[part]) + book.xml(part).encode().index(f'<c r="{cell}"'.encode()) + dice.randrange(40)
    return Mutant(data[:at] + bytes([data[at] ^ dice.choice((1, 3, 4))]) + data[at + 1 :], {}, is_wrong=True)


@mutator
def cut_off(book: Book, dice: Dice) -> Mutant:
    data = packed(book.parts, zipfile.ZIP_DEFLATED)
    return Mutant(data[: dice.randrange(len(data))], {}, is_wrong=True)


@mutator
def something_before_or_after(book: Book, dice: Dice) -> Mutant:
    data, more = packed(book.parts), bytes(dice.randrange(256) for _ in range(dice.choice((1, 20, 3000))))
    return Mutant(dice.choice((data + more, more + data, data + data, b"PK\3\4" + data)), {}, is_open=True)


@mutator
def noise_in_the_directory(book: Book, dice: Dice) -> Mutant:
    data = packed(book.parts)
    at = data.rfind(b"PK\1\2", 0, len(data) - dice.randrange(1, 1500))
    return Mutant(data[:at] + flipped(data[at:], dice), {}, is_open=True)


@mutator
def names_in_the_archive(book: Book, dice: Dice) -> Mutant:
    change = dice.choice(
        (str.upper, lambda name: name.replace("/", "\\"), lambda name: "/" + name, lambda name: "./" + name, lambda name: "../" + name)
    )
    some = dice.choice((1.0, 0.3))
    return Mutant(packed({change(name) if dice.random() < some else name: data for name, data in book.parts.items()}), {}, is_open=True)


@mutator
def same_name_twice(book: Book, dice: Dice) -> Mutant:
    _, part, cell, _ = book.pick(dice)
    other = book.with_cell(part, cell, "<v>777</v>")[part]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in book.parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
        archive.writestr(zipfile.ZipInfo(dice.choice((part, part.upper(), part.replace("/", "\\")))), other)
    return Mutant(out.getvalue(), {}, is_open=True)


@mutator
def another_compression(book: Book, dice: Dice) -> Mutant:
    method = dice.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    return Mutant(packed(book.parts, method), {}, is_open=method != zipfile.ZIP_DEFLATED)


@mutator
def bomb(book: Book, dice: Dice) -> Mutant:
    """Much that packs to little."""
    name = dice.choice(["xl/media/x.bin", *book.parts])
    data = book.parts.get(name, b"") + b" " * dice.choice((30 << 20, 90 << 20))
    return Mutant(packed(book.parts | {name: data}, zipfile.ZIP_DEFLATED, 1), {}, is_open=True)
