"""How many targets are met, what turned, what needs direction, and the offices side by side."""

from briefing import text
from briefing.content.asked import Asked, column, count, outcomes
from briefing.model import Chart, Column, Matrix, Row, Series, Slide, Table
from ui.kit import format as fmt

#: So many reports that came are told of in a sentence alone.
_FEW = 2

def headline(asked: Asked) -> Slide:
    """One head sentence, what it leaves out, and the counts by status: of the province by office, of an office alone."""
    place = {"scope": "unit", "place_code": asked.unit["unit_code"]} if asked.unit else {"scope": "province", "place_code": asked.province}
    row = asked.figures.one("mart.level_overview", asked.at | place | {"level": "headline", "field_code": "all"})
    sent = asked.rows("mart.submission_status", ["unit_short_name vi"], expected=True)
    names = {state: [each["unit_short_name"] for each in sent if each["status"] == state] for state in ("missing", "refused")}
    silent = sum(map(len, names.values()))
    early = [each["unit_short_name"] for each in sent if each["status"] == "accepted" and each["is_provisional"]]
    reported = {"reported": len(sent) - silent, "expected": len(sent)}
    lead = [_head(asked, row, reported)]
    if silent and not asked.unit:
        told = ((text.SILENT, names["missing"]), (text.REFUSED, names["refused"]))
        lead.append(" ".join([*(said.format(names=", ".join(of)) for said, of in told if of), text.ONLY_REPORTED]))
    if early:
        lead.append(text.PROVISIONAL_OF.format(names=", ".join(early)))
    for said, key in ((text.ARISEN, "not_applicable"), (text.TURN, "turn_count")):
        if row and row[key]:
            lead.append(said.format(count=count(row[key])))
    lead.append("" if asked.is_silent else unchanged(asked))
    cards = asked.rows("mart.scorecard", ["unit_short_name vi"])
    judged = tuple(each for each in cards if each["targets_judged"])
    chart = (
        Chart("mart.scorecard", "stacked", "unit_short_name", series(asked, (*asked.judged, "not_applicable")), judged, "chỉ tiêu")
        if judged
        else None
    )
    title = text.YEAR_HEADLINE.format(year=asked.period["year"]) if asked.is_whole_year else None
    return asked.slide("headline", *lead, title=title, chart=chart, facts=(row,) if row else ())


def year(asked: Asked) -> Slide | None:
    """What became of the province's targets in the year that has ended, worst first; None while it is open or its end unknown."""
    if asked.unit or not asked.is_whole_year:
        return None
    kinds = (*asked.judged, "not_applicable")
    rows = [row for row in asked.rows("mart.province_target", ["worst_rank"], level="headline") if row["status"] in kinds]
    if not rows:
        return None
    columns = (
        column("indicator_short_name", width=3), column("of", "of", 1), column("value", "measured", 1), column("target", "target", 1),
        column("status", "status", 1.4), column("units_reported", "count", 1),
    )  # fmt: skip
    known = {code: asked.words[code] for code in kinds}
    said = text.YEAR_RESULT.format(all=count(len(rows)), outcomes=outcomes(rows, known, "status"))
    title = text.TITLES["year"].format(year=asked.period["year"])
    return asked.slide("year", said, title=title, table=Table("mart.province_target", columns, tuple(rows), size=11), page="province")


def _head(asked: Asked, row: Row | None, reported: dict[str, int]) -> str:
    if not row or not row["targets_judged"]:
        words = {"unit": asked.place, "quarter": asked.quarter, **reported}
        if reported["reported"]:
            return (text.HEAD_UNIT_NOT_JUDGED if asked.unit else text.HEAD_NOT_JUDGED).format(**words)
        return (text.HEAD_UNIT_SILENT if asked.unit else text.HEAD_NONE).format(**words)
    said = {
        "judged": count(row["targets_judged"]), "good": count(row["met_or_exceeded"]), "share": fmt.percent(row["share_met"]),
        "on_track": count(row["on_track"]), "behind": count(row["behind"]), "missed": count(row["missed"]),
    }  # fmt: skip
    return (text.HEAD_UNIT if asked.unit else text.HEAD).format(**said, **reported)


def series(asked: Asked, codes: tuple[str, ...]) -> tuple[Series, ...]:
    """A series for each status: its column of counts, its word and colours."""
    return tuple(Series(code, asked.words[code].name, asked.words[code].colour, asked.words[code].text_colour) for code in codes)


