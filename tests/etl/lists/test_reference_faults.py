"""Every fault of the reference lists is found, all at once, and named with its place."""

import os
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.lists.checks import circles
from etl.lists.csv_lists import list_shapes, read_list
from etl.lists.reference import ReferenceError, read_reference
from tests.etl.lists.conftest import Folder
from tests.etl.lists.reference_folder import (
    ELEMENTS,
    FLOWS,
    INDICATORS,
    PLANS,
    RULES,
    SMALLEST,
    TARGETS,
    UNITS,
    faults,
    places,
    replaced,
)

FILE_FAULTS = [
    ("targets", None, "list_missing", None),
    ("units", b"", "header_missing", None),
    ("units", (UNITS + "\nU1,\xd0on").encode("latin-1"), "encoding", "A2"),
    ("units", (UNITS + "\n").encode("utf-16"), "encoding", "A1"),
    ("units", (UNITS + "\n").encode("utf-16-le"), "encoding", "A1"),
    ("units", (UNITS + "\nU\0,x").encode(), "encoding", "A2"),
    ("units", [UNITS, 'U1,"Đơn vị', "U2,x"], "not_csv", "A2"),
    ("units", [UNITS.replace(",", ";"), "U1;x"], "not_comma", "A1"),
    ("units", [UNITS + ",name", "U1,x,,,,,,,,,y", "U2,z,,,,,,,,,"], "column_duplicate", "K1"),
    ("units", ["unit_code,short_name", "U1,x"], "column_missing", "A1"),
    ("units", [UNITS, "U1,Một, hai,,huyen,42,,,,1,1", "U2,x"], "too_many_cells", "K2"),
]


@pytest.mark.parametrize(("name", "content", "code", "cell"), FILE_FAULTS)
def test_a_file_that_is_no_such_list_is_named(
    folder: Folder, name: str, content: list[str] | bytes | None, code: str, cell: str | None
) -> None:
    problems = faults(folder(**{name: content}))
    assert (code, cell) in places(problems)
    assert problems[0].message.startswith(f"{name}.csv")


def test_a_missing_column_that_may_be_blank_is_a_warning(folder: Folder) -> None:
    reference = read_reference(folder(units=["unit_code,name", "U1,x", "U2,y"]))
    assert {problem.code for problem in reference.warnings} == {"column_missing"}
    assert len(reference.warnings) == 8


