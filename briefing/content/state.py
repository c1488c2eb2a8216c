"""Cases taken on and left, who reported when, and what is likely at the year's end."""

from collections.abc import Iterator
from typing import Any

from briefing import text
from briefing.content.asked import Asked, column, count
from briefing.model import Chart, Row, Series, Slide, Table
from common.periods import quarter_inside
from ui.kit import format as fmt
from ui.kit.theme import FAINT, INK
from ui.text import unit as unit_text

#: So many quarters of which nobody reported are told of one by one.
_FEW = 2
#: Units of measure that count people.
PEOPLE = ("bị can", "bị cáo", "người", "phạm nhân", "đương sự")


def caseflow(asked: Asked) -> Slide:
    """Stock at the year's start, taken on, resolved, left: of the province or of one office."""
    source = "mart.caseflow" if asked.unit else "mart.province_caseflow"
    rows = tuple(row for row in asked.rows(source, ["flow_order"]) if not fmt.is_unknown(row["closing"]))
    if not rows:
        return asked.slide("caseflow", text.FLOWS_NONE.format(quarter=asked.quarter), page="caseflow")
    stocks = tuple(Series(key, unit_text.STEPS[key], colour) for key, colour in (("opening", FAINT), ("closing", INK)))
    columns = (
        column("flow_name", width=2.6), column("unit_of_measure", width=0.8), *(column(key, "count", 0.9) for key in unit_text.STEPS),
        column("resolution_percent", "percent", 0.9), column("carried_over_resolved", "count", 1),
    )  # fmt: skip
    any_case = any(row["opening"] or row["received"] for row in rows)
    lead = _of_flows(rows) if any_case else [text.NO_CASES.format(quarter=asked.quarter)]
    chart = _of_stocks(source, rows, stocks)
    return asked.slide("caseflow", *lead, chart=chart, table=Table(source, columns, rows, size=11), page="caseflow")


def _of_stocks(source: str, rows: tuple[Row, ...], series: tuple[Series, ...]) -> Chart | None:
    """Two bars for each stock that may be compared; None where there is none.

    Files and people are no two lengths on one axis: people are in the table alone, where each line says what it counts.
    """
    compared = [row for row in rows if not fmt.is_unknown(row["stock_change"]) and (row["opening"] or row["received"])]
    drawn = tuple(row for row in compared if row["unit_of_measure"] not in PEOPLE)
    counted_in = dict.fromkeys(str(row["unit_of_measure"]) for row in drawn if not fmt.is_unknown(row["unit_of_measure"]))
    return Chart(source, "beside", "flow_name", series, drawn, ", ".join(counted_in) or "số lượng") if drawn else None


def _of_flows(rows: tuple[Row, ...]) -> Iterator[str]:
    """How many stocks grew, whose numbers are not in it, and why a line may not add up: nothing is left to be found by reckoning."""
    compared = [row["stock_change"] for row in rows if not fmt.is_unknown(row["stock_change"])]
    yield text.FLOWS.format(growing=count(sum(change > 0 for change in compared))) if compared else text.FLOWS_UNCOMPARED
    notes = dict.fromkeys(str(row["stock_change_note"]) for row in rows if not fmt.is_unknown(row.get("stock_change_note")))
    yield from notes
    without: dict[str, list[str]] = {}
    for row in rows:
        if not fmt.is_unknown(missing := row.get("units_missing")) and fmt.is_unknown(row.get("stock_change_note")):
            without.setdefault(str(missing), []).append(str(row["flow_name"]))
    for names, flows in without.items():
        of = "" if len(flows) == len(rows) else text.FLOWS_OF.format(flows="; ".join(flows))
        yield text.FLOWS_WITHOUT.format(names=names, of=of)
    uneven = sum(not fmt.is_unknown(row["imbalance"]) and row["imbalance"] != 0 for row in rows)
    if uneven:
        yield text.FLOWS_UNEVEN.format(count=count(uneven))
    if any(_is_more(row["carried_over_resolved"], row["opening"]) for row in rows):
        yield text.FLOWS_TAKEN_OVER


def _is_more(value: Any, than: Any) -> bool:
    return not fmt.is_unknown(value) and not fmt.is_unknown(than) and bool(value > than)


