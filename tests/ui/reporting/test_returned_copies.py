"""Only files that lie in the folder of returned copies are handed out, whatever name is asked for."""

import os
from pathlib import Path

import pytest

from ui.reporting import returned_copies


@pytest.fixture
def folder(data_folder: Path) -> Path:
    (data_folder / "returned").mkdir()
    (data_folder / "returned" / "Biểu – cần sửa.xlsx").write_bytes(b"marked")
    (data_folder / "secret.txt").write_bytes(b"secret")
    return data_folder


def test_a_copy_is_read_by_its_name(folder: Path):
    assert returned_copies.read("Biểu – cần sửa.xlsx") == b"marked"


@pytest.mark.parametrize(
    "name",
    ["../secret.txt", "..\\secret.txt", "/etc/passwd", "C:\\secret.txt", "returned/Biểu – cần sửa.xlsx", "..", ".", "", "gone.xlsx",
     "a\0b", None, float("nan"), 7],
)  # fmt: skip
def test_nothing_else_is_read(folder: Path, name: object):
    assert returned_copies.find(name) is None
    with pytest.raises(FileNotFoundError):
        returned_copies.read(name)


def test_an_absolute_name_is_not_followed(folder: Path):
    assert returned_copies.find(str(folder / "secret.txt")) is None


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_out_of_the_folder_is_not_followed(folder: Path):
    (folder / "returned" / "link.xlsx").symlink_to(folder / "secret.txt")
    assert returned_copies.find("link.xlsx") is None


def test_without_the_folder_there_is_no_copy(data_folder: Path):
    assert returned_copies.find("x.xlsx") is None