# file, its line and that line's new text, the problem's code, cell and some of what it says
CELL_FAULTS = [
    ("units.csv", 2, ",x,,,,,,,,", "blank", "A2", "ô trống"),
    ("units.csv", 2, "U 1,x,,,,,,,,", "bad_value", "A2", "khoảng trắng"),
    ("units.csv", 2, "U1,\u202ex,,,,,,,,", "bad_value", "B2", "điều khiển"),
    ("units.csv", 2, "U1,x\u2028y,,,,,,,,", "bad_value", "B2", "điều khiển"),
    ("units.csv", 2, "U\u20661\u2069,x,,,,,,,,", "bad_value", "A2", "điều khiển"),
    ("units.csv", 2, f"U1,{'tên dài ' * 375},,,,,,,,", "bad_value", "B2", "dài 2999 ký tự, mà chỗ này nhận tối đa 300"),
    ("units.csv", 2, f"U1,{'x' * 61},,,,,,,,", "bad_value", "B2", "một từ dài 61 ký tự"),
    ("units.csv", 2, f"U1,x,{'tên ' * 76},,,,,,,", "bad_value", "C2", "tối đa 300"),
    ("units.csv", 2, f"{'U' * 65},x,,,,,,,,", "bad_value", "A2", "tối đa 64"),
    ("units.csv", 2, "all,x,,,,,,,,", "bad_value", "A2", "dành để chỉ tất cả"),
    ("indicators.csv", 2, "R1,all,x,rate,at_least,xong,cu,,,", "bad_value", "B2", "“all”"),
    ("units.csv", 2, "U1,x,,,,,2022-02-30,,,", "bad_value", "G2", "2022-02-30"),
    ("units.csv", 2, "U1,x,,,,,30/11/2022,,,", "bad_value", "G2", "năm-tháng-ngày"),
    ("units.csv", 2, "U1,x,,,,,2022-01-01,2021-01-01,,", "closed_before_opened", "H2", "2022-01-01"),
    ("units.csv", 2, "U1,x,,,,,,,0,1", "bad_value", "I2", "từ 1"),
    ("units.csv", 2, "U1,x,,,,,,,1.5,1", "bad_value", "I2", "số nguyên"),
    ("units.csv", 3, "U1,y,,,,,,,,", "duplicate", "A3", "dòng 2"),
    ("data_elements.csv", 2, "cu,F,Số cũ,vụ,total", "bad_value", "E2", "sum"),
    ("data_elements.csv", 2, "so-cu,F,Số cũ,vụ,first", "bad_value", "A2", "dấu _"),
    ("data_elements.csv", 2, "12,F,Số cũ,vụ,first", "bad_value", "A2", "không phải là một số"),
    ("indicators.csv", 2, "R1,F,x,rate,at_least,xong,,,,", "rate_without_denominator", "G2", "mẫu số"),
    ("indicators.csv", 3, "C1,F,x,count,at_least,xong,moi,,,", "count_with_denominator", "G3", "moi"),
    ("indicators.csv", 2, "R1,F,x,rate,at_least,xong,cu + mo,,,", "unknown_code", "G2", "“mo”"),
    ("indicators.csv", 2, "R1,F,x,rate,at_least,xong moi,cu,,,", "bad_term", "F2", "thiếu dấu"),
    ("indicators.csv", 2, "R1,F,x,rate,at_least,xong,cu + 5,,,", "number_in_term", "G2", "vế phải"),
    ("indicators.csv", 2, "R1,F,x,rate,at_least,xong,cu,5,,", "bad_value", "H2", "không quá 4"),
    ("indicators.csv", 2, "R1,F,x,rate,at_least,xong,cu,1,-1,", "bad_value", "I2", "từ 0"),
    ("indicators.csv", 2, "R1,F,x,rate,at_least,xong,cu,1,1,có", "bad_value", "J2", "true hoặc false"),
    ("indicators.csv", 2, "R1,F,x,share,at_least,xong,cu,,,", "bad_value", "D2", "rate"),
    ("indicators.csv", 1, INDICATORS + ",shortfall\nR0,F,y,rate,at_least,xong,cu,,,,never", "bad_value", "K2", "final"),
    ("data_elements.csv", 1, ELEMENTS + ",decimals\nmot,F,Một,vụ,sum,5", "bad_value", "F2", "không quá 4"),
    ("plans.csv", 1, PLANS + ",issue_by\nB,assigned,,2021,,,2021-01-11,,,2031-01-15", "issued_far_off", "J2", "2031-01-15"),
    ("plans.csv", 2, "A,assigned,U1,2022,,,2022-01-11,,", "plan_with_unit", "C2", "U1"),
    ("plans.csv", 3, "D1,registered,,2022,,,2022-01-20,,A", "plan_without_unit", "C3", "ô trống"),
    ("plans.csv", 3, "D1,registered,U9,2022,,,2022-01-20,,A", "unknown_code", "C3", "units.csv"),
    ("plans.csv", 3, "D1,registered,U1,2022,,,2022-01-20,,B", "unknown_code", "I3", "plans.csv"),
    ("plans.csv", 3, "D1,registered,U1,22,,,2022-01-20,,A", "bad_value", "D3", "từ 1950"),
    ("plans.csv", 3, "D1,registered,U1,2022,,,2202-01-20,,A", "issued_far_off", "G3", "2202-01-20"),
    ("plans.csv", 3, "D1,registered,U1,2022,,,2022-01-20,2022-12-01,A", "due_outside_year", "H3", "2022-11-30"),
    ("plans.csv", 2, "A,assigned,,2022,,,2022-01-11,,D1", "circle", "I3", "A → D1 → A"),
    ("targets.csv", 2, "A,R1,x,,,,,,", "bad_value", "C2", "“x”"),
    ("targets.csv", 2, 'A,R1,"92,5",,,,,,', "bad_value", "C2", "dấu chấm"),
    ("targets.csv", 2, "A,R1,33.33333,,,,,,", "bad_value", "C2", "tối đa 4"),
    ("targets.csv", 2, "A,R1,-1,,,,,,", "bad_value", "C2", "từ 0"),
    ("targets.csv", 2, "A,R1,,,,,,,", "blank", "C2", "ô trống"),
    ("targets.csv", 2, "A,R1,1000000000000,,,,,,", "bad_value", "C2", "quá lớn"),
    ("targets.csv", 2, "A,R1,100000,,,,,,", "out_of_reach", "C2", "cần số dưới 100.000"),
    ("targets.csv", 3, "A,C1,10000000000,nguoi,,,,,", "out_of_reach", "C3", "cần số dưới 10.000.000.000"),
    ("targets.csv", 2, "B,R1,90,,,,,,", "unknown_code", "A2", "plans.csv"),
    ("targets.csv", 2, "A,R9,90,,,,,,", "unknown_code", "B2", "indicators.csv"),
    ("targets.csv", 3, "A,C1,1,nobody,,,,,", "unknown_code", "D3", "data_elements.csv"),
    ("targets.csv", 2, "A,R1,90,nguoi,,,,,", "per_on_rate", "D2", "nguoi"),
    ("targets.csv", 2, "A,R1,90,,monthly,,,,", "bad_value", "E2", "each_quarter"),
    ("targets.csv", 2, "A,R1,90,,,2022-12-01,,,", "due_outside_year", "F2", "2022-11-30"),
    ("targets.csv", 2, "A,R1,90,,,,100,100,", "empty_volume", "G2", "100"),
    ("targets.csv", 3, "A,C1,4,,,,10,,", "volume_without_denominator", "G3", "mẫu số"),
    ("targets.csv", 3, "A,R1,80,,,,,,", "overlapping_targets", "B3", "dòng 2"),
]


