"""Plans of the year, this year beside the last, and a series that goes on or breaks: given rows by hand, expected sentences."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.lists.reference import reference_ddl
from etl.snapshot.vocabulary import load_vocabulary
from etl.sql.files import sql_files
from tests.sql.follow_up import fill, row
from tests.sql.worked_out import worked_out
from tests.world import Row, World, submission, write_csv

FILES = {file.name: file for file in sql_files(False)}
UNITS = "ABCDEFGH"


def plan(code: str, level: str, unit: str | None, issued_on: date | None, parent: str | None = None) -> tuple[Any, ...]:
    return (code, level, unit, 2022, f"{code}/KH", "Kế hoạch", issued_on, None, parent, None)


@pytest.fixture(scope="module")
def made() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for schema in ("raw", "stg", "work", "mart", "ref"):
            connection.execute(f"create schema {schema}")
        for statement in reference_ddl().values():
            connection.execute(statement)
        load_vocabulary(connection)
        named = ", ".join(f"('{unit}', '{unit}', '{unit}', '{43 if unit == 'G' else 42}')" for unit in UNITS)
        connection.execute(f"insert into ref.units (unit_code, name, short_name, province_code) values {named}")
        connection.execute("insert into ref.fields (field_code, name) values ('F', 'F'), ('G', 'G')")
        names = {"R1": "Một", "R2": "Hai", "OLD": "Cũ", "NEW": "Mới", "OTHER": "Khác", "GONE": "Thôi"}
        indicators = ", ".join(f"('{code}', '{'G' if code == 'R2' else 'F'}', '{name}')" for code, name in names.items())
        connection.execute(f"insert into ref.indicators (indicator_code, field_code, name) values {indicators}")
        connection.execute(
            "insert into ref.indicator_changes (old_code, new_code, effective_on, is_comparable, source) values "
            "('OLD', 'NEW', '2021-12-01', true, '358/QĐ'), ('GONE', 'OTHER', '2021-12-01', false, null)"
        )
        fill(connection, "work.open_unit", "unit_code varchar, year integer", [(unit, 2022) for unit in UNITS])
        shape = """plan_code varchar, level varchar, unit_code varchar, year integer, number varchar, title varchar, issued_on date,
            due_on date, parent_plan_code varchar, file_no bigint"""
        fill(connection, "stg.plan", shape, [
            plan("P", "assigned", None, date(2022, 1, 11)), plan("A1", "registered", "A", date(2022, 1, 24), "P"),
            plan("B1", "registered", "B", date(2022, 1, 25), "P"), plan("C1", "registered", "C", date(2022, 1, 10), "P"),
            plan("D1", "registered", "D", None, "P"), plan("Q", "assigned", None, None),
            plan("F1", "registered", "F", date(2022, 1, 20), "Q"),
            plan("G1", "registered", "G", date(2022, 2, 1)), plan("N", "national", None, date(2021, 12, 27)),
            plan("H1", "registered", "H", date(2022, 1, 5), "N"),
        ])  # fmt: skip
        details = "plan_code varchar, issue_by date, signed_by varchar, spread_on date, spread_form varchar"
        said = [("A1", date(2022, 1, 24), "Bà X", date(2022, 1, 20), "Hội nghị"), ("B1", None, None, date(2022, 1, 26), None)]
        fill(connection, "work.plan_document", details, said)
        targets = "plan_code varchar, indicator_code varchar, due_on date, measure varchar, file_no bigint"
        stated = [("A1", "R1", None, "m", None), ("A1", "R2", date(2022, 6, 30), None, None)]
        fill(connection, "stg.plan_target", targets, stated)
        stances = """unit_code varchar, indicator_code varchar, year integer, field_code varchar, stance varchar, assigned_asked varchar,
            plan_code varchar"""
        fill(connection, "mart.plan_stance", stances, [
            ("A", "R1", 2022, "F", "raised", "90%", "A1"), ("A", "R2", 2022, "G", "inherited", "80%", None),
            ("A", "R3", 2022, "F", "additional", None, "A1"), ("B", "R1", 2022, "F", None, "90%", "B1"),
        ])  # fmt: skip
        named = [("A1", "registered", "A", 2022, code) for code in ("R1", "R3")] + [("B1", "registered", "B", 2022, "R1")]
        shape = "plan_code varchar, level varchar, unit_code varchar, year integer, indicator_code varchar"
        fill(connection, "work.plan_in_force", shape, named)
        compared = "plan_code varchar, unit_code varchar, indicator_code varchar, year integer, level varchar, stance varchar"
        fill(connection, "work.plan_comparison", compared, [
            ("A1", "A", "R1", 2022, "registered", "raised"), ("B1", "B", "R1", 2022, "registered", None),
        ])  # fmt: skip
        connection.execute(f"create table mart.plan_status as {FILES['mart.plan_status'].text}")
        columns = """unit_code varchar, indicator_code varchar, year integer, quarter integer, province_code varchar, unit_name varchar,
            unit_short_name varchar, field_code varchar, field_name varchar, indicator_name varchar, indicator_short_name varchar,
            is_focus boolean, direction varchar, decimals integer, measure varchar, numerator decimal(24, 4), denominator decimal(24, 4),
            value double, value_places integer, target decimal(24, 4), status varchar"""

        def result(code: str, year: int, target: int | None = 90, measure: str = "rate", status: str = "met") -> tuple[Any, ...]:
            return ("A", code, year, 1, "42", "A", "A", "F", "F", code, code, False, "at_least", 1, measure, 9, 10, 90.0, 1, target, status)

        fill(connection, "mart.attainment", columns, [
            result("R1", 2021), result("R1", 2022), result("R2", 2021, 80), result("R2", 2022, 85), result("OLD", 2021),
            result("NEW", 2022), result("GONE", 2021), result("OTHER", 2022), result("FRESH", 2022), result("LEFT", 2021),
            result("KIND", 2021), result("KIND", 2022, 90, "count"), result("TIER", 2021, 2, "count"), result("TIER", 2022, 5),
            result("SILENT", 2021, 2, "count"), result("SILENT", 2022, None, "rate", "not_reported"),
            result("HEADS", 2021, 8, "count"), result("HEADS", 2022, 6, "count"),
            result("UNTOLD", 2021, 8, "count"), result("UNTOLD", 2022, 6, "count"),
            result("MORE", 2021, 8, "count"), result("MORE", 2022, 12, "count"),
            result("SET", 2021, None, "count", "no_target"), result("SET", 2022, 1, "count", "not_reported"),
        ])  # fmt: skip
        said = [("HEADS", 2021, "1 × người"), ("HEADS", 2022, "1 × người"), ("MORE", 2021, "1 × người"), ("MORE", 2022, "2 × người")]
        shape = """unit_code varchar, indicator_code varchar, year integer, assigned_asked varchar, national_asked varchar,
            registered_asked varchar"""
        fill(connection, "work.year_asked", shape, [("A", code, year, text, None, None) for code, year, text in said])
        fill(connection, "work.unit_period", "unit_code varchar, year integer, quarter integer", [("A", 2022, 1)])
        connection.execute("create or replace table ref.periods (year integer, quarter integer, ends_on date)")
        connection.execute("insert into ref.periods values (2021, 1, '2021-02-28'), (2022, 1, '2022-02-28')")
        for table in ("work.code_change", "mart.year_review", "mart.indicator_series"):
            connection.execute(f"create table {table} as {FILES[table].text}")
        yield connection


@pytest.mark.parametrize(
    ("unit", "status", "is_in_order", "said"),
    [
        ("A", "in_time", True, "ban hành kịp thời (hạn 24/01/2022); đúng trình tự, sau văn bản P/KH"),
        ("B", "late", True, "ban hành muộn 1 ngày (hạn 24/01/2022)"),  # held to the day that the other plans of the year name
        ("C", "in_time", False, "ghi ngày trước văn bản làm căn cứ P/KH"),
        ("D", "undated", False, ", không ghi ngày; căn cứ văn bản P/KH."),
        ("F", "in_time", False, "; căn cứ văn bản Q/KH chưa rõ ngày ban hành."),
        # After the directive that it names, but before the province's own plan.
        ("H", "in_time", False, "; sau văn bản N/KH nhưng trước kế hoạch của tỉnh P/KH ngày 11/01/2022."),
        ("G", "no_deadline", False, "ngày 01/02/2022; không ghi căn cứ."),  # another province's day binds nobody here
        ("E", "missing", False, "Chưa có kế hoạch của đơn vị."),
    ],
)
def test_a_plan(made: duckdb.DuckDBPyConnection, unit: str, status: str, is_in_order: bool, said: str) -> None:
    found = row(made, "mart.plan_status", f"unit_code = '{unit}'")
    assert (found["status"], found["is_in_order"]) == (status, is_in_order) and said in found["reason"]


def test_a_plan_stands_out_by_what_is_not_as_it_should_be() -> None:
    plain = {"status": "in_time", "is_in_order": True, "lowered": 0, "plan_no": 1, "year": 2022}
    others: list[Row] = [
        *({"status": status} for status in ("missing", "late", "undated", "no_deadline", "in_time")),
        {"is_in_order": False}, {"is_in_order": None}, {"lowered": 1},
    ]  # fmt: skip
    rows = [{**plain, **other, "unit_code": str(number)} for number, other in enumerate(others)]
    rows += [{**plain, "unit_code": "two", "plan_no": number} for number in (1, 2)] + [{**plain, "unit_code": "two", "year": 2023}]
    said = [True, True, True, False, False, True, True, True, True, True, False]
    assert worked_out("mart.plan_status", "stands_out", rows) == said


def test_a_plan_says_what_it_covers(made: duckdb.DuckDBPyConnection) -> None:
    found = row(made, "mart.plan_status", "unit_code = 'A'")
    counted = ("fields_assigned", "fields_covered", "fields_with_time", "fields_with_measures")
    assert [found[key] for key in counted] == [2, 1, 1, 1]
    assert [found[key] for key in ("assigned", "taken_over", "raised", "additional")] == [2, 1, 1, 1]
    # Of the province's two fields one is left out, which a target of its own in the other does not make up for.
    assert "Có chỉ tiêu ở 1 lĩnh vực (tỉnh giao 2, thiếu G), ghi" in found["reason"]
    assert found["reason"].endswith("Quán triệt ngày 20/01/2022: Hội nghị.")


@pytest.mark.parametrize(
    ("covered", "with_time", "with_measures", "said"),
    [
        (2, 0, 0, ", chưa ghi thời gian riêng và biện pháp ở lĩnh vực nào; đăng ký"),
        (2, 0, 2, ", ghi biện pháp ở 2 lĩnh vực, chưa ghi thời gian riêng; đăng ký"),
        (2, 1, 0, ", ghi thời gian riêng ở 1 lĩnh vực, chưa ghi biện pháp; đăng ký"),
        (2, 1, 2, ", ghi thời gian riêng ở 1, biện pháp ở 2; đăng ký"),
        (0, 0, 0, "Có chỉ tiêu ở 0 lĩnh vực (tỉnh giao 3); đăng ký"),
    ],
)
def test_a_plan_says_in_how_many_fields_it_has_time_and_measures(covered: int, with_time: int, with_measures: int, said: str) -> None:
    given = {
        "status": "no_deadline", "plan_no": 1, "number": "1/KH", "issued_on": date(2022, 1, 20), "issue_by": None, "is_in_order": True,
        "parent_number": "P/KH", "parent_plan_code": "P", "parent_issued_on": None, "province_issued_on": None, "province_number": None,
        "indicators": 5, "fields_covered": covered, "fields_assigned": 3, "fields_lacking": None, "fields_with_time": with_time,
        "fields_with_measures": with_measures, "taken_over": 4, "assigned": 6, "raised": 1, "lowered": 0, "additional": 0, "unlike": 0,
        "replaced": 0, "spread_on": None, "spread_form": None,
    }  # fmt: skip
    (made,) = worked_out("mart.plan_status", "reason", [given])
    assert said in made and made.endswith("4/6 chỉ tiêu giao, 1 cao hơn, 0 thấp hơn, không đặt thêm.")


def test_a_target_that_cannot_be_compared_is_neither_the_same_nor_kept_quiet(made: duckdb.DuckDBPyConnection) -> None:
    found = row(made, "mart.plan_status", "unit_code = 'B'")
    assert found["unlike"] == 1 and "0 thấp hơn, không đặt thêm, 1 đặt theo cách tính khác nên không so được." in found["reason"]


def test_a_directive_spread_only_after_the_plan_is_said(made: duckdb.DuckDBPyConnection) -> None:
    assert row(made, "mart.plan_status", "unit_code = 'B'")["reason"].endswith(
        "Quán triệt ngày 26/01/2022. Quán triệt sau khi đã ban hành kế hoạch."
    )


@pytest.mark.parametrize(
    ("code", "change", "said"),
    [
        ("R1", "same", "Cùng chỉ tiêu, cùng mức."),
        ("R2", "target", "Mức đã đổi."),
        ("NEW", "same", "Nối tiếp mã cũ OLD, cách tính như trước."),
        ("OTHER", "formula", "Danh mục đã đổi (mã cũ GONE) và cách tính đã đổi: không so."),
        ("KIND", "formula", "Năm trước tính bằng tỷ lệ, năm nay bằng số lượng: không so."),
        ("TIER", "formula", "Năm trước tính bằng số lượng, năm nay bằng tỷ lệ: không so."),
        # Nothing was reported: which tier binds is not known, so nothing changed that anybody knows of.
        ("SILENT", "same", "Cùng chỉ tiêu; năm nay chưa có số để biết phải đạt bao nhiêu."),
        ("HEADS", "same", "Cùng chỉ tiêu, cùng mức; số phải đạt khác vì số người, số ngày hoạt động hoặc quy mô khác năm trước."),
        ("MORE", "target", "Mức đã đổi."),
        ("UNTOLD", "target", "Số phải đạt khác năm trước."),
        ("SET", "target", "Năm nay mới được đặt mức."),
        ("FRESH", "new", "Mới có từ năm nay, năm trước không có."),
        ("LEFT", "gone", "Năm trước có, năm nay không còn."),
    ],
)
def test_this_year_beside_the_last(made: duckdb.DuckDBPyConnection, code: str, change: str, said: str) -> None:
    found = row(made, "mart.year_review", f"indicator_code = '{code}' and year = 2022")
    assert (found["change"], found["reason"]) == (change, said)


def test_what_went_on_under_another_code_is_not_gone(made: duckdb.DuckDBPyConnection) -> None:
    where = "indicator_code in ('OLD', 'GONE') and year = 2022"
    assert made.execute(f"select count(*) from mart.year_review where {where}").fetchall() == [(0,)]


def test_a_series_says_whether_it_goes_on(made: duckdb.DuckDBPyConnection) -> None:
    said = dict(made.execute("select new_code, reason from mart.indicator_series").fetchall())
    assert said["NEW"] == "Từ ngày 01/12/2021, “Cũ” (OLD) thành “Mới” (NEW) theo 358/QĐ: cách tính như cũ, so được với các kỳ trước."
    assert "hai chuỗi số đứng riêng" in said["OTHER"]


@pytest.fixture(scope="module")
def renumbered(tmp_path_factory: pytest.TempPathFactory) -> World:
    """From 2022 on GOES follows WENT and is counted alike, BREAKS follows BROKE and is not; both can be reckoned back from the figures."""
    world = World(tmp_path_factory.mktemp("renumbered"))
    world.unit("A")
    world.elements("a", "b", "n", "m")
    for code, element in (("WENT", "a"), ("GOES", "b"), ("BROKE", "n"), ("BREAKS", "m"), ("STAYS", "a")):
        world.count(code, element)
    for year, codes in ((2021, ("WENT", "BROKE", "STAYS")), (2022, ("GOES", "BREAKS", "STAYS")), (2023, ("GOES", "BREAKS", "STAYS"))):
        world.plan(f"P{year}", "assigned", year)
        for code in codes:
            world.target(f"P{year}", code, 1)
        world.file(f"{year}.csv", submission("A", year, 1, {"a": 3, "b": 4, "n": 5, "m": 6}))
    header = ["old_code", "new_code", "effective_on", "is_comparable", "source"]
    changes = [["WENT", "GOES", "2021-12-01", "true", "358"], ["BROKE", "BREAKS", "2021-12-01", "false", "358"]]
    write_csv(world.root / "reference" / "indicator_changes.csv", header, changes)
    return world.publish()


def test_before_a_list_changed_a_result_is_that_of_the_old_code(renumbered: World) -> None:
    def result(code: str, year: int) -> tuple[Any, ...]:
        found = renumbered.one("mart.attainment", unit_code="A", indicator_code=code, year=year, quarter=1)
        return found["is_comparable"], found["previous_numerator"], found["comparison_obstacle"]

    assert result("GOES", 2022) == (True, 3, None)
    assert result("BREAKS", 2022) == (False, None, "Không so sánh: danh mục của ngành đã đổi cách tính chỉ tiêu này.")
    # A year on, both are compared with themselves.
    assert result("GOES", 2023) == (True, 4, None) and result("BREAKS", 2023) == (True, 6, None)


def before(world: World, code: str, year: int) -> dict[int, tuple[Any, ...]]:
    rows = world.rows("mart.indicator_before", indicator_code=code, year=year)
    return {row["quarter"]: (row["before_code"], row["reason"]) for row in rows}


def test_beside_a_new_code_stands_the_one_of_then_or_why_none_does(renumbered: World) -> None:
    assert before(renumbered, "GOES", 2022)[1] == ("WENT", None)  # not as it can be reckoned back, but as it was
    code, said = before(renumbered, "BREAKS", 2022)[1]
    assert code is None and "(BROKE) thành “" in said and said.endswith("hai chuỗi số đứng riêng.")
    assert not before(renumbered, "WENT", 2022) and not before(renumbered, "STAYS", 2022)
    assert not before(renumbered, "GOES", 2023) and not before(renumbered, "BREAKS", 2023)  # a year on each is compared with itself


def test_the_review_of_the_year_goes_by_the_changed_list(renumbered: World) -> None:
    said = {
        row["indicator_code"]: (row["change"], row["previous_numerator"])
        for row in renumbered.rows("mart.year_review", unit_code="A", year=2022, quarter=1)
    }
    assert said == {"GOES": ("same", 3), "BREAKS": ("formula", 5), "STAYS": ("same", 3)}


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> World:
    """FIRST became SECOND in June 2022 and THIRD in December; AWAY gave way to a code that nobody has figures of."""
    world = World(tmp_path_factory.mktemp("twice"))
    world.unit("A")
    world.elements("a", "b", "c", "d", "e")
    for code, element in (("FIRST", "a"), ("SECOND", "b"), ("THIRD", "c"), ("AWAY", "d"), ("NOWHERE", "e")):
        world.count(code, element)
    for year, codes in ((2022, ("FIRST", "AWAY")), (2023, ("THIRD",))):
        world.plan(f"P{year}", "assigned", year)
        for code in codes:
            world.target(f"P{year}", code, 1)
    world.file("2022.csv", submission("A", 2022, 1, {"a": 3, "d": 2}))
    # The second code can still be reckoned, but is nobody's any more.
    world.file("2023.csv", submission("A", 2023, 1, {"b": 4, "c": 5}))
    header = ["old_code", "new_code", "effective_on", "is_comparable", "source"]
    changes = [
        ["FIRST", "SECOND", "2022-06-01", "true", "1"], ["SECOND", "THIRD", "2022-12-01", "true", "2"],
        ["AWAY", "NOWHERE", "2022-12-01", "true", "2"],
    ]  # fmt: skip
    write_csv(world.root / "reference" / "indicator_changes.csv", header, changes)
    return world.publish()


def test_a_list_that_changed_twice_in_a_year_goes_back_to_the_first_code(twice: World) -> None:
    found = twice.one("mart.attainment", unit_code="A", indicator_code="THIRD", year=2023, quarter=1)
    assert (found["is_comparable"], found["previous_numerator"]) == (True, 3)
    said = {row["indicator_code"]: (row["change"], row["previous_numerator"]) for row in twice.rows("mart.year_review", year=2023)}
    assert said["THIRD"] == ("same", 3) and not {"FIRST", "SECOND"} & set(said)
    assert twice.one("mart.year_review", year=2023, indicator_code="THIRD")["reason"] == "Nối tiếp mã cũ FIRST, cách tính như trước."
    # From June 2022 on it was the second code, of which the third is compared with itself a year on.
    codes = {quarter: code for quarter, (code, _) in before(twice, "THIRD", 2023).items()}
    assert codes == {1: "FIRST", 2: "FIRST", 3: "SECOND", 4: "SECOND"}


def test_what_gave_way_to_a_code_without_figures_is_gone(twice: World) -> None:
    assert twice.one("mart.year_review", year=2023, indicator_code="AWAY")["change"] == "gone"


def test_one_break_in_a_chain_is_a_break(twice: World, tmp_path: Path) -> None:
    world = twice.copy(tmp_path / "data")
    path = world.root / "reference" / "indicator_changes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2022-06-01,true", "2022-06-01,false"), encoding="utf-8")
    world.publish()
    found = world.one("mart.attainment", unit_code="A", indicator_code="THIRD", year=2023, quarter=1)
    assert (found["is_comparable"], found["previous_numerator"]) == (False, None)
    assert world.one("mart.year_review", year=2023, indicator_code="THIRD")["change"] == "formula"
    code, said = before(world, "THIRD", 2023)[1]
    assert code is None and "(FIRST) thành “" in said  # the change that broke it, not the one that led to the code of now
    assert before(world, "THIRD", 2023)[4] == ("SECOND", None)


def test_a_series_cannot_go_on_from_two(renumbered: World, tmp_path: Path) -> None:
    world = renumbered.copy(tmp_path / "data")
    path = world.root / "reference" / "indicator_changes.csv"
    path.write_text(path.read_text(encoding="utf-8") + "BROKE,GOES,2021-12-01,true,358\n", encoding="utf-8")
    outcome = world.run("load")
    assert outcome.code == 1 and "một chuỗi số chỉ nối tiếp được một mã" in " ".join(outcome.output.split())
