"""Sentences that are not about one result: what plans ask against each other, what is warned of and returned, what changed."""

import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common.paths import DataDir
from etl.commands.loading import load
from tests.world import Row, World, submission

NOW, LATER = datetime.datetime(2022, 6, 10, 8, 0), datetime.datetime(2022, 9, 20, 8, 0)


@dataclass(frozen=True)
class Told:
    """One sentence with what it tells of."""

    edge: str
    shape: str
    given: str
    sentence: str

    @property
    def line(self) -> list[str]:
        return [self.edge, self.shape, "", self.given, self.sentence]


def read_elsewhere(root: Path) -> list[Told]:
    """The sentences of three folders, each loaded once, the last twice."""
    return [*plans(root / "plans"), *warnings(root / "warnings"), *changes(root / "changes")]


# ---- plans against each other

TIERED = ({"value": 5, "volume_from": 100}, {"value": 2, "volume_below": 100, "measured_as": "count"})
Q, K, M = {"phasing": "each_quarter"}, {"per": "k"}, {"measured_as": "count"}
#: Each indicator's kind, direction and unit, and what the sector, the province and the office ask of it.
ASKED: tuple[tuple[str, str, str | None, Any, Any, Any], ...] = (
    ("rate", "at_least", "vụ", 80, 85, 90), ("rate", "at_most", "vụ", 2, 1, 0.5), ("count", "at_least", "cuộc", 10, 12, 15),
    ("count", "at_most", "vụ", 5, 3, 0), ("count", "at_least", "văn bản", (4, {}), (2, Q), (3, Q)),
    ("count", "at_least", "phiên toà", (1, K), (1.5, K), (2, K)),
    ("rate", "at_least", "vụ", 90, 90, 90), ("rate", "at_most", "vụ", 5, 5, 5), ("count", "at_least", "cuộc", 12, 12, 12),
    ("count", "at_least", "cuộc", (4, {}), (1, Q), (4, {})), ("count", "at_least", "đồng", 5000000, 5000000, 5000000),
    ("count", "at_least", "phiên toà", (1.5, K), (1.5, K), (1.5, K)),
    ("rate", "at_least", "vụ", 80, 75, 70), ("rate", "at_most", "vụ", 2, 3, 4.5), ("count", "at_least", "cuộc", 12, 10, 8),
    ("count", "at_most", "vụ", 0, 1, 2), ("rate", "at_least", "vụ", TIERED, ({"value": 4, "volume_from": 100}, TIERED[1]), None),
    ("count", "at_least", "văn bản", (2, Q), (1, Q), (2, {})),
    ("rate", "at_least", "vụ", None, 85, None), ("rate", "at_most", "vụ", None, 2, None), ("count", "at_least", "cuộc", None, 12, None),
    ("count", "at_least", "phiên toà", None, (1.5, K), None), ("rate", "at_least", "vụ", None, TIERED, None),
    ("rate", "at_least", "vụ", 80, None, None), ("rate", "at_most", "vụ", 2, None, None), ("count", "at_least", "cuộc", 12, None, None),
    ("count", "at_least", "phiên toà", (1.5, K), None, None), ("rate", "at_least", "vụ", TIERED, None, None),
    ("rate", "at_least", "vụ", 80, None, 85), ("rate", "at_most", "vụ", None, None, 2), ("count", "at_least", "cuộc", None, None, 12),
    ("count", "at_least", "phiên toà", None, None, (1.5, K)), ("count", "at_least", "văn bản", 10, None, (3, Q)),
    ("count", "at_least", "phiên toà", 10, (1.5, K), 10), ("rate", "at_least", "vụ", 5, (3, M), 5),
    ("rate", "at_least", "vụ", (3, M), 5, (3, M)),
    ("rate", "at_least", "vụ", 5, TIERED, 5), ("count", "at_least", "phiên toà", (1, K), 12, (1, K)),
)  # fmt: skip
LEVELS = ("national", "assigned", "registered")