@pytest.mark.parametrize(("name", "line", "text", "code", "cell", "says"), CELL_FAULTS)
def test_a_faulty_cell_is_named_with_what_stands_there(
    folder: Folder, name: str, line: int, text: str, code: str, cell: str, says: str
) -> None:
    problems = faults(folder(**{name.removesuffix(".csv"): replaced(name, line, text)}))
    found = [problem for problem in problems if (problem.code, problem.cell) == (code, cell)]
    assert len(found) == 1, problems
    assert found[0].severity == "error"
    assert says in found[0].message
    assert found[0].message.startswith(f"{name}, dòng {cell[1:]}, cột {cell[0]} (")


def test_all_problems_of_all_files_come_at_once_in_the_order_of_the_files(folder: Folder) -> None:
    path = folder(
        units=replaced("units.csv", 2, "U1,,,,,,x,,,"),
        plans=None,
        indicators=replaced("indicators.csv", 2, "R1,F,x,rate,up,xong,moi + nil,,,"),
        targets=replaced("targets.csv", 2, "A,R1,x,,,,,,"),
    )
    (path / "calendar.yml").write_text("report_due_days: x", encoding="utf-8")
    assert places(faults(path)) == [
        ("calendar_bad_value", None),
        ("blank", "B2"),
        ("bad_value", "G2"),
        ("bad_value", "E2"),
        ("unknown_code", "G2"),
        ("list_missing", None),
        ("bad_value", "C2"),
    ]


CHANGES = "predecessor,successor,effective_on,share"
TASKS = "unit_code,year,number,kind,text,done_on"

