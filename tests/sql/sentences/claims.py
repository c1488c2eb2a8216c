"""What a sentence claims, taken from its words, and whether that is true of exact fractions of its row's numbers."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

NUMBER = r"(−?\d[\d.]*(?:,\d+)?)"
PATTERNS = {
    "value": rf"(?:kết quả|có|Theo dõi:) {NUMBER}% \({NUMBER}/{NUMBER}\)",
    "count": rf"(?:kết quả|mới có|đã có|: có) {NUMBER}(?![\d%])",
    "side": rf"kết quả (dưới|trên) {NUMBER}% \({NUMBER}/{NUMBER}\)",
    "hair": r"chưa đến 0,0000000001 điểm phần trăm",
    "short": r"thấp hơn mức",
    "over": r"vượt mức tối đa \d|tính chung đến nay vượt mức \d",
    "above": r"cao hơn mức",
    "equal": r"bằng mức \d|đúng mức \d",
    "within": r"không quá mức",
    "enough": r"đã đủ mức",
    "target": rf"(?:thấp hơn mức|vượt mức tối đa|tính chung đến nay vượt mức|cao hơn mức tối thiểu|bằng mức|không quá mức tối đa|"
    rf"không quá mức|đã đủ mức|; mức chỉ tiêu|đến ngày [\d/]+ là|quý này phải có) {NUMBER}",
    "gap": rf"(?<!/\d{{4}})(?<!mẫu số) là {NUMBER} ?(?!.* là \d)(điểm phần trăm)?(?=[^\d]*(?:[;.]|$))",
    "expected": rf"đến nay phải có {NUMBER}",
    "lacking": rf"còn thiếu {NUMBER}.*tính trên mẫu số {NUMBER}",
    "needed": rf"(?:cần thêm|còn thiếu) {NUMBER}(?!.*tính trên mẫu số \d)",
    "close": r"Chỉ hơn kém một",
    "quarters": r"quý ([IV, ]+) (?:không đủ mức|vượt mức)",
    "nothing": r"không để xảy ra trường hợp nào|chưa ghi nhận trường hợp nào",
    "counted": r"Tính trên số liệu của (\d+)/(\d+) đơn vị",
}


@dataclass(frozen=True)
class Claims:
    """The words of a sentence that claim something: name → what stands in them."""

    sentence: str
    made: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, sentence: str) -> "Claims":
        found = {name: re.search(pattern, sentence) for name, pattern in PATTERNS.items()}
        return cls(sentence, {name: match.groups() for name, match in found.items() if match})


def number(text: str) -> Fraction:
    """``−1.234,5`` as it was meant."""
    return Fraction(text.replace(".", "").replace(",", ".").replace("−", "-"))


def rounds_to(exact: Fraction, text: str) -> bool:
    """Half up, at the digits the text has."""
    places = len(text.partition(",")[2])
    cut = Fraction(math.floor(abs(exact) * 10**places + Fraction(1, 2)), 10**places)
    return number(text) == (cut if exact >= 0 else -cut)


def broken(claims: Claims, row: Mapping[str, Any], is_final: bool = False) -> list[str]:
    """The claims that are false of a row of ``mart.attainment``, ``target_status`` or ``province``."""
    return list(_broken(claims, row, is_final))


def _broken(claims: Claims, row: Mapping[str, Any], is_final: bool) -> Iterator[str]:
    made = claims.made
    is_rate = row["measure"] == "rate"
    if "value" in made:
        value, over, under = made["value"]
        if not rounds_to(100 * number(over) / number(under), value):
            yield "value"
    reached = _reached(claims, row)
    if reached is None or row["target"] is None:
        if set(made) & {"side", "hair", "short", "over", "above", "equal", "within", "gap", "needed", "lacking", "close"}:
            yield "a claim without numbers"
        return
    target = Fraction(row["target"])
    yield from _sides(claims, reached, target)
    if "target" in made and number(made["target"][0]) != target:
        yield "target"
    yield from _too_near(claims, reached, target)
    if "gap" in made:
        gap = abs(reached - target)
        if not rounds_to(gap, made["gap"][0]) or number(made["gap"][0]) == 0 or bool(made["gap"][1]) != is_rate:
            yield "gap"
    yield from _still_to_come(claims, row, is_final)
    if "close" in made and not (row["is_close"] and not (row["direction"] == "at_most" and reached > target)):
        yield "close"
    if "nothing" in made and not (reached == 0 == target and row["direction"] == "at_most"):
        yield "nothing"


def _reached(claims: Claims, row: Mapping[str, Any]) -> Fraction | None:
    """What was reached, exactly, by the sentence's own numerator and denominator; those must be the row's, but for the quarters
    that a target of each quarter leaves out.
    """
    made = claims.made
    if row["measure"] == "count":
        if "count" in made:
            return number(made["count"][0])
        return None if row["numerator"] is None or row["status"] in ("not_reported", "no_target") else Fraction(row["numerator"])
    if "value" in made:
        return 100 * number(made["value"][1]) / number(made["value"][2])
    if "side" in made:
        return 100 * number(made["side"][2]) / number(made["side"][3])
    return Fraction(row["numerator"]) if "nothing" in made else None


def _sides(claims: Claims, reached: Fraction, target: Fraction) -> Iterator[str]:
    true = {
        "short": reached < target, "over": reached > target, "above": reached > target, "equal": reached == target,
        "within": reached <= target, "enough": reached >= target,
    }  # fmt: skip
    yield from (side for side, holds in true.items() if side in claims.made and not holds)
    if "value" not in claims.made:
        return
    # What is shown stands on the same side as what is true.
    shown = number(claims.made["value"][0])
    sides = {
        "short": shown < target, "over": shown > target, "above": shown > target, "equal": shown == target,
        "within": shown <= target, "enough": shown >= target,
    }  # fmt: skip
    yield from ("the value shown" for side, holds in sides.items() if side in claims.made and not holds)
    if "gap" in claims.made and shown + number(claims.made["gap"][0]) * (1 if reached < target else -1) != target:
        yield "what is shown and what is apart come to something else"


def _too_near(claims: Claims, reached: Fraction, target: Fraction) -> Iterator[str]:
    """A result has its side said in words where ten digits do not show it, and only there."""
    made = claims.made
    if ("side" in made or "hair" in made) and not 0 < abs(reached - target) < Fraction(1, 10**10):
        yield "too near"
    if "side" in made and (number(made["side"][1]) != target or (made["side"][0] == "trên") != (reached > target)):
        yield "side"


def _still_to_come(claims: Claims, row: Mapping[str, Any], is_final: bool) -> Iterator[str]:
    made = claims.made
    if ("needed" in made or "lacking" in made) and (row["status"] not in ("on_track", "behind") or row["direction"] == "at_most"):
        yield "asks for more where nothing can come"
    if "needed" in made and (row["measure"] == "rate" or number(made["needed"][0]) != row["needed"]):
        yield "needed"
    if "lacking" in made:
        lacking, under = map(number, made["lacking"])
        # Among the cases there are, so many more would do and one less would not.
        step = Fraction(1, 10 ** len(made["lacking"][0].partition(",")[2]))
        have, asked = 100 * (Fraction(row["numerator"]) + lacking), Fraction(row["target"]) * under
        if is_final or have < asked or have - 100 * step >= asked or lacking != row["needed"]:
            yield "lacking"
    if "expected" in made and number(made["expected"][0]) != row["expected"]:
        yield "expected"
