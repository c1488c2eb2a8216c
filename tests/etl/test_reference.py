"""The reference lists: what loads, and every fault that is found, with its place."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl.problems import Problem
from etl.reference import (
    Reference,
    ReferenceError,
    load_reference,
    read_reference,
    reference_comments,
    reference_ddl,
)
from etl.reference_lists import column_letter, list_shapes

UNITS = "unit_code,name,short_name,kind,province_code,cluster,opened_on,closed_on,tile_row,tile_col"
ELEMENTS = "data_element_code,field_code,name,unit_of_measure,accumulation"
INDICATORS = "indicator_code,field_code,name,kind,direction,numerator,denominator,decimals,weight,is_focus"
PLANS = "plan_code,level,unit_code,year,number,title,issued_on,due_on,parent_plan_code"
TARGETS = "plan_code,indicator_code,value,per,phasing,due_on,volume_from,volume_below,measured_as"
FLOWS = "flow_code,field_code,name,opening,received,resolved,closing,carried_over_resolved"
RULES = "rule_code,name,left,operator,right,missing,severity"

SMALLEST = {
    "units.csv": [UNITS, "U1,Đơn vị một,,huyen,42,Cụm 1,,,1,1", "U2,Đơn vị hai,,huyen,42,Cụm 1,,,1,2"],
    "data_elements.csv": [
        ELEMENTS, "cu,F,Số cũ,vụ,first", "moi,F,Số mới,vụ,sum", "xong,F,Số xong,vụ,sum", "con,F,Số còn,vụ,last",
        "nguoi,F,Số người,người,last", "tien,F,Số tiền,triệu đồng,sum",
    ],
    "indicators.csv": [
        INDICATORS, "R1,F,Tỷ lệ xong,rate,at_least,xong,cu + moi,,,", "C1,F,Số việc xong,count,at_least,xong,,,,",
    ],
    "plans.csv": [PLANS, "A,assigned,,2022,,,2022-01-11,,", "D1,registered,U1,2022,,,2022-01-20,,A"],
    "targets.csv": [TARGETS, "A,R1,90,,,,,,", "A,C1,4,,,,,,", "D1,C1,5,,,,,,"],
}  # fmt: skip

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Writes the smallest complete folder, with the files given instead of or beside its own."""

    def write(**files: list[str] | bytes | None) -> Path:
        named = SMALLEST | {f"{name}.csv": content for name, content in files.items()}
        for name, content in named.items():
            if content is not None:
                raw = content if isinstance(content, bytes) else ("\n".join(content) + "\n").encode()
                (tmp_path / name).write_bytes(raw)
        return tmp_path

    return write


def faults(path: Path) -> list[Problem]:
    """The problems of a folder that must not load."""
    with pytest.raises(ReferenceError) as raised:
        read_reference(path)
    return raised.value.problems


def places(problems: list[Problem]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.cell) for problem in problems]


def replaced(name: str, line: int, text: str) -> list[str]:
    """The lines of a file of the smallest folder with one of them (the header is line 1) replaced or added."""
    lines = list(SMALLEST[name])
    lines[line - 1 : line] = [text]
    return lines


def loaded(reference: Reference) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    load_reference(connection, reference)
    return connection


def test_the_five_required_lists_alone_are_a_complete_folder(folder: Folder) -> None:
    reference = read_reference(folder())
    assert list(reference.tables) == list(list_shapes())
    assert reference.warnings == ()
    assert [len(reference.tables[name]) for name in ("units", "plans", "targets", "rules", "fields")] == [2, 2, 3, 0, 0]


def test_a_blank_is_none_or_the_default_of_its_column(folder: Folder) -> None:
    tables = read_reference(folder()).tables
    units, indicators, targets = tables["units"], tables["indicators"], tables["targets"]
    assert units.at[0, "short_name"] == "Đơn vị một"
    assert units.at[0, "opened_on"] is None
    assert indicators["decimals"].tolist() == ["1", "0"]
    assert indicators["weight"].tolist() == ["1", "1"]
    assert indicators["is_focus"].tolist() == indicators["is_bounded"].tolist() == ["false", "false"]
    assert indicators["short_name"].tolist() == indicators["name"].tolist()
    assert indicators["unit_of_measure"].tolist() == ["vụ", "vụ"]
    assert set(targets["phasing"]) == {"linear"}
    assert targets.at[0, "per"] is None
    assert tables["data_elements"]["is_whole"].tolist() == ["true"] * 5 + ["false"]


