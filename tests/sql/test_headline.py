"""The paragraphs that pages open with, as approved text, and what they may not claim of small, incomplete or provisional figures."""

import os
import re
from pathlib import Path

import pytest

from tests.world import World, submission

pytestmark = pytest.mark.slow

QUARTERS = ((2021, 1), (2021, 2), (2021, 3), (2021, 4), (2022, 1), (2022, 2), (2022, 3))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Three offices: A as last year, B much worse in shares and ahead in hearings, C silent at last and short of a quarter's days."""
    world = World(tmp_path_factory.mktemp("headline"))
    for unit in "ABC":
        world.unit(unit)
    world.elements("n", "d", "hearing", "fault", "letter")
    world.rate("RATE", "n", "d")
    world.count("HEARING", "hearing")
    world.count("FAULT", "fault", direction="at_most")
    world.count("LETTER", "letter")
    for year in (2021, 2022):
        plan = f"P{year}"
        world.plan(plan, "assigned", year)
        world.target(plan, "RATE", 80)
        world.target(plan, "HEARING", 8)
        world.target(plan, "FAULT", 0)
    for year, quarter in QUARTERS:
        for unit in "ABC":
            is_now = (year, quarter) == (2022, 3)
            if unit == "C" and is_now:
                continue
            good = 30 if unit == "B" and year == 2022 else 45
            fault = 1 if unit == "B" and is_now else 0
            hearing = 1 if unit == "A" and year == 2022 else 2
            values = {"n": good, "d": 50, "hearing": hearing, "fault": fault, "letter": 1}
            if unit == "A" and is_now:
                world.file(f"{year}-{quarter}-{unit}.csv", submission(unit, year, quarter, values, "2022-08-20"))
            else:
                world.file(f"{year}-{quarter}-{unit}.csv", submission(unit, year, quarter, values))
    return world.publish()


def headline(world: World, place: str, quarter: int = 3, year: int = 2022, level: str = "headline") -> str:
    return world.one("mart.headline", place_code=place, year=year, quarter=quarter, field_code="all", level=level)["headline"]


def of_indicator(world: World, indicator: str, quarter: int = 3, year: int = 2022) -> dict:
    return world.one("mart.province_target", indicator_code=indicator, year=year, quarter=quarter, level="headline")


def sentences(said: str) -> list[str]:
    return re.findall(r"[^.]+(?:\.(?=\d)[^.]+)*\.", said)


def test_they_are_as_approved(world: World) -> None:
    """`APPROVED=1 pytest` writes the text anew; its difference is to be read."""
    places = ("42", "A", "B", "C")
    said = [f"{year} Q{quarter} {place}: {headline(world, place, quarter, year)}" for year, quarter in QUARTERS for place in places]
    codes = ("RATE", "HEARING", "FAULT", "LETTER")
    said += [f"{y} Q{q} {code}: {of_indicator(world, code, q, y)['headline']}" for y, q in QUARTERS for code in codes]
    path = Path(__file__).parent / "sentences" / "headlines.txt"
    if os.environ.get("APPROVED"):
        path.write_text("\n".join(said) + "\n", encoding="utf-8")
    assert said == path.read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def near(tmp_path_factory: pytest.TempPathFactory) -> World:
    """One office whose shares lie next to their targets and to those of last year."""
    world = World(tmp_path_factory.mktemp("near"))
    world.unit("A")
    world.plan("P", "assigned")
    shares = {"SAME": (49920, 49930, 50000), "FULL": (1990, 1999, 2000), "EQUAL": (15000, 15010, 16000), "TINY": (6, 2499999, 2500000),
              "HAIR": (9999999999998, 9999999999999, 10000000000000)}  # fmt: skip
    for code in shares:
        world.elements(f"n{code}", f"d{code}")
        world.rate(code, f"n{code}", f"d{code}")
        world.target("P", code, 100)
    world.elements("absent")
    world.count("ABSENT", "absent")
    world.plan("N", "national")
    world.target("N", "ABSENT", 3)
    for year in (2021, 2022):
        values = {f"{part}{code}": each[-1] if part == "d" else each[year - 2021] for code, each in shares.items() for part in "nd"}
        world.file(f"{year}.csv", submission("A", year, 1, values))
    return world.publish()


