"""Writes docs/outlook.md: `python -m tests.etl.outlook [WAREHOUSE]`, with the figures of a published sample and of simulated worlds."""

import sys
from pathlib import Path

import duckdb
import pandas as pd

from tests.etl.outlook.scores import brier, calibration, calibration_error, told
from tests.etl.outlook.worlds import OFFICES, WORLDS, YEARS, rows_of, world

ROOT = Path(__file__).resolve().parents[3]
DOCUMENT = ROOT / "docs" / "outlook.md"
TEXT = Path(__file__).with_name("document.md")
SEEDS = (1, 2, 3)


def main(warehouse: Path) -> None:
    """Fills the text's places with what was measured."""
    worlds = {name: pd.concat([told(rows_of(world(name, seed))) for seed in SEEDS]) for name in WORLDS}
    text = TEXT.read_text(encoding="utf-8")
    filled = text.format(
        offices=OFFICES, years=YEARS, seeds=", ".join(str(seed) for seed in SEEDS), scores=_scores(worlds),
        calibration="\n\n".join(_calibration(WORLDS[name], calibration(cases)) for name, cases in worlds.items()),
        sample=_sample(warehouse),
    )  # fmt: skip
    DOCUMENT.write_text(filled, encoding="utf-8")


def _scores(worlds: dict[str, pd.DataFrame]) -> str:
    rows = [
        [WORLDS[name], _whole(len(cases)), *(_decimal(brier(cases, said)) for said in ("chance", "by_pace", "by_province")),
         _decimal(calibration_error(cases))]
        for name, cases in worlds.items()
    ]  # fmt: skip
    return _table(["Thế giới mô phỏng", "Số lần", "Brier", "Theo nhịp độ", "Theo tỉnh", "Sai lệch trung bình"], rows)


def _calibration(title: str, table: pd.DataFrame) -> str:
    rows = [
        [f"{said}%", _whole(row.cases), _percent(row.mean_said), _percent(row.came_true)]
        for said, row in zip(table.index, table.itertuples(), strict=True)
    ]
    head = ["Đã nói", "Số lần", "Nói trung bình", "Thành"]
    return f"**{title[0].upper()}{title[1:]}**\n\n{_table(head, rows)}"


def _sample(warehouse: Path) -> str:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        found = connection.execute(
            """
            select said, sum(cases), sum(mean_chance * cases) / sum(cases), sum(came_true), sum(brier * cases), sum(brier_by_pace * cases),
                sum(brier_by_province * cases)
            from mart.outlook_calibration group by said order by said
            """
        ).fetchall()
    cases = sum(row[1] for row in found)
    rows = [[f"{row[0]}%", _whole(row[1]), _percent(row[2]), _percent(row[3] / row[1])] for row in found]
    scores = [_decimal(sum(row[place] for row in found) / cases) for place in (4, 5, 6)]
    said = f"{_whole(cases)} lần, Brier {scores[0]} (theo nhịp độ {scores[1]}, theo tỉnh {scores[2]})."
    return f"{said}\n\n{_table(['Đã nói', 'Số lần', 'Nói trung bình', 'Thành'], rows)}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _whole(number: float) -> str:
    return f"{int(number):,}".replace(",", ".")


def _decimal(number: float) -> str:
    return f"{number:.3f}".replace(".", ",")


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data" / "warehouse.duckdb")
