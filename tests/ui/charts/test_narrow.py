"""The lists that stand for charts on narrow screens say what the charts say: the same names and numbers, in the same order."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.ui.charts import test_indicator as indicators
from tests.ui.charts import test_reporting as reports
from tests.ui.charts import test_stock as stocks
from tests.ui.charts.test_waterfall import FLOW
from ui.charts import narrow
from ui.kit import format as fmt
from ui.kit import queries
from ui.text import caseflow as text


def blocks(html: str) -> list[str]:
    """The words of each block, heads of groups left out."""
    items = re.findall(r"<li>(.*?)</li>", html)
    return [re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", each))).strip() for each in items]


@pytest.mark.parametrize("indicator", ["TB02", "TT06"])
def test_each_unit_has_its_result_what_it_is_counted_from_its_target_and_its_status(sample: Path, indicator: str):
    frame, words = indicators.rows(indicator), indicators.statuses()
    made = narrow.interval(frame, words)
    for row, said in zip(queries.records(frame), blocks(made), strict=True):
        target = fmt.target(row["target"], row["measure"])
        assert str(row["unit_short_name"]) in said and fmt.result(row) in said
        assert words[row["status"]].name in said and f"mức {target}" in said
        if row["measure"] == "rate" and not fmt.is_unknown(row["numerator"]):
            assert fmt.of(row["numerator"], row["denominator"]) in said
    assert made.count('class="dot"') == frame["value"].notna().sum()
    assert made.count('<li class="group">') == frame["cluster"].nunique()
    places = [float(each) for each in re.findall(r"left:([\d.]+)%", made)]
    assert places and all(0 <= each <= 100 for each in places)


def test_each_unit_has_its_newest_result_of_the_year_beside_its_quarters(sample: Path):
    frame = pd.concat([indicators.rows("TB02", 2022, 2), indicators.rows("TB02")]).sort_values(["unit_code", "quarter"])
    newest = frame.groupby("unit_code", sort=False).tail(1)
    for row, said in zip(queries.records(newest), blocks(narrow.multiples(frame, 2022, 3, indicators.statuses())), strict=True):
        assert str(row["unit_short_name"]) in said and said.endswith(fmt.result(row))


def test_stocks_say_what_the_chart_says_on_hover_and_beside_it(sample: Path):
    frame = stocks.rows()
    made = narrow.stocks(frame, "440")
    for row, said in zip(queries.records(frame), blocks(made), strict=True):
        if row["is_known"]:
            flows = {part: fmt.amount(row[part]) for part in ("opening", "received", "resolved", "closing")}
            assert text.HOVER_STOCK.format(**flows, unit=row["unit_of_measure"]) in said
        else:
            assert said == f"{row['unit_short_name']} {text.NOT_REPORTED}"
    assert made.count("stretch grew") == (frame["stock_change"] > 0).sum()
    assert made.count('<div class="who"><b>') == 1


def test_flows_are_told_one_by_one():
    made: list[str] = blocks(narrow.flows(pd.DataFrame([FLOW, FLOW | {"flow_name": "Án", "received": 9.0}])))
    assert [each.split()[0] for each in made] == ["Tin", "Án"]
    assert "70" in made[0] and "9" in made[1]


def test_reports_say_the_chosen_quarter_in_words_and_every_quarter_as_a_glyph():
    made: Any = narrow.reporting(reports.frame(), reports.record(), ["A", "C", "B"], reports.STATES, (2022, 1))
    first, second = blocks(made)
    assert "Án" in first and "1/1 đúng hạn" in first and "I/2022: Đúng hạn · ▲ Đính chính, lần gửi 2" in first
    assert "Bắc" in second and "0/1 đúng hạn" in second and "I/2022: Muộn 3 ngày" in second
    assert re.findall(r'aria-label="([^"]*)"', made) == ["IV/2021: Thiếu", "I/2022: Đúng hạn", "I/2022: Muộn 3 ngày"]