OPTIONAL_FAULTS = [
    ("unit_aliases", ["alias,unit_code", "Một,U9"], "unknown_code", "B2"),
    ("unit_aliases", ["alias,unit_code", ",U1"], "blank", "A2"),
    ("unit_changes", [CHANGES, "U1,U1,2025-01-01,1"], "circle", "B2"),
    ("unit_changes", [CHANGES, "U1,U2,2025-01-01,1", "U2,U1,2025-07-01,"], "circle", "B3"),
    ("unit_changes", [CHANGES, "U1,U2,2025-01-01,1.2"], "bad_value", "D2"),
    ("unit_changes", [CHANGES, "U1,U2,2025-01-01,0"], "bad_value", "D2"),
    ("unit_changes", [CHANGES, "U1,U2,,1"], "blank", "C2"),
    ("fields", ["field_code,name", "G,Khâu khác"], "unknown_code", "B2"),
    ("case_flows", [FLOWS, "L,F,Dòng,cu,moi,xong,,"], "blank", "G2"),
    ("case_flows", [FLOWS, "L,F,Dòng,cu,moi,xong,con + 1,"], "number_in_term", "G2"),
    ("rules", [RULES, "Q,Quy tắc,cu + moi,=,xong + con,,"], "bad_value", "D2"),
    ("rules", [RULES, "Q,Quy tắc,cu + ?,==,xong + con,,"], "bad_term", "C2"),
    ("rules", [RULES, "Q,Quy tắc,cu,==,xong,skip,"], "bad_value", "F2"),
    ("rules", [RULES, "Q,Quy tắc,cu,==,xong,,fatal"], "bad_value", "G2"),
    ("tasks", [TASKS, "U1,2022,1,focus,Việc,2022-05-31", "U1,2022,2,focus,Việc,9999-01-31"], "day_to_come", "F3"),
]


@pytest.mark.parametrize(("name", "content", "code", "cell"), OPTIONAL_FAULTS)
def test_an_optional_list_is_judged_like_the_others(
    folder: Folder, name: str, content: list[str], code: str, cell: str
) -> None:
    assert (code, cell) in places(faults(folder(**{name: content})))


# predecessor U1 closes on 2024-12-31 or not; what moves from it; the warnings, which never stop a load
SUCCESSIONS = [
    ("2024-12-31", ["U1,U2,2025-01-01,"], []),
    ("2024-12-31", ["U1,U2,2025-01-01,0.7", "U1,U3,2025-01-01,0.3"], []),
    ("2024-12-31", ["U1,U2,2025-01-01,0.7", "U1,U3,2025-01-01,0.4"], [("shares_not_one", "D3")]),
    ("2024-12-31", ["U1,U2,2025-01-01,0.7", "U1,U3,2025-01-01,0.2"], [("shares_not_one", "D3")]),
    ("2024-12-31", ["U1,U2,2024-12-31,1"], [("not_the_day_after", "C2")]),
    ("2024-12-31", ["U1,U2,2025-01-02,0.4"], [("not_the_day_after", "C2")]),
    ("2024-12-31", ["U1,U2,2024-06-01,0.4"], [("not_the_day_after", "C2")]),
    ("2024-12-31", ["U1,U2,2024-06-01,0.4", "U1,U3,2025-01-01,1"], []),
    ("", ["U1,U2,2025-01-01,0.4", "U1,U3,2025-01-01,0.2"], []),
    ("", ["U1,U2,2025-01-01,1"], [("not_the_day_after", "C2")]),
    ("", ["U1,U2,2025-01-01,0.8", "U1,U3,2025-01-01,0.3"],
     [("not_the_day_after", "C2"), ("not_the_day_after", "C3"), ("shares_not_one", "D3")]),
]  # fmt: skip


