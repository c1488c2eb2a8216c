"""The sample is plausible, holds the lists' own rules, and tells the story that it promises."""

import csv
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from common.paths import SHIPPED, DataDir
from etl.lists.calendar import Quarter
from etl.lists.terms import parse_term
from etl.sample import RECEIPTS, write_sample
from etl.sample.life import Life
from etl.sample.lists import Indicator, Lists, Rule
from etl.sample.office import Office, unmet, year_to_date
from etl.sample.offices import worked_offices
from etl.sample.repair import broken, constraints, repair
from etl.sample.reports import decomposed, quarterly_content
from etl.sample.story import Story, read_story
from etl.vietnamese.folding import nfc
from tests.etl.lists.reference_folder import RULES, write_folder
from tests.etl.template.forms_written import elements_by_field, shipped_reference

SEED = 2022
INBOX = SHIPPED / "inbox"
STORY = read_story()
LISTS = Lists(shipped_reference())
UNITS = shipped_reference().tables["units"]["unit_code"].tolist()


@cache
def worked(seed: int = SEED) -> dict[str, Office]:
    """Every office, worked through all quarters told."""
    return worked_offices(shipped_reference(), LISTS, STORY, seed)


# ---- the figures


def test_every_office_reports_every_element_but_for_the_blanks_told() -> None:
    for unit, office in worked().items():
        for quarter, values in office.history.items():
            blank = STORY.special("blanks", unit, quarter)
            assert set(LISTS.elements) - set(values) == set(blank["elements"] if blank else ())


def test_what_was_left_is_what_the_next_quarter_begins_with() -> None:
    assert len(LISTS.flows) == 9
    for office in worked().values():
        for before, after in zip(STORY.quarters, STORY.quarters[1:], strict=False):
            for flow in LISTS.flows:
                assert office.history[before][flow.closing] == office.history[after][flow.opening], (flow.code, after)


@pytest.mark.parametrize("seed", [SEED, 1])
def test_figures_hold_every_rule_of_the_lists(seed: int) -> None:
    rules = constraints(LISTS)
    assert {"can_doi_tin_bao", "truy_to_vu_bi_can", "part:tb_khoi_to", "bound:TB02"} <= {rule.code for rule in rules}
    for office in worked(seed).values():
        for values in office.history.values():
            assert [rule.code for rule in rules if broken(rule, values)] == []


def test_figures_are_counts_of_a_small_office() -> None:
    for office in worked().values():
        for values in office.history.values():
            assert all(value >= 0 for value in values.values())
            assert all(value == int(value) for code, value in values.items() if LISTS.elements[code].is_whole)
            assert all(values[flow.received] < 100 for flow in LISTS.flows)


def test_sums_of_money_are_not_all_whole() -> None:
    codes = [code for code, element in LISTS.elements.items() if not element.is_whole]
    values = [values[code] for office in worked().values() for values in office.history.values() for code in codes]
    assert any(value != int(value) for value in values)


def test_no_more_carried_over_cases_are_resolved_than_were_carried_over() -> None:
    for office in worked().values():
        for quarter in STORY.quarters:
            to_date = year_to_date(LISTS, office.history, quarter)
            for flow in LISTS.flows:
                assert flow.carried is None or to_date[flow.carried] <= to_date[flow.opening]


def test_accused_come_and_go_with_their_cases() -> None:
    for office in worked().values():
        for values in office.history.values():
            assert (values["dt_vu_con_lai"] > 0) == (values["dt_bc_con_lai"] > 0)


def test_another_seed_tells_other_figures() -> None:
    assert worked()["439"].history != worked(1)["439"].history


# ---- the story


def short(unit: str, quarter: Quarter) -> list[Indicator]:
    office = worked()[unit]
    return unmet(LISTS, unit, quarter, year_to_date(LISTS, office.history, quarter), office.year)


def short_of(unit: str, quarter: Quarter) -> int:
    return len(short(unit, quarter))


def test_most_targets_are_met_and_some_are_not_everywhere() -> None:
    counts = [short_of(unit, (2022, 3)) for unit in UNITS]
    assert 40 <= sum(counts) <= 120  # of some 60 judged in each of 13 offices
    assert sorted(counts)[6] <= 8


