"""What somebody means who writes a number into the form, and how a refusal is told."""

import pytest

from ui.kit import entry
from ui.text import entry as text

KNOWN = ("1", "2", "21/QĐ-VKS", "Ban hành · 3")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("2", "2"),
        ("2 · ", "2"),
        ("2 ·", "2"),
        ("02. · Lưu ý", "2"),
        ("21/qđ-vks · Tỉnh", "21/QĐ-VKS"),
        ("21/qđ - vks", "21/QĐ-VKS"),
        ("Ban hành · 3", "Ban hành · 3"),
        ("3", "3"),
        ("22/QĐ-VKS", "22/QĐ-VKS"),
        ("4 · mới", "4 · mới"),
        ("2x · ", "2x · "),
        (None, None),
    ],
)
def test_a_number_is_the_one_that_was_meant(written: str | None, number: str | None):
    assert entry.meant(written, KNOWN) == number


def test_a_number_that_two_records_go_by_is_taken_as_written():
    assert entry.meant("02 ·", ("2", "2.")) == "02 ·"


@pytest.mark.parametrize("said", ["", "Chưa ghi được: 436 năm 2022 chưa có phát hiện số “9”.", "Nhập trên trang chưa được bật."])
def test_that_nothing_was_written_is_said_once(said: str):
    told = entry.refused(said)
    assert told.count(text.FAILED) == 1 and told.startswith(text.FAILED) and said in told
