"""Which quarter a workbook reports, told by its quarter, its year and its days, which must agree."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from common.periods import OF_ROMAN, quarter_inside
from etl.lists.calendar import Calendar
from etl.reading.facts import Place, fact_text, whole_number
from etl.reading.findings import Findings, quote
from etl.reading.values import date_at
from etl.reading.workbook import Sheet
from etl.template.forms import Form
from etl.vietnamese.folding import DateRefused, find_dates, fold

_YEARS = range(1950, 2201)
_LONGEST_TITLE = 250


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter, and the day its figures run to when the file names one."""

    year: int
    quarter: int
    period_to: date | None = None


def read_period(
    form: Form, places: Mapping[str, Place], info: Sheet | None, calendar: Calendar, findings: Findings,
    opened_on: date | None = None,
) -> Period | None:  # fmt: skip
    """The quarter a workbook is of; None, with the problem noted, when that cannot be told.

    An office that was opened within the quarter may write the day of its opening as the first.
    """
    year, quarter = _named(form, places, info, findings, "year"), _named(form, places, info, findings, "quarter")
    if year is not None and quarter is not None and quarter not in calendar.quarters(year):
        _note_no_such_quarter(form, places["quarter"], year, quarter, calendar, findings)
        quarter = None
    if year is None or quarter is None:
        _dates(form, places, info, findings)
        return None
    first, last = calendar.quarter_bounds(year, quarter)
    firsts = (first, opened_on if opened_on and first < opened_on <= last else first)
    begins, ends = _dates(form, places, info, findings, firsts, last)
    is_early = begins is not None and begins[0] not in firsts
    is_late = ends is not None and not first <= ends[0] <= last
    if begins and ends and is_early and is_late and (other := calendar.quarter_of(begins[0])) == calendar.quarter_of(ends[0]):
        _note_other_quarter(places, (year, quarter), other, begins[0], ends[0], findings)
    else:
        if begins and is_early:
            _mismatch(calendar, (year, quarter), begins, "bắt đầu", first, findings)
        if ends and is_late:
            _mismatch(calendar, (year, quarter), ends, "kết thúc", last, findings)
    return Period(year, quarter, ends[0] if ends and not is_late else None)


def _named(form: Form, places: Mapping[str, Place], info: Sheet | None, findings: Findings, name: str) -> int | None:
    text = fact_text(places, form, name, info, findings)
    if text is None:
        return None
    fact, place = form.facts[name], places[name]
    number = whole_number(text, ("quý", "năm công tác", "năm"))
    if number in ((1, 2, 3, 4) if name == "quarter" else _YEARS):
        return number
    expected = "1, 2, 3 hoặc 4" if name == "quarter" else "năm gồm bốn chữ số, ví dụ 2022"
    findings.add(f"bad_{name}", f"{fact.header}: ô ghi {quote(text)}, cần {expected}.", place.sheet, place.row, place.column)
    return None


def _note_no_such_quarter(form: Form, place: Place, year: int, quarter: int, calendar: Calendar, findings: Findings) -> None:
    number, ends_on = len(calendar.quarters(year)), calendar.year_bounds(year)[1]
    message = f"năm công tác {year} chỉ có {number} quý, đến hết {ends_on:%d/%m/%Y}"
    findings.add(
        "bad_quarter", f"{form.facts['quarter'].header}: ô ghi quý {quarter}, nhưng {message}.", place.sheet, place.row, place.column
    )


def wrong_cell(places: Mapping[str, Place], named: tuple[int, int], other: tuple[int, int]) -> tuple[Place, str]:
    """Which of the two cells that name a quarter is most likely wrong, where all else says the `other`; and the other cell's name."""
    if named[1] == other[1] and "year" in places:
        return places["year"], "quý"
    return places["quarter"], "năm"


def _note_other_quarter(
    places: Mapping[str, Place], named: tuple[int, int], other: tuple[int, int], begins: date, ends: date, findings: Findings
) -> None:
    """Both days lie in one other quarter: that is one mistake, most likely in the cell of the quarter or of the year."""
    place, beside = wrong_cell(places, named, other)
    findings.add(
        "period_mismatch",
        f"Ô này và ô {beside} ghi {quarter_inside(*named)}, nhưng kỳ số liệu từ {begins:%d/%m/%Y} đến {ends:%d/%m/%Y} là "
        f"{quarter_inside(*other)}. Hãy sửa quý, năm hoặc hai ngày ấy cho khớp với số liệu.",
        place.sheet, place.row, place.column,
    )  # fmt: skip


_Day = tuple[date, Sheet, int, int]


def _dates(
    form: Form, places: Mapping[str, Place], info: Sheet | None, findings: Findings,
    firsts: tuple[date, ...] = (date.min,), last: date = date.max,
) -> tuple[_Day | None, _Day | None]:  # fmt: skip
    """The days from and to which the figures run, with where they stand; `firsts`: on which days they may begin."""
    days: list[_Day | None] = []
    for name in ("period_from", "period_to"):
        place = places.get(name)
        day = None
        if place is not None and place.inline is None and not place.is_blank:
            is_from = name == "period_from"
            day = date_at(
                place.sheet, place.row, place.column, form.facts[name].header, findings,
                fits=lambda day: day in firsts if is_from else firsts[0] <= day <= last,  # noqa: B023  used at once
            )  # fmt: skip
        days.append((day, place.sheet, place.row, place.column) if day and place else None)
    if days == [None, None] and info is not None:
        for row, column, span in period_texts(info, 0, len(info.rows), findings):
            return (span[0], info, row, column), (span[1], info, row, column)
    return days[0], days[1]


