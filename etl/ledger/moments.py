"""A moment typed or saved by a spreadsheet: which one it is, or what to write instead."""

import datetime
import re
from typing import Literal

from etl.vietnamese.folding import DateRefused, parse_date

REMEDY = "ghi như 2022-03-08 15:30 hoặc 08/03/2022 15:30"
#: How the days of a list are written, where some line of it leaves no doubt.
Order = Literal["day_first", "month_first", "unknown"]

_HALF = "SA|CH|AM|PM|sáng|chiều|tối"
_CLOCK = re.compile(
    r"(?<![0-9:.])([01]?[0-9]|2[0-3])(?::|\s?(?:h|giờ)\s?)(?:([0-5][0-9])(?:(?::|\s?(?:phút|')\s?)([0-5][0-9])(?:\.[0-9]+)?)?"
    rf"(?:\s?(?:phút|'))?|(?<=[hờ\s])(?![0-9]))(?:\s*({_HALF}))?(?![0-9:\w])",
    re.IGNORECASE,
)
_ZONE = re.compile(r":[0-9]{2}(?:\.[0-9]+)?\s?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)$")
_DAY_AND_MONTH = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([/.-])([0-9]{1,2})\2([0-9]{1,2})")
_SERIAL = re.compile(r"([0-9]{5})(?:[.,]([0-9]+))?")
#: Spreadsheets count days from here; these are the numbers of days from 1990 to 2049.
_NOUGHT = datetime.datetime(1899, 12, 30)
_DAYS = range(32_874, 54_789)
_MONTHS = 12


class MomentRefused(ValueError):
    """Text that is not clearly one moment; the message says why, in Vietnamese."""


def parse_moment(text: str, order: Order = "unknown") -> datetime.datetime:
    """The moment that the text states, day before month or year first, with or without a time. Raises MomentRefused.

    `order` is how the other lines of the list are written: where the month stands first, or a clock of twelve hours with
    English letters goes along, "3/8/2022" may be the eighth of March, and is refused.
    """
    plain = " ".join(re.sub(r"(?<=[0-9])T(?=[0-9])", " ", text).split())
    if _ZONE.search(plain):
        raise MomentRefused(f"có múi giờ; hãy ghi giờ ở đây, {REMEDY}")
    clocks = list(_CLOCK.finditer(plain))
    rest = re.sub(r"\blúc\b", " ", _CLOCK.sub(" ", plain), flags=re.IGNORECASE).strip(" ,;")
    if len(clocks) > 1 or ":" in rest:
        raise MomentRefused(f"giờ không rõ; {REMEDY}")
    clock = _time(clocks[0]) if clocks else datetime.time()
    if clocks and not rest:
        raise MomentRefused(f"chỉ có giờ, thiếu ngày; {REMEDY}")
    if year_first := _YEAR_FIRST.fullmatch(rest):
        rest = f"{year_first[1]}-{int(year_first[3]):02d}-{int(year_first[4]):02d}"
    is_english = bool(clocks) and (clocks[0][4] or "").upper() in ("AM", "PM")
    _hold_to_order(rest, clock, order, is_english)
    try:
        day = parse_date(rest)
    except DateRefused as refused:
        raise MomentRefused(_why(rest, str(refused))) from None
    return datetime.datetime.combine(day, clock)


def order_in(texts: list[str]) -> Order:
    """How the days of a list are written, as far as some line of it can be read in one way only."""
    found = [(int(each[1]), int(each[3])) for text in texts if (each := _DAY_AND_MONTH.match(text.strip()))]
    if any(second > _MONTHS >= first for first, second in found):
        return "month_first"
    return "day_first" if any(first > _MONTHS >= second for first, second in found) else "unknown"


def is_open(text: str) -> bool:
    """Whether day and month might change places: spreadsheets set to English pad neither, those set to Vietnamese write SA and CH."""
    found = _DAY_AND_MONTH.match(text.strip())
    if found is None or re.search(r"\b(?:SA|CH)$", text.strip()):
        return False
    return found[1] != found[3] and max(int(found[1]), int(found[3])) <= _MONTHS and len(found[1] + found[3]) < 4


def _hold_to_order(day: str, clock: datetime.time, order: Order, is_english: bool) -> None:
    found = _DAY_AND_MONTH.fullmatch(day)
    if found is None:
        return
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if second > _MONTHS >= first >= 1 and second <= 31:
        raise MomentRefused(
            f"không có tháng {second}; có lẽ đã lưu theo lối Anh (tháng trước, ngày sau): nếu là ngày {second:02d}/{first:02d}/{year} thì "
            f"hãy ghi {year}-{first:02d}-{second:02d} {clock:%H:%M}"
        )
    if first == second or max(first, second) > _MONTHS or not (is_english or order == "month_first"):
        return
    why = "có AM/PM" if is_english else "trong danh sách có dòng ghi tháng trước, ngày sau"
    ways = (f"nếu là ngày {d} tháng {m} thì hãy ghi {year}-{m:02d}-{d:02d} {clock:%H:%M}" for d, m in ((first, second), (second, first)))
    raise MomentRefused(f"không rõ là ngày {first:02d}/{second:02d} hay ngày {second:02d}/{first:02d} ({why}); {', '.join(ways)}")


def _why(day: str, refused: str) -> str:
    """Why a text is no day, with what to write for it."""
    serial = _SERIAL.fullmatch(day)
    if serial and int(serial[1]) in _DAYS:
        part = round(float(f"0.{serial[2] or 0}") * 24 * 60)
        moment = _NOUGHT + datetime.timedelta(days=int(serial[1]), minutes=part)
        at, iso = (f"{moment:%H:%M} ", f"{moment:%Y-%m-%d %H:%M}") if serial[2] else ("", f"{moment:%Y-%m-%d}")
        return f"số này có lẽ là {at}ngày {moment:%d/%m/%Y} đã mất định dạng ngày; nếu phải thì hãy ghi {iso}"
    if day and set(day) == {"#"}:
        return f"khi lưu, cột hẹp quá nên Excel chỉ ghi dấu #; hãy kéo rộng cột ấy rồi lưu lại, hoặc {REMEDY}"
    # What the examples of days say, the remedy says with hours.
    return f"{re.split('; viết|, ví dụ', refused)[0]}; {REMEDY}"


def _time(found: re.Match[str]) -> datetime.time:
    hour, half = int(found[1]), (found[4] or "").upper()
    if half in ("CH", "PM", "CHIỀU", "TỐI") and hour < 12:
        hour += 12
    if half in ("SA", "AM", "SÁNG") and hour == 12:
        hour = 0
    return datetime.time(hour, int(found[2] or 0), int(found[3] or 0))
