"""Numbers and days as Vietnamese readers write them: 1.234,5 · 92,1% · 31/08/2022. Quarters are in ``common.periods``.

Every function takes a value as the tables hold it (int, float, Decimal, pandas' missing values) and gives text; an
unknown value is a dash. Numbers are rounded half up from the shortest decimal that names the float, so that 81.25 is
81,3 on every machine.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from common.numbers import amount_text, number_text, rounded
from ui.text import common as text

#: No result is shown with more decimals; `value_places` says more where even they do not show its side of the target.
MOST_PLACES = 11
SIGNS = {"at_least": "≥", "at_most": "≤"}


def is_unknown(value: Any) -> bool:
    """True for None, NaN, NaT and NA."""
    return value is None or type(value).__name__ == "NAType" or value != value


def number(value: Any, decimals: int = 0) -> str:
    """``1234.5`` → ``1.234,5``: exactly `decimals` places."""
    if is_unknown(value):
        return text.UNKNOWN
    return number_text(value, decimals)


def amount(value: Any, most_decimals: int = 4) -> str:
    """A count or a target as it was set: no more decimals than it has (``90`` → ``90``, ``1.5`` → ``1,5``)."""
    if is_unknown(value):
        return text.UNKNOWN
    return amount_text(value, most_decimals)


def percent(value: Any, decimals: int = 1) -> str:
    """``92.06`` → ``92,1%`` (the value is a percent already)."""
    return text.UNKNOWN if is_unknown(value) else f"{number(value, decimals)}%"


def chance(shown: Any, outlook: str = "") -> str:
    """A published chance, rounded to ten percent: never none and never all. `outlook`: its word, for one word ends where another begins."""
    if is_unknown(shown):
        return text.UNKNOWN
    words = text.CHANCES | (text.CHANCES_OPEN if outlook == "open" else {})
    return words.get(int(shown), text.CHANCE_ABOUT.format(chance=number(shown)))


def visible(value: Any, decimals: int = 1) -> str:
    """A share, a percent or a difference in points, with more decimals where fewer would show 0 or 100 for what is neither."""
    if is_unknown(value):
        return text.UNKNOWN
    places = next(
        (some for some in range(decimals, MOST_PLACES) if not any(rounded(value, some) == edge != value for edge in (0, 100))), MOST_PLACES
    )  # fmt: skip
    return number(value, places)


def measured(value: Any, measure: str, decimals: int = 0) -> str:
    """A value in what its row is measured in: ``rate`` as a percent, ``count`` as a number.

    `decimals` are the indicator's and mean its percents: a rate that is held to a count shows a plain count.
    """
    return percent(value, decimals) if measure == "rate" else amount(value)


def result(row: Mapping[str, Any], before: str = "") -> str:
    """The value of a row with as many decimals as its sentence gives it: 99,96% is not 100,0%. `before`: of its ``previous_`` value."""
    value = row[f"{before}value"]
    if is_unknown(value):
        return text.UNKNOWN
    measure, asked = row[f"{before}measure"], row.get(f"{before}target")
    if is_too_near(row, before) and not is_unknown(asked):
        return (text.BELOW if value < asked else text.ABOVE).format(target=target(asked, measure))
    return measured(value, measure, min(int(row[f"{before}value_places"]), MOST_PLACES))


def is_too_near(row: Mapping[str, Any], before: str = "") -> bool:
    """Whether no digits show on which side of its target a rate stands: that is said in words."""
    places = row.get(f"{before}value_places")
    return row.get(f"{before}measure") == "rate" and places is not None and not is_unknown(places) and int(places) > MOST_PLACES


def evened(rows: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """The rows of one table with their percents written to as many decimals as the one that needs most."""
    places = {
        int(row["value_places"]) for row in rows
        if row.get("measure") == "rate" and not is_unknown(row.get("value_places")) and not is_too_near(row)
    }  # fmt: skip
    return [row if is_too_near(row) else {**row, "value_places": max(places)} for row in rows] if len(places) > 1 else rows


def target(value: Any, measure: str) -> str:
    """A target as it was set: ``90%`` or ``2``."""
    if is_unknown(value):
        return text.UNKNOWN
    return f"{amount(value)}%" if measure == "rate" else amount(value)


def asked(row: Mapping[str, Any]) -> str:
    """A row's target with its direction: ``≥ 90%``."""
    if is_unknown(row["target"]):
        return text.UNKNOWN
    return f"{SIGNS[row['direction']]} {target(row['target'], row['measure'])}"


def of(numerator: Any, denominator: Any) -> str:
    """``63/70``; the numerator alone when there is no denominator."""
    return amount(numerator) if is_unknown(denominator) else f"{amount(numerator)}/{amount(denominator)}"


def change(value: Any) -> str:
    """A difference with its sign and the decimals that it has: ``+3``, ``−2,5``, ``không đổi``."""
    if is_unknown(value):
        return text.UNKNOWN
    if rounded(value, 4) == 0:
        return text.NO_CHANGE
    return amount(value) if value < 0 else f"+{amount(value)}"


def points(value: Any) -> str:
    """A change of a share with its sign, to a tenth of a percentage point: ``−7,6 điểm``, ``không đổi``, ``gần như không đổi``."""
    if is_unknown(value):
        return text.UNKNOWN
    if rounded(value, 1) == 0:
        # Shares that are equal as fractions may differ in a float's last digits.
        return text.NO_CHANGE if rounded(value, 9) == 0 else text.HARDLY_CHANGED
    said = text.POINTS.format(points=number(value, 1))
    return said if value < 0 else f"+{said}"


def day(value: Any) -> str:
    """``31/08/2022``."""
    if is_unknown(value):
        return text.UNKNOWN
    moment = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{moment:%d/%m/%Y}"


def moment(value: Any) -> str:
    """``31/08/2022 16:05``."""
    if is_unknown(value):
        return text.UNKNOWN
    stamp = datetime.fromisoformat(value) if isinstance(value, str) else value
    return f"{stamp:%d/%m/%Y %H:%M}"


def yes_no(value: Any) -> str:
    """A truth value in words."""
    return text.UNKNOWN if is_unknown(value) else (text.YES if value else text.NO)
