"""Each sentence that a page opens with, given the counts it tells: a province or an office in the second quarter of 2022, by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from etl.sql.files import sql_files
from tests.sql.test_promise import fill
from tests.world import Row

TEXTS = {file.name: file.text for file in sql_files(False)}
#: What a place's counts are where a case says nothing else: forty targets judged, thirty of them met, nothing to compare with.
COUNTS: Row = {
    "targets_judged": 40, "met_or_exceeded": 30, "on_track": 10, "behind": 0, "missed": 0, "not_reported": 0, "turn_count": 0,
    "share_met": 75.0, "units_expected": 3, "units_reported": 3, "is_estimate": False, "compared_results": 40, "compared_units": 3,
    "previous_targets_judged": None, "previous_met_or_exceeded": None, "compared_targets_judged": None, "compared_met_or_exceeded": None,
    "change_share_met": None,
}  # fmt: skip
BESIDE: Row = {
    "scope": "province", "field": "all", "late": 0, "over_ceiling": 0, "gaps": 0, "outlook": None, "period_to": date(2022, 5, 31),
    "is_complete": True, "is_provisional": False, "sent": None, "year_before": True, "other_months": False,
}  # fmt: skip
TYPES = {name: "bigint" for name in COUNTS if name.startswith(("previous_", "change_", "compared_"))} | {
    "change_share_met": "double", "share_met": "double", "previous_starts_on": "date", "said": "varchar",
    "other_months": "varchar",
}  # fmt: skip
OUTLOOK = ("behind_likely", "behind_open", "behind_unlikely", "behind_silent")
#: By office what it falls short of, and its place in the list of what needs attention. Most offices fall short of R; of K and L as many,
#: and K stands first at one of them.
UNMET = {"": (("K", "Số K", 1), ("L", "Số L", 2), ("R", "Tỷ lệ R", 3)), "B": (("R", "Tỷ lệ R", 4), ("L", "Số L", 5), ("K", "Số K", 9)),
         "C": (("R", "Tỷ lệ R", 6),)}  # fmt: skip
FIRST = "cần chỉ đạo trước hết: Tỷ lệ R (3 đơn vị), Số K (2 đơn vị)."
OF_UNIT = "cần chỉ đạo trước hết: Số K, Số L."

#: Shares and changes that a case tells.
SHARES = ("75", "50", "48.2758620690", "0", "16.6666666667", "23.3333333333", "26.6666666667", "10", "0.0250124938", "100")


def made(cases: list[dict[str, Any]]) -> list[Row]:
    """The rows of mart.headline of as many provinces, or of an office of each, where the counts are what each case gives.

    `late`, `over_ceiling`, `gaps`: what work.headline_count says; `outlook`: behind and likely, open, unlikely, silent;
    `period_to`, `is_complete`, `is_provisional`: of the office's own days, or of the province's; `sent`: what became of its file;
    `year_before`: whether there is one; `other_months`: whether its quarter is of other months.
    """
    tables: dict[str, list[Row]] = {name: [] for name in (
        "mart.level_overview", "work.headline_count", "mart.outlook_count", "ref.periods", "mart.year_before", "mart.overview", "ref.units",
        "work.unit_period", "work.last_sent", "mart.level_attention",
    )}  # fmt: skip
    for number, case in enumerate(cases):
        given = COUNTS | BESIDE | case
        province, unit = f"P{number}", f"U{number}"
        # A year before is one of all places: those that have none stand in another quarter.
        when = {"year": 2022, "quarter": 1 if given["other_months"] else 2 if given["year_before"] else 3}
        place = province if given["scope"] == "province" else unit
        at = {"province_code": province, "scope": given["scope"], "place_code": place, "field_code": given["field"], **when,
              "level": "headline"}  # fmt: skip
        tables["mart.level_overview"].append(at | {name: given[name] for name in COUNTS})
        tables["work.headline_count"].append(at | {name: given[name] for name in ("late", "over_ceiling", "gaps")})
        if given["outlook"]:
            tables["mart.outlook_count"].append(at | dict(zip(OUTLOOK, given["outlook"], strict=True)))
        tables["mart.overview"].append({
            "province_code": province, **when, "is_provisional": given["is_provisional"], "earliest_period_to": given["period_to"]
        })  # fmt: skip
        tables["ref.units"].append({"unit_code": unit, "name": "VKSND A", "short_name": "A"})
        own = {name: given[name] for name in ("is_provisional", "period_to", "is_complete")}
        tables["work.unit_period"].append({"unit_code": unit, **when, **own})
        tables["work.last_sent"].append({"unit_code": unit, **when, "said": given["sent"]})
        tables["mart.level_attention"] += [
            {"province_code": province, "unit_code": f"{unit}{of}", **when, "level": "headline", "indicator_code": code,
             "indicator_short_name": name, "attention_rank": rank, "field_code": "F"}
            for of, rows in UNMET.items() for code, name, rank in rows
        ]  # fmt: skip
    ends = {
        1: ("I", date(2022, 2, 28), date(2020, 12, 1)),
        2: ("II", date(2022, 5, 31), date(2021, 3, 1)),
        3: ("III", date(2022, 8, 31), None),
    }
    for quarter, (roman, ends_on, before) in ends.items():
        tables["ref.periods"].append({"year": 2022, "quarter": quarter, "roman": roman, "ends_on": ends_on})
        other_months = "Khác tháng." if quarter == 1 else None
        tables["mart.year_before"].append({"year": 2022, "quarter": quarter, "previous_starts_on": before, "other_months": other_months})
    with duckdb.connect() as connection:
        for schema in ("mart", "ref", "work"):
            connection.execute(f"create schema {schema}")
        connection.execute(f"create table work.level_word as {TEXTS['work.level_word']}")
        for name, rows in tables.items():
            types = {column: kind for column, kind in TYPES.items() if column in rows[0]}
            fill(connection, name, rows, **types)
        fields = (("F", "Án"), ("F", "Án"), ("G", "Việc"))
        fill(connection, "mart.indicator", [{"field_code": code, "field_short_name": name} for code, name in fields])
        connection.execute("create table work.told_text (amount decimal(36, 10), places integer, is_trimmed boolean, text varchar)")
        words = [(number, 4, True, f"{number:,}".replace(",", ".")) for number in (*range(101), 999, 1000, 2000, 2001)]
        words += [(amount, 1, False, str(round(amount, 1)).replace(".", ",")) for amount in map(Decimal, SHARES)]
        connection.executemany("insert into work.told_text values (?, ?, ?, ?)", words)
        cursor = connection.execute(TEXTS["mart.headline"])
        names = [column[0] for column in cursor.description or []]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    found = {row["province_code"]: row for row in rows}
    assert len(found) == len(rows)
    return [found[f"P{number}"] for number in range(len(cases))]


STANDS: list[tuple[dict[str, Any], str | None]] = [
    ({}, "Các đơn vị đạt và vượt 30/40 chỉ tiêu được đánh giá (75,0%), 10 đúng tiến độ."),
    # Of fewer than thirty no share is told.
    ({"targets_judged": 30, "met_or_exceeded": 15, "share_met": 50.0, "on_track": 15},
     "Các đơn vị đạt và vượt 15/30 chỉ tiêu được đánh giá (50,0%), 15 đúng tiến độ."),
    ({"targets_judged": 29, "met_or_exceeded": 14, "share_met": 100 * 14 / 29, "on_track": 15},
     "Các đơn vị đạt và vượt 14/29 chỉ tiêu được đánh giá, 15 đúng tiến độ."),
    ({"on_track": 1, "behind": 3, "late": 2, "over_ceiling": 1, "missed": 6, "outlook": (0, 0, 3, 0)},
     "Các đơn vị đạt và vượt 30/40 chỉ tiêu được đánh giá (75,0%), 1 đúng tiến độ, 2 chậm tiến độ, 1 đang vượt mức tối đa, "
     "6 không đạt."),
    ({"on_track": 0, "behind": 1, "late": 1, "missed": 1, "outlook": (0, 0, 1, 0)},
     "Các đơn vị đạt và vượt 30/40 chỉ tiêu được đánh giá (75,0%), 1 chậm tiến độ, 1 không đạt."),
    ({"field": "F"}, "Các đơn vị đạt và vượt 30/40 chỉ tiêu được đánh giá trong lĩnh vực Án (75,0%), 10 đúng tiến độ."),
    ({"scope": "unit"}, "A đạt và vượt 30/40 chỉ tiêu được đánh giá (75,0%), 10 đúng tiến độ."),
]  # fmt: skip
#: Where nothing is judged.
NONE = {"targets_judged": 0, "met_or_exceeded": 0, "on_track": 0, "share_met": None}
SILENT: list[tuple[dict[str, Any], str | None]] = [
    ({"not_reported": 5, "units_reported": 0},
     "Chưa đơn vị nào có số liệu quý II/2022, nên chưa đánh giá được. Mới có 0/3 đơn vị báo cáo quý II/2022."),
    ({"not_reported": 5, "units_reported": 0, "field": "F"},
     "Chưa đơn vị nào có số liệu quý II/2022 trong lĩnh vực Án, nên chưa đánh giá được. Mới có 0/3 đơn vị báo cáo quý II/2022."),
    ({"not_reported": 5, "units_reported": 1, "gaps": 1},
     "Chưa chỉ tiêu nào được đánh giá trong quý II/2022. Mới có 1/3 đơn vị báo cáo quý II/2022, còn 1 kết quả thiếu số liệu."),
    ({}, "Toàn tỉnh không có chỉ tiêu nào được đánh giá trong quý II/2022. Đủ 3/3 đơn vị báo cáo."),
    ({"scope": "unit", "not_reported": 5, "units_reported": 0}, "A chưa có số liệu quý II/2022, nên chưa đánh giá được."),
    ({"scope": "unit", "not_reported": 5, "units_reported": 0, "sent": "đã rút"},
     "A chưa có số liệu quý II/2022 (đã rút), nên chưa đánh giá được."),
    ({"scope": "unit", "not_reported": 1, "units_reported": 1, "gaps": 1},
     "A chưa có chỉ tiêu nào được đánh giá trong quý II/2022: 1 chỉ tiêu thiếu số liệu."),
    ({"scope": "unit"}, "A không có chỉ tiêu nào được đánh giá trong quý II/2022."),
]  # fmt: skip


def compared(before: int, of_before: int, now: int, of_now: int, **given: Any) -> dict[str, Any]:
    change = 100 * now / of_now - 100 * before / of_before
    return {
        "previous_targets_judged": of_before, "previous_met_or_exceeded": before, "compared_targets_judged": of_now,
        "compared_met_or_exceeded": now, "change_share_met": round(change, 10), "compared_results": of_now, **given,
    }  # fmt: skip


SINCE = "So với quý II/2021, trên 3 đơn vị so được, tỷ lệ đạt và vượt "
CHANGED: list[tuple[dict[str, Any], str | None]] = [
    ({}, "Chưa so được với quý II/2021."),
    ({"previous_targets_judged": 0, "previous_met_or_exceeded": 0, "compared_targets_judged": 30, "compared_met_or_exceeded": 30},
     "Chưa so được với quý II/2021."),
    ({"year_before": False}, None),
    (NONE | {"not_reported": 1}, None),
    (compared(10, 30, 29, 29), "Trên 29 kết quả so được với quý II/2021, đạt và vượt 29/29 so với 10/30."),
    (compared(10, 29, 30, 30), "Trên 30 kết quả so được với quý II/2021, đạt và vượt 30/30 so với 10/29."),
    (compared(10, 30, 10, 30), SINCE + "không đổi (10/30 → 10/30)."),
    (compared(10, 30, 10, 30, other_months=True),
     "So với quý I/2021 (khác tháng với quý này), trên 3 đơn vị so được, tỷ lệ đạt và vượt không đổi (10/30 → 10/30)."),
    (compared(10, 29, 29, 29, other_months=True),
     "Trên 29 kết quả so được với quý I/2021 (khác tháng với quý này), đạt và vượt 29/29 so với 10/29."),
    (compared(30, 60, 15, 30), SINCE + "không đổi (30/60 → 15/30)."),
    # What differs by less than is written is neither a change nor none.
    (compared(999, 2000, 1000, 2001), SINCE + "gần như không đổi (999/2.000 → 1.000/2.001)."),
    # The square of the difference against 3,8415 · p(1 − p)(1/n + 1/m): 0,0544 of 0,0634, and 0,0711 of 0,0637.
    (compared(10, 30, 17, 30), SINCE + "tăng 23,3 điểm (10/30 → 17/30), chưa đủ lớn để coi là thay đổi."),
    (compared(10, 30, 18, 30), SINCE + "tăng 26,7 điểm (10/30 → 18/30)."),
    (compared(18, 30, 10, 30), SINCE + "giảm 26,7 điểm (18/30 → 10/30)."),
    (compared(18, 30, 30, 60), SINCE + "giảm 10,0 điểm (18/30 → 30/60), chưa đủ lớn để coi là thay đổi."),
    (compared(0, 30, 30, 30, scope="unit"),
     "So với quý II/2021, trên phần so được, tỷ lệ đạt và vượt tăng 100,0 điểm (0/30 → 30/30)."),
]  # fmt: skip


def behind(number: int, *outlook: int, over: int = 0, **given: Any) -> dict[str, Any]:
    return {"behind": number, "late": number - over, "over_ceiling": over, "outlook": outlook or None, **given}


DECIDED: list[tuple[dict[str, Any], str | None]] = [
    ({}, "Không chỉ tiêu nào chậm tiến độ hoặc không đạt."),
    ({"not_reported": 1}, "Trong các kết quả đã có, không chỉ tiêu nào chậm tiến độ hoặc không đạt."),
    ({"gaps": 1}, "Trong các kết quả đã có, không chỉ tiêu nào chậm tiến độ hoặc không đạt."),
    ({"missed": 1}, "C" + FIRST[1:]),
    (behind(2), "C" + FIRST[1:]),
    (behind(2, 0, 0, 0, 2), "C" + FIRST[1:]),
    (behind(2, scope="unit"), "C" + OF_UNIT[1:]),
    (behind(2, 0, 0, 2, 0, missed=2), "Trong 2 chỉ tiêu chậm tiến độ: 2 khó đạt; " + FIRST),
    (behind(1, 1, 0, 0, 0), "Chỉ tiêu chậm tiến độ ấy đến cuối năm nhiều khả năng vẫn kịp; " + FIRST),
    (behind(1, 0, 1, 0, 0), "Chỉ tiêu chậm tiến độ ấy đến cuối năm chưa rõ có kịp không; " + FIRST),
    (behind(1, 0, 0, 1, 0), "Chỉ tiêu chậm tiến độ ấy đến cuối năm khó đạt; " + FIRST),
    (behind(1, 0, 0, 1, 0, over=1, scope="unit"), "Chỉ tiêu đang vượt mức tối đa ấy đến cuối năm khó đạt; " + OF_UNIT),
    (behind(1, 0, 1, 0, 0, missed=3), "Chỉ tiêu chậm tiến độ ấy đến cuối năm chưa rõ có kịp không; " + FIRST),
    (behind(2, 2, 0, 0, 0), "Trong 2 chỉ tiêu chậm tiến độ: 2 nhiều khả năng vẫn kịp; " + FIRST),
    (behind(2, 0, 2, 0, 0), "Trong 2 chỉ tiêu chậm tiến độ: 2 chưa rõ; " + FIRST),
    (behind(2, 0, 0, 2, 0), "Trong 2 chỉ tiêu chậm tiến độ: 2 khó đạt; " + FIRST),
    (behind(2, 1, 1, 0, 0), "Trong 2 chỉ tiêu chậm tiến độ: 1 nhiều khả năng vẫn kịp, 1 chưa rõ; " + FIRST),
    (behind(2, 1, 0, 1, 0), "Trong 2 chỉ tiêu chậm tiến độ: 1 nhiều khả năng vẫn kịp, 1 khó đạt; " + FIRST),
    (behind(2, 0, 1, 1, 0), "Trong 2 chỉ tiêu chậm tiến độ: 1 chưa rõ, 1 khó đạt; " + FIRST),
    (behind(2, 0, 1, 0, 1), "Trong 2 chỉ tiêu chậm tiến độ: 1 chưa rõ, 1 chưa nói trước được; " + FIRST),
    (behind(6, 3, 1, 1, 1),
     "Trong 6 chỉ tiêu chậm tiến độ: 3 nhiều khả năng vẫn kịp, 1 chưa rõ, 1 khó đạt, 1 chưa nói trước được; " + FIRST),
    (behind(2, 0, 0, 2, 0, over=2), "Trong 2 chỉ tiêu đang vượt mức tối đa: 2 khó đạt; " + FIRST),
    (behind(3, 0, 0, 3, 0, over=1), "Trong 3 chỉ tiêu chậm tiến độ hoặc đang vượt mức tối đa: 3 khó đạt; " + FIRST),
    (behind(2, 0, 2, 0, 0, field="F"), "Trong 2 chỉ tiêu chậm tiến độ: 2 chưa rõ; " + FIRST),
    (NONE, None),
]  # fmt: skip
SURE: list[tuple[dict[str, Any], str | None]] = [
    ({}, "Đủ 3/3 đơn vị báo cáo."),
    ({"units_reported": 2}, "Mới có 2/3 đơn vị báo cáo quý II/2022 nên kết quả chung là tạm thời."),
    ({"units_reported": 2, "targets_judged": 1}, "Mới có 2/3 đơn vị báo cáo quý II/2022 nên kết quả chung là tạm thời."),
    ({"units_reported": 2, **NONE}, "Mới có 2/3 đơn vị báo cáo quý II/2022."),
    ({"gaps": 1}, "Đủ 3/3 đơn vị báo cáo, còn 1 kết quả thiếu số liệu."),
    ({"gaps": 1, "is_complete": False}, "Đủ 3/3 đơn vị báo cáo, còn 1 kết quả thiếu số liệu."),
    ({"turn_count": 1}, "Đủ 3/3 đơn vị báo cáo; 1 kết quả chỉ hơn kém một trường hợp là đổi đánh giá."),
    ({"is_estimate": True}, "Đủ 3/3 đơn vị báo cáo; có số ước tính, theo phần chuyển sang của đơn vị đã chia tách."),
    ({"is_provisional": True, "period_to": date(2022, 4, 20)}, "Đủ 3/3 đơn vị báo cáo, có đơn vị mới có số liệu đến 20/04."),
    ({"scope": "unit"}, "Số liệu đủ đến hết quý."),
    ({"scope": "unit", "gaps": 1}, "Đã báo cáo, còn 1 chỉ tiêu thiếu số liệu."),
    ({"scope": "unit", "period_to": date(2022, 5, 30)}, "Số liệu đủ đến ngày kết thúc hoạt động, 30/05."),
    ({"scope": "unit", "is_provisional": True, "period_to": date(2022, 4, 20)}, "Số liệu mới đến 20/04, kết quả là tạm thời."),
    ({"scope": "unit", "is_provisional": True, "period_to": date(2022, 4, 20), "gaps": 2},
     "Số liệu mới đến 20/04, kết quả là tạm thời, còn 2 chỉ tiêu thiếu số liệu."),
    # What an earlier quarter lacks is not said a second time as results that lack figures.
    ({"scope": "unit", "is_complete": False, "gaps": 1}, "Thiếu báo cáo quý trước trong năm, số luỹ kế chưa đủ."),
    ({"scope": "unit", "is_complete": False, "is_provisional": True, "period_to": date(2022, 4, 20)},
     "Thiếu báo cáo quý trước trong năm, số luỹ kế chưa đủ; quý này mới có số đến 20/04."),
    ({"scope": "unit", "turn_count": 2, "is_estimate": True},
     "Số liệu đủ đến hết quý; 2 kết quả chỉ hơn kém một trường hợp là đổi đánh giá; "
     "có số ước tính, theo phần chuyển sang của đơn vị đã chia tách."),
    ({"scope": "unit", **NONE}, None),
]  # fmt: skip
SENTENCES = {
    "stands": STANDS, "headline": [(NONE | given, said) for given, said in SILENT], "changed": CHANGED, "decision": DECIDED,
    "certainty": SURE,
}  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> dict[str, list[Row]]:
    """What is told in each case, by the sentence that is asked for."""
    found = iter(made([given for cases in SENTENCES.values() for given, _ in cases]))
    return {sentence: [next(found) for _ in cases] for sentence, cases in SENTENCES.items()}


@pytest.mark.parametrize(("sentence", "number"), [(each, number) for each, cases in SENTENCES.items() for number in range(len(cases))])
def test_it_is_told(rows: dict[str, list[Row]], sentence: str, number: int) -> None:
    given, said = SENTENCES[sentence][number]
    assert rows[sentence][number][sentence] == said, given
