"""Section 8, mart.scorecard: how many targets of each status, the share met, the mean, and the ranks."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from tests.oracle.judging import JUDGED, STATUSES, rank
from tests.oracle.rows import Columns, Row, Rows


def scorecards(rows: Rows) -> dict[tuple[Any, ...], Columns]:
    """By unit, year and quarter, for every unit open in the quarter."""
    found: dict[tuple[Any, ...], Columns] = {}
    of_unit: dict[tuple[Any, ...], list[Row]] = {}
    for (unit, _, year, number), row in rows.all.items():
        of_unit.setdefault((unit, year, number), []).append(row)
    for quarter in rows.view.quarters:
        for unit in rows.view.open_units(quarter):
            key = unit, quarter.year, quarter.number
            found[key] = score(of_unit.get(key, []))
    for (unit, *when), columns in found.items():
        place = rows.view.units[unit]
        peers = {other: c for (other, *then), c in found.items() if then == when and c["targets_judged"]}
        same_province = [c for o, c in peers.items() if rows.view.units[o].province == place.province]
        same_cluster = [c for o, c in peers.items() if in_cluster(rows, o) == in_cluster(rows, unit)]
        columns["rank_in_province"] = ranked(columns, same_province)
        columns["rank_in_cluster"] = ranked(columns, same_cluster)
    return found


def in_cluster(rows: Rows, unit: str) -> tuple[str, str]:
    return rows.view.units[unit].province, rows.view.units[unit].cluster


def score(rows: list[Row]) -> Columns:
    statuses = [row.columns["status"] for row in rows]
    columns: Columns = {status: statuses.count(status) for status in STATUSES}
    columns["targets_judged"] = judged = sum(columns[status] for status in JUDGED)
    columns["share_met"] = Fraction(100 * (columns["met"] + columns["exceeded"]), judged) if judged else None
    weighed = [
        # **2** each held between 0 and 100
        (row.indicator.weight, max(Fraction(0), min(Fraction(100), row.columns["attainment"])))
        for row in rows
        if row.columns["status"] in JUDGED
    ]
    total = sum((weight for weight, _ in weighed), Fraction(0))
    columns["mean_attainment"] = sum(weight * part for weight, part in weighed) / total if total else None
    return columns


def ranked(columns: Columns, peers: Iterable[Columns]) -> int | None:
    """By share_met, then mean_attainment; equal ranks share; nobody without a judged target has a rank."""
    return rank(order(columns), [order(peer) for peer in peers]) if columns["targets_judged"] else None


def order(columns: Columns) -> tuple[Any, Any]:
    return columns["share_met"], columns["mean_attainment"] or Fraction(0)