@pytest.mark.parametrize(
    "moves",
    [
        ["U1,U2,2025-01-01,1/3", "U1,U3,2025-01-01,1/3", "U1,U4,2025-01-01,1/3"],
        ["U1,U2,2025-01-01,0.5", "U1,U3,2025-01-01,nửa"],
        ["U1,U2,2025-01-01,0.5", "U1,U3,2025-01-01,2"],
        ["U1,U2,2025-01-01,0.5", "U1,U3,ngày đầu năm,0.5"],
        ["U1,U2,2025-01-01,0.5", ",U3,2025-01-01,0.5"],
    ],
)
@pytest.mark.parametrize("closed_on", ["2024-12-31", ""])
def test_parts_of_which_one_cannot_be_read_have_no_sum(folder: Folder, closed_on: str, moves: list[str]) -> None:
    units = [UNITS, f"U1,Đơn vị một,,,,,,{closed_on},,", *(f"U{n},Đơn vị {n},,,,,,,," for n in (2, 3, 4))]
    with pytest.raises(ReferenceError) as raised:
        read_reference(folder(units=units, unit_changes=[CHANGES, *moves]))
    found = raised.value
    assert {problem.code for problem in found.problems} & {"bad_value", "blank"}
    assert not [problem.message for problem in found.problems if problem.code in ("shares_not_one", "not_the_day_after")]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (["0.333333", "0.333333", "0.333334"], ["0.3333", "0.3333", "0.3334"]),
        (["0.16666667", "0.83333333"], ["0.1667", "0.8333"]),
        (["0.00001", "0.99999"], ["0.0001", "0.9999"]),
        (["0.33333", "0.33333", "0.33333"], ["0.3333", "0.3333", "0.3333"]),
        (["0.3333", "0.6667"], ["0.3333", "0.6667"]),
        (["0.12345", "0.2"], ["0.1235", "0.2"]),
    ],
)
def test_finer_shares_are_rounded_with_a_warning_and_still_add_to_the_whole(folder: Folder, written: list[str], kept: list[str]) -> None:
    units = [UNITS, "U0,Đơn vị không,,,,,,2024-12-31,,", *(f"U{n},Đơn vị số {n},,,,,,,," for n in (1, 2, 3))]
    moves = [f"U0,U{n},2025-01-01,{share}" for n, share in enumerate(written, 1)]
    reference = read_reference(folder(units=units, unit_changes=[CHANGES, *moves]))
    assert reference.tables["unit_changes"]["share"].tolist() == kept
    warned = [problem for problem in reference.warnings if problem.code == "rounded_share"]
    assert places(warned) == [("rounded_share", f"D{n}") for n, share in enumerate(written, 2) if len(share) > 6]
    is_whole = sum(map(Decimal, written)) == 1
    assert any(problem.code == "shares_not_one" for problem in reference.warnings) == (not is_whole)
    if warned:
        first = next(n for n, share in enumerate(written) if len(share) > 6)
        assert f"{written[first]} có hơn 4 chữ số thập phân; chương trình tính theo {kept[first]}" in warned[0].message


@pytest.mark.parametrize(("closed_on", "moves", "said"), SUCCESSIONS)
def test_an_office_hands_over_the_whole_of_itself_on_the_day_after_it_closes_and_less_before(
    folder: Folder, closed_on: str, moves: list[str], said: list[tuple[str, str]]
) -> None:
    units = [UNITS, f"U1,Đơn vị một,,,,,,{closed_on},,", "U2,Đơn vị hai,,,,,,,,", "U3,Đơn vị ba,,,,,,,,"]
    warnings = read_reference(folder(units=units, unit_changes=[CHANGES, *moves])).warnings
    found = [problem for problem in warnings if problem.code in ("shares_not_one", "not_the_day_after")]
    assert sorted(places(found)) == sorted(said)
    assert all("U1" in problem.message for problem in found)


ELEMENTS_SAID = [
    ("vụ", "", "", "true", "0"), ("đồng", "", "", "false", "4"), ("giờ", "", "1", "false", "1"),
    ("vụ", "", "2", "false", "2"), ("đồng", "", "0", "true", "0"), ("vụ", "false", "", "false", "4"),
    ("vụ", "true", "", "true", "0"), ("đồng", "true", "", "true", "0"), ("vụ", "true", "0", "true", "0"),
    ("vụ", "false", "3", "false", "3"),
]  # fmt: skip


