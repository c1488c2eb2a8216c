"""What the page of one office shows in words: scorecard, reporting record, explanations, promises, and its bullets' rows."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from common import periods
from ui.charts import Bullet
from ui.kit import components, filters, navigation, trace_links
from ui.kit import format as fmt
from ui.kit.theme import Status
from ui.kit.view import ALL, View
from ui.text import common
from ui.text import unit as text

Row = dict[str, Any]


# ---- scorecard


def scorecard(view: View, rows: Sequence[Row], names: Mapping[str, str]) -> str:
    """Rows of ``mart.level_scorecard`` under each other; `names` by scope. Counts lead to the rows that they count."""

    def counted(row: Row, what: str, said: str) -> str:
        return components.linked(said, trace_links.counted(view, row["place_code"], trace_links.RESULTS, what))

    statuses = view.statuses
    heads = "".join(f"<th>{components.status(each)}</th>" for each in statuses.values())
    lines = []
    for row in rows:
        counts = "".join(
            f'<td class="number">{counted(row, code, fmt.number(row[code])) if row[code] else "·"}</td>' for code in statuses
        )
        good = common.UNKNOWN
        if row["targets_judged"]:
            good = counted(row, "good", fmt.of(row["targets_good"], row["targets_judged"]))
        mean = fmt.percent(row["mean_attainment"])
        lines.append(
            f'<tr class="{row["scope"]}"><th scope="row">{escape(names[row["scope"]])}</th>'
            f'<td class="number">{good}</td><td class="number share">{fmt.percent(row["share_met"])}</td>'
            f'<td class="number">{counted(row, "judged", mean) if row["targets_judged"] else mean}</td>{counts}'
            f'<td class="number">{fmt.of(row["units_reported"], row["units_expected"])}</td></tr>'
        )
    return (
        f'<table class="plain scorecard"><thead><tr><th></th><th colspan="2" class="number">{text.GOOD}</th>'
        f'<th class="number" title="{text.MEAN_HELP}">{text.MEAN}</th>{heads}<th class="number">{text.UNITS}</th></tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table>"
    )


def rank(card: Row) -> str:
    """A row of ``mart.scorecard`` as a sober sentence: where the office stands, and how little that may mean."""
    cluster = ""
    if not fmt.is_unknown(card["cluster"]):
        cluster = text.RANK_CLUSTER.format(rank=fmt.number(card["rank_in_cluster"]), name=card["cluster"])
    place = text.RANK.format(province=fmt.number(card["rank_in_province"]), cluster=cluster)
    return f'<p class="remark">{escape(place)} {escape(text.FRAGILE_COUNT.format(count=fmt.number(card["fragile"])))}</p>'


# ---- reporting record


def record(rows: Iterable[Row], words: Mapping[str, Status], here: filters.Quarter) -> str:
    """Rows of `report_states.read` of one office: a line for each year, a cell for each quarter."""
    cells = {(int(row["year"]), int(row["quarter"])): row for row in rows}
    years = sorted({year for year, _ in cells}, reverse=True)
    heads = "".join(f'<th scope="col">{text.QUARTER.format(roman=roman)}</th>' for roman in periods.ROMAN.values())
    lines = "".join(
        f'<tr><th scope="row">{year}</th>{"".join(_record_cell(cells.get((year, n)), words, here) for n in periods.ROMAN)}</tr>'
        for year in years
    )
    return f'<table class="plain record"><thead><tr><th></th>{heads}</tr></thead><tbody>{lines}</tbody></table>'


def _record_cell(row: Row | None, words: Mapping[str, Status], here: filters.Quarter) -> str:
    if row is None:
        return "<td></td>"
    status, name = words[row["state"]], row["label"]
    said = text.RECORD_CELL.format(status=name, due=fmt.day(row["due_on"]), received=fmt.moment(row["received_at"]))
    chosen = ' class="here"' if (row["year"], row["quarter"]) == (here.year, here.number) else ""
    small = f"<small>{escape(row['marks'])}</small>" if row["marks"] else ""
    return f'<td{chosen} title="{escape(said)}">{components.status(status)} {escape(name)}{small}</td>'


# ---- bullets


def bullets(
    view: View, frame: Iterable[Row], targets: Iterable[Row], history: Iterable[Row], explained: Mapping[str, Row]
) -> list[Bullet]:
    """The rows of the graph: each judged row with its targets, its quarters and its explanation, by indicator."""
    by_level: dict[str, dict[str, Row]] = {}
    for row in targets:
        by_level.setdefault(row["indicator_code"], {})[row["level"]] = row
    by_quarter: dict[str, list[Row]] = {}
    for row in history:
        by_quarter.setdefault(row["indicator_code"], []).append(row)
    kept = {key: code for key, code in view.choices.items() if key == "field" and code != ALL}
    return [
        Bullet(
            row,
            by_level.get(row["indicator_code"], {}),
            by_quarter.get(row["indicator_code"], []),
            explained.get(row["indicator_code"]),
            navigation.href("indicator", {"indicator": row["indicator_code"], **kept}),
            trace_links.result(view, row["unit_code"], row["indicator_code"]),
        )
        for row in frame
    ]


def key() -> str:
    """What the marks of a bullet mean, as the end of a legend: trusted HTML."""
    marks = [("target", text.KEY_TARGET), *((f"level {level}", words) for level, words in text.KEY_LEVELS.items())]
    marks.append(("expected", text.KEY_EXPECTED))
    drawn = "".join(f'<span><b class="mark"><i class="{kind}"></i></b>{words}</span>' for kind, words in marks)
    return f"{drawn}<span>{text.KEY_SPARK}</span>"


# ---- explanations and promises


def explanations(unmet: Sequence[Row], explained: Mapping[str, Row], statuses: Mapping[str, Status]) -> str:
    """Every unmet target with what the office says about it, or that it says nothing."""
    if not unmet:
        return f"<p>{text.NO_UNMET}</p>"
    heads = "".join(f"<th>{common.COLUMNS[key]}</th>" for key in ("cause", "remedy", "responsible", "promised_on"))
    lines = []
    for row in unmet:
        said = explained.get(row["indicator_code"])
        cells = f'<td colspan="4"><b>{text.UNEXPLAINED}</b></td>' if said is None else _said(said)
        lines.append(f"<tr><td>{_name(row, statuses[row['status']])}</td>{cells}</tr>")
    return (
        f'<table class="plain said"><thead><tr><th>{common.INDICATOR_LABEL}</th>{heads}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table>"
    )


def _said(row: Row) -> str:
    words = "".join(f"<td>{escape(_word(row[key]))}</td>" for key in ("cause", "remedy", "responsible"))
    return f'{words}<td class="day">{fmt.day(row["promised_on"])}</td>'


def _word(value: Any) -> str:
    return common.UNKNOWN if fmt.is_unknown(value) else str(value)


def _name(row: Row, status: Status) -> str:
    mark = f"{common.FOCUS_MARK} " if row["is_focus"] else ""
    return f"{components.status(status)} {mark}{escape(row['indicator_short_name'])}"


def promises(rows: Iterable[Row], statuses: Mapping[str, Status]) -> str:
    """Rows of ``mart.promise``: what was promised, and how it stood when the day came and stands now."""
    heads = [common.INDICATOR_LABEL, text.PROMISED_IN, common.COLUMNS["remedy"], common.COLUMNS["responsible"]]
    heads += [common.COLUMNS["promised_on"], *text.HEADS.values()]
    lines = []
    for row in rows:
        mark = f"{common.FOCUS_MARK} " if row["is_focus"] else ""
        cells = [
            f"{mark}{escape(row['indicator_short_name'])}",
            periods.quarter_short(row["year"], row["quarter"]),
            escape(_word(row["remedy"])),
            escape(_word(row["responsible"])),
            fmt.day(row["promised_on"]),
            _status(row["status"], statuses),
            f"<b>{text.OUTCOMES[row['outcome']]}</b>",
            _status(row["due_status"], statuses, row["due_year"], row["due_quarter"]),
            _status(row["newest_status"], statuses, row["newest_year"], row["newest_quarter"]),
        ]
        lines.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
    return (
        f'<table class="plain said promises"><thead><tr>{"".join(f"<th>{head}</th>" for head in heads)}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table>"
    )


def _status(code: Any, statuses: Mapping[str, Status], year: Any = None, quarter: Any = None) -> str:
    if fmt.is_unknown(code):
        return common.UNKNOWN
    when = "" if year is None else f" <small>{periods.quarter_short(year, quarter)}</small>"
    return f'<span class="was">{components.status(statuses[code])}{statuses[code].name}{when}</span>'


# ---- notices


def notices(view: View, unit: filters.Choice, quarter: filters.Quarter, submission: Row | None, card: Row | None) -> None:
    """What a reader must know before reading: not reported, sent back, not at the quarter's end, an earlier quarter missing."""
    if submission is None or not submission["expected"]:
        view.notices.append(text.CLOSED.format(unit=unit.name, quarter=quarter.inside))
    elif submission["status"] == "missing":
        view.notices.append(text.MISSING.format(quarter=quarter.inside, due=fmt.day(submission["due_on"])))
    elif submission["status"] == "refused":
        view.notices.append(text.REFUSED.format(quarter=quarter.inside, day=fmt.day(submission["last_refused_at"])))
    else:
        if submission["is_provisional"]:
            view.notices.append(text.PROVISIONAL.format(day=fmt.day(submission["period_to"])))
        if card is not None and not card["is_complete"]:
            view.notices.append(text.INCOMPLETE)