def test_two_offices_are_weak_throughout() -> None:
    for quarter in STORY.quarters[1:]:
        others = [short_of(unit, quarter) for unit in UNITS if unit not in ("441", "444", "447", "446")]
        assert min(short_of("441", quarter), short_of("444", quarter)) >= max(others) - 1


def test_one_office_turns_round_and_one_slips() -> None:
    assert short_of("447", (2021, 4)) >= 10 and short_of("447", (2022, 3)) <= 3
    assert short_of("446", (2021, 4)) <= 3 and short_of("446", (2022, 3)) >= 8


def test_many_fall_behind_in_digitising_files() -> None:
    behind = [unit for unit in UNITS if {"QL01", "QL02"} & {indicator.code for indicator in short(unit, (2022, 3))}]
    assert len(behind) >= 7


def test_some_rates_have_nothing_to_be_a_rate_of() -> None:
    values = [office.history[(2022, 3)]["hc_an_sua_huy"] for office in worked().values()]
    assert values.count(0) >= 5


# ---- the files that are shipped


def receipts() -> dict[str, datetime]:
    with (INBOX / RECEIPTS).open(encoding="utf-8", newline="") as stream:
        return {row["file"]: datetime.fromisoformat(row["received_at"]) for row in csv.DictReader(stream)}


def figures(path: Path) -> dict[str, object]:
    """The quarter's figures of a workbook as they stand, by data element code."""
    workbook, found = load_workbook(path, read_only=True), {}
    for name in elements_by_field():
        rows = list(workbook[name].iter_rows(min_row=5, values_only=True))
        code, value = rows[0].index("Mã số liệu"), rows[0].index("Số trong quý")
        found |= {row[code]: row[value] for row in rows[2:] if row[value] is not None}
    return found


def fact(path: Path, cell: str) -> object:
    return load_workbook(path, read_only=True)["Thông tin"][cell].value


def number(written: object) -> Decimal:
    return Decimal(written.replace(".", "").replace(",", ".") if isinstance(written, str) else str(written))


def test_the_inbox_holds_what_the_list_of_receipts_says_and_is_small() -> None:
    workbooks = {path.name for path in INBOX.glob("*.xlsx")}
    assert set(receipts()) == workbooks
    # Two collections, two plans, five quarters of thirteen offices less one, two files sent a second time; thirteen inspections, five
    # of them again with what was put right.
    assert len(workbooks) == 2 + 2 + 5 * 13 - 1 + 2 + 13 + 5
    assert sum(path.stat().st_size for path in INBOX.iterdir()) < 3_500_000
    assert all(nfc(name) == name for name in workbooks)


@pytest.mark.parametrize(
    ("name", "unit", "quarter"),
    [
        ("2022-Q3 Cẩm Xuyên.xlsx", "446", (2022, 3)),
        ("2022-Q3 TX Hồng Lĩnh.xlsx", "437", (2022, 3)),
        ("2022-Q3 Can Lộc.xlsx", "443", (2022, 3)),
        ("VKSND TP Hà Tĩnh_Quý 2-2022.xlsx", "436", (2022, 2)),
        ("2022-Q2 Thạch Hà_lần 2.xlsx", "445", (2022, 2)),
        ("2022-Q2 TX Kỳ Anh.xlsx", "449", (2022, 2)),
    ],
)
def test_shipped_files_say_what_the_lists_now_give(name: str, unit: str, quarter: Quarter) -> None:
    """When this fails after a change of lists or story, `python -m etl sample` writes the files anew."""
    written = {code: number(value) for code, value in figures(INBOX / name).items()}
    assert written == worked()[unit].history[quarter]


def test_one_office_sent_nothing_for_the_newest_quarter() -> None:
    assert not [name for name in receipts() if name.startswith("2022-Q3 Lộc Hà")]
    assert [name for name in receipts() if name.startswith("2022-Q2 Lộc Hà")]


def test_one_report_came_late_and_the_others_of_its_quarter_in_time() -> None:
    due = shipped_reference().calendar.due_at(2022, 1)
    came = {name: when for name, when in receipts().items() if "2022-Q1" in name or "quý I-2022" in name}
    assert len(came) == 13
    assert [name for name, when in came.items() if when > due] == ["2022-Q1 Hương Khê.xlsx"]


def test_no_report_came_before_it_was_signed() -> None:
    for name, came in receipts().items():
        workbook = load_workbook(INBOX / name, read_only=True)
        if "Ký duyệt" in workbook.sheetnames:
            assert workbook["Ký duyệt"]["C7"].value.date() <= came.date(), name