@pytest.mark.parametrize(("unit_of_measure", "is_whole", "decimals", "whole_then", "decimals_then"), ELEMENTS_SAID)
def test_the_decimals_of_an_element_follow_what_it_is_counted_in(
    folder: Folder, unit_of_measure: str, is_whole: str, decimals: str, whole_then: str, decimals_then: str
) -> None:
    elements = [ELEMENTS + ",is_whole,decimals", *(f"{code},F,{code},{unit_of_measure},sum,{is_whole},{decimals}"
                for code in ("cu", "moi", "xong", "con", "nguoi"))]  # fmt: skip
    reference = read_reference(folder(data_elements=elements))
    assert not reference.warnings
    assert set(reference.tables["data_elements"]["is_whole"]) == {whole_then}
    assert set(reference.tables["data_elements"]["decimals"]) == {decimals_then}


@pytest.mark.parametrize(("is_whole", "decimals", "then"), [("true", "2", "false"), ("false", "0", "true")])
def test_decimals_go_before_a_word_that_contradicts_them(folder: Folder, is_whole: str, decimals: str, then: str) -> None:
    elements = [line + "," for line in SMALLEST["data_elements.csv"]]
    elements[0] = ELEMENTS + ",is_whole,decimals"
    elements[2] = f"moi,F,Số mới,vụ,sum,{is_whole},{decimals}"
    reference = read_reference(folder(data_elements=elements))
    assert places(list(reference.warnings)) == [("decimals_of_whole", "G3")]
    assert reference.tables["data_elements"].loc[1, ["is_whole", "decimals"]].tolist() == [then, decimals]


def test_an_alias_may_name_two_units_or_be_known_to_name_none(folder: Folder) -> None:
    aliases = read_reference(folder(unit_aliases=["alias,unit_code", "Kỳ,U1", "Kỳ,U2", "Tỉnh,"])).tables["unit_aliases"]
    assert aliases["unit_code"].tolist() == ["U1", "U2", None]


def test_one_data_element_is_not_part_of_itself_through_others(folder: Folder) -> None:
    elements = [ELEMENTS + ",of_which", "cu,F,Cũ,vụ,first,moi", "moi,F,Mới,vụ,sum,xong", "xong,F,Xong,vụ,sum,cu"]
    problems = faults(folder(data_elements=elements))
    assert [(problem.code, problem.cell) for problem in problems] == [("circle", "F4")]
    assert "cu → moi → xong → cu" in problems[0].message


WARNINGS = [
    ("indicators", replaced("indicators.csv", 3, "C1,F,x,count,at_least,xong + nguoi,,,,"), "mixed_units", "F3"),
    ("indicators", replaced("indicators.csv", 3, "C1,F,Tỷ lệ xong,count,at_least,xong,,,,"), "same_name", "C3"),
    ("targets", replaced("targets.csv", 2, "A,R1,0.9,,,,,,"), "fraction_as_percent", "C2"),
    ("targets", replaced("targets.csv", 3, "A,C1,4,,,,,,count"), "needless_count", "I3"),
    ("units", replaced("units.csv", 3, "U2,Đơn vị hai,,huyen,42,,,,1,1"), "same_tile", "I3"),
    ("units", replaced("units.csv", 2, "U1,Đơn vị một,,,42,,2022-12-01,,,"), "unit_not_open", "C3"),
    ("plans", [*SMALLEST["plans.csv"], "D2,registered,U1,2022,,,2022-01-20,,A"], "unclear_order", "G4"),
    ("case_flows", [FLOWS, "L,F,Dòng,con,moi,xong,con,"], "flow_accumulation", "D2"),
]


@pytest.mark.parametrize(("name", "content", "code", "cell"), WARNINGS)
def test_what_is_only_doubtful_loads_with_a_warning(
    folder: Folder, name: str, content: list[str], code: str, cell: str
) -> None:
    warnings = read_reference(folder(**{name: content})).warnings
    assert [(problem.severity, problem.code, problem.cell) for problem in warnings] == [("warning", code, cell)]


