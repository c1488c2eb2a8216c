"""What is wrong with a line of YAML is said in Vietnamese, with the place in it."""

from typing import Annotated

import pytest
from msgspec import Meta, Struct

from common.converted import NotConvertible, converted


class Part(Struct, forbid_unknown_fields=True):
    hour: Annotated[int, Meta(ge=0, le=24)]
    names: list[str] = []


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({}, "mail: thiếu dòng “hour”"),
        ({"hour": 1, "day": 2}, "mail: dòng “day” không được dùng"),
        ({"hour": "x"}, "mail.hour: cần số nguyên, đang là chữ"),
        ({"hour": 25}, "mail.hour: cần số <= 24"),
        ({"hour": 1, "names": "a"}, "mail.names: cần danh sách, đang là chữ"),
        ({"hour": 1, "names": ["a", None]}, "mail.names[1]: cần chữ, đang là trống"),
        ({"hour": 1, 5: "a"}, "mail: có một tên không phải chữ; hãy đặt tên ấy trong nháy kép"),
        ("x", "mail: cần các dòng “tên: giá trị”, đang là chữ"),
        (None, "mail: cần các dòng “tên: giá trị”, đang là trống"),
    ],
)
def test_a_fault_is_said_with_its_place(said: object, message: str) -> None:
    with pytest.raises(NotConvertible) as raised:
        converted(said, Part, "mail")
    assert str(raised.value) == message


def test_what_is_right_becomes_the_record() -> None:
    assert converted({"hour": 7, "names": ["a"]}, Part, "mail") == Part(7, ["a"])
    assert converted({"hour": "7"}, Part, words_for_numbers=True).hour == 7
