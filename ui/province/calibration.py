"""How often what was said came true: said beside the chances, so that nobody takes them for more than they are."""

from html import escape

import streamlit as st

from ui.kit import components, queries
from ui.kit import format as fmt
from ui.kit.filters import Choice, Quarter
from ui.kit.view import View
from ui.text import province as text

SCOPES = {"province": text.OF_PROVINCE, "unit": text.OF_UNITS}


def show(view: View, province: Choice, quarter: Quarter) -> None:
    """What was said of finished years, in tens of percent, with how often it came true; and the scores the chances rest on."""
    here = quarter.where | {"scope": "province", "place_code": province.code}
    rows = queries.read(view.data, "mart.outlook", where=here, order=["indicator_code"], limit=1)
    components.heading(text.CALIBRATION)
    if rows.empty:
        components.finding(text.ENDED)
        return
    row = queries.records(rows)[0]
    if fmt.is_unknown(row["trials"]):
        components.finding(text.UNTRIED)
        return
    scores = {"pace": row["brier_by_pace"], "province": row["brier_by_province"], "brier": row["brier"]}
    said = [text.TRIED.format(trials=fmt.number(row["trials"]), **{key: fmt.number(value, 3) for key, value in scores.items()})]
    counted = queries.read(
        view.data, "mart.outlook_calibration", where={"province_code": province.code, "scope": list(SCOPES)}, order=["scope", "said desc"]
    )
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