def reporting(asked: Asked) -> Slide:
    """Who reported when; what was returned, what is missing."""
    rows = asked.rows("mart.submission_status", ["unit_short_name vi"], expected=True)
    row = None if asked.unit else asked.figures.one("mart.reporting_quarter", asked.at | asked.whose)
    lead = []
    if row:
        said = {"received": row["reports_received"], "expected": row["reports_expected"], "on_time": row["reports_on_time"]}
        lead.append(
            text.REPORTING.format(quarter=asked.quarter, due=fmt.day(row["due_on"]), **{key: count(value) for key, value in said.items()})
        )
        if row["reports_untimed"]:
            lead.append(text.UNTIMED.format(count=count(row["reports_untimed"])))
        names = {
            state: ", ".join(each["unit_short_name"] for each in rows if each["status"] == state) or "không"
            for state in ("refused", "missing")
        }
        if row["reports_received"] < row["reports_expected"]:
            lead.append(text.REPORTING_BAD.format(**names))
    if asked.unit and rows:
        state = asked.words[rows[0]["report_status"]].name
        said = {"state": state[:1].lower() + state[1:], "due": fmt.day(rows[0]["due_on"])}
        lead.append(text.REPORTING_UNIT.format(quarter=asked.quarter, **said))
    columns = (
        column("unit_short_name", width=1.6), column("report_status", "report", 1.6), column("due_on", "day", 1),
        column("received_at", "day", 1),
        column("days_late", "count", 0.9), column("period_to", "day", 1), column("version", "count", 0.7), column("file", width=3),
    )  # fmt: skip
    table = Table("mart.submission_status", columns, rows, size=11) if rows else None
    return asked.slide("reporting", *lead, table=table, facts=(row,) if row else (), page="reporting")


def outlook(asked: Asked) -> Slide:
    """The chance that targets are met at the year's end, with what became of earlier such words.

    Those in doubt stand first, and among those of one outlook the focus indicators.
    """
    place = {"scope": "unit", "place_code": asked.unit["unit_code"]} if asked.unit else {"scope": "province", "place_code": asked.province}
    rows = asked.figures.rows("mart.outlook", asked.at | place, ["outlook_order"])
    known = [row for row in rows if not fmt.is_unknown(row["outlook"])]
    if not known:
        return asked.slide("outlook", text.NO_OUTLOOK, page="indicator")
    counts = {code: sum(row["outlook"] == code for row in known) for code in text.OUTLOOK_COLOURS}
    said = {code.removeprefix("decided_"): count(number) for code, number in counts.items()}
    lead = [text.OUTLOOK.format(**said)]
    if len(rows) > len(known):
        lead.append(text.OUTLOOK_SILENT.format(count=count(len(rows) - len(known))))
    scope = {"scope": "unit" if asked.unit else "province", "province_code": asked.province}
    trials = asked.figures.rows("mart.outlook_calibration", scope | {"is_of_many": True}, ["said desc"])
    checked = (
        text.CAME_TRUE.format(cases=count(row["cases"]), said=fmt.chance(row["said"]), true=count(row["came_true"])) for row in trials
    )
    lead += [text.CALIBRATION.format(trials="; ".join(checked))] if trials else []
    doubtful = tuple(row for row in known if row["outlook"] != "decided_met")
    columns = (
        column("indicator_short_name", width=3), column("of", "of", 1), column("target", "target", 1), column("needed", "count", 1),
        column("status", "status", 1.4), column("outlook", "outlook", 1.8), column("chance", "chance", 1),
    )  # fmt: skip
    table = Table("mart.outlook", columns, doubtful) if doubtful else None
    return asked.slide("outlook", *lead, table=table, facts=trials, page="indicator")


def begun(asked: Asked) -> str:
    """That newer quarters have begun, or a year, of which nobody has reported; nothing where the pack tells of the newest."""
    if asked.unit and not fmt.is_unknown(closed := asked.unit["closed_on"]) and closed < asked.day:
        return text.UNIT_CLOSED.format(unit=asked.place, day=fmt.day(closed), shown=asked.quarter)
    later = asked.figures.rows(
        "ref.periods", {"starts_on": ("<=", asked.day), "period_no": (">", asked.period["period_no"])}, ["period_no"]
    )
    if not later:
        return ""
    ended = [row for row in later if row["ends_on"] < asked.day]
    said = [text.ENDED_QUARTER.format(quarter=_quarter(row), day=fmt.day(row["ends_on"]), due=fmt.day(row["due_on"])) for row in ended]
    if len(ended) > _FEW:
        # Of a long silence nobody wants every date.
        ends = (("first", ended[0]), ("last", ended[-1]))
        said = [text.ENDED_QUARTERS.format(**{which: quarter_inside(row["year"], row["quarter"]) for which, row in ends})]
    newest = later[-1]
    if newest["year"] > asked.period["year"] and newest["year_starts_on"] <= asked.day:
        said.append(text.YEAR_BEGUN.format(year=newest["year"], day=fmt.day(newest["year_starts_on"])))
    elif newest["ends_on"] >= asked.day:
        said.append(text.NEXT_QUARTER.format(quarter=_quarter(newest), day=fmt.day(newest["starts_on"])))
    if asked.is_silent:
        return " ".join(said)
    shown = text.WHOLE_YEAR if asked.is_whole_year else text.UP_TO if asked.is_over else text.SHOWN
    return " ".join([*said, shown.format(year=asked.period["year"], quarter=asked.quarter)])


def _quarter(row: Row) -> str:
    name = quarter_inside(row["year"], row["quarter"])
    return name[:1].upper() + name[1:]
