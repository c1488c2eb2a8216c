"""Finds single values by the label beside them: the office, the quarter, the days, who signed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from common.periods import OF_ROMAN
from common.spreadsheet import address
from etl.reading.findings import Findings, quote
from etl.reading.seen import note_formed, note_unseen
from etl.reading.values import date_at, note_long
from etl.reading.workbook import Sheet
from etl.template.forms import Fact, Form
from etl.vietnamese.folding import fold
from etl.vietnamese.numbers import NumberRefused, parse_number

_FURTHEST = 12
_AROUND = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands, or would stand; `inline` is the text after a colon in the label's own cell."""

    sheet: Sheet
    row: int
    column: int
    inline: str | None = None

    @property
    def text(self) -> str:
        """What is written there."""
        return self.inline if self.inline is not None else self.sheet.text(self.row, self.column)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written there."""
        return not self.inline and self.sheet.is_blank(self.row, self.column)


@lru_cache(maxsize=64)
def _labels(spelled: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    return {fold(spelling): name for name, spellings in reversed(spelled) for spelling in spellings}


def fact_labels(form: Form, role: str) -> dict[str, str]:
    """Folded label to name, for the facts of one sheet; of two facts with one spelling the first of the form holds."""
    spelled = tuple((fact.name, fact.spellings) for fact in form.facts.values() if fact.sheet == role)
    return _labels(spelled)


def find_facts(sheets: Mapping[str, Sheet], form: Form) -> dict[str, Place]:
    """Each fact whose label stands on its sheet, with the place of its value; `sheets` goes by role."""
    places: dict[str, Place] = {}
    for role, sheet in sheets.items():
        labels = fact_labels(form, role)
        if not labels:
            continue
        met: dict[str, list[Place]] = {}
        for row, column, text in sheet.texts(0, len(sheet.rows)):
            label, colon, rest = text.partition(":")
            if name := labels.get(fold(label)):
                inline = rest.strip() if colon and rest.strip() else None
                met.setdefault(name, []).append(_value_place(sheet, row, column, inline, labels))
        for name, candidates in met.items():
            places[name] = _best(candidates, form.facts[name])
    return places


def _value_place(sheet: Sheet, row: int, column: int, inline: str | None, labels: Mapping[str, str]) -> Place:
    """The first filled cell to the right of a label, unless that is a label too; else the cell beside it."""
    if inline is not None:
        return Place(sheet, row, column, inline)
    merge = sheet.merge_at(row, column)
    beside = (merge.right if merge else column) + 1
    for right in range(beside, beside + _FURTHEST):
        if not sheet.is_blank(row, right):
            if fold(sheet.text(row, right).partition(":")[0]) in labels:
                break
            return Place(sheet, row, right)
    return Place(sheet, row, beside)


def _best(candidates: list[Place], fact: Fact) -> Place:
    """Where the writer put it, when it is still there; else the first that is filled."""
    for place in candidates:
        if address(place.row, place.column) == fact.cell and not place.is_blank:
            return place
    return next((place for place in candidates if not place.is_blank), candidates[0])


def note_unseen_facts(places: Mapping[str, Place], findings: Findings) -> None:
    """Notes facts that stand in hidden rows or columns."""
    by_sheet: dict[str, list[Place]] = {}
    for place in places.values():
        by_sheet.setdefault(place.sheet.name, []).append(place)
    for found in by_sheet.values():
        note_unseen(found[0].sheet, [(place.row, place.column) for place in found], "thông tin của báo cáo", findings)


def missing_label(fact: Fact, sheet: Sheet | None, findings: Findings) -> None:
    """Notes that the label of a fact stands nowhere."""
    where = f"ở trang {quote(sheet.name)}" if sheet else "trong tệp"
    findings.add("missing_fact", f"Không thấy ô “{fact.header}” {where}; hãy dùng đúng biểu mẫu.", sheet)


def fact_text(places: Mapping[str, Place], form: Form, name: str, sheet: Sheet | None, findings: Findings) -> str | None:
    """The text of a fact; a problem when it is required and absent or blank, or when its cell holds an error."""
    fact, place = form.facts[name], places.get(name)
    if place is None:
        if fact.is_required:
            missing_label(fact, sheet, findings)
        return None
    if place.inline is None and note_formed(place.sheet, place.row, place.column, fact.header, findings):
        return None
    odd = None if place.text else place.sheet.odd.get((place.row, place.column))
    if odd is not None:
        said = f"hiện lỗi {odd[1]}" if odd[0] == "error" else "có công thức nhưng tệp không lưu kết quả"
        code = "error_value" if odd[0] == "error" else "formula_not_calculated"
        findings.add(code, f"{fact.header}: ô {said}; hãy nhập thẳng giá trị.", place.sheet, place.row, place.column)
    elif name == "number" and isinstance(place.sheet.value(place.row, place.column), date):
        said = f"{fact.header}: ô đang hiểu là ngày {place.text}; hãy đổi định dạng ô về chữ (Text) rồi ghi lại số."
        findings.add("date_for_number", said, place.sheet, place.row, place.column)
    elif place.is_blank and fact.is_required:
        findings.add("missing_fact", f"Chưa ghi “{fact.header}”.", place.sheet, place.row, place.column)
    if note_long(place.sheet, place.row, place.column, fact.header, place.text, findings, name):
        return None
    return place.text or None


def fact_day(place: Place | None, fact: Fact, bounds: tuple[date, date] | None, findings: Findings) -> date | None:
    """The day of a fact, which lies in the working year of `bounds` or within a year around it."""
    if place is None or place.is_blank or place.inline is not None:
        return None

    def fits(day: date) -> bool:
        return bounds is None or bounds[0] - _AROUND <= day <= bounds[1] + _AROUND

    day = date_at(place.sheet, place.row, place.column, fact.header, findings, fits=fits if bounds else None)
    if day is None or bounds is None or fits(day):
        return day
    findings.add(
        "day_far_off", f"{fact.header}: ngày {day:%d/%m/%Y} quá xa năm công tác ({bounds[0]:%d/%m/%Y}–{bounds[1]:%d/%m/%Y}); hãy xem lại.",
        place.sheet, place.row, place.column,
    )  # fmt: skip
    return None


def read_year(form: Form, places: Mapping[str, Place], info: Sheet | None, findings: Findings) -> int | None:
    """The working year that a form names; None with the problem noted."""
    text = fact_text(places, form, "year", info, findings)
    if text is None:
        return None
    year, place = whole_number(text, ("năm công tác", "năm")), places["year"]
    if year is not None and 1950 <= year <= 2200:
        return year
    label = form.facts["year"].header
    findings.add(
        "bad_year", f"{label}: ô ghi {quote(text)}, cần năm gồm bốn chữ số, ví dụ 2022.", place.sheet, place.row, place.column
    )
    return None


def whole_number(text: str, words_before: Iterable[str] = ()) -> int | None:
    """The whole number of a text such as "2022", "Năm 2022" or, for quarters, "Quý III"; None when it is none."""
    key = fold(text)
    for word in words_before:
        key = key.removeprefix(fold(word) + " ")
    if key in OF_ROMAN:
        return OF_ROMAN[key]
    try:
        number = parse_number(key, is_whole=True)
    except NumberRefused:
        return None
    return int(number) if number == int(number) else None
