"""Archives from outside: names in the letters they were written in, one budget, and nothing under a path that they spell."""

import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from etl.reading.archive import MOST_ENTRIES, ArchiveRefused, decoded_name, entries_of, opened
from etl.reading.unpacking import Unpacker


def zipped(path: Path, entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def unpacked(path: Path, folder: Path) -> dict[str, bytes] | None:
    folder.mkdir(exist_ok=True)
    with Unpacker() as unpacker:
        found = unpacker.unpack(path, folder)
    return None if found is None else {name: entry.read_bytes() for name, entry in found.entries}


def refusal(path: Path) -> ArchiveRefused:
    with pytest.raises(ArchiveRefused) as refused, path.open("rb") as stream, opened(stream) as archive:
        entries_of(archive)
    return refused.value


def test_entries_come_by_their_names_and_litter_and_folders_do_not(tmp_path: Path) -> None:
    litter = ("b/", "__MACOSX/._a.csv", "b/Thumbs.db", "~$a.xlsx", ".DS_Store")
    given = {"b/2.csv": b"two", "a.csv": b"one"} | dict.fromkeys(litter, b"")
    assert unpacked(zipped(tmp_path / "a.zip", given), tmp_path / "out") == {"a.csv": b"one", "b/2.csv": b"two"}


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Báo cáo Đức Thọ.csv".encode(), "Báo cáo Đức Thọ.csv"),
        ("Ba\u0301o ca\u0301o.csv".encode("cp1258"), "Báo cáo.csv"),
        (b"Th\xb9ch H\xb5.csv", "Thạch Hà.csv"),
        (b"plain.csv", "plain.csv"),
    ],
)
def test_a_name_without_its_mark_is_read_by_what_makes_vietnamese_of_it(raw: bytes, name: str) -> None:
    info = zipfile.ZipInfo()
    info.orig_filename = raw.decode("cp437")
    assert decoded_name(info) == name


def test_the_field_that_holds_the_name_in_unicode_goes_before_its_bytes() -> None:
    info = zipfile.ZipInfo()
    info.orig_filename = "B_o c_o.csv"
    field = b"\x01" + struct.pack("<I", zlib.crc32(b"B_o c_o.csv")) + "Báo cáo.csv".encode()
    info.extra = struct.pack("<HH", 0x7075, len(field)) + field
    assert decoded_name(info) == "Báo cáo.csv"


def test_a_path_that_leads_out_is_a_name_and_nothing_else(tmp_path: Path) -> None:
    names = ["../../out.csv", "/etc/passwd.csv", "c\\..\\d.csv"]
    found = unpacked(zipped(tmp_path / "a.zip", {name: name.encode() for name in names}), tmp_path / "in")
    assert found is not None and set(found) == {"out.csv", "etc/passwd.csv", "c/d.csv"}
    assert not (tmp_path.parent / "out.csv").exists()


def test_a_link_is_named_and_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("link.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.csv", "x")
    with path.open("rb") as stream, opened(stream) as archive:
        entries, links = entries_of(archive)
    assert [entry.name for entry in entries] == ["a.csv"] and links == ["link.csv"]


def test_what_is_too_much_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    many = zipped(tmp_path / "many.zip", {f"{number}.csv": b"" for number in range(MOST_ENTRIES + 1)})
    assert (refusal(many).code, "2001 tệp" in refusal(many).message) == ("file_too_large", True)
    bomb = zipped(tmp_path / "bomb.zip", {"a.csv": bytes(30 << 20)})
    assert refusal(bomb).code == "file_too_large"
    # Not that it is larger than what it is smaller than.
    assert "lần khi mở (30 MB)" in str(refusal(bomb)) and "nhiều nhất" not in str(refusal(bomb))
    assert unpacked(bomb, tmp_path / "out") is None


def locked(path: Path) -> Path:
    """An archive that says of its entry that it asks for a password."""
    data = bytearray(zipped(path, {"a.csv": b"x"}).read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    return path


def test_a_locked_archive_is_named_with_its_entry(tmp_path: Path) -> None:
    refused = refusal(locked(tmp_path / "a.zip"))
    assert refused.code == "file_has_password" and "“a.csv”" in refused.message and "không đặt mật khẩu" in refused.message


def test_an_empty_or_cut_archive_is_refused(tmp_path: Path) -> None:
    assert refusal(zipped(tmp_path / "a.zip", {"Thumbs.db": b"x"})).code == "file_empty"
    whole = zipped(tmp_path / "b.zip", {"a.csv": bytes(range(256)) * 40}, zipfile.ZIP_STORED).read_bytes()
    (tmp_path / "b.zip").write_bytes(whole[:-30])
    assert refusal(tmp_path / "b.zip").code == "file_damaged"
    (tmp_path / "c.zip").write_bytes(whole.replace(bytes(range(200)), bytes(200), 1))
    assert unpacked(tmp_path / "c.zip", tmp_path / "out") is None


def test_a_workbook_is_no_archive(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("x.txt", "")
        archive.writestr("[Content_Types].xml", "<x/>")
    (tmp_path / "a.xlsx").write_bytes(buffer.getvalue())
    assert unpacked(tmp_path / "a.xlsx", tmp_path / "out") is None