def changes(asked: Asked) -> list[Slide]:
    """Statuses that turned since the last briefing, with what they were made of and the file behind each; no slide where nothing did."""
    turned, reports = _changed(asked)
    if not turned and not reports:
        return []
    counts = {event: count(sum(row["event"] == event for row in turned)) for event in ("worse", "better")}
    lead = [(text.CHANGES if turned else text.NO_CHANGES).format(**counts, **_between(asked))]
    for is_returned, said in ((False, text.NEW_REPORTS), (True, text.RETURNED_REPORTS)):
        names = list(dict.fromkeys(str(row["unit_short_name"]) for row in reports if (row["event"] == "refused") is is_returned))
        lead.append(said.format(count=count(len(names)), names=", ".join(names)) if names else "")
    rows = tuple(turned)
    columns = (
        column("kind_name", width=1.2), *(() if asked.unit else (column("unit_short_name", width=1),)),
        *((column("item_name", width=2.6),) if rows else ()),
        column("old_text", width=2), column("new_text", width=2), column("file", width=2),
    )  # fmt: skip
    # A report or two are named in the sentence, and the slide of reports tells their files: no table of one line.
    shown = rows or (tuple(reports) if len(reports) > _FEW else ())
    table = Table("log.change", columns, shown, size=11) if shown else None
    return [asked.slide("changes", *lead, table=table, facts=() if shown else tuple(reports), page="reporting")]


def unchanged(asked: Asked) -> str:
    """That nothing turned since the last briefing, or that nothing was known then; nothing where there is a slide of what did."""
    if asked.changes is None:
        return text.NO_BEFORE.format(since=fmt.day(asked.since))
    return "" if any(_changed(asked)) else text.NO_CHANGES.format(**_between(asked))


def _changed(asked: Asked) -> tuple[list[Row], list[Row]]:
    """The judgements that turned, and the reports that came, of the place and the year that is told of."""
    mine = [row for row in asked.changes or () if not asked.unit or row["unit_code"] == asked.unit["unit_code"]]
    mine = [row for row in mine if row["province_code"] in (None, asked.province) and row["year"] == asked.period["year"]]
    turned = [row for row in mine if row["kind"] == "status" and row["event"] in ("worse", "better")]
    return turned, [row for row in mine if row["kind"] == "submission"]


def _between(asked: Asked) -> dict[str, str]:
    return {"since": fmt.day(asked.since), "day": fmt.day(asked.day)}


def attention_columns(asked: Asked) -> tuple[Column, ...]:
    """What is said of a result that needs direction."""
    return (
        *(() if asked.unit else (column("unit_short_name", width=1.1),)), column("indicator_short_name", width=1.9),
        column("of", "of", 0.8),
        column("value", "measured", 0.8), column("target", "target", 0.7), column("status", "status", 1.6), column("cause", width=2.4),
        column("remedy", width=2.4), column("answering", width=1.3), column("promised_on", "day", 0.9),
    )  # fmt: skip


def direction(asked: Asked) -> list[Slide]:
    """What needs direction: focus indicators, grouped by indicator, then the others."""
    rows = asked.answering(asked.rows("mart.attention", ["attention_rank"]))
    focus = [row for row in rows if row["is_focus"]]
    worst: dict[str, int] = {}
    for row in focus:
        worst.setdefault(row["indicator_code"], len(worst))
    grouped = tuple(sorted(focus, key=lambda row: worst[row["indicator_code"]]))
    said = text.DIRECTION.format(count=count(len(focus)), indicators=count(len(worst))) if focus else text.DIRECTION_NONE
    table = Table("mart.attention", attention_columns(asked), grouped, size=11, pages=2) if focus else None
    slides = [asked.slide("direction", said, table=table)]
    others = tuple(row for row in rows if not row["is_focus"])
    if others:
        table = Table("mart.attention", attention_columns(asked), others, size=11)
        slides.append(asked.slide("others", text.OTHERS.format(count=count(len(others))), table=table))
    return slides


def offices(asked: Asked) -> Slide:
    """Every office of the province with its counts, in the order of names."""
    rows = asked.rows("mart.scorecard", ["unit_short_name vi"])
    kinds = (*asked.judged, "not_applicable")
    columns = (
        column("unit_short_name", width=1.8), column("targets_judged", "tally"), column("met_or_exceeded", "tally"),
        column("share_met", "percent"), *(asked.status_column(code, "tally", 0.9) for code in kinds),
        asked.status_column("not_reported", "count", 0.9), column("close_count", "tally", 0.9),
    )  # fmt: skip
    return asked.slide("offices", text.OFFICES, table=Table("mart.scorecard", columns, rows))


def matrix(asked: Asked) -> Slide | None:
    """Focus indicators by office; None where there are none."""
    rows = [row for row in asked.rows("mart.attainment") if row["is_focus"]]
    codes = {row["indicator_code"] for row in rows}
    indicators = [
        each for each in asked.figures.rows("mart.indicator", order=["field_order", "list_order"]) if each["indicator_code"] in codes
    ]
    here = {row["unit_code"] for row in rows}
    units = [each for each in asked.figures.rows("mart.unit", order=["unit_short_name vi"]) if each["unit_code"] in here]
    if not rows or asked.unit:
        return None
    grid = Matrix(
        "mart.attainment",
        tuple((each["unit_code"], each["unit_short_name"]) for each in units),
        tuple((each["indicator_code"], each["indicator_short_name"]) for each in indicators),
        {(row["indicator_code"], row["unit_code"]): row for row in rows},
    )
    return asked.slide("matrix", text.MATRIX, matrix=grid)