@pytest.mark.parametrize(
    ("code", "stands", "changed"),
    [
        ("SAME", "Toàn tỉnh 99,9% (49.930/50.000), mức 100%: chậm tiến độ.", "gần như không đổi (99,8% → 99,9%)."),
        ("FULL", "Toàn tỉnh 99,95% (1.999/2.000), mức 100%: chậm tiến độ.", "tăng 0,5 điểm (99,5% → 99,95%)."),
        ("EQUAL", "Toàn tỉnh 93,8% (15.010/16.000), mức 100%: chậm tiến độ.", "tăng 0,1 điểm (93,75% → 93,81%)."),
        ("TINY", "Toàn tỉnh 99,99996% (2.499.999/2.500.000), mức 100%: chậm tiến độ.", ""),
        ("HAIR", "Toàn tỉnh dưới 100% (9.999.999.999.999/10.000.000.000.000), mức 100%: chậm tiến độ.", "gần như không đổi"),
    ],
)
def test_what_is_rounded_contradicts_nothing_beside_it(near: World, code: str, stands: str, changed: str) -> None:
    row = of_indicator(near, code, 1)
    assert row["stands"] == stands
    assert changed in row["changed"], row["changed"]


def test_whoever_reported_is_not_said_to_be_silent(near: World) -> None:
    """What the sector asks cannot be judged: the one element for it is missing from a report that is there."""
    assert headline(near, "42", 1, level="national") == (
        "Chưa chỉ tiêu nào được đánh giá theo chỉ tiêu ngành trong quý I/2022. Đủ 1/1 đơn vị báo cáo, còn 1 kết quả thiếu số liệu."
    )
    assert headline(near, "A", 1, level="national") == (
        "A chưa có chỉ tiêu nào được đánh giá theo chỉ tiêu ngành trong quý I/2022: 1 chỉ tiêu thiếu số liệu."
    )


def test_there_are_four_sentences_at_most(world: World) -> None:
    rows = world.sql("select headline from mart.headline union all select headline from mart.province_target")
    assert rows
    for row in rows:
        said = row["headline"]
        assert said and 1 <= len(sentences(said)) <= 4, said
        assert "  " not in said and ".." not in said and said[0].isupper() and said.endswith(".")


def test_the_first_quarters_compare_with_nothing(world: World) -> None:
    assert "So với" not in headline(world, "42", 1, 2021) and "so được" not in headline(world, "42", 1, 2021)


def test_of_few_targets_no_percent_is_said(world: World) -> None:
    assert "%" not in headline(world, "A")


def test_who_is_silent_is_not_judged(world: World) -> None:
    assert headline(world, "C") == "C chưa có số liệu quý III/2022, nên chưa đánh giá được."


def test_whose_report_came_back_or_was_withdrawn_is_not_said_to_be_silent(tmp_path: Path) -> None:
    """And whoever closed within the quarter has told it to the end of its own days, not to the quarter's."""
    world = World(tmp_path)
    world.elements("n")
    world.count("K", "n")
    world.plan("P")
    world.target("P", "K", 4)
    for unit in ("SENT", "BACK", "GONE", "SILENT"):
        world.unit(unit, closed_on="2022-01-31" if unit == "GONE" else None)
    world.file("1.csv", *(submission(unit, 2022, 1, {"n": 1}) for unit in ("SENT", "GONE")), submission("BACK", 2022, 1, {"n": "1.5"}))
    world.publish()
    sent_on = r" \(đã gửi, bị trả lại ngày \d\d/\d\d/\d{4}\)"
    assert re.fullmatch(f"BACK chưa có số liệu quý I/2022{sent_on}, nên chưa đánh giá được.", headline(world, "BACK", 1))
    assert headline(world, "SILENT", 1) == "SILENT chưa có số liệu quý I/2022, nên chưa đánh giá được."
    assert headline(world, "SENT", 1).endswith("Số liệu đủ đến hết quý.")
    assert headline(world, "GONE", 1).endswith("Số liệu đủ đến ngày kết thúc hoạt động, 31/01.")
    world.file("2.csv", submission("SENT", 2022, 1, {"n": "rút"}))
    world.publish()
    withdrawn_on = r" \(đã rút báo cáo ngày \d\d/\d\d/\d{4}, chưa gửi lại\)"
    assert re.fullmatch(f"SENT chưa có số liệu quý I/2022{withdrawn_on}, nên chưa đánh giá được.", headline(world, "SENT", 1))