def test_one_report_was_corrected_by_a_second_that_names_sort_after_it() -> None:
    first, second = "2022-Q2 Thạch Hà.xlsx", "2022-Q2 Thạch Hà_lần 2.xlsx"
    assert first < second and receipts()[first] < receipts()[second]
    before, after = figures(INBOX / first), figures(INBOX / second)
    changed = {code: (before[code], after[code]) for code in after if before[code] != after[code]}
    assert set(changed) == set(STORY.given["corrected"][0]["less"])


def test_one_report_runs_to_a_day_within_its_quarter() -> None:
    assert fact(INBOX / "2022-Q3 TX Hồng Lĩnh.xlsx", "E6") == datetime(2022, 8, 20)
    assert fact(INBOX / "2022-Q3 Hương Sơn.xlsx", "E6") == datetime(2022, 8, 31)


def test_one_report_does_not_add_up() -> None:
    values = {code: number(value) for code, value in figures(INBOX / "2022-Q3 Nghi Xuân.xlsx").items()}
    faults = {rule.code for rule in constraints(LISTS) if broken(rule, values)}
    assert {"can_doi_tin_bao", "bound:TT02"} <= faults


def test_one_report_cannot_be_told_whose_it_is() -> None:
    path = INBOX / "2022-Q2 Kỳ Anh.xlsx"
    assert (fact(path, "C10"), fact(path, "C11")) == ("VKSND Kỳ Anh", None)
    assert figures(path)["dt_yeu_cau_dieu_tra"] == "1,5"
    good = "2022-Q2 TX Kỳ Anh.xlsx"
    assert receipts()[path.name] < receipts()[good] and fact(INBOX / good, "C11") == "449"


def test_files_differ_as_offices_do() -> None:
    assert figures(INBOX / "2022-Q3 TP Hà Tĩnh.xlsx")["ta_tien_co_dieu_kien"].count(".") == 1  # typed as a text: "8.765,4"
    assert load_workbook(INBOX / "2022-Q3 Đức Thọ.xlsx", read_only=True).sheetnames[-1] == "Sheet1"
    name = fact(INBOX / "2022-Q3 Cẩm Xuyên.xlsx", "C10")
    assert name != nfc(name) and nfc(name) == "VKSND huyện Cẩm Xuyên"
    header = [cell.value for cell in load_workbook(INBOX / "2022-Q3 Can Lộc.xlsx")["Tin báo"][5]]
    assert header[:2] == ["Mã số liệu", "Tiêu chí"]


def test_who_types_letters_and_marks_apart_does_so_in_explanations_too() -> None:
    office, quarter = worked()["446"], (2022, 3)
    calendar = shipped_reference().calendar
    content = decomposed(quarterly_content(LISTS, STORY, calendar, "446", quarter, office.history, SEED, office.year), "Cẩm Xuyên")
    assert content.explanations
    for text in (content.unit_name, *(each.cause for each in content.explanations)):
        assert text and text != nfc(text)


def test_every_file_says_that_it_is_illustrative() -> None:
    assert receipts()
    for name in receipts():
        assert str(fact(INBOX / name, "A7")).startswith("SỐ LIỆU MINH HOẠ"), name


def test_unmet_targets_are_explained_with_a_promise() -> None:
    rows = [
        [cell.value for cell in row[:6]]
        for name in receipts()
        if name.startswith("2022-Q3")
        for row in load_workbook(INBOX / name, read_only=True)["Giải trình"].iter_rows(min_row=7)
        if row[0].value
    ]
    assert len(rows) >= 20
    assert all(all(row) for row in rows)
    assert {row[0] for row in rows} <= set(LISTS.indicators)
    assert all(row[5] > datetime(2022, 8, 31) for row in rows)


def test_the_two_plans_that_the_lists_leave_out_come_as_workbooks() -> None:
    plans = shipped_reference().tables["plans"]
    listed = set(plans[(plans["year"] == "2022") & (plans["level"] == "registered")]["unit_code"])
    sent = {fact(INBOX / name, "C11") for name in receipts() if name.startswith("Kế hoạch")}
    assert listed | sent == set(UNITS) and not listed & sent


# ---- writing it


def story_of(*quarters: str) -> Story:
    given = STORY.given | {"quarters": list(quarters), "collected": [quarters[0]], "plans": {}}
    return Story(given)


