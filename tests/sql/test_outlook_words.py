"""What is said of a target's end, given its chance and its pace: by hand, one target for each case, in the third quarter of 2022."""

from datetime import date
from typing import Any

import duckdb
import pytest

from etl.sql.files import sql_files
from tests.sql.test_promise import fill
from tests.world import Row

#: What is known of a target where a case says nothing else: at least 90 % or 90 cases, nothing due before the year's end.
TARGET: Row = {
    "scope": "unit", "place_code": "A", "province_code": "42", "year": 2022, "quarter": 3, "last_quarter": 4,
    "year_ends_on": date(2022, 11, 30), "due_on": None, "quarters_left": 1, "measure": "rate", "direction": "at_least", "status": "behind",
    "numerator": 1, "denominator": 2, "target": 90, "needed": 1, "is_moving": False, "is_stock_open": False, "outlook": "open",
    "chance": 0.5, "basis": 1, "silent_because": None, "is_as_far_ahead": None, "trials": None, "brier": None, "brier_by_pace": None,
    "brier_by_province": None,
}  # fmt: skip
TYPES = {
    "due_on": "date", "chance": "double", "outlook": "varchar", "silent_because": "varchar", "is_as_far_ahead": "boolean",
    "trials": "bigint", "brier": "double", "brier_by_pace": "double", "brier_by_province": "double", "recent_low": "integer",
    "recent_high": "integer", "amount": "integer", "among": "integer", "basis": "integer",
}  # fmt: skip


def told(outlook: str, chance: float, basis: int = 1) -> dict[str, Any]:
    return {"outlook": outlook, "chance": chance, "basis": basis}


def pace(kind: str, amount: int | None, among: int | None = None, low: int | None = None, high: int | None = None, **given: Any) -> Row:
    return {"pace_kind": kind, "amount": amount, "among": among, "recent_low": low, "recent_high": high, **given}


#: What begins every sentence of a pace.
OPEN = "Chưa rõ: khả năng khoảng 50%, dựa vào một năm trước; "
CHANCES: list[tuple[Row, str]] = [
    (told("unlikely", 0.0499), "Khó đạt: khả năng dưới 5%, dựa vào một năm trước."),
    (told("unlikely", 0.05), "Khó đạt: khả năng khoảng 10%, dựa vào một năm trước."),
    # A word begins at 20 and at 80 of a hundred: what is rounded to these lies on one side of them.
    (told("unlikely", 0.19), "Khó đạt: khả năng khoảng 20%, dựa vào một năm trước."),
    (told("open", 0.21), "Chưa rõ: khả năng trên 20%, dựa vào một năm trước."),
    (told("open", 0.26), "Chưa rõ: khả năng khoảng 30%, dựa vào một năm trước."),
    (told("open", 0.79), "Chưa rõ: khả năng dưới 80%, dựa vào một năm trước."),
    (told("likely", 0.81), "Nhiều khả năng đạt: khả năng khoảng 80%, dựa vào một năm trước."),
    (told("likely", 0.9499), "Nhiều khả năng đạt: khả năng khoảng 90%, dựa vào một năm trước."),
    (told("likely", 0.96), "Nhiều khả năng đạt: khả năng trên 95%, dựa vào một năm trước."),
    (told("open", 0.5, 0), "Chưa rõ: khả năng khoảng 50%, chỉ dựa vào năm nay và cả tỉnh."),
    (told("open", 0.5, 2), "Chưa rõ: khả năng khoảng 50%, dựa vào hai năm trước trở lên."),
    (told("open", 0.5, 3), "Chưa rõ: khả năng khoảng 50%, dựa vào hai năm trước trở lên."),
    ({"outlook": "decided_met", "chance": None}, "Đã chắc đạt."),
    ({"outlook": "decided_met", "chance": None, "was_missed": True}, "Đã chắc đạt, nhưng sau hạn."),
    ({"outlook": "decided_met", "chance": None, "was_missed": None}, "Đã chắc đạt."),  # nothing was due before the year's end
    ({"outlook": "decided_missed", "chance": None, "was_missed": True}, "Không còn đạt được."),
    ({"outlook": None, "chance": None, "silent_because": "no_year"},
     "Chưa nói trước được: chưa có năm trọn vẹn nào trước đó để dựa vào."),
    ({"outlook": None, "chance": None, "silent_because": "tiered", **pace("reach", 5, None, 1, 2)},
     "Chưa nói trước được: mức này tuỳ quy mô từng đơn vị; cần 5 vụ trong quý IV; bốn quý gần nhất mỗi quý 1–2."),
]  # fmt: skip
PACES: list[tuple[Row, str]] = [
    (pace("reach", 5, None, 1, 2), "cần 5 vụ trong quý IV; bốn quý gần nhất mỗi quý 1–2"),
    (pace("reach", 5, None, 2, 2, quarters_left=2), "cần 5 vụ trong hai quý còn lại; bốn quý gần nhất mỗi quý 2"),
    (pace("reach", 5, quarters_left=3), "cần 5 vụ trong ba quý còn lại"),
    (pace("reach", 5, due_on=date(2022, 9, 15), quarters_left=1), "cần 5 vụ đến ngày 15/09/2022"),
    (pace("reach", 5, due_on=date(2022, 11, 30)), "cần 5 vụ trong quý IV"),
    (pace("reach", 5, is_moving=True), "theo mức hiện nay cần 5 vụ trong quý IV"),
    (pace("reach", 5, unit_of_measure=None), "cần 5 việc trong quý IV"),
    (pace("left", 5), "chỉ còn được có tối đa 5 vụ trong quý IV"),
    (pace("left", 0), "không được có thêm vụ nào trong quý IV"),
    (pace("left", 1, is_moving=True), "theo mức hiện nay chỉ còn được có tối đa 1 vụ trong quý IV"),
    (pace("among", 3, 40, 50, 99),
     "còn thiếu 3 vụ trên mẫu số 40 hiện nay, việc mới trong quý IV cũng phải đạt mức; bốn quý gần nhất mỗi quý đạt 50–99%"),
    (pace("among", 3, 40, 50, 50, is_stock_open=True, is_moving=True),
     "còn thiếu 3 vụ trên mẫu số 40 hiện nay, việc mới trong quý IV cũng phải đạt mức; "
     "bốn quý gần nhất mỗi quý bằng 50% số việc mới"),
    (pace("among", 3, 40, target=100), "còn 3 vụ trong 40 hiện nay chưa tính là đạt"),
    (pace("fresh", 4), "việc đã không đạt không bù được, cần ít nhất 4 vụ mới đều đạt trong quý IV"),
    (pace("clean", 4), "cần mẫu số tăng thêm ít nhất 4 trong quý IV mà không thêm vụ nào vào tử số"),
]  # fmt: skip
#: From the first in the list of what is in doubt to the last: outlook, chance, focus.
ORDERED = [
    ("decided_missed", None, False), ("unlikely", 0.1, True), ("unlikely", 0.1, False), ("unlikely", 0.12, None), ("unlikely", 0.15, False),
    ("open", 0.3, True), ("open", 0.5, False), ("likely", 0.9, True), ("likely", 0.85, False), ("decided_met", None, True),
    (None, None, True),
]  # fmt: skip
CASES = [*CHANCES, *((given, f"{OPEN}{said}.") for given, said in PACES)]


