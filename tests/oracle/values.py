"""Section 5: year-to-date values of the elements of one indicator or flow, its quarters paired."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tests.oracle.lists import Element, Term

Values = Mapping[str, Fraction]


@dataclass(frozen=True)
class YearToDate:
    """What each element comes to through a quarter, the quarters that its sums were added over, and where each `first` stood."""

    values: dict[str, Fraction | None] = field(default_factory=dict)
    counted: tuple[int, ...] = ()
    stated_in: dict[str, int] = field(default_factory=dict)

    def of(self, term: Term) -> Fraction | None:
        """A term over year-to-date values: unknown when any of them is."""
        return of_term(term, self.values)


def of_term(term: Term, values: Mapping[str, Fraction | None]) -> Fraction | None:
    total = Fraction(0)
    for times, code in term:
        value = values.get(code)
        if value is None:
            return None
        total += times * value
    return total


def codes(terms: Iterable[Term]) -> set[str]:
    return {code for term in terms for _, code in term}


def year_to_date(
    terms: Iterable[Term], elements: Mapping[str, Element], quarters: Mapping[int, Values], through: int
) -> YearToDate:
    """Values of these terms' elements; `quarters` holds what was accepted in each quarter of the year."""
    wanted = codes(terms)
    if through not in quarters:
        return YearToDate(dict.fromkeys(wanted))  # a unit without an accepted report: whatever its stocks
    reported = [number for number in sorted(quarters) if number <= through]
    sums = {code for code in wanted if elements[code].accumulation == "sum"}
    # **2** `sum` elements are added over those quarters in which all of them have a value.
    counted = tuple(number for number in reported if sums <= set(quarters[number]))
    values: dict[str, Fraction | None] = {}
    stated_in: dict[str, int] = {}
    for code in wanted:
        having = [number for number in reported if code in quarters[number]]
        if code in sums:
            is_known = through in counted  # when q itself is left out, the sums are unknown in q
            values[code] = sum((quarters[number][code] for number in counted), Fraction(0)) if is_known else None
        elif elements[code].accumulation == "first":
            # **2** from the earliest counted quarter that has it, else from the earliest that has it
            earliest = next(iter([number for number in having if number in counted] + having), None)
            values[code] = quarters[earliest][code] if earliest else None
            stated_in |= {code: earliest} if earliest else {}
        else:
            values[code] = quarters[through].get(code)  # last: the value at q
    return YearToDate(values, counted, stated_in)
