"""The slides of a pack, in their order: exceptions first."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing import text
from briefing.content import following, promises, results, state
from briefing.content.asked import Asked, stamp_of
from briefing.model import Pack, Row, Slide, own_word
from briefing.reading import Figures
from ui.kit import format as fmt
from ui.kit.theme import Status
from ui.text import briefing as briefing_text
from ui.text import unit as unit_text


class NothingKnown(Exception):
    """There is nothing to tell on that day; the message says why, in Vietnamese."""


def decide(
    figures: Figures, day: datetime.date, since: datetime.date, changes: Sequence[Row] | None, unit: str | None = None,
    province: str | None = None, name: str = text.WHOLE, address: str = "http://127.0.0.1:8501",
) -> Pack:  # fmt: skip
    """The content of one pack; `unit`: a unit code, None for the whole province. Raises NothingKnown."""
    info = figures.rows("log.snapshot")[0]
    overviews = figures.rows(
        "mart.overview", {"province_code": province} if province else {}, ["year desc", "quarter desc", "province_code"]
    )
    of = figures.one("mart.unit", {"unit_code": unit}) if unit else None
    if unit and not of:
        raise NothingKnown(f"Không có đơn vị mã “{unit}” trong số liệu đến {fmt.day(day)}.")
    if of:
        overviews = tuple(each for each in overviews if each["province_code"] == of["province_code"])
        open_in = {(row["year"], row["quarter"]) for row in figures.rows("mart.submission_status", {"unit_code": unit, "expected": True})}
        overviews = tuple(each for each in overviews if (each["year"], each["quarter"]) in open_in)
    if not overviews:
        raise NothingKnown(f"Đến {fmt.day(day)} chưa có báo cáo nào" + (f" trong thời gian {of['unit_name']} hoạt động." if of else "."))
    period = figures.one("ref.periods", {"year": overviews[0]["year"], "quarter": overviews[0]["quarter"]})
    assert period
    words = words_of(figures)
    name = str(overviews[0]["province_name"]) if name == text.WHOLE and overviews[0]["province_name"] else name
    asked = Asked(figures, day, since, overviews[0]["province_code"], period, of, None if changes is None else tuple(changes), words, name)
    slides = _of_unit(asked) if of else _of_province(asked)
    first = tuple(each for each in (state.begun(asked), promises.due_first(asked) if asked.is_over else "") if each)
    slides[0] = replace(slides[0], lead=(*first, *slides[0].lead))
    remarks = _remarks(asked)
    slides = _gathered(asked, [replace(slide, remark=remarks.get(slide.key, "")) for slide in slides])
    stamp = stamp_of(asked, str(info["source_digest"])[:8], bool(info["is_synthetic"]))
    title = text.PACK.format(day=fmt.day(day), place=asked.place)
    issuer = full_name(overviews[0]["province_name"])
    decided, annex = promises.concluded(asked), results.annex(asked)
    return Pack(unit or "all", title, stamp, tuple(slides), words, address, decided, issuer=issuer, annex=annex, opening=first)


def full_name(name: str | None) -> str:
    """The name of an office as documents write it."""
    return str(name or "").replace(*text.SHORT_AND_FULL)


def _gathered(asked: Asked, slides: list[Slide]) -> list[Slide]:
    """Slides of which there is but a sentence to say, as one: a meeting is shown no empty ones."""
    bare = [each for each in slides[1:] if not (each.table or each.chart or each.matrix or each.remark or each.key == "headline")]
    if len(bare) == 1:
        told = [each for each in slides if each not in bare]
        at = next(number for number, each in enumerate(told) if each.key == "headline")
        told[at] = replace(told[at], lead=(*told[at].lead, *bare[0].lead), facts=(*told[at].facts, *bare[0].facts))
        return told
    if not bare:
        return slides
    rest = asked.slide("rest", *(said for each in bare for said in each.lead), facts=tuple(row for each in bare for row in each.facts))
    kept = [each for each in slides if each not in bare]
    at = len(kept) - (kept[-1].key == "due")
    return [*kept[:at], rest, *kept[at:]]


def _remarks(asked: Asked) -> dict[str, str]:
    """What was remarked on slides of this very pack by the end of its day, by their keys."""
    if not asked.figures.has("mart.slide_remark"):
        return {}
    of = {"province_code": asked.province, "place_code": asked.unit["unit_code"] if asked.unit else "all", "meeting_on": asked.day}
    rows = asked.figures.rows("mart.slide_remark", of)
    return {row["slide"]: " ".join(row["remark"].split()) for row in rows if not fmt.is_unknown(row["remark"])}


def words_of(figures: Figures) -> Mapping[str, Status]:
    """Every status, report state, outcome of a promise and outlook by its code; the latter two borrow the colours of statuses."""
    statuses = figures.statuses()
    borrowed = {code: statuses[text.OUTCOME_COLOURS[code]] for code in unit_text.OUTCOMES}
    outcomes = {code: replace(borrowed[code], code=code, name=name) for code, name in unit_text.OUTCOMES.items()}
    for code, name in text.PROMISE_TOLD.items():
        outcomes[code] = replace(outcomes[code], name=name)
    outlooks = {code: replace(statuses[colour], code=code) for code, colour in text.OUTLOOK_COLOURS.items()}
    decided = {
        own_word("decision", code): replace(statuses[text.DECISION_COLOURS[code]], code=code, name=name)
        for code, name in briefing_text.STATES.items()
    }
    followed = {own_word("follow_up", code): each for code, each in figures.statuses("ref.follow_up_statuses").items()}
    return figures.statuses("ref.report_statuses") | outcomes | decided | followed | outlooks | statuses


def _opening(asked: Asked) -> list[Slide]:
    """What was promised and where the place stands; where nothing was promised, a sentence says so instead of an empty slide."""
    told, head = promises.promised(asked), results.headline(asked)
    return [told, head] if told.table else [replace(head, lead=(*head.lead, told.lead[-1]))]


def _with_report(head: Slide, reporting: Slide) -> Slide:
    """What there is to say of an office that is silent: that it is, and what became of its report, on one slide."""
    return replace(head, lead=(*head.lead, *reporting.lead), table=reporting.table, page=reporting.page)


def _ahead(asked: Asked) -> list[Slide]:
    """What is likely at the year's end: nothing of a year that is over, whether all of it is known or not."""
    return [] if asked.is_over else [state.outlook(asked)]


def _of_province(asked: Asked) -> list[Slide]:
    before = promises.decided(asked)
    slides = [
        *([before] if before else []),
        *_opening(asked),
        *([whole] if (whole := results.year(asked)) else []),
        *results.changes(asked),
        *results.direction(asked),
        results.offices(asked),
    ]
    slides += [grid] if (grid := results.matrix(asked)) else []
    slides += [state.caseflow(asked), *following.slides(asked), state.reporting(asked), *_ahead(asked)]
    slides += [results.office(asked, card) for card in results.worst_offices(asked)]
    return [*slides, promises.due(asked)]


def _of_unit(asked: Asked) -> list[Slide]:
    before = promises.decided(asked)
    slides = [*([before] if before else []), *_opening(asked)]
    at = len(slides) - 1
    slides += results.changes(asked)
    if asked.is_silent:
        # There is no result to tell of: slides of nothing but dashes would only hide what there is.
        slides[at] = _with_report(slides[at], state.reporting(asked))
        return [*slides, *following.slides(asked), promises.due(asked)]
    slides += results.direction(asked)
    slides += [*results.indicators(asked), state.caseflow(asked), *following.slides(asked), state.reporting(asked), *_ahead(asked)]
    return [*slides, promises.due(asked)]
