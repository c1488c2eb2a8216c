"""A workbook is read whatever its parts are called, as long as the package says which part is which."""

import contextlib
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.reading.archive import refusal_of
from etl.reading.gate import check_package
from etl.reading.package import Package
from tests.etl.reading.written import FIGURES, errors, figures, found, read, write


def rebuilt(path: Path, name: Callable[[str], str], change: Callable[[str, bytes], bytes] = lambda name, data: data) -> Path:
    """The workbook with its parts under other names."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(name(part), change(part, data))
    return path


@pytest.mark.parametrize(
    "name",
    [
        lambda part: part.replace("/", "\\"),
        lambda part: "/" + part,
        lambda part: "./" + part,
        lambda part: part.upper(),
        lambda part: part.lower(),
    ],
)
def test_odd_names_of_parts_are_understood(tmp_path: Path, name: Callable[[str], str]) -> None:
    reading = read(rebuilt(write(tmp_path, "quarterly"), name))
    assert found(reading) == [] and figures(reading) == FIGURES


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("xl/workbook.xml", "xl/workbook2.xml"),
        ("xl/sharedStrings.xml", "xl/chuoi.xml"),
        ("xl/styles.xml", "xl/kieu/styles2.xml"),
        ("xl/worksheets/sheet2.xml", "xl/trang/tin bao.xml"),
    ],
)
def test_parts_are_found_by_what_the_package_says(tmp_path: Path, old: str, new: str) -> None:
    def name(part: str) -> str:
        relations = {"xl/_rels/workbook.xml.rels": "xl/_rels/workbook2.xml.rels"} if old == "xl/workbook.xml" else {}
        return relations.get(part, new if part == old else part)

    def change(part: str, data: bytes) -> bytes:
        if not part.endswith((".rels", "[Content_Types].xml")):
            return data
        short, shorter = old.removeprefix("xl/"), new.removeprefix("xl/")
        return data.replace(old.encode(), new.encode()).replace(b'"' + short.encode(), b'"' + shorter.encode())

    reading = read(rebuilt(write(tmp_path, "quarterly"), name, change))
    assert found(reading) == [] and figures(reading) == FIGURES


def test_a_package_under_another_folder_is_read(tmp_path: Path) -> None:
    reading = read(
        rebuilt(
            write(tmp_path, "quarterly"),
            lambda part: part.replace("xl/", "so/"),
            lambda part, data: data.replace(b"xl/", b"so/") if part.endswith((".rels", "[Content_Types].xml")) else data,
        )
    )
    assert found(reading) == [] and figures(reading) == FIGURES


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "quarterly")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/WORKSHEETS/sheet2.xml", b"<worksheet/>")
    problem = check_package(Package(path.read_bytes()), 60)
    assert problem is not None and problem.code == "file_damaged"


def test_a_locked_part_asks_for_its_password() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
    data = bytearray(buffer.getvalue())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    problem = check_package(Package(bytes(data)), 60)
    assert problem is not None and problem.code == "file_has_password"


def test_a_part_that_is_not_what_was_packed_makes_the_file_damaged(tmp_path: Path) -> None:
    """One bit of a figure is another, as a bad disk or a bad line leaves it; the archive's own check sum says so."""
    path = write(tmp_path, "quarterly")
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    data = path.read_bytes()
    at = data.index(b"<v>", data.index(parts["xl/worksheets/sheet2.xml"])) + 3
    path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    assert [code for code, _, _ in found(read(path))] == ["file_damaged"]


def test_a_list_of_contents_with_any_byte_changed_is_read_or_damaged(tmp_path: Path) -> None:
    path = tmp_path / "gửi.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", b"unit_code,year,quarter,data_element_code,value")
        archive.writestr("b.csv", b"")
    sound = path.read_bytes()
    for place in range(sound.index(b"PK\x01\x02"), len(sound)):
        for value in (0x00, 0x7F, 0xB9, 0xFF):
            hurt = bytearray(sound)
            hurt[place] = value
            with contextlib.suppress(zipfile.BadZipFile, struct.error, zlib.error):
                package = Package(bytes(hurt))
                for name in package.names:
                    package.part(name)
            path.write_bytes(hurt)
            refused = refusal_of(path, is_in_archive=False)
            assert refused and refused.message.endswith(".")


@pytest.mark.parametrize("unit", ["cell", "row", "place"])
def test_what_stands_in_one_cell_twice_is_refused(tmp_path: Path, unit: str) -> None:
    """Of two values one program shows the first, another one the last."""
    cell = rb'<c r="D8"[^>]*?>.*?</c>'
    place = {"cell": cell, "row": rb'<row r="8".*?</row>', "place": cell}[unit]

    def change(part: str, data: bytes) -> bytes:
        if part != "xl/worksheets/sheet2.xml":
            return data
        (old,) = re.findall(place, data, re.DOTALL)
        if unit == "place":  # the cell beside it says that it stands there too
            return data.replace(b'r="E8"', b'r="D8"')
        return data.replace(old, old + re.sub(rb'(<c r="D8"[^>]*>)<v>[^<]*</v>', rb"\g<1><v>99</v>", old))

    reading = read(rebuilt(write(tmp_path, "quarterly"), lambda part: part, change))
    told = [(code, cell) for code, _, cell in errors(reading)]
    assert told == [("repeated_cell", "D8")]