def test_texts_are_stripped_composed_and_canonical(folder: Folder) -> None:
    units = [UNITS, " U1 ,Đo\u031bn vi\u0323 một\u200b,, huyen,42,,2010-01-02,, 01 ,1"]
    targets = [TARGETS, "A,R1, 090.50 ,,,,,,"]
    indicators = replaced("indicators.csv", 2, "R1,F,Tỷ lệ xong,rate,at_least,xong,cu + moi,2,1.0,TRUE")
    plans = [PLANS, SMALLEST["plans.csv"][1]]
    tables = read_reference(folder(units=units, targets=targets, indicators=indicators, plans=plans)).tables
    assert tables["units"].iloc[0].tolist() == [
        "U1", "Đơn vị một", "Đơn vị một", "huyen", "42", None, "2010-01-02", None, "1", "1",
    ]  # fmt: skip
    assert tables["targets"].at[0, "value"] == "90.5"
    assert tables["indicators"].loc[0, ["weight", "is_focus"]].tolist() == ["1", "true"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf_8_reads_with_and_without_a_byte_order_mark_and_with_windows_line_ends(folder: Folder, mark: bytes) -> None:
    raw = mark + "\r\n".join(SMALLEST["units.csv"]).encode()
    assert read_reference(folder(units=raw)).tables["units"]["name"].tolist() == ["Đơn vị một", "Đơn vị hai"]


def test_blank_lines_and_short_lines_are_read_and_lines_still_counted(folder: Folder) -> None:
    targets = [TARGETS, "", "A,R1,90", ",,,,,,,,", "A,C1,x"]
    problems = faults(folder(targets=targets))
    assert places(problems) == [("bad_value", "C5")]
    assert "targets.csv, dòng 5, cột C (value): “x”" in problems[0].message


def test_a_text_over_two_lines_does_not_shift_the_lines_after_it(folder: Folder) -> None:
    plans = [PLANS, 'A,assigned,,2022,,"Kế hoạch\nnăm 2022",2022-01-11,,', "D1,registered,U1,abc,,,2022-01-20,,A"]
    assert places(faults(folder(plans=plans)))[0] == ("bad_value", "D4")


def test_columns_may_stand_in_any_order_and_unknown_ones_are_a_warning(folder: Folder) -> None:
    units = ["note,name,unit_code,short_name,kind,province_code,cluster,opened_on,closed_on,tile_row,tile_col",
             "x,Đơn vị một,U1,,,,,,,,"]  # fmt: skip
    reference = read_reference(folder(units=units))
    assert list(reference.tables["units"].columns) == [column.name for column in list_shapes()["units"].columns]
    assert [(problem.severity, problem.code, problem.cell) for problem in reference.warnings] == [
        ("warning", "column_unknown", "A1")
    ]


FILE_FAULTS = [
    ("targets", None, "list_missing", None),
    ("units", b"", "header_missing", None),
    ("units", (UNITS + "\nU1,\xd0on").encode("latin-1"), "encoding", "A2"),
    ("units", (UNITS + "\n").encode("utf-16"), "encoding", "A1"),
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
]


@pytest.mark.parametrize(("name", "content", "code", "cell"), OPTIONAL_FAULTS)
def test_an_optional_list_is_judged_like_the_others(
    folder: Folder, name: str, content: list[str], code: str, cell: str
) -> None:
    assert (code, cell) in places(faults(folder(**{name: content})))


def test_parts_of_a_unit_that_move_on_one_day_do_not_exceed_the_whole(folder: Folder) -> None:
    units = [*SMALLEST["units.csv"], "U3,Đơn vị ba,,,,,,,,"]
    changes = [CHANGES, "U1,U2,2025-01-01,0.7", "U1,U3,2025-01-01,0.4"]
    assert places(faults(folder(units=units, unit_changes=changes))) == [("shares_over_one", "D3")]
    read_reference(folder(units=units, unit_changes=[changes[0], "U1,U3,2025-01-01,0.3"]))


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
    ("targets", replaced("targets.csv", 2, "A,R1,90,,each_quarter,,,,"), "phasing_on_rate", "E2"),
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


def test_the_calendar_of_the_folder_decides_what_lies_outside_the_year(folder: Folder) -> None:
    path = folder(targets=[TARGETS, "A,R1,90,,,2022-12-31,,,"])
    assert places(faults(path)) == [("due_outside_year", "F2")]
    (path / "calendar.yml").write_text('year_starts: "01-01"\n', encoding="utf-8")
    assert read_reference(path).calendar.year_bounds(2022)[1].isoformat() == "2022-12-31"


def test_the_digest_follows_the_lists_and_nothing_else(folder: Folder) -> None:
    path = folder()
    digest = read_reference(path).digest
    (path / "README.md").write_text("notes", encoding="utf-8")
    assert read_reference(path).digest == digest
    with (path / "units.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert read_reference(path).digest != digest


def test_every_list_becomes_a_typed_table_with_vietnamese_comments(folder: Folder) -> None:
    rules = [RULES, "Q,Cân đối,cu + moi,==,xong + con,,", "M,Tối thiểu,nguoi,>=,1,,warning"]
    connection = loaded(read_reference(folder(rules=rules)))
    tables = connection.sql("select table_name, comment from duckdb_tables() where schema_name = 'ref'").fetchall()
    assert {name for name, _ in tables} == {*list_shapes(), "term"} == set(reference_ddl())
    columns = connection.sql(
        "select table_name, column_name, comment from duckdb_columns() where schema_name = 'ref'"
    ).fetchall()
    comments = reference_comments()
    assert all(comment == comments[name][0] for name, comment in tables)
    assert all(comment and comment == comments[name][1][column] for name, column, comment in columns)
    types = connection.sql("select typeof(value), typeof(due_on), typeof(phasing) from ref.targets limit 1").fetchone()
    assert types == ("DECIMAL(18,4)", "DATE", "VARCHAR")
    values = connection.sql("select indicator_code, value::varchar, per from ref.targets order by all").fetchall()
    assert values == [("C1", "4.0000", None), ("C1", "5.0000", None), ("R1", "90.0000", None)]
    assert connection.sql('select "left", "right" from ref.rules order by all').fetchall() == [
        ("cu + moi", "xong + con"), ("nguoi", "1"),
    ]  # fmt: skip


def test_terms_become_rows_with_like_terms_summed(folder: Folder) -> None:
    indicators = replaced("indicators.csv", 3, "C1,F,Số,count,at_least,xong + 2*moi + xong,,,,")
    rules = [RULES, "M,Tối thiểu,nguoi,>=,1,,warning"]
    flows = [FLOWS, "L,F,Dòng,cu,moi,xong,con,"]
    connection = loaded(read_reference(folder(indicators=indicators, rules=rules, case_flows=flows)))
    rows = connection.sql("from ref.term order by all").fetchall()
    assert [(*row[:4], str(row[4])) for row in rows] == [
        ("case_flow", "L", "closing", "con", "1.0000"),
        ("case_flow", "L", "opening", "cu", "1.0000"),
        ("case_flow", "L", "received", "moi", "1.0000"),
        ("case_flow", "L", "resolved", "xong", "1.0000"),
        ("indicator", "C1", "numerator", "moi", "2.0000"),
        ("indicator", "C1", "numerator", "xong", "2.0000"),
        ("indicator", "R1", "denominator", "cu", "1.0000"),
        ("indicator", "R1", "denominator", "moi", "1.0000"),
        ("indicator", "R1", "numerator", "xong", "1.0000"),
        ("rule", "M", "left", "nguoi", "1.0000"),
        ("rule", "M", "right", None, "1.0000"),
    ]


def test_loading_twice_leaves_the_newer_lists(folder: Folder) -> None:
    connection = loaded(read_reference(folder()))
    load_reference(connection, read_reference(folder(targets=[TARGETS])))
    assert connection.sql("select count(*) from ref.targets").fetchone() == (0,)


def test_column_letters_are_those_of_a_spreadsheet() -> None:
    assert [column_letter(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
