"""What is no workbook is called by its name, counted for the office that its name names, and told what to send instead."""

import io
import zipfile
from pathlib import Path

import pytest

from etl.problems import Problem
from etl.reading import Reading
from etl.reading.archive import is_document
from etl.reading.names import held_to_name
from etl.reading.worker import read_file
from tests.etl.reading.written import _bytes, errors, figures, forms, lists


def packed(parts: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def reading(folder: Path, name: str, data: bytes) -> Reading:
    path = folder / "tệp"
    path.write_bytes(data)
    return held_to_name(read_file(path, name, dict(forms()), lists()), name, lists())


def the(found: Reading) -> Problem:
    (problem,) = found.problems
    return problem


NOUGHTS = b"\0" * 50
NUMBERS = {"Index/Document.iwa": b"x", "Metadata/Properties.plist": b"x"}
OLD_NUMBERS = {"Index.zip": b"x", "Metadata/Properties.plist": b"x", "preview.jpg": b"x"}
FORM = {f"bao cao/{name}": data for name, data in {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"}.items()}


@pytest.mark.parametrize(
    ("name", "data", "code", "said"),
    [
        ("bc.numbers", packed(NUMBERS), "file_is_not_xlsx", "Export To"),
        ("bc.numbers", packed(OLD_NUMBERS), "file_is_not_xlsx", "Numbers của máy Apple"),
        ("bc.pages", packed(NUMBERS), "file_is_word", "biểu mẫu Excel"),
        ("bc.zip", packed(FORM), "file_is_not_xlsx", "tệp Excel (.xlsx) ban đầu"),
        ("bc.epub", packed({"mimetype": b"application/epub+zip", "a": b"b"}), "file_is_not_workbook", "đuôi .epub"),
        ("bc.tar", b"\0" * 257 + b"ustar" + NOUGHTS, "file_is_packed", "dạng .zip"),
        ("bc.zst", b"\x28\xb5\x2f\xfd" + NOUGHTS, "file_is_packed", "giải nén"),
        ("bc.cab", b"MSCF\0" + NOUGHTS, "file_is_packed", "giải nén"),
        ("cũ.rar", b"RE~^" + NOUGHTS, "file_is_packed", ".rar"),
        ("bc.p7m", b"\x30\x82\x10\0" + bytes.fromhex("06092A864886F70D010702") + NOUGHTS, "file_is_packed", "chữ ký số"),
        ("ảnh.webp", b"RIFF\0\0\0\0WEBPVP8 ", "file_is_picture", "hình ảnh"),
        ("ảnh.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "file_is_picture", "hình ảnh"),
        ("ghi.amr", b"#!AMR\n" + NOUGHTS, "file_is_picture", "ghi âm"),
        ("sổ.accdb", b"\0\1\0\0Standard ACE DB\0" + NOUGHTS, "file_is_not_workbook", "Access"),
        ("mở.exe", b"MZ" + NOUGHTS, "file_is_not_workbook", "đừng mở thử"),
        ("bc.pdf", b"\r\n\r\n%PDF-1.4\n\0" + NOUGHTS, "file_is_pdf", "PDF"),
        ("trang.xls", "<html><table></table></html>".encode("utf-16"), "file_is_not_xlsx", "HTML"),
        ("trang.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "file_is_not_xlsx", "Save As"),
        ("winmail.dat", bytes.fromhex("789F3E22") + NOUGHTS, "file_is_email", "đính kèm"),
        ("lối.url", b"\xef\xbb\xbf[InternetShortcut]\r\nURL=x", "file_is_shortcut", "hãy gửi chính tệp ấy"),
        ("bảng.gsheet", b'{"url": "https://example.invalid/x"}', "file_is_shortcut", "hãy gửi chính tệp ấy"),
    ],
)
def test_each_kind_of_file_is_named_with_what_to_do(tmp_path: Path, name: str, data: bytes, code: str, said: str) -> None:
    problem = the(reading(tmp_path, name, data))
    assert problem.code == code and said in problem.message


@pytest.mark.parametrize("parts", [NUMBERS, OLD_NUMBERS, FORM, {"META-INF/MANIFEST.MF": b"x", "a.class": b"x"}])
def test_a_document_that_is_a_zip_is_no_archive_of_reports(parts: dict[str, bytes]) -> None:
    """Opened, each of its parts would be refused as a file of its own: many messages for one mistake."""
    assert is_document(list(parts))
    assert not is_document([*parts, "quý 1/a.xlsx"]) or not any(name.startswith("bao cao/") for name in parts)


@pytest.mark.parametrize("way", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_workbook_is_read_whatever_way_its_parts_are_packed(tmp_path: Path, way: int) -> None:
    found = reading(tmp_path, "a.xlsx", packed(unpacked(_bytes("quarterly")), way))
    assert errors(found) == [] and figures(found)


def test_a_colour_that_is_none_hides_nothing(tmp_path: Path) -> None:
    parts = unpacked(_bytes("quarterly"))
    styles = parts["xl/styles.xml"].decode()
    parts["xl/styles.xml"] = styles.replace('rgb="00', 'rgb="zz').replace('rgb="FF', 'rgb="zz').encode()
    assert parts["xl/styles.xml"].decode() != styles
    assert errors(reading(tmp_path, "a.xlsx", packed(parts))) == []


def test_a_day_that_lost_its_format_is_told_as_the_day(tmp_path: Path) -> None:
    parts = unpacked(_bytes("quarterly"))
    parts["xl/styles.xml"] = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    found = reading(tmp_path, "a.xlsx", packed(parts))
    said = [problem.message for part in found.submissions for problem in part.problems if problem.cell == "C6"]
    assert len(said) == 1 and "44531" in said[0] and "hãy ghi lại ngày, ví dụ 01/12/2021" in said[0]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("VKS Hương Sơn quý 1-2022.csv", "Hương Sơn;1".encode("cp1258", "replace")),
        ("VKS Hương Sơn quý 1-2022.txt", "Kính gửi Viện kiểm sát tỉnh".encode()),
        ("VKS Hương Sơn quý 1-2022.pdf", b"%PDF-1.4"),
    ],
)
def test_what_cannot_be_read_counts_for_the_office_that_its_name_names(tmp_path: Path, name: str, data: bytes) -> None:
    found = reading(tmp_path, name, data)
    assert [(each.unit_code, each.year, each.quarter) for each in found.submissions] == [("439", 2022, 1)]
    assert "tính là đã gửi, chưa đọc được" in the(found).message


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("Công văn.docx", packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a/>"})),
        ("cv12.pdf", b"%PDF-1.4"),
        ("con dấu.png", b"\x89PNG"),
        ("Thư gửi báo cáo quý 1-2022.eml", b"From: a\nTo: b\nSubject: c\n\n"),
        ("cài đặt.exe", b"MZ" + NOUGHTS),
    ],
)
@pytest.mark.parametrize("folder", ["VKS Hương Sơn quý 1-2022.zip/", "Quý 1-2022/Hương Sơn/"])
def test_what_goes_along_with_a_report_is_none(tmp_path: Path, folder: str, name: str, data: bytes) -> None:
    found = reading(tmp_path, folder + name, data)
    assert not found.submissions and "không tính là báo cáo" in the(found).message


HEADING = "unit_code,year,quarter,data_element_code,value"


@pytest.mark.parametrize(
    ("name", "codes"),
    [("Hương Sơn quý 2 2022.csv", ["C2"]), ("thị xã Kỳ Anh quý 1-2022.csv", ["A2"]), ("Hương Sơn quý 1.csv", []), ("số liệu.csv", [])],
)
def test_a_csv_of_another_quarter_or_office_than_its_name_says_is_warned_of(tmp_path: Path, name: str, codes: list[str]) -> None:
    found = reading(tmp_path, name, f"{HEADING}\n439,2022,1,tb_moi,5\n439,2022,1,tb_cu,5\n".encode())
    assert [(each.severity, each.code, each.cell) for each in found.problems] == [("warning", "name_differs", cell) for cell in codes]


def test_the_name_of_a_csv_of_many_reports_says_nothing_of_them(tmp_path: Path) -> None:
    found = reading(tmp_path, "Hương Sơn quý 2 2022.csv", f"{HEADING}\n439,2022,1,tb_moi,5\n439,2022,2,tb_moi,5\n".encode())
    assert found.problems == []
