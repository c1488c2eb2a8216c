"""How often figures are called unusual: series drawn without any fault, and faults put in. ``python -m tests.sql.unusual``.

The rule itself, `etl/sql/work/outlier.sql`, runs on hand-built tables; every figure with at least eight quarters before it is
asked about. A fault is put into the last quarter: a figure ten times too large, or two rows whose figures changed places.
"""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from tests.world import ROOT

RULE = (ROOT / "etl" / "sql" / "work" / "outlier.sql").read_text(encoding="utf-8")
QUARTERS = 24  # six years
LEAST = 8
LEVELS = (0.5, 2, 5, 20, 100, 1000, 50_000)

Chance = np.random.Generator
Series = np.ndarray  # a row for each unit, a column for each quarter


def season(strength: float) -> np.ndarray:
    return np.tile([1, strength, 1, 1 / strength], QUARTERS // 4)


#: How a series of this usual level is drawn, `shape` being units × quarters; none of them holds a fault.
KINDS: dict[str, Callable[[Chance, float, tuple[int, int]], Series]] = {
    "Poisson": lambda chance, level, shape: chance.poisson(level, shape),
    "binomial 50 %": lambda chance, level, shape: chance.binomial(max(1, round(2 * level)), 0.5, shape),
    "binomial 95 %": lambda chance, level, shape: chance.binomial(max(1, round(level / 0.95)), 0.95, shape),
    "negative binomial, k = 10": lambda chance, level, shape: chance.poisson(chance.gamma(10, level / 10, shape)),
    "negative binomial, k = 3": lambda chance, level, shape: chance.poisson(chance.gamma(3, level / 3, shape)),
    "negative binomial, k = 1": lambda chance, level, shape: chance.poisson(chance.gamma(1, level, shape)),
    "often none": lambda chance, level, shape: chance.poisson(level, shape) * (chance.random(shape) < 0.5),
    "season of 1.5": lambda chance, level, shape: chance.poisson(level * season(1.5), shape),
    "season of 3": lambda chance, level, shape: chance.poisson(level * season(3), shape),
    "growth of 5 % a quarter": lambda chance, level, shape: chance.poisson(level * 1.05 ** np.arange(QUARTERS), shape),
}


@dataclass(frozen=True)
class Shares:
    """Of one kind and level, in percent: figures called unusual without a fault; faults found, of figures from 2 up."""

    kind: str
    level: float
    called: float
    found_tenfold: float


def unusual(series: dict[str, Series]) -> dict[str, Series]:
    """Which figures of each series the rule calls unusual, as booleans of the same shape."""
    frames = [
        pd.DataFrame(
            {
                "unit": np.repeat(np.arange(len(values)), values.shape[1]), "data_element_code": code,
                "place": np.tile(np.arange(values.shape[1]), len(values)), "value": values.ravel().astype("int64"),
            }
        )
        for code, values in series.items()
    ]  # fmt: skip
    with duckdb.connect() as connection:
        connection.register("drawn", pd.concat(frames, ignore_index=True))
        connection.execute(
            f"""
            create schema work; create schema ref;
            create table ref.periods as
            select 2000 + n // 4 as year, 1 + n % 4 as quarter, n as period_no, true as is_whole,
                cast(date '2000-01-01' + to_months(cast(3 * n as integer)) as date) as starts_on
            from range({QUARTERS}) as r (n);
            create table work.figure as
            select cast(unit as varchar) as unit_code, data_element_code, p.year, p.quarter, p.period_no,
                cast(value as decimal(19, 4)) as value, 1 as file_no, 'a.csv' as file, null as sheet, null as cell
            from drawn join ref.periods as p on p.period_no = place;
            create table work.unit_period as
            select distinct unit_code, year, quarter, true as is_open_throughout, false as is_provisional from work.figure;
            """
        )
        found = connection.execute(
            f"select data_element_code, unit_code, 4 * (year - 2000) + quarter - 1 from ({RULE})"
        ).fetchall()
    flags = {code: np.zeros(values.shape, dtype=bool) for code, values in series.items()}
    for code, unit, place in found:
        flags[code][int(unit), place] = True
    return flags


def shares(units: int, seed: int = 1) -> list[Shares]:
    """For every kind and level, over this many units."""
    chance = np.random.default_rng(seed)
    series: dict[str, Series] = {}
    for kind, draw in KINDS.items():
        for level in LEVELS:
            drawn = draw(chance, level, (units, QUARTERS))
            series[f"{kind}|{level}|as drawn"] = drawn
            series[f"{kind}|{level}|tenfold"] = tenfold(drawn)
    flags = unusual(series)
    return [
        Shares(
            kind, level, 100 * flags[f"{kind}|{level}|as drawn"][:, LEAST:].mean(),
            share(flags[f"{kind}|{level}|tenfold"][:, -1][series[f"{kind}|{level}|as drawn"][:, -1] >= 2]),
        )
        for kind in KINDS for level in LEVELS
    ]  # fmt: skip


def tenfold(series: Series) -> Series:
    """The same, with a nought too many in the last quarter."""
    wrong = series.copy()
    wrong[:, -1] *= 10
    return wrong


def swapped(units: int, level: float, times: float, seed: int = 1) -> float:
    """How many of two rows that changed places are found, in percent; the other's level is so many times as high."""
    chance = np.random.default_rng(seed)
    low, high = (KINDS["negative binomial, k = 10"](chance, each, (units, QUARTERS)) for each in (level, level * times))
    low[:, -1], high[:, -1] = high[:, -1].copy(), low[:, -1].copy()
    flags = unusual({"low": low, "high": high})
    return share(flags["low"][:, -1] | flags["high"][:, -1])


def share(flags: Series) -> float:
    return 100 * float(flags.mean()) if len(flags) else float("nan")


def main() -> None:
    print("called unusual without a fault, % / found when ten times too large, %")
    print(f"{'level':28}" + "".join(f"{level:>14g}" for level in LEVELS))
    rows = shares(400)
    for kind in KINDS:
        cells = [f"{row.called:5.2f} / {row.found_tenfold:3.0f}" for row in rows if row.kind == kind]
        print(f"{kind:28}" + "".join(f"{cell:>14}" for cell in cells))
    print("\nfound when two rows changed places, %")
    for level in (5, 20, 100):
        print(f"{level:>5}: " + ", ".join(f"×{times}: {swapped(400, level, times):.0f}" for times in (3, 5, 10, 30)))


if __name__ == "__main__":
    main()