def office(asked: Asked, card: Row) -> Slide:
    """One office that needs attention: its head sentence and what is unmet there."""
    rows = asked.answering(asked.figures.rows("mart.attention", asked.at | {"unit_code": card["unit_code"]}, ["attention_rank"]))
    said = {
        "judged": count(card["targets_judged"]), "good": count(card["met_or_exceeded"]), "share": fmt.percent(card["share_met"]),
        "on_track": count(card["on_track"]), "behind": count(card["behind"]), "missed": count(card["missed"]),
    }  # fmt: skip
    focus = sum(bool(row["is_focus"]) for row in rows)
    silent = sum(fmt.is_unknown(row["cause"]) for row in rows)
    columns = tuple(each for each in attention_columns(asked) if each.key != "unit_short_name")
    return asked.slide(
        f"office-{card['unit_code']}", text.HEAD_UNIT.format(**said),
        text.OFFICE_ATTENTION.format(count=count(len(rows)), focus=count(focus)),
        text.UNEXPLAINED.format(count=count(silent)) if silent else "",
        title=text.TITLES["office"].format(unit=card["unit_name"]), table=Table("mart.attention", columns, rows, size=11) if rows else None,
        facts=(card,), page="unit", choices={"unit": card["unit_code"]},
    )  # fmt: skip


def worst_offices(asked: Asked, most: int = 4) -> list[Row]:
    """The offices that need attention first; those with nothing unmet are left out."""
    return [card for card in asked.rows("mart.scorecard", ["attention_rank"]) if card["unmet"]][:most]


def indicators(asked: Asked) -> list[Slide]:
    """Every indicator of one office with a target, a slide for each field that has any."""
    listed = asked.figures.rows("mart.indicator", order=["field_order", "list_order"])
    order = [row["indicator_code"] for row in listed]
    rows = [row for row in asked.rows("mart.attainment", ["indicator_code"]) if row["status"] != "no_target"]
    rows.sort(key=lambda row: order.index(row["indicator_code"]))
    columns = (
        column("indicator_short_name", width=2.4), column("of", "of", 0.9), column("value", "measured", 0.9),
        column("target", "target", 0.8),
        column("status", "status", 1.3), column("reason", width=6.2),
    )  # fmt: skip
    # The full name of a field is wider than a slide.
    short = {row["field_code"]: row["field_short_name"] for row in listed}
    fields = dict.fromkeys((row["field_code"], short.get(row["field_code"], row["field_name"])) for row in rows)
    return [
        asked.slide(
            f"indicators-{code}", title=text.TITLES["indicators"].format(field=name),
            choices={"unit": asked.unit["unit_code"], "field": code},
            table=Table("mart.attainment", columns, tuple(row for row in rows if row["field_code"] == code), size=11),
        )
        for code, name in fields
        if asked.unit
    ]  # fmt: skip


def annex(asked: Asked) -> Slide | None:
    """Every indicator with a target: of the province with the offices that do not meet it, of an office with the reason; None: none."""
    source = "mart.attainment" if asked.unit else "mart.province"
    listed = [row["indicator_code"] for row in asked.figures.rows("mart.indicator", order=["field_order", "list_order"])]
    rows = [row for row in asked.rows(source) if row["status"] != "no_target"]
    rows.sort(key=lambda row: listed.index(row["indicator_code"]))
    if not rows or asked.is_silent:
        return None
    columns = (
        column("indicator_name", width=5), column("of", "of", 1.2), column("value", "measured", 1.1), column("target", "target", 1),
        column("status", "status", 1.5),
        *((column("reason", width=6),) if asked.unit else (asked.status_column(code, "count", 0.8) for code in asked.judged)),
    )  # fmt: skip
    unmet = () if asked.unit else asked.rows("mart.attention", ["unit_short_name vi"])
    notes = [] if asked.unit else [text.COUNTS_OF_OFFICES]
    for number, row in enumerate(rows, 1):
        of = [text.UNMET.format(unit=each["unit_short_name"], of=fmt.of(each["numerator"], each["denominator"])) for each in unmet
              if each["indicator_code"] == row["indicator_code"]]  # fmt: skip
        if of:
            notes.append(text.UNMET_IN.format(number=number, indicator=row["indicator_short_name"], units="; ".join(of)))
    title = text.TITLES["annex"].format(quarter=asked.quarter)
    return asked.slide("annex", title=title, table=Table(source, columns, tuple(rows)), notes=tuple(notes))