def made(cases: list[Row]) -> list[Row]:
    """The row of mart.outlook of each case, an indicator of its own."""
    words, paces, late, indicators = [], [], [], []
    for number, case in enumerate(cases):
        given = TARGET | {"unit_of_measure": "vụ", "is_focus": False, "was_missed": False, "recent_low": None, "recent_high": None} | case
        key = {name: given[name] for name in ("scope", "place_code", "year", "quarter")} | {"indicator_code": f"I{number:02}"}
        words.append(key | {name: given[name] for name in (*TARGET, "recent_low", "recent_high")})
        if "pace_kind" in given:
            paces.append(key | {name: given[name] for name in ("pace_kind", "amount", "among", "recent_low", "recent_high")})
        if given["was_missed"] is not None:
            late.append(key | {"is_headline": True, "was_missed": given["was_missed"]})
        # At another level it was missed: nothing is said of that.
        late.append(key | {"is_headline": False, "was_missed": True})
        indicators.append({"indicator_code": key["indicator_code"], "short_name": "I", "name": "I", "field_code": "F",
                           "unit_of_measure": given["unit_of_measure"], "is_focus": given["is_focus"]})  # fmt: skip
    with duckdb.connect() as connection:
        for schema in ("mart", "ref", "work"):
            connection.execute(f"create schema {schema}")
        for table, rows in (("work.outlook_word", words), ("work.outlook_pace", paces or [words[0] | pace("reach", 1)]),
                            ("work.after_due", late), ("ref.indicators", indicators)):  # fmt: skip
            fill(connection, table, rows, **{column: kind for column, kind in TYPES.items() if column in rows[0]})
        fill(connection, "ref.periods", [{"year": 2022, "quarter": 4, "roman": "IV"}])
        numbers = [{"amount": number, "places": 4, "is_trimmed": True, "text": str(number)} for number in range(101)]
        fill(connection, "work.told_text", [*numbers, *({**each, "is_trimmed": False, "text": "?"} for each in numbers)])
        cursor = connection.execute(next(file.text for file in sql_files() if file.name == "mart.outlook"))
        names = [column[0] for column in cursor.description or []]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    assert len(found) == len(cases)
    return sorted(found, key=lambda row: row["indicator_code"])


@pytest.fixture(scope="module")
def said() -> list[str]:
    return [row["said"] for row in made([given for given, _ in CASES])]


@pytest.mark.parametrize("number", range(len(CASES)))
def test_it_is_told(said: list[str], number: int) -> None:
    given, expected = CASES[number]
    assert said[number] == expected, given


def test_what_is_in_doubt_comes_first() -> None:
    rows = made([{"outlook": outlook, "chance": chance, "is_focus": is_focus} for outlook, chance, is_focus in reversed(ORDERED)])
    assert [row["outlook_order"] for row in reversed(rows)] == list(range(1, len(ORDERED) + 1))