def test_incomplete_and_provisional_figures_are_said_to_be(world: World) -> None:
    said = headline(world, "42")
    assert "Mới có 2/3 đơn vị báo cáo" in said and "20/08" in said
    assert "Số liệu mới đến 20/08, kết quả là tạm thời" in headline(world, "A")


def test_a_comparison_is_over_the_same_offices_and_equally_whole_quarters(world: World) -> None:
    row = of_indicator(world, "RATE")
    assert row["year_units"] == 1  # A is provisional, C silent
    assert (row["year_previous_value"], row["year_value"], row["year_change"]) == (90, 60, -30)
    assert row["quarter_change"] == 0 and row["quarter_units"] == 1


def test_worst_stands_first_and_names_who_falls_short(world: World) -> None:
    rows = sorted(world.rows("mart.province_target", year=2022, quarter=3, level="headline"), key=lambda row: row["worst_rank"])
    assert rows[0]["indicator_code"] == "FAULT" and rows[0]["status"] == "missed" and rows[0]["unmet_offices"] == "B"
    assert rows[-1]["indicator_code"] == "LETTER"
    assert [row["worst_rank"] for row in rows] == [1, 2, 3, 4]


def test_the_pace_needed_stands_beside_the_pace_so_far(world: World) -> None:
    row = world.one("mart.outlook", scope="unit", place_code="A", indicator_code="HEARING", year=2022, quarter=3)
    assert row["pace"] == "cần 5 vụ trong quý IV; bốn quý gần nhất mỗi quý 1–2"
    assert row["said"].startswith("Khó đạt: khả năng ") and row["pace"] in row["said"]


def test_what_may_end_well_is_counted_by_place(world: World) -> None:
    counted = world.one("mart.outlook_count", scope="province", field_code="all", year=2022, quarter=3)
    told = world.rows("mart.outlook", scope="unit", year=2022, quarter=3)
    for word in ("decided_met", "decided_missed", "likely", "open", "unlikely"):
        assert counted[word] == sum(row["outlook"] == word for row in told)
    assert counted["silent"] == sum(row["outlook"] is None for row in told)
    behind = sum(row["status"] == "behind" for row in told)
    assert behind == counted["behind_likely"] + counted["behind_open"] + counted["behind_unlikely"] + counted["behind_silent"]


def test_that_nothing_falls_short_is_said_of_what_has_been_reported(tmp_path: Path) -> None:
    """Whole offices, provisional, close and comparable ones, each with everything reported in 2021 and one element silent in 2022."""
    world = World(tmp_path)
    units = {"A": (45, None), "B": (45, "08-20"), "C": (40, None), "D": (43, "08-25")}
    world.elements("n", "d", "letter")
    world.rate("RATE", "n", "d")
    world.count("LETTER", "letter")
    for unit in units:
        world.unit(unit)
    for year in (2021, 2022):
        world.plan(f"P{year}", "assigned", year)
        world.target(f"P{year}", "RATE", 80)
        world.target(f"P{year}", "LETTER", 1)
        for unit, (good, to) in units.items():
            values = {"n": good, "d": 50} | ({"letter": 1} if year == 2021 else {})
            for quarter in (1, 2, 3):
                ends = f"{year}-{to}" if to and quarter == 3 else None
                world.file(f"{year}-{quarter}-{unit}.csv", submission(unit, year, quarter, values, ends))
    world.publish()
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for row in world.rows("mart.headline", field_code="all", level="headline"):
        is_whole = row["year"] == 2021
        plain = "Không chỉ tiêu nào chậm tiến độ hoặc không đạt."
        so_far = "Trong các kết quả đã có, không chỉ tiêu nào chậm tiến độ hoặc không đạt."
        if row["quarter"] <= 3:
            assert (plain in row["headline"], so_far in row["headline"]) == (is_whole, not is_whole), row["headline"]
            found[is_whole].add(re.sub(r"\d[\d.,/]*", "#", row["headline"]))
    assert {is_whole: len(said) for is_whole, said in found.items() if len(said) < 5} == {}