def test_a_rate_that_cannot_pass_100_is_not_asked_to(folder: Folder) -> None:
    indicators = [
        INDICATORS + ",is_bounded",
        "R1,F,Tỷ lệ,rate,at_least,xong,cu + moi,,,,true",
        "C1,F,Số,count,at_least,xong,,,,,",
    ]
    warnings = read_reference(folder(indicators=indicators, targets=[TARGETS, "A,R1,101,,,,,,"])).warnings
    assert [problem.code for problem in warnings] == ["out_of_reach"]


@pytest.mark.parametrize(
    "rows",
    [
        ["A,R1,5,,,,100,,", "A,R1,2,,,,,100,count"],
        ["A,R1,5,,,,10,20,", "A,R1,6,,,,20,30,", "A,R1,7,,,,,10,"],
        ["A,R1,50,,,2022-05-31,,,", "A,R1,90,,,,,,"],
        ["A,R1,90,,,,,,", "D1,R1,90,,,,,,"],
        ["A,C1,1,nguoi,,,,,", "A,R1,2,nguoi,,,,,count"],
    ],
)
def test_targets_that_never_bind_together_may_stand_side_by_side(folder: Folder, rows: list[str]) -> None:
    assert len(read_reference(folder(targets=[TARGETS, *rows])).tables["targets"]) == len(rows)


@pytest.mark.parametrize(
    "rows",
    [
        ["A,R1,5,,,,99,,", "A,R1,2,,,,,100,count"],
        ["A,R1,5,,,,10,20,", "A,R1,6,,,,,,"],
        ["A,R1,90,,,2022-11-30,,,", "A,R1,90,,,,,,"],
    ],
)
def test_two_targets_of_one_plan_never_bind_at_once(folder: Folder, rows: list[str]) -> None:
    assert places(faults(folder(targets=[TARGETS, *rows]))) == [("overlapping_targets", "B3")]


@given(st.sampled_from(list(list_shapes())), st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_whatever_bytes_a_list_holds_it_is_read_or_its_faults_are_told(name: str, tail: bytes) -> None:
    shape = list_shapes()[name]
    found = read_list(shape, ",".join(column.name for column in shape.columns).encode() + b"\n" + tail)
    assert found.is_sound or found.problems
    assert {len(cells) for cells in found.cells.values()} == {len(found)}
    assert all(problem.message.startswith(shape.file_name) for problem in found.problems)


def test_a_circle_is_told_once_however_one_comes_to_it() -> None:
    edges = [(0, "x", "a"), (1, "a", "b"), (2, "b", "c"), (3, "c", "a"), (4, "y", "b"), (5, "d", "d")]
    assert circles(edges) == [(3, ["a", "b", "c", "a"]), (5, ["d", "d"])]
    assert circles([(0, "a", "b"), (1, "a", "c"), (2, "b", "d"), (3, "c", "d")]) == []


def test_what_is_quoted_of_a_list_steers_no_terminal_and_breaks_no_line(folder: Folder) -> None:
    path = folder(units=[UNITS + ",\x1bx", "U1\x1b[2J\u2028\u202e,x" + "," * 9])
    said = [problem.message for problem in faults(path)]
    assert said and all(letter.isprintable() for message in said for letter in message)


@pytest.mark.parametrize("name", ["calendar.yml", "tasks.csv", "rules.csv", "units.csv"])
def test_what_stands_in_a_lists_place_and_is_no_file_is_not_taken_for_its_absence(folder: Folder, name: str) -> None:
    where = folder()
    (where / name).unlink(missing_ok=True)
    (where / name).mkdir()
    with pytest.raises(IsADirectoryError if os.name != "nt" else PermissionError):
        read_reference(where)
    (where / name).rmdir()
    try:
        (where / name).symlink_to(where / "elsewhere")
    except OSError:
        pytest.skip("this account may make no links")
    with pytest.raises(FileNotFoundError):
        read_reference(where)
