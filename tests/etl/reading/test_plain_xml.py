"""What a spreadsheet program shows is what is read, however lawfully odd the cell is written in its XML."""

import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from etl.reading.plain_xml import may_mislead, plain, without_errors
from tests.etl.reading.test_package import rebuilt
from tests.etl.reading.written import FIGURES, figures, found, read, write

SHEET = "xl/worksheets/sheet2.xml"
FIRST, CELL = next(iter(FIGURES)), "D7"
Change = Callable[[str, bytes], bytes]


def in_cell(content: bytes, attributes: bytes = b"") -> Change:
    """Puts this in the place of the first figure's cell."""

    def change(part: str, data: bytes) -> bytes:
        if part != SHEET:
            return data
        changed, times = re.subn(rb'<c r="D7"( s="\d+")[^>]*>.*?</c>', rb'<c r="D7"\1' + attributes + b">" + content + b"</c>", data)
        assert times == 1
        return changed

    return change


def of(tmp_path: Path, change: Change) -> tuple[list[str], dict[str, Decimal]]:
    reading = read(rebuilt(write(tmp_path, "quarterly"), lambda name: name, change))
    return [code for code, _, cell in found(reading) if cell in (CELL, None)], figures(reading)


@pytest.mark.parametrize(
    ("content", "attributes"),
    [
        (b'<v>19</v><extLst><ext uri="{x}"><a/></ext></extLst>', b""),
        (b'<extLst/><v>19</v>', b""),
        (b"<v> 19 </v>", b' t="n"'),
        (b"<v>\n  19\n</v>", b""),
        (b'<v xml:space="preserve"> 19</v>', b""),
        (b"<f>10+9</f><v>\n19</v>", b""),
        (b"<v>1<!-- nine -->9</v>", b""),
        (b"<v>1<?nine?>9</v>", b""),
        (b"<v>&#49;9</v>", b""),
        (b"<v>1&#x39;</v>", b""),
        (b"<v><![CDATA[19]]></v>", b""),
        (b"<v>1<![CDATA[9]]></v>", b""),
        (b"<!-- <v>7</v> --><v>19</v>", b""),
        (b"<is><t>7</t></is><v>19</v>", b""),
        (b"<is><t>19</t></is><v>7</v>", b' t="inlineStr"'),
        (b"<v>1<![CDATA[9]]></v>", b' t="str"'),
    ],
)
def test_a_number_is_read_as_it_is_shown(tmp_path: Path, content: bytes, attributes: bytes) -> None:
    assert of(tmp_path, in_cell(content, attributes)) == ([], FIGURES | {FIRST: 19})


@pytest.mark.parametrize(
    ("content", "attributes", "code"),
    [
        (b"<v>#SPILL!</v>", b' t="e"', "error_value"),
        (b"<v> #N/A </v>", b' t="e"', "error_value"),
        (b"<f>A1</f><v> </v>", b"", "formula_not_calculated"),
        (b"<v>19abc</v>", b"", "not_a_number"),
        (b"<v>NaN</v>", b' t="n"', "not_a_number"),
    ],
)
def test_what_is_no_number_is_named_by_its_cell(tmp_path: Path, content: bytes, attributes: bytes, code: str) -> None:
    codes, read_figures = of(tmp_path, in_cell(content, attributes))
    assert codes == [code] and FIRST not in read_figures


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"])
@pytest.mark.parametrize("declared", ['<?xml version="1.0" encoding="UTF-16"?>', ""])
def test_a_part_in_utf_16_is_read(tmp_path: Path, part: str, declared: str) -> None:
    def change(name: str, data: bytes) -> bytes:
        return (declared + re.sub(r"<\?xml[^>]*\?>", "", data.decode())).encode("utf-16") if name == part else data

    assert of(tmp_path, change) == ([], FIGURES)


def test_a_form_as_it_is_given_out_is_not_made_plain(tmp_path: Path) -> None:
    """Nearly every sheet is read at once; only an odd one costs more."""
    with zipfile.ZipFile(write(tmp_path, "quarterly")) as archive:
        assert not any(may_mislead(archive.read(name)) for name in archive.namelist() if name.startswith("xl/worksheets/"))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (b'<c r="A1" t="s"><v> 5 </v></c>', b'<c r="A1" t="s"><v>5</v></c>'),
        (b'<c r="A1"><v> </v></c>', b'<c r="A1"></c>'),
        (b'<x:c r="A1"><x:v> 5</x:v><x:extLst><x:ext/></x:extLst></x:c>', b'<x:c r="A1"><x:v>5</x:v></x:c>'),
        (b'<c r="A1" t="str"><v> a&#38;b </v></c>', b'<c r="A1" t="str"><v> a&#38;b </v></c>'),
        (b'<c r="A1"><v>a<![CDATA[<&]]></v></c>', b'<c r="A1" t="str"><v>a&lt;&amp;</v></c>'),
        (b'<c r="A1" s="1"/><c r="B1"><v>1.5E3</v></c>', b'<c r="A1" s="1"/><c r="B1"><v>1.5E3</v></c>'),
    ],
)
def test_plain(cell: bytes, expected: bytes) -> None:
    assert plain(cell) == expected


def test_errors_are_left_out_for_the_fast_reader() -> None:
    assert without_errors(b'<c r="A1" t="e" s="2"><f>x</f><v>#SPILL!</v></c>') == b'<c r="A1" s="2"></c>'
    assert without_errors(b'<c r="A1" t="str"><v>#N/A</v></c>') == b'<c r="A1" t="str"><v>#N/A</v></c>'
