"""How often what was said came true: said beside the chances, so that nobody takes them for more than they are."""

from html import escape

import streamlit as st

from ui.kit import components, queries, tables
from ui.kit import format as fmt
from ui.kit.columns import Column, column
from ui.kit.filters import Choice, Quarter
from ui.kit.view import View
from ui.text import province as text

SCOPES = {"province": text.OF_PROVINCE, "unit": text.OF_UNITS}
COLUMNS = [
    Column("scope", text.CALIBRATED, lambda code: SCOPES[code]),
    Column("said", text.CALIBRATED_SAID, fmt.percent, is_number=True),
    Column("came_true", text.CALIBRATED_CAME, fmt.number, is_number=True),
    Column("cases", text.CALIBRATED_CASES, fmt.number, is_number=True),
    Column("came_true_share", text.CALIBRATED_SHARE, fmt.percent, is_number=True),
    column("ci_low", fmt.percent, is_number=True),
    column("ci_high", fmt.percent, is_number=True),
]


def show(view: View, province: Choice, quarter: Quarter) -> None:
    """What was said of finished years, in tens of percent, with how often it came true; and the scores the chances rest on."""
    here = quarter.where | {"scope": "province", "place_code": province.code}
    rows = queries.read(view.data, "mart.outlook", where=here, order=["indicator_code"], limit=1)
    row = next(iter(queries.records(rows)), None)
    if row is None or fmt.is_unknown(row["trials"]):
        components.heading(text.CALIBRATION)
        components.finding(text.UNTRIED if row else text.ENDED)
        return
    scores = {"pace": row["brier_by_pace"], "province": row["brier_by_province"], "brier": row["brier"]}
    said = [text.TRIED.format(trials=fmt.number(row["trials"]), **{key: fmt.number(value, 3) for key, value in scores.items()})]
    counted = queries.read(
        view.data, "mart.outlook_calibration", where={"province_code": province.code, "scope": list(SCOPES)}, order=["scope", "said desc"]
    )
    tables.headed(view, counted, COLUMNS, name="calibration", title=text.CALIBRATION)
    for scope, name in SCOPES.items():
        lines = [
            text.SAID.format(
                said=fmt.chance(each["said"]), came=fmt.of(each["came_true"], each["cases"]), share=fmt.percent(each["came_true_share"], 0)
            )
            for each in queries.records(counted[counted["scope"] == scope])
        ]
        if lines:
            said.append(f"{name}: {'; '.join(lines)}.")
    st.html("".join(f'<p class="remark">{escape(each)}</p>' for each in said))
