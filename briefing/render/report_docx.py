"""The report on how targets stand, with its appendices of indicators: beside the office's weekly report of counts, not instead of it."""

from briefing import text
from briefing.model import Pack
from briefing.render.decree import Paper
from common.periods import quarter_inside
from ui.kit import format as fmt

_PARTS = (
    "decided", "promised", "headline", "year", "changes", "direction", "others", "caseflow", "plans", "tasks", "findings", "reporting",
    "outlook", "due",
)  # fmt: skip


def report(pack: Pack, superior: str, issuer: str, place: str) -> bytes:
    """The file."""
    stamp = pack.stamp
    paper = Paper(superior, issuer or text.ISSUER, place, "BC-VKS", stamp.day)
    quarter = quarter_inside(stamp.year, stamp.quarter)
    paper.title(text.REPORT_KIND, text.REPORT_SUBJECT.format(quarter=quarter, place=stamp.place))
    paper.say(text.REPORT_BASIS.format(stamp="; ".join(stamp.parts[3:]), day=fmt.day(stamp.day)))
    by_key = {slide.key: slide for slide in pack.slides}
    number = 0
    for key in _PARTS:
        slide = by_key.get(key)
        if not slide:
            continue
        number += 1
        paper.heading(f"{number}. {slide.title}")
        for said in slide.lead or (text.REPORT_NOTHING,):
            paper.say(said)
        if slide.remark:
            paper.say(f"{text.REMARK}: {slide.remark}")
    paper.say(text.REPORT_END)
    paper.sign(text.REPORT_TO, text.CAPACITY)
    tables = [slide for slide in pack.slides if slide.table]
    for place_no, slide in enumerate(tables, 1):
        assert slide.table
        called = text.APPENDIX.format(number=place_no)
        paper.appendix(called, slide.title, text.BELONGS.format(day=fmt.day(stamp.day)), slide.table.columns, slide.table.rows, pack.words)
        paper.note(stamp.line)
    return paper.saved(pack.title)
