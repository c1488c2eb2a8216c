"""Each shape of indicator and target at each edge that its sentence must be true at."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle
from typing import Any

from tests.sql.sentences.situation import CEILING, COUNTED, QUARTERLY, REFUSED, SILENT, Office, Situation, count, rate

#: A unit of count, what is counted in it, and how the figures of a shape grow for it.
Unit = tuple[str | None, str, Callable[[str], str]]

#: Two quarters and a year not yet over, or four and a year that is.
SHAPES = (
    rate("rate floor exceeded", "45/50 48/50", 80),
    rate("rate floor met", "40/50 40/50", 80),
    rate("rate floor behind", "37/50 38/50", 80),
    rate("rate floor missed", "37/50 38/50 39/50 40/50", 80),
    rate("rate floor 100 unmet", "50/50 48/50", 100),
    rate("rate floor final behind", "47/50 46/50", 95, shortfall="final"),
    rate("rate floor final 100 missed", "49/50 49/50", 100, shortfall="final"),
    rate("rate ceiling met", "1/80 1/80", 2, **CEILING),
    rate("rate ceiling over", "3/80 3/80", 2, **CEILING),
    rate("rate ceiling missed", "3/80 3/80 3/80 3/80", 2, **CEILING),
    rate("rate ceiling 0 met", "0/80 0/80", 0, **CEILING),
    rate("rate ceiling 0 over", "1/80 2/80", 0, **CEILING),
    rate("rate that did not arise", "0/0 0/0", 90),
    rate("rate without a target", "9/10 8/10", None),
    count("count floor exceeded", "4 5", 6),
    count("count floor met", "4 5", 9),
    count("count floor begun", "0 0", 1),
    count("count floor on track", "5 6", 12),
    count("count floor behind", "1 2", 12),
    count("count floor missed", "1 2 3 4", 12),
    count("count ceiling met", "1 1", 5, **CEILING),
    count("count ceiling passed", "4 4", 5, **CEILING),
    count("count ceiling 0 met", "0 0", 0, **CEILING),
    count("count ceiling 0 passed", "1 1", 0, **CEILING),
    count("count without a target", "3 4", None),
    count("each quarter met", "1 1", 1, **QUARTERLY),
    count("each quarter begun", "2 2", 3, **QUARTERLY, due_on="2022-11-30"),
    count("each quarter made good", "0 3", 1, **QUARTERLY),
    count("each quarter short", "0 1", 1, **QUARTERLY),
    count("each quarter ceiling passed", "3 0", 2, **QUARTERLY, **CEILING),
    rate("each quarter rate short", "7/10 10/10", 80, **QUARTERLY),
    rate("each quarter rate ceiling passed", "3/10 0/10", 20, **QUARTERLY, **CEILING),
    count("rate held to a count, behind", "1/90 1/90", 12, **COUNTED),
    count("rate held to a count, met", "1/30 1/20", 2, **COUNTED),
)


def products() -> Iterator[Situation]:
    """Every shape at every edge; each is counted in another unit."""
    for shape, unit in zip(SHAPES, cycle(UNITS), strict=False):
        yield from unit_edges(shape, unit)
        yield from province_edges(shape)


def unit_edges(shape: Situation, counted_in: Unit) -> Iterator[Situation]:
    """The shape at each edge that a unit's sentence has."""
    figures = shape.offices[0].figures
    first, rest = figures.split(" ", 1)
    yield shape
    yield _with(shape, "first quarter silent", f"{SILENT} {rest}")
    yield _with(shape, "first quarter refused", f"{REFUSED} {rest}")
    yield _with(shape, "first quarter without n", f"?{first[first.index('/'):] if '/' in first else ''} {rest}")
    if "/" in first:
        yield _with(shape, "first quarter without d", f"{first.split('/')[0]}/? {rest}")
    yield _with(shape, "quarter silent", f"{first} {SILENT}")
    if shape.asked:
        row = shape.asked["assigned"][0]
        yield replace(shape, edge="plan changed in the year", asked={"assigned": (row | {"value": 1}, row | {"later": True})})
        yield replace(shape, edge="registered", place="registered", asked={"registered": (row,)})
    unit, element, grown = counted_in
    yield replace(_with(shape, f"unit of count: {unit or 'none'}", grown(figures)), unit=unit, element=element,
                  element_decimals=4 if unit in ("đồng", "giờ", "triệu đồng") else None,
                  asked={k: tuple(row | {"value": _grown_target(shape, grown, row["value"])} for row in rows)
                         for k, rows in shape.asked.items()})  # fmt: skip


def province_edges(shape: Situation) -> Iterator[Situation]:
    """The shape at each edge that a province's sentence has: who is in the sum."""
    figures = shape.offices[0].figures
    first, rest = figures.split(" ", 1)
    a, silent = Office(figures), Office(" ".join(SILENT for _ in figures.split()))
    gone = Office(first, closed_on="2022-02-28")
    for edge, offices in (
        ("province whole", (a, a)),
        ("province with a silent unit", (a, a, silent)),
        ("province with a closed unit", (a, a, gone)),
        ("province with a closed unit and a silent one", (a, gone, silent)),
        ("province with a unit that lacks a quarter", (a, Office(f"{SILENT} {rest}"))),
    ):
        yield replace(shape, edge=edge, place="province", offices=offices)


def _with(shape: Situation, edge: str, figures: str) -> Situation:
    return replace(shape, edge=edge, offices=(replace(shape.offices[0], figures=figures),))


def _same(figures: str) -> str:
    return figures


def _thousands(figures: str) -> str:
    return _each(figures, lambda number: str(int(number) * 1250))


def _halves(figures: str) -> str:
    return _each(figures, lambda number: f"{int(number) * 2.25:g}")


def _each(figures: str, change: Callable[[str], str]) -> str:
    return " ".join("/".join(change(n) if n.isdigit() else n for n in quarter.split("/")) for quarter in figures.split())


def _grown_target(shape: Situation, grown: Callable[[str], str], value: Any) -> Any:
    return grown(str(value)) if not shape.is_rate or "held to a count" in shape.shape else value


UNITS: tuple[Unit, ...] = (
    ("bị can", "Số bị can", _same), ("đơn", "Số đơn", _thousands), ("người", "Số người bị tạm giữ", _same),
    ("đồng", "Số tiền", _thousands), ("giờ", "Số giờ", _halves), ("phiên toà", "Số phiên toà", _same),
    ("văn bản", "Số kiến nghị", _same), ("triệu đồng", "Số tiền", _halves), ("cuộc", "Số cuộc", _same),
    ("xã", "Số xã", _same), ("lượt", "Số lượt", _thousands), ("vụ việc", "Số vụ việc", _same), (None, "Số điểm", _same),
)  # fmt: skip