def test_a_ceiling_that_was_passed_and_figures_that_are_not_whole_are_told_as_what_they_are(tmp_path: Path) -> None:
    """A passed its ceiling by one case and lacks an element in the first quarter; B is whole and within."""
    world = World(tmp_path)
    world.unit("A")
    world.unit("B")
    world.elements("n", "m", "x", "y")
    world.count("I", "n")
    world.count("J", "m")
    world.rate("X", "x", "y", direction="at_most")
    world.plan("P")
    for code, value in (("I", 2), ("J", 2), ("X", 20)):
        world.target("P", code, value)
    whole = {"n": 2, "m": 2, "x": 0, "y": 10}
    world.file("1.csv", submission("A", 2022, 1, {"n": 2, "x": 3, "y": 10}), submission("B", 2022, 1, whole))
    world.file("2.csv", submission("A", 2022, 2, whole), submission("B", 2022, 2, whole))
    world.publish()
    first, second = headline(world, "A", 1), headline(world, "A", 2)
    assert "A đạt và vượt 1/2 chỉ tiêu được đánh giá, 1 đang vượt mức tối đa." in first and "chậm tiến độ" not in first
    assert first.endswith("Đã báo cáo, còn 1 chỉ tiêu thiếu số liệu; 1 kết quả chỉ hơn kém một trường hợp là đổi đánh giá.")
    assert "Đã báo cáo, còn 1 chỉ tiêu thiếu số liệu" in second
    assert "Trong các kết quả đã có, không chỉ tiêu nào chậm tiến độ hoặc không đạt." in second
    assert "Đủ 2/2 đơn vị báo cáo, còn 1 kết quả thiếu số liệu" in headline(world, "42", 2)
    assert "Số liệu đủ đến hết quý" in headline(world, "B", 2)


def test_a_ceiling_that_is_passed_hangs_on_no_one_case(tmp_path: Path) -> None:
    """Near their lines: a ceiling kept and one passed, a floor reached, and one whose lost case no further one makes good."""
    world = World(tmp_path)
    world.unit("A")
    world.plan("P", "assigned")
    for code, (n, d, asked, direction, shortfall) in {
        "KEPT": (2, 100, 2, "at_most", None), "PASSED": (3, 100, 2, "at_most", None), "MET": (8, 10, 80, "at_least", None),
        "LOST": (18, 20, 95, "at_least", "final"),
    }.items():  # fmt: skip
        world.elements(f"n{code}", f"d{code}")
        world.rate(code, f"n{code}", f"d{code}", direction=direction, shortfall=shortfall)
        world.target("P", code, asked)
        world.files.setdefault("1.csv", []).extend(submission("A", 2022, 1, {f"n{code}": n, f"d{code}": d}))
    world.publish()
    card = world.one("mart.scorecard", unit_code="A")
    assert (card["close_count"], card["turn_count"]) == (4, 2)
    assert {row["indicator_code"] for row in world.rows("mart.attainment", may_turn=True)} == {"KEPT", "MET"}
    for place in ("A", "42"):
        assert "; 2 kết quả chỉ hơn kém một trường hợp là đổi đánh giá" in headline(world, place, 1)


def test_an_office_may_bear_the_code_of_its_province_or_of_a_field(tmp_path: Path) -> None:
    """The province's own office does: a publication was refused for it."""
    world = World(tmp_path)
    world.elements("n")
    world.count("K", "n")
    world.plan("P", "assigned")
    world.target("P", "K", 4)
    units = ("42", "K", "F", "B")
    for unit in units:
        world.unit(unit, province_code="42")
    world.file("1.csv", *(submission(unit, 2022, 1, {"n": 4 if unit == "42" else 0}) for unit in units))
    world.publish()
    said = {(row["scope"], row["place_code"]): row["stands"] for row in world.rows("mart.headline", field_code="all", level="headline")}
    assert said["unit", "42"] == "42 đạt và vượt 1/1 chỉ tiêu được đánh giá."
    assert said["province", "42"] == "Các đơn vị đạt và vượt 1/4 chỉ tiêu được đánh giá, 3 đúng tiến độ."
    assert set(said) == {("province", "42"), *(("unit", unit) for unit in units)}


def test_that_a_quarter_is_missing_does_not_hide_that_this_one_is_provisional(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.elements("n")
    world.count("K", "n")
    world.plan("P", "assigned")
    world.target("P", "K", 12)
    for unit, to in (("PART", "2022-04-20"), ("ALL", None)):
        world.unit(unit)
        world.file(f"{unit}.csv", submission(unit, 2022, 2, {"n": 1}, to))
    world.publish()
    lacking = "Thiếu báo cáo quý trước trong năm, số luỹ kế chưa đủ"
    assert headline(world, "PART", 2).endswith(f"{lacking}; quý này mới có số đến 20/04.")
    assert headline(world, "ALL", 2).endswith(f"{lacking}.")
