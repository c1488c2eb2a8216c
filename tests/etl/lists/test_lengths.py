"""How long what a list names may be: enough for every real name, and never so long that it widens a page."""

import pytest

from etl.lists import csv_lists
from etl.lists.csv_lists import list_shapes, read_list

HEAD = "field_code,name,short_name"


def problems(name: str) -> list[str]:
    found = read_list(list_shapes()["fields"], f"{HEAD}\nDS,{name},\n".encode())
    return [each.message for each in found.problems]


def test_a_name_of_ordinary_words_may_fill_its_room():
    name = ("kiểm sát việc giải quyết " * 20)[:300].strip()
    assert not problems(name)
    assert "tối đa 300" in problems("kiểm sát việc " * 22)[0]


def test_the_message_names_file_line_and_column_and_stays_short():
    (message,) = problems("x" * 3000)
    assert message.startswith("fields.csv, dòng 2, cột B (name): ") and len(message) < 300 and "dài 3000 ký tự" in message


def test_every_column_of_words_has_a_limit():
    for shape in list_shapes().values():
        for column in shape.columns:
            if column.type in ("text", "code", "term"):
                assert (column.longest or csv_lists._LONGEST[column.type]) <= 2000


def test_a_list_of_far_too_many_rows_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_lists, "MOST_ROWS", 3)

    def read(rows: int) -> csv_lists.ReadList:
        text = HEAD + "\n" + "".join(f"F{row},Lĩnh vực {row},\n" for row in range(rows)) + ",,\n" * 50
        return read_list(list_shapes()["fields"], text.encode())

    assert len(read(3)) == 3 and not read(3).problems
    (said,) = read(4).problems
    assert (said.code, said.cell) == ("list_too_long", "A5") and said.message.startswith("fields.csv, dòng 5: có hơn 3 dòng")
