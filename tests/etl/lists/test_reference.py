"""The reference lists: what loads, and as what."""


import duckdb
import pytest

from etl.lists.csv_lists import list_shapes
from etl.lists.reference import Reference, load_reference, make_reference, read_reference, reference_comments, reference_ddl
from tests.etl.lists.conftest import Folder
from tests.etl.lists.reference_folder import (
    FLOWS,
    PLANS,
    RULES,
    SMALLEST,
    TARGETS,
    UNITS,
    faults,
    places,
    replaced,
)


def loaded(reference: Reference) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    make_reference(connection, explained=True)
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
    assert set(indicators["shortfall"]) == {"open"} and set(indicators["source"]) == set(indicators["official_code"]) == {None}
    assert set(tables["plans"]["issue_by"]) == {None}
    assert indicators["short_name"].tolist() == indicators["name"].tolist()
    assert indicators["unit_of_measure"].tolist() == ["vụ", "vụ"]
    assert set(targets["phasing"]) == {"linear"}
    assert targets.at[0, "per"] is None
    assert tables["data_elements"]["is_whole"].tolist() == ["true"] * 5 + ["false"]
    assert tables["data_elements"]["decimals"].tolist() == ["0"] * 5 + ["4"]


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
    assert {name for name, _ in tables} == {*list_shapes(), "term", "list_warnings"} == set(reference_ddl())
    columns = connection.sql(
        "select table_name, column_name, comment from duckdb_columns() where schema_name = 'ref'"
    ).fetchall()
    comments = reference_comments()
    assert all(comment == comments[name][0] for name, comment in tables)
    assert all(comment and comment == comments[name][1][column] for name, column, comment in columns)
    types = connection.sql("select typeof(value), typeof(due_on), typeof(phasing) from ref.targets limit 1").fetchall()
    assert types == [("DECIMAL(18,4)", "DATE", "VARCHAR")]
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


def test_every_row_keeps_its_place_in_the_file(folder: Folder) -> None:
    reference = read_reference(folder())
    connection = loaded(reference)
    placed = connection.sql("select list_order, data_element_code from ref.data_elements order by list_order").fetchall()
    assert placed == list(enumerate(reference.tables["data_elements"]["data_element_code"], 1))
    terms = connection.sql("select list_order from ref.term order by all").fetchall()
    assert terms == [(place,) for place in range(1, len(terms) + 1)]
    first = connection.sql("select owner_code, part, data_element_code from ref.term where list_order = 1").fetchall()
    assert first == [("R1", "numerator", "xong")]


def test_loading_twice_leaves_the_newer_lists(folder: Folder) -> None:
    connection = loaded(read_reference(folder()))
    make_reference(connection, explained=True)
    load_reference(connection, read_reference(folder(targets=[TARGETS])))
    assert connection.sql("select count(*) from ref.targets").fetchall() == [(0,)]