def _mismatch(calendar: Calendar, named: tuple[int, int], day: _Day, verb: str, expected: date, findings: Findings) -> None:
    written, sheet, row, column = day
    actual = calendar.quarter_of(written)
    other = f" (ngày này thuộc {quarter_inside(*actual)})" if actual != named else ""
    findings.add(
        "period_mismatch",
        f"Biểu ghi {quarter_inside(*named)} nhưng kỳ số liệu {verb} ngày {written:%d/%m/%Y}{other}; {quarter_inside(*named)} {verb} ngày "
        f"{expected:%d/%m/%Y}. Hãy sửa ngày này, hoặc quý và năm, cho khớp.",
        sheet, row, column,
    )  # fmt: skip


def period_texts(sheet: Sheet, first_row: int, last_row: int, findings: Findings) -> Iterator[tuple[int, int, tuple[date, date]]]:
    """Each text "Từ ngày … đến ngày …" in some rows, with its two days."""
    for row, column, text in sheet.texts(first_row, last_row):
        if len(text) < _LONGEST_TITLE and _FROM in f" {fold(text)}":
            try:
                days = list(find_dates(text))
            except DateRefused as refused:
                findings.add("not_a_date", f"Kỳ số liệu: ô ghi {quote(text)}; {refused}.", sheet, row, column)
                continue
            if len(days) == 2:
                yield row, column, (days[0], days[1])


_FROM = f" {fold('Từ ngày')} "


# "Quý I năm 2022", "QUÝ 3/2022", alone or at the end of a title; without its year it is a title only when it says nothing else.
_QUARTER_TITLE = re.compile(rf"(?:^|.* ){fold('quý')} (iv|i{{1,3}}|[1-4]) (?:{fold('năm')} )?([0-9]{{4}})$")
_QUARTER_ALONE = re.compile(rf"(?:{fold('báo cáo')} )?{fold('quý')} (iv|i{{1,3}}|[1-4])()$")
_OTHER_SPAN = re.compile(
    rf"(?:^|.* )(?:(?:[0-9]{{1,2}}|ba|{fold('sáu')}|{fold('chín')}) {fold('tháng')}(?: {fold('đầu năm')})?|{fold('cả năm')}|"
    rf"{fold('tháng')} [0-9]{{1,2}})(?: (?:{fold('năm')} )?[0-9]{{4}})?$"
)
# "BÁO CÁO NĂM 2021", not what a paper is of ("theo Kế hoạch số … năm 2021") nor what is compared with ("so với năm 2021").
_YEAR_TITLE = re.compile(rf"(?:(?:^|.* ){fold('năm')}(?: {fold('công tác')})?|{fold('báo cáo')} .*) ((?:19|20|21)[0-9]{{2}})$")
_NUMBERED = re.compile(rf"(?:^| ){fold('số')} [0-9]")
_NO_TITLE = frozenset(fold(word) for word in ("ngày", "tháng", "quý", "theo", "so", "cùng", "trước", "từ", "đến", "sang", "cũ"))


def titles(sheet: Sheet, last_row: int, year: int) -> Iterator[tuple[int, int, str, tuple[int, int]]]:
    """Each title in the rows up to this one that names a quarter, of this `year` if it names none: row, column, text, quarter."""
    for row, column, text in sheet.texts(0, last_row):
        key = fold(text) if len(text) < _LONGEST_TITLE else ""
        if title := _QUARTER_TITLE.match(key) or _QUARTER_ALONE.match(key):
            yield row, column, text, (int(title[2] or year), OF_ROMAN.get(title[1]) or int(title[1]))


def other_spans(sheet: Sheet, last_row: int) -> Iterator[tuple[int, int, str]]:
    """Each title in the rows up to this one that names a month, several months or the whole year: row, column, text."""
    for row, column, text in sheet.texts(0, last_row):
        key = fold(text) if len(text) < _LONGEST_TITLE else ""
        # The day on which it was signed ends with a month too.
        if _OTHER_SPAN.match(key) and fold("ngày") not in key.split():
            yield row, column, text


def year_titles(sheet: Sheet, last_row: int) -> Iterator[tuple[int, int, str, int]]:
    """Each title in the rows up to this one that names a year and no part of it: row, column, text, year."""
    for row, column, text in sheet.texts(0, last_row):
        key = fold(text) if len(text) < _LONGEST_TITLE else ""
        if (title := _YEAR_TITLE.match(key)) and _NO_TITLE.isdisjoint(key.split()) and not _NUMBERED.search(key):
            yield row, column, text, int(title[1])


def check_title(sheet: Sheet, header_row: int, period: Period, calendar: Calendar, findings: Findings) -> tuple[int, int] | None:
    """Notes a sheet whose own title names another quarter, and gives that: it was most likely copied from an older workbook."""
    other = None
    for row, column, text, named in titles(sheet, header_row - 1, period.year):
        if named != (period.year, period.quarter):
            other = named
            findings.add(
                "period_mismatch",
                f"Tiêu đề ghi {quote(text)}, còn biểu là {quarter_inside(period.year, period.quarter)}; có thể trang được chép từ báo cáo "
                "cũ. Số liệu đúng thì sửa tiêu đề, không đúng thì ghi lại số liệu.",
                sheet, row, column,
            )  # fmt: skip
    for row, column, (first, last) in period_texts(sheet, 0, header_row - 1, findings):
        found = {calendar.quarter_of(first), calendar.quarter_of(last)}
        if found != {(period.year, period.quarter)}:
            findings.add(
                "period_mismatch",
                f"Trang này ghi kỳ từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}, còn biểu là "
                f"{quarter_inside(period.year, period.quarter)}; có thể trang được chép từ báo cáo cũ. Số liệu đúng thì sửa kỳ ấy, không "
                "đúng thì ghi lại số liệu.",
                sheet, row, column,
            )  # fmt: skip
    return other