def small_folder(root: Path) -> DataDir:
    (root / "reference").mkdir(parents=True)
    write_folder(root / "reference", rules=[RULES, "R,Cân đối,cu + moi,==,xong + con,,"])
    return DataDir(root)


def test_it_is_written_for_other_lists_too_and_the_same_each_time(tmp_path: Path) -> None:
    story = story_of("2021-Q4", "2022-Q1")
    folders = [small_folder(tmp_path / name) for name in ("one", "two")]
    names = [[path.name for path in write_sample(data, story, 5)] for data in folders]
    assert names[0] == names[1] == ["2021-Q4 Tổng hợp toàn tỉnh.xlsx", "2022-Q1 Đơn vị hai.xlsx", "2022-Q1 Đơn vị một.xlsx"]
    for name in (*names[0], RECEIPTS):
        assert (folders[0].inbox / name).read_bytes() == (folders[1].inbox / name).read_bytes()


def test_receipts_of_other_files_are_kept(tmp_path: Path) -> None:
    data = small_folder(tmp_path / "data")
    data.inbox.mkdir()
    (data.inbox / RECEIPTS).write_text("file,received_at\nown.xlsx,2022-03-01T08:00\n", encoding="utf-8")
    write_sample(data, story_of("2022-Q1"), 5)
    lines = (data.inbox / RECEIPTS).read_text(encoding="utf-8").splitlines()
    assert "own.xlsx,2022-03-01T08:00" in lines and len(lines) == 3


# ---- repair


def rules_of(*lines: str) -> list[Rule]:
    parts = [line.split(" ? ") for line in lines]
    return [Rule(left, tuple(parse_term(left)), operator, tuple(parse_term(right))) for left, operator, right in parts]


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("a + b ? <= ? c", (4, 3, 5), (4, 1, 5)),
        ("a + b ? <= ? c", (4, 1, 5), (4, 1, 5)),
        ("a + b ? == ? c", (4, 3, 9), (4, 5, 9)),
        ("a ? >= ? c", (2, 0, 5), (5, 0, 5)),
        ("a ? compulsory_pair ? c", (2, 0, 0), (2, 0, 2)),
        ("a ? compulsory_pair ? c", (0, 0, 3), (0, 0, 0)),
        ("a ? exclusive_pair ? c", (2, 0, 3), (2, 0, 0)),
        ("a ? exclusive_pair ? c", (0, 0, 3), (0, 0, 3)),
    ],
)
def test_figures_are_mended_by_the_smallest_change(rule: str, before: tuple[int, ...], after: tuple[int, ...]) -> None:
    values = dict(zip("abc", map(Decimal, before), strict=True))
    repair(values, rules_of(rule), [])
    assert tuple(values.values()) == after


def test_a_fixed_figure_stays_and_the_other_side_gives_way() -> None:
    values = {"a": Decimal(4), "c": Decimal(1)}
    repair(values, rules_of("a ? <= ? c"), ["a"])
    assert values == {"a": 4, "c": 4}


def test_what_cannot_be_mended_is_an_error_that_names_the_rule() -> None:
    values = {"a": Decimal(4), "c": Decimal(1)}
    with pytest.raises(ValueError, match="a"):
        repair(values, rules_of("a ? <= ? c"), ["a", "c"])


# ---- the year besides figures


def test_seven_offices_are_inspected_by_the_province_and_six_inspect_themselves() -> None:
    first = [name for name in receipts() if name.startswith("Kiểm tra 2022") and "_khắc phục" not in name]
    modes = [fact(INBOX / name, "C13") for name in first]
    assert (modes.count("Tỉnh kiểm tra trực tiếp"), modes.count("Đơn vị tự kiểm tra")) == (7, 6)
    assert {fact(INBOX / name, "C11") for name in first} == set(UNITS)


def test_the_listed_tasks_are_those_that_the_story_tells() -> None:
    listed = shipped_reference().tables["tasks"]
    life = Life(shipped_reference(), 2022, SEED, STORY.given["people"], "")
    for unit in set(UNITS) - STORY.given["plans"].keys():
        told = [(row["number"], row["text"]) for row in life.tasks(unit)]
        assert told and told == list(listed[listed["unit_code"] == unit][["number", "text"]].itertuples(index=False, name=None))
