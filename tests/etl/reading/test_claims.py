"""Whose report of which quarter a file seems to be, by its name alone."""

import pytest

from etl.reading.claims import Claim, claim_of, claimed_period, is_name_of_report
from tests.etl.reading.written import lists


@pytest.mark.parametrize(
    ("name", "claim"),
    [
        ("2022-Q3 Hương Sơn.xlsx", Claim("439", 2022, 3)),
        ("BC quy III nam 2022 huyen Huong Son.pdf", Claim("439", 2022, 3)),
        ("bc_quy3_2022_tx_ky_anh.jpg", Claim("449", 2022, 3)),
        ("Q1.2022 H. Kỳ Anh (1).rar", Claim("447", 2022, 1)),
        ("439.Q2-2022", Claim("439", 2022, 2)),
        ("gửi.zip/2022 quý 2/TP Hà Tĩnh.pdf", Claim("436", 2022, 2)),
        ("VKSND huyện Hương Sơn báo cáo 3 tháng.docx", Claim("439")),
        ("quý 3 Hương Sơn.xls", Claim("439", None, 3)),
        ("quý 3-2022 Kỳ Anh.doc", Claim(None, 2022, 3)),
        ("quý 2 và quý 3 năm 2022.doc", Claim()),
        ("Kế hoạch quý IV-2022 Hương Sơn.pdf", Claim()),
        ("Kế hoạch 2022/Hương Sơn.xlsx", Claim()),
        ("Kế hoạch 2022/Hương Sơn Q2-2022.xlsx", Claim("439", 2022, 2)),
        ("Quý 2-2022/Kế hoạch Hương Sơn.xlsx", Claim()),
        ("ảnh.png", Claim()),
        ("", Claim()),
    ],
)
def test_a_name_says(name: str, claim: Claim) -> None:
    assert claim_of(name, lists().units) == claim


def test_the_files_own_name_goes_before_its_folders() -> None:
    assert claimed_period("Quý 1-2022/Quý 2-2022.pdf") == Claim(None, 2022, 2)
    assert claimed_period("Quý 1-2022/tệp.pdf").period == (2022, 1)


@pytest.mark.parametrize(
    ("name", "is_report"),
    [
        ("Hương Sơn Q1-2022.zip/Công văn.docx", False),
        ("Hương Sơn Q1-2022.zip/CV gửi báo cáo quý 1.pdf", False),
        ("Hương Sơn/Q1-2022/Giấy mời họp.docx", False),
        ("Hương Sơn/Q1-2022/danh sách.xlsx", False),
        ("Hương Sơn Q1-2022.zip/báo cáo.docx", True),
        ("Q1-2022.zip/Hương Sơn.pdf", True),
        ("Hương Sơn.zip/quý 1.jpg", True),
    ],
)
def test_a_file_calls_itself_a_report_and_no_folder_does_so_for_it(name: str, is_report: bool) -> None:
    assert is_name_of_report(name, lists().units) == is_report
