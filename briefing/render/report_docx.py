"""The report on how targets stand, with its appendices of indicators: beside the office's weekly report of counts, not instead of it."""

from briefing import text
from briefing.model import Pack, Slide
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
    printed = appendices(pack)
    called = {slide.key: appendix_name(number, len(printed)) for number, slide in enumerate(printed, 1)}
    by_key = {slide.key: slide for slide in pack.slides}
    for number, slide in enumerate((by_key[key] for key in _PARTS if key in by_key), 1):
        paper.heading(f"{number}. {_title(slide)}")
        for said in _said(slide, called):
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
    """What is printed as an appendix each, in order: every indicator first."""
    own = [slide for slide in pack.slides if slide.table and slide.key.split("-")[0] not in _ELSEWHERE]
    return [*([pack.annex] if pack.annex else []), *own]


def _title(slide: Slide) -> str:
    return text.REPORT_TITLES.get(slide.key, slide.title)


def _said(slide: Slide, called: dict[str, str]) -> list[str]:
    """The sentences of a part, where its rows are printed, and what was remarked."""
    said = list(slide.lead or (text.REPORT_NOTHING,))
    if slide.key == "headline" and "annex" in called:
        said.append(text.SEE_EVERY.format(appendix=called["annex"]))
    if slide.key in called:
        said[-1] += " " + text.SEE.format(appendix=called[slide.key])
    if slide.remark:
        said.append(f"{text.REMARK}: {slide.remark}")
    return said
