"""The report on how targets stand, with its appendices of indicators: beside the office's weekly report of counts, not instead of it."""

from briefing import text
from briefing.model import Pack, Row, Slide
from briefing.render.decree import Paper, appendix_name
from common.periods import quarter_inside
from ui.kit import format as fmt

_PARTS = (
    "decided", "promised", "headline", "year", "changes", "direction", "others", "offices", "caseflow", "plans", "tasks", "findings",
    "reporting", "outlook", "rest", "due",
)  # fmt: skip
#: Their rows stand in other appendices: an office's among those of all offices, a field's among all indicators.
_ELSEWHERE = ("office", "indicators")


def report(pack: Pack, superior: str, issuer: str, place: str) -> bytes:
    """The file."""
    stamp = pack.stamp
    paper = Paper(superior, issuer or text.ISSUER, place, "BC-VKS", stamp.day)
    quarter = quarter_inside(stamp.year, stamp.quarter)
    of = stamp.place[:1].lower() + stamp.place[1:] if stamp.place == text.WHOLE else stamp.place
    paper.title(text.REPORT_KIND, text.REPORT_SUBJECT.format(quarter=quarter, place=of))
    paper.say(text.REPORT_BASIS.format(stamp="; ".join(stamp.parts[3:]), day=fmt.day(stamp.day)))
    for said in pack.opening:
        paper.say(said)
    printed = appendices(pack)
    called = {slide.key: appendix_name(number, len(printed)) for number, slide in enumerate(printed, 1)}
    by_key = {slide.key: slide for slide in pack.slides}
    for number, slide in enumerate((by_key[key] for key in _PARTS if key in by_key), 1):
        paper.heading(f"{number}. {_title(slide)}")
        for said in _said(pack, slide, called):
            paper.say(said)
    paper.say(text.REPORT_END if printed else text.REPORT_END_ALONE)
    paper.sign(text.REPORT_TO, text.CAPACITY)
    for slide in printed:
        assert slide.table
        paper.appendix(called[slide.key], _title(slide), slide.table.columns, slide.table.rows, pack.words)
        for note in (*slide.notes, stamp.line):
            paper.note(note)
    return paper.saved(pack.title)


def appendices(pack: Pack) -> list[Slide]:
    """What is printed as an appendix each, in order: every indicator first. Who sent a report stands in that of reports alone."""
    own = [slide for slide in pack.slides if slide.table and slide.key.split("-")[0] not in _ELSEWHERE and not _is_of_reports(slide)]
    return [*([pack.annex] if pack.annex else []), *own]


def _is_of_reports(slide: Slide) -> bool:
    """Whether what changed are reports that came, and no status: the sentences name the offices."""
    return slide.key == "changes" and slide.table is not None and all(row.get("kind") == "submission" for row in slide.table.rows)


def _title(slide: Slide) -> str:
    return text.REPORT_TITLES.get(slide.key, slide.title)


def _said(pack: Pack, slide: Slide, called: dict[str, str]) -> list[str]:
    """The sentences of a part, what is unmet by indicator, where its rows are printed, and what was remarked."""
    said = [each for each in slide.lead if each not in pack.opening] or [text.REPORT_NOTHING]
    if slide.key == "headline" and "annex" in called:
        said.append(text.SEE_EVERY.format(appendix=called["annex"]))
    if slide.key in called:
        said[-1] += " " + text.SEE.format(appendix=called[slide.key])
    said += _unmet(slide) if slide.key == "direction" else []
    if slide.remark:
        said.append(f"{text.REMARK}: {slide.remark}")
    return said


def _unmet(slide: Slide) -> list[str]:
    """A line for each indicator of the table, in its order: what was asked, and the offices that do not meet it with their numbers."""
    if not slide.table:
        return []
    is_one = all(column.key != "unit_short_name" for column in slide.table.columns)
    by_indicator: dict[str, list[Row]] = {}
    for row in slide.table.rows:
        by_indicator.setdefault(str(row["indicator_short_name"]), []).append(row)
    lines = []
    for name, rows in by_indicator.items():
        targets = list(dict.fromkeys(fmt.target(row["target"], row["measure"]) for row in rows))
        said = []
        for row in rows:
            of = fmt.of(row["numerator"], row["denominator"])
            asked = text.UNMET_TARGET.format(target=fmt.target(row["target"], row["measure"])) if len(targets) > 1 else ""
            said.append((of if is_one else text.UNMET.format(unit=row["unit_short_name"], of=of)) + asked)
        asked = text.UNMET_TARGET.format(target=targets[0]) if len(targets) == 1 else ""
        lines.append(text.UNMET_LINE.format(indicator=name + asked, units="; ".join(said)))
    return lines