def plans(root: Path) -> list[Told]:
    world = World(root)
    world.unit("U")
    world.elements("n", "d")
    world.element("k", "last", name="Số kiểm sát viên", unit_of_measure="người")
    for level in LEVELS:
        world.plan(level, level, unit_code="U" if level == "registered" else None)
    for number, (kind, direction, unit, *levels) in enumerate(ASKED, 1):
        parts = {"numerator": "n"} | ({"denominator": "d"} if kind == "rate" else {})
        code = f"I{number:02d}"
        world.indicator(code, kind=kind, direction=direction, unit_of_measure=unit, **parts)
        for level, asked in zip(LEVELS, levels, strict=True):
            for row in _rows(asked):
                value = row.pop("value")
                world.target(level, code, value, **row)
    world.file("1.csv", submission("U", 2022, 1, {"n": 1, "d": 1, "k": 1}))
    world.publish()
    found = []
    for table, edge, level in (("plan_assigned", "assigned", "national"), ("plan_stance", "registered", "assigned")):
        rows = world.sql(f"select indicator_code, stance, direction, reason from mart.{table} order by indicator_code")
        for row in rows:
            kind, direction, unit, *levels = ASKED[int(row["indicator_code"][1:]) - 1]
            given = f"{kind} {direction} {unit}: " + " | ".join(map(_written, levels))
            found.append(
                Told(f"{edge} against {level}: {row['stance'] or 'not compared'}", f"{kind} {row['indicator_code']}", given, row["reason"])
            )
    return found


def _rows(asked: Any) -> list[Row]:
    if asked is None:
        return []
    if isinstance(asked, tuple) and isinstance(asked[0], dict):
        return [dict(row) for row in asked]
    value, columns = asked if isinstance(asked, tuple) else (asked, {})
    return [{"value": value, **columns}]


def _written(asked: Any) -> str:
    return (
        "; ".join(" ".join(f"{value}" if key == "value" else f"{key}={value}" for key, value in row.items()) for row in _rows(asked)) or "–"
    )


# ---- what is warned of and what is returned

TOLD = ("unusual_value", "opening_differs_from_last_closing", "negative_denominator", "no_figures", "lacks_elements")
#: A series of twelve quarters and then one that is unlike them, in a unit of its own.
ODD = (("vụ", 12, 900), ("bị can", 40, 4000), ("đồng", 1250000, 98765432100), ("giờ", 2.5, 1800.25), ("lượt", 300, 1))
#: The stock stated at the end of a year and at the beginning of the next.
STOCKS = ((10, 12), (0, 1), (1250, 1205), (99999, 100000), (3, 0))
LESS = ((3, 8), (0, 1), (10, 1250), (1.5, 2), (7, 1000000))


