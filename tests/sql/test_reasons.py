"""The sentence beside each status: its numbers are the row's, rounded half up, written the Vietnamese way."""

import shutil
import unicodedata
from pathlib import Path

import pytest

from tests.world import Row, World, submission

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def reasons(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    world = World(tmp_path_factory.mktemp("reasons"))
    world.unit("A")
    world.plan("N")
    world.elements("n", "d", "m", "k", "big", "z", "o", "blank", "money")
    world.rate("RATE", "n", "d")
    world.target("N", "RATE", 80)
    world.rate("TENTH", "m", "d", decimals=1)
    world.target("N", "TENTH", 92.5)
    world.rate("CLOSE", "k", "big", decimals=0)
    world.target("N", "CLOSE", 80)
    world.rate("WHOLE", "m", "d", decimals=0)
    world.target("N", "WHOLE", 90)
    world.count("MANY", "big")
    world.target("N", "MANY", 1234)
    world.count("ZERO", "z", direction="at_most")
    world.target("N", "ZERO", 0)
    world.rate("NONE", "z", "o")
    world.target("N", "NONE", 100)
    world.rate("FOLLOWED", "n", "d")
    world.count("SILENT", "blank")
    world.target("N", "SILENT", 2)
    world.file("a.csv", submission("A", 2022, 1, {"n": 26, "d": 32, "m": 15, "k": 796, "big": 1000, "z": 0, "o": 0}))
    return {row["indicator_code"]: row for row in world.publish().rows("mart.attainment", year=2022, quarter=1)}


def test_every_status_is_put_into_words(reasons: dict[str, Row]) -> None:
    said = [row["reason"] for row in reasons.values()]
    assert len(reasons) == 9
    assert len(set(said)) == len(said)
    for reason in said:
        assert unicodedata.is_normalized("NFC", reason)
        assert reason[0].isupper() and reason.endswith(".") and "  " not in reason
        assert not {"None", "null", "nan", "inf"} & set(reason.lower().replace(".", " ").replace(",", " ").split())


def test_what_is_shown_is_rounded_half_up(reasons: dict[str, Row]) -> None:
    assert "81,3" in reasons["RATE"]["reason"]
    assert "26/32" in reasons["RATE"]["reason"]
    assert "46,9" in reasons["TENTH"]["reason"]  # 15 of 32 is 46.875
    assert "92,5" in reasons["TENTH"]["reason"]


def test_no_digit_is_said_that_neither_the_indicator_nor_the_target_has(reasons: dict[str, Row]) -> None:
    assert "47% (15/32), thấp hơn mức 90% là 43 điểm phần trăm" in reasons["WHOLE"]["reason"]


def test_counts_stand_beside_the_rate(reasons: dict[str, Row]) -> None:
    assert reasons["CLOSE"]["status"] == "behind"
    assert "796/1.000" in reasons["CLOSE"]["reason"]


def test_thousands_are_parted_by_points(reasons: dict[str, Row]) -> None:
    assert "1.000" in reasons["MANY"]["reason"]
    assert "1.234" in reasons["MANY"]["reason"]


CASES = Path(__file__).parents[1] / "oracle" / "cases"
#: folder: (unit, indicator, quarter) and what its sentence must and must not say.
SAID = {
    "rounding": [
        (("u0", "i", 4), "99,95% (1.999/2.000), thấp hơn mức 100% là 0,05 điểm phần trăm", "100,0%"),
        (("u1", "i", 4), "99,99996% (2.499.999/2.500.000), thấp hơn mức 100% là 0,00004 điểm phần trăm", "100,0%"),
        (("u2", "i", 4), "99,999996% (24.999.999/25.000.000)", "100,0%"),
    ],
    "eachq_fail_then_met": [
        (("u0", "i", 2), "tính chung đến nay đã đủ mức 2 vụ, nhưng quý I không đủ mức phải đạt trong từng quý", "thấp hơn"),
        (("u0", "i", 4), "quý I, IV không đủ mức", "thấp hơn"),
    ],
    "open_close": [
        (("u1", "i", 4), "(mức cả năm 12, tính cho 183/365 ngày hoạt động)", "là 0"),
    ],
    "mixed_quarters": [(("u0", "r", 2), "Chưa gồm quý I (thiếu d).", "120")],
    "plan_midyear": [(("u0", "i", 2), "bằng mức 2 vụ theo kế hoạch số", "8 vụ")],
    "negative_den": [(("u0", "i", 2), "mẫu số là −5, nhỏ hơn 0", "exceeded")],
    "ontime_100": [(("u0", "r", 1), "không thể bù lại", "cần thêm")],
    "gap_half": [(("u0", "m", 4), "vượt mức tối đa 2,2 giờ là 0,3 giờ", "là 0 giờ")],
}


@pytest.mark.parametrize("folder", SAID)
def test_a_sentence_is_true_at_its_edge(folder: str, tmp_path: Path) -> None:
    shutil.copytree(CASES / folder, tmp_path / "data")
    world = World(tmp_path / "data")
    assert world.run("load").code == 0
    for (unit, indicator, quarter), said, unsaid in SAID[folder]:
        rows = world.rows("mart.attainment", unit_code=unit, indicator_code=indicator, quarter=quarter)
        assert len(rows) == 1
        assert said in rows[0]["reason"] and unsaid not in rows[0]["reason"], rows[0]["reason"]


@pytest.fixture(scope="module")
def edges(tmp_path_factory: pytest.TempPathFactory) -> World:
    """One office: ceilings and floors that one case decides, targets per head without the heads, and stocks missing in quarter I."""
    world = World(tmp_path_factory.mktemp("edges"))
    world.unit("A")
    world.plan("N")
    world.elements("n", "d", "m")
    for code, accumulation in (("first", "first"), ("last", "last"), ("heads", "last")):
        world.element(code, accumulation)
    for code, direction, target, facts in (
        ("over", "at_most", 2, {}), ("within", "at_most", 3, {}), ("short", "at_least", 4, {}),
        ("lost", "at_least", 4, {"shortfall": "final"}),
    ):  # fmt: skip
        world.rate(code, "n", "d", direction=direction, **facts)
        world.target("N", code, target)
        world.count(f"{code}-count", "n", direction=direction)
        world.target("N", f"{code}-count", target)
    for code, phasing in (("heads", None), ("heads-quarterly", "each_quarter")):
        world.count(code, "n")
        world.target("N", code, 2, per="heads", phasing=phasing)
    for code, numerator, denominator in (
        ("stock", "last", "first"), ("paired", "m", "m + first"), ("rest", "m", "m + last"), ("neither", "n", "d"),
    ):  # fmt: skip
        world.rate(f"of-{code}", numerator, denominator)
        world.target("N", f"of-{code}", 50)
    world.file("1.csv", submission("A", 2022, 1, {"n": 3, "d": 100, "m": 1}))
    world.file("2.csv", submission("A", 2022, 2, {"n": 0, "d": 0, "m": 1, "first": 3, "last": 2}))
    return world.publish()


def test_nothing_that_is_passed_or_lost_is_said_to_hang_on_one_case(edges: World) -> None:
    rows = edges.sql(
        "select p.indicator_code, p.direction, p.status, p.is_close, p.reason, t.certainty, s.is_good from mart.province as p"
        " inner join mart.province_target as t using (province_code, indicator_code, year, quarter)"
        " inner join ref.statuses as s on s.status = p.status where t.level = 'headline' and p.target is not null and p.quarter = 1"
    )
    hangs = {row["indicator_code"]: "chỉ hơn kém một" in row["certainty"] for row in rows if row["is_close"]}
    assert hangs.pop("over") is False and hangs.pop("lost") is False
    assert {"within", "short", "within-count", "short-count"} <= set(hangs) and all(hangs.values())
    for row in rows:
        if row["direction"] == "at_most" and not row["is_good"]:
            assert "hơn kém một" not in row["certainty"] + row["reason"], row


@pytest.mark.parametrize("schema", ["mart", "today"])
def test_a_province_names_what_its_targets_lack(edges: World, schema: str) -> None:
    for code in ("heads", "heads-quarterly"):
        reason = edges.one(f"{schema}.province", indicator_code=code, quarter=1)["reason"]
        headline = edges.one(f"{schema}.province_target", indicator_code=code, quarter=1, level="headline")["headline"]
        for said in (reason, headline):
            assert "chưa có số heads để tính mức chỉ tiêu" in said and "không có mức" not in said, said


def test_whose_figures_are_not_complete_says_what_is_missing(edges: World) -> None:
    """What stands in no sum as well: a stock that an earlier quarter's report did not carry."""
    rows = {row["indicator_code"]: row for row in edges.rows("mart.attainment", quarter=2)}
    missing = {"of-stock": "số first, số last", "of-paired": "số first", "of-rest": "số last"}
    for code, names in missing.items():
        assert not rows[code]["is_complete"]
        assert f"Số liệu quý trước còn thiếu: quý I (thiếu {names})." in rows[code]["reason"], rows[code]["reason"]
    assert rows["of-neither"]["is_complete"]
    for row in rows.values():
        assert row["is_complete"] == ("còn thiếu: quý" not in row["reason"] and "Chưa gồm" not in row["reason"])


def test_a_stock_is_no_sum_that_an_earlier_quarter_is_left_out_of(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.unit("A")
    world.plan("N")
    world.elements("n")
    world.element("stock", "last")
    for code, element in (("ADDED", "n"), ("STOCK", "stock")):
        world.count(code, element)
        world.target("N", code, 9)
    world.file("2.csv", submission("A", 2022, 2, {"n": 4, "stock": 4}))
    said = {row["indicator_code"]: row["reason"] for row in world.publish().rows("mart.attainment", quarter=2)}
    assert "Chưa gồm quý I (chưa báo cáo)" in said["ADDED"] and "Chưa gồm" not in said["STOCK"], said
