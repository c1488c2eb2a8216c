"""Makes a quarter's figures hold what the rules and the indicators ask of them, by the smallest changes."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from etl.lists.terms import Summand
from etl.sample.lists import Lists, Rule, amount

_PASSES = 20


def constraints(lists: Lists) -> list[Rule]:
    """Everything asked of one report: the rules, parts within wholes, numerators within denominators."""
    one = Decimal(1)
    parts = [
        Rule(f"part:{element.code}", ((element.code, one),), "<=", ((element.whole, one),))
        for element in lists.elements.values()
        if element.whole
    ]
    bounds = [
        Rule(f"bound:{indicator.code}", indicator.numerator, "<=", indicator.denominator)
        for indicator in lists.indicators.values()
        if indicator.is_bounded and indicator.denominator
    ]
    return [*parts, *bounds, *lists.rules]


def broken(rule: Rule, values: dict[str, Decimal]) -> bool:
    """Whether figures break a rule; a rule about an unknown element is not broken.

    A pair is held to presence as well as to size: both given and both above nought, or neither.
    """
    left, right = amount(rule.left, values), amount(rule.right, values)
    if left is None or right is None:
        return rule.operator == "compulsory_pair" and (left is None) != (right is None)
    match rule.operator:
        case "==":
            return left != right
        case "<=":
            return left > right
        case ">=":
            return left < right
        case "compulsory_pair":
            return (left > 0) != (right > 0)
        case "exclusive_pair":
            return left != 0 and right != 0
        case _:
            raise ValueError(f"rule {rule.code} compares by {rule.operator}, which is no comparison")


def repair(values: dict[str, Decimal], rules: Sequence[Rule], fixed: Iterable[str]) -> None:
    """Changes `values` until nothing is broken; elements in `fixed` stay. Raises ValueError when that cannot be."""
    kept = set(fixed)
    for _ in range(_PASSES):
        faults = [rule for rule in rules if broken(rule, values)]
        if not faults:
            return
        for rule in faults:
            _mend(rule, values, kept)
    raise ValueError("the figures cannot be made to hold " + ", ".join(rule.code for rule in faults))


def _mend(rule: Rule, values: dict[str, Decimal], kept: set[str]) -> None:
    left, right = amount(rule.left, values), amount(rule.right, values)
    if left is None or right is None or not broken(rule, values):
        return
    if rule.operator == "exclusive_pair":
        _change(rule.right, values, kept, -right)
        return
    if rule.operator == "compulsory_pair":
        _change(rule.right, values, kept, left - right if left > 0 else -right)
        return
    over = left - right
    remaining = over + _change(rule.left, values, kept, -over)
    _change(rule.right, values, kept, remaining)


def _change(term: Sequence[Summand], values: dict[str, Decimal], kept: set[str], by: Decimal) -> Decimal:
    """Moves a term's sum by `by`, from its last free element on; what it was moved by."""
    moved = Decimal(0)
    for code, coefficient in reversed(term):
        if code is None or code in kept or code not in values or moved == by:
            continue
        wanted = max(values[code] + (by - moved) / coefficient, Decimal(0))
        moved += (wanted - values[code]) * coefficient
        values[code] = wanted
    return moved