def warnings(root: Path) -> list[Told]:
    world = World(root)
    facts: dict[str, Row] = {}
    for number, (unit, usual, odd) in enumerate(ODD, 1):
        world.element(f"x{number}", name=f"Số {unit} đã xử lý", unit_of_measure=unit, decimals=2 if unit in ("đồng", "giờ") else 0)
        facts[f"x{number}"] = {"edge": "warning: unusual", "given": f"{usual} {unit} as a rule, then {odd}"}
        for place in range(12):
            code = f"A{number}"
            wobble = (place * 7 % 5 - 2) * usual / 20
            shown = round(usual + wobble, 2 if unit in ("đồng", "giờ") else 0)
            world.files.setdefault(f"{place:02d}.csv", []).extend(
                submission(code, 2019 + place // 4, place % 4 + 1, {f"x{number}": f"{shown:g}" if shown < 1e5 else f"{shown:.0f}"})
            )
        world.unit(f"A{number}")
        world.files.setdefault("12.csv", []).extend(submission(f"A{number}", 2022, 1, {f"x{number}": odd}))
    for number, (end, start) in enumerate(STOCKS, 1):
        world.element(f"o{number}", "first", name="Số vụ án cũ chuyển sang")
        world.element(f"c{number}", "last", name="Số vụ án còn lại")
        world.elements(f"r{number}", f"s{number}")
        world.unit(f"B{number}")
        world.add("case_flows", flow_code=f"T{number}", field_code="F", name=f"Án loại {number}", opening=f"o{number}",
                  received=f"r{number}", resolved=f"s{number}", closing=f"c{number}")  # fmt: skip
        whole = {f"o{number}": end, f"r{number}": 1, f"s{number}": 1, f"c{number}": end}
        world.files.setdefault("11.csv", []).extend(submission(f"B{number}", 2021, 4, whole))
        world.files.setdefault("12.csv", []).extend(submission(f"B{number}", 2022, 1, whole | {f"o{number}": start, f"c{number}": start}))
        facts[f"o{number}"] = {"edge": "warning: opening stock", "given": f"{end} left in November, {start} taken over in December"}
    for number, (a, b) in enumerate(LESS, 1):
        world.element(f"a{number}", decimals=1, unit_of_measure="giờ")
        world.element(f"b{number}", decimals=1, unit_of_measure="giờ")
        world.rate(f"N{number}", f"a{number}", f"a{number} - b{number}", name=f"Tỷ lệ loại {number}")
        world.unit(f"C{number}")
        world.files.setdefault("12.csv", []).extend(submission(f"C{number}", 2022, 1, {f"a{number}": a, f"b{number}": b}))
        facts[f"C{number}"] = {"edge": "warning: denominator below zero", "given": f"{a} − {b}"}
    _corrected(world, facts)
    world.plan("P", year=2022)
    world.write()
    load(DataDir(root), NOW)
    found = []
    for row in world.sql(
        "select unit_code, code, file, data_element_code, severity, message from log.problem order by unit_code, file, code, message"
    ):
        fact = facts.get(str(row["data_element_code"])) or facts.get(str(row["unit_code"]))
        if fact and row["code"] in TOLD:
            found.append(Told(fact["edge"], str(row["code"]), fact["given"], row["message"]))
    return found


#: What an office sent first and then once more, of twelve elements: how many it left out, and what it wrote instead.
AGAIN = {
    "correction that lacks": ((1, {}), (1, {}), (1, {"e1": 7}), (1, {"e2": 9}), (1, {"e3": 0})),
    "correction that lacks too much": ((2, {}), (3, {}), (11, {}), (5, {"e1": 7}), (6, {})),
    "nothing in it": ((0, dict.fromkeys((f"e{n}" for n in range(1, 13)), None)),) * 5,
}


def _corrected(world: World, facts: dict[str, Row]) -> None:
    elements = [f"e{number}" for number in range(1, 13)]
    for code in elements:
        world.element(code, name=f"Số việc loại {code[1:]}")
    for name, many in AGAIN.items():
        for number, (lacks, instead) in enumerate(many, 1):
            unit = f"{name.split()[-1][0].upper()}{name.count('too')}{number}"
            world.unit(unit)
            whole = {code: 5 for code in elements}
            again = {code: instead.get(code, whole[code]) for code in elements[: len(elements) - lacks]}
            quarter = 1
            if name == "nothing in it":
                again = dict.fromkeys(elements[:number])
            world.file(f"20-{unit}.csv", submission(unit, 2022, quarter, whole))
            world.file(f"21-{unit}.csv", submission(unit, 2022, quarter, again))
            then = "blanks" if name == "nothing in it" else f"{len(again)} with {instead or 'the same values'}"
            facts[unit] = {"edge": name, "given": f"twelve elements, then {then}"}


# ---- what changed since the last publication

#: n over d and the target, then and now; the first is of a report corrected, unless the target moved.
TURNS = (
    ("rate", "at_least", "1999/2000", "2000/2000", 100, 100), ("rate", "at_least", "2499999/2500000", "2500000/2500000", 100, 100),
    ("rate", "at_least", "9999999999999/10000000000000", "10000000000000/10000000000000", 100, 100),
    ("rate", "at_most", "200000000000/10000000000000", "200000000001/10000000000000", 2, 2),
    ("rate", "at_least", "85/100", "79/100", 80, 80), ("rate", "at_least", "79/100", "81/100", 80, 80),
    ("rate", "at_most", "1/100", "3/100", 2, 2),
    ("rate", "at_most", "3/100", "1/100", 2, 2), ("rate", "at_most", "2001/100000", "2000/100000", 2, 2),
    ("rate", "at_least", "40/50", "0/0", 80, 80),
    ("count", "at_least", "9", "1", 12, 12), ("count", "at_least", "1", "13", 12, 12), ("count", "at_most", "6", "4", 5, 5),
    ("count", "at_most", "1", "1250", 5, 5), ("rate", "at_least", "349/400", "349/400", 87.25, 87.5),
    ("rate", "at_least", "85/100", "85/100", 80, 90),
    ("count", "at_least", "5", "5", 12, 5), ("count", "at_least", "5", "5", 12, None), ("count", "at_least", "5", "5", None, 4),
    ("rate", "at_least", "85/100", "85/100", None, 90), ("rate", "at_least", "85/100", "85/100", 90, None),
)  # fmt: skip


def changes(root: Path) -> list[Told]:
    world = World(root)
    world.plan("P", "assigned", number="02/KH-VKS")
    world.element("e", name="Số việc khác")
    later: list[tuple[str, str, Any]] = []
    facts: dict[str, str] = {}
    for number, (kind, direction, then, now, asked, asks) in enumerate(TURNS, 1):
        facts[f"I{number:02d}"] = f"{kind} {direction} {asked}: {then}; then {asks}: {now}"
        later += [(f"I{number:02d}", "value", asks)] if asked != asks else []
        code, unit = f"I{number:02d}", f"U{number:02d}"
        world.unit(unit)
        world.element(f"n{code}", name=f"Số vụ loại {number}")
        parts = {"numerator": f"n{code}"}
        if kind == "rate":
            world.element(f"d{code}", name=f"Số vụ phải giải quyết loại {number}")
            parts["denominator"] = f"d{code}"
        world.indicator(code, kind=kind, direction=direction, unit_of_measure="vụ", decimals=1 if kind == "rate" else 0, **parts)
        if asked is not None:
            world.target("P", code, asked)
        world.files.setdefault("1.csv", []).extend(submission(unit, 2022, 1, _figures(code, then)))
        if then != now:
            world.files.setdefault("2.csv", []).extend(submission(unit, 2022, 1, _figures(code, now)))
    for unit in ("V1", "V2", "V3", "V4", "V5"):
        world.unit(unit)
        if unit != "V5":
            world.files["1.csv"].extend(submission(unit, 2022, 1, {"e": 5}))
    sent = world.files.pop("2.csv")
    world.write()
    load(DataDir(root), NOW)
    for code, _, value in later:
        world.lists["targets"] = [row for row in world.lists["targets"] if row["indicator_code"] != code]
        if value is not None:
            world.target("P", code, value)
    world.file("2.csv", sent)
    world.file("3.csv", submission("V1", 2022, 1, {"e": 7}), submission("V2", 2022, 1, {"e": "nhiều"}), submission("V5", 2022, 1, {"e": 1}))
    world.file("4.csv", submission("V3", 2022, 1, {"e": "rút"}), submission("V4", 2022, 2, {"e": 3}))
    world.plan("N", "national", number="01/KH-VKS")
    world.target("N", "I01", 90)
    world.write()
    load(DataDir(root), LATER)
    rows = world.sql("select kind, event, unit_code, indicator_code, data_element_code, message from log.change order by list_order")
    found = []
    for row in rows:
        given = facts.get(str(row["indicator_code"])) or str(row["data_element_code"] or row["unit_code"] or "")
        found.append(Told(f"change: {row['kind']}", str(row["event"]), given, re.sub(r"\d\d:\d\d", "", row["message"])))
    return found


def _figures(code: str, written: str) -> Row:
    return {f"{part}{code}": value for part, value in zip("nd", written.split("/"), strict=False)}
