"""One office: its scorecard, every indicator against its targets, its cases, and what it explained and promised."""

import streamlit as st

from ui import charts
from ui.kit import components, filters, page, queries, report_states, tables, trace_links
from ui.kit import format as fmt
from ui.kit.view import ALL
from ui.text import unit as text
from ui.unit import office

SAID = [tables.column(key) for key in ("indicator_name", "cause", "remedy", "responsible")] + [tables.column("promised_on", fmt.day)]
PROMISED = [*SAID, tables.Column("outcome", text.HEADS["outcome"], lambda code: text.OUTCOMES[code])]
FLOWS = [tables.Column("flow_name", text.FLOWS), *(tables.Column(k, v, fmt.amount, is_number=True) for k, v in text.STEPS.items())]

view = page.begin("unit")
with view.controls():
    province = filters.province(view)
    quarter = filters.quarter(view, province.code)
    unit = filters.unit(view, quarter, province.code)
    field = filters.field(view)
    level = filters.level(view)
    indicator = filters.indicator_or_all(view, field.code if field else None, drawn=False)
here = quarter.where | {"unit_code": unit.code}
in_field = {"field_code": field.code} if field else {}
own = queries.one(view.snapshot, "mart.unit", where={"unit_code": unit.code}) or {}
card = queries.one(view.snapshot, "mart.scorecard", where=here)
period = queries.one(view.snapshot, "ref.periods", where=quarter.where) or {}
submission = queries.one(view.snapshot, "mart.submission_status", where=here)
office.notices(view, unit, quarter, submission, card)
title = text.HEADING.format(unit=unit.name, quarter=quarter.inside)
page.head(view, title, quarter, province.code, compares=True, narrowed=(field,))

with st.container(key="office_head"):
    left, right = st.columns([0.62, 0.38], gap="large")
with left:
    within = text.SCORECARD_FIELD.format(field=field.short_name) if field else ""
    components.heading(text.SCORECARD, text.SCORECARD_HELP.format(level=level.name.lower(), field=within))
    places = {"unit": unit.code, "cluster": own.get("cluster"), "province": province.code}
    counted = quarter.where | {"level": level.code, "field_code": field.code if field else ALL}
    where = counted | {"province_code": province.code, "place_code": list(places.values())}
    scores = queries.read(view.snapshot, "mart.level_scorecard", where=where)
    scored = sorted(queries.records(scores), key=lambda row: list(places).index(row["scope"]))
    names = {"unit": unit.short_name, "cluster": str(own.get("cluster")), "province": text.PROVINCE}
    st.html(office.scorecard(view, scored, names))
    if card is not None and level.code == "headline" and not field and not fmt.is_unknown(card["rank_in_province"]):
        st.html(office.rank(card))
with right:
    components.heading(text.RECORD, text.RECORD_HELP)
    sent = report_states.read(view, {"unit_code": unit.code, "year": [quarter.year - 1, quarter.year]})
    st.html(office.record(queries.records(sent), report_states.statuses(view), quarter))

source, judged = "mart.attainment", {}
if level.code != "headline":
    source, judged = "mart.target_status", {"level": level.code, "plan_code": ("!=", "")}
order = queries.read(view.snapshot, "mart.indicator", columns=["indicator_code"], order=["field_order", "list_order"])
frame = order.merge(queries.read(view.snapshot, source, where=here | judged | in_field), on="indicator_code")
targets = queries.read(view.snapshot, "mart.target_status", where=here | in_field)
years = {"unit_code": unit.code, "year": [quarter.year - 1, quarter.year]}
history = queries.read(view.snapshot, source, where=years | judged | in_field, order=["year", "quarter"])
promised = queries.read(view.snapshot, "mart.promise", where=here | in_field)
explained = {row["indicator_code"]: row for row in queries.records(promised)}
rows = queries.records(frame)
facts = f"{unit.name} · {quarter.name} · {level.name}"

with st.container(horizontal=True, vertical_alignment="center", key="bullets_head"):
    asides = [text.BULLETS_HELP, "" if level.code == "headline" else text.BULLETS_LEVEL, "" if view.presenting else text.BULLETS_SOURCE]
    components.heading(text.BULLETS, "; ".join(filter(None, asides)))
    columns = tables.attainment_columns(view, "field_name", "indicator_name", "numerator", "denominator", "value", "target",
                                        "expected", "status", "attainment", "reason")  # fmt: skip
    tables.tools(view, frame, columns, name="bullets", title=text.BULLETS, facts=facts)
components.legend(view.statuses.values(), extra=office.key())
with st.container(key="one_field" if field else "all_fields"), st.container(key="figure_bullets"):
    label = text.BULLETS_ALT.format(count=fmt.number(len(rows)), unit=unit.name, quarter=quarter.inside)
    drawn = office.bullets(view, rows, queries.records(targets), queries.records(history), explained)
    marked = indicator.code if indicator else None
    st.html(charts.bullets(drawn, view.statuses, level.code, label, marked) if rows else f"<p>{text.NO_BULLETS}</p>")

if view.presenting and not field:  # the picture of a whole office is its bullets; a field's has room for the rest
    page.end(view)
    st.stop()

flows = queries.read(view.snapshot, "mart.caseflow", where=here | in_field | {"is_reported": True}, order=["flow_order"])
with st.container(key="office_flows"):
    if flows.empty:
        components.heading(text.FLOWS)
        st.html(f"<p>{text.NO_FLOWS}</p>")
    else:
        said = "; ".join(
            text.FLOW_ALT.format(name=row["flow_name"], **{step: fmt.amount(row[step]) for step in text.STEPS})
            for row in queries.records(flows)
        )
        tables.chart(
            view,
            charts.waterfall(trace_links.with_source(view, flows)),
            flows,
            FLOWS,
            name="flows",
            title=text.FLOWS,
            alt=text.FLOWS_ALT.format(unit=unit.name, quarter=quarter.inside, flows=said),
            facts=facts,
            heading=(text.FLOWS, text.FLOWS_HELP),
        )

unmet = [row for row in rows if view.statuses[row["status"]].is_good is False]
with st.container(key="office_said"):
    if submission is not None and submission["status"] == "accepted":
        given = [row for row in unmet if row["indicator_code"] in explained]
        aside = text.EXPLANATIONS_HELP.format(explained=fmt.number(len(given)), unmet=fmt.number(len(unmet))) if unmet else ""
        with st.container(horizontal=True, vertical_alignment="center", key="explanations_head"):
            components.heading(text.EXPLANATIONS, aside)
            tables.tools(view, promised, SAID, name="explanations", title=text.EXPLANATIONS, facts=facts, is_figure=False)
        st.html(office.explanations(unmet, explained, view.statuses))
    if not view.presenting:
        before = in_field | {"unit_code": unit.code, "ends_on": ("<", period["starts_on"])}
        kept = queries.read(view.snapshot, "mart.promise", where=before, order=["ends_on desc", "indicator_code"])
        with st.container(horizontal=True, vertical_alignment="center", key="promises_head"):
            components.heading(text.PROMISES, text.PROMISES_HELP)
            tables.tools(view, kept, PROMISED, name="promises", title=text.PROMISES, facts=facts, is_figure=False)
        st.html(office.promises(queries.records(kept), view.statuses) if len(kept) else f"<p>{text.NO_PROMISES}</p>")
page.end(view)
