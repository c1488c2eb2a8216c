"""What needs somebody to act, in one order at every level: what can still be changed, focus, the surest, the weightiest, the worst."""

import pytest

from etl.sql.files import SQL_FOLDER
from tests.world import World, submission

pytestmark = pytest.mark.slow

#: indicator → (target, value reached of 10, attributes); all due at the year's end unless they are of the plan of the first quarter
INDICATORS = {
    "FOCUS_BEHIND": (90, 5, {"is_focus": True}),
    "FOCUS_MISSED": (0, 1, {"is_focus": True, "direction": "at_most"}),
    "MISSED": (0, 1, {"direction": "at_most"}),
    "HEAVY": (90, 5, {"weight": 3}),
    "WORST": (90, 2, {}),
    "BAD": (90, 3, {}),
    "FRAGILE": (90, 8, {"weight": 9}),
    "FINE": (90, 9, {}),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("attention"))
    world.elements("d")
    world.unit("A")
    world.unit("B")
    world.plan("N")
    world.plan("G", "assigned")
    for code, (target, _, attributes) in INDICATORS.items():
        world.elements(code.lower())
        world.rate(code, code.lower(), "d", **attributes)
        world.target("G", code, target)
    world.target("N", "WORST", 10)
    world.target("N", "BAD", 40)
    world.plan("OWN", "registered", unit_code="A")
    world.target("OWN", "FINE", 95)
    world.file("q.csv", submission("A", 2022, 1, {"d": 10} | {code.lower(): value for code, (_, value, _) in INDICATORS.items()}))
    return world.publish()


def ranked(world: World, level: str) -> list[str]:
    rows = world.rows("mart.level_attention", unit_code="A", level=level)
    assert sorted(row["attention_rank"] for row in rows) == list(range(1, len(rows) + 1))
    return [row["indicator_code"] for row in sorted(rows, key=lambda row: row["attention_rank"])]


ORDER = ["FOCUS_BEHIND", "HEAVY", "WORST", "BAD", "FRAGILE", "FOCUS_MISSED", "MISSED"]


def test_the_order_of_what_needs_attention(world: World) -> None:
    assert ranked(world, "headline") == ORDER


#: What is told of the year's end, and what that makes of the order.
OUTLOOK = {"WORST": "unlikely", "BAD": "likely", "FRAGILE": "open", "HEAVY": "decided_missed"}
ORDER_THEN = ["FRAGILE", "BAD", "WORST", "FOCUS_BEHIND", "FOCUS_MISSED", "HEAVY", "MISSED"]


def test_what_can_still_be_changed_comes_first(world: World) -> None:
    told = ", ".join(f"('unit', 'A', '{code}', 2022, 1, '{outlook}', '', 0.5, '')" for code, outlook in OUTLOOK.items())
    columns = "scope, place_code, indicator_code, year, quarter, outlook, outlook_name, shown_chance, pace"
    rule, judged = ((SQL_FOLDER / f"{name}.sql").read_text(encoding="utf-8") for name in ("mart/level_attention", "work/judged_row"))
    rule = rule.replace("mart.outlook as o", f"(values {told}) as o ({columns})").replace("work.explanation", "mart.explanation")
    rule = rule.replace("work.judged_row", f"({judged})")
    rows = world.sql(f"select indicator_code from ({rule}\n) as r where unit_code = 'A' and level = 'headline' order by attention_rank")
    assert [row["indicator_code"] for row in rows] == ORDER_THEN


def test_every_level_is_ranked_by_its_own_judgement(world: World) -> None:
    assert ranked(world, "assigned") == ORDER
    assert ranked(world, "national") == ["BAD"]  # 2 of 10 meets 10 %
    assert ranked(world, "registered") == ["FINE"]  # what was not registered asks nothing of its own


def test_each_row_says_why_at_its_own_level(world: World) -> None:
    for level, table, where in (("headline", "mart.attainment", {}), ("national", "mart.target_status", {"level": "national"})):
        for row in world.rows("mart.level_attention", level=level):
            said = world.one(table, unit_code=row["unit_code"], indicator_code=row["indicator_code"], quarter=row["quarter"], **where)
            assert row["reason"] and row["reason"] == said["reason"], row


def test_what_was_not_judged_needs_no_attention(world: World) -> None:
    assert not world.rows("mart.level_attention", unit_code="B")


def test_the_headline_is_published_by_itself_too(world: World) -> None:
    headline = world.rows("mart.level_attention", level="headline")
    for row in headline:
        row.pop("level")
    assert world.rows("mart.attention") == headline
