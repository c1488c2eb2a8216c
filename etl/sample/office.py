"""Works one office through its quarters: what came in, what was done, how far the targets were reached."""

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random
from typing import Any

from etl.lists.calendar import Quarter
from etl.sample.chance import binomial, poisson, stream, within
from etl.sample.lists import Element, Flow, Indicator, Lists, Target, amount, codes
from etl.sample.repair import constraints, repair
from etl.sample.story import Story
from etl.sample.working_year import WorkingYear

Values = dict[str, Decimal]

_SEASON = {1: 0.9, 2: 1.0, 3: 1.08, 4: 1.02}
_GROWTH = 1.04
#: A year's resolution rate is reached late: cases of the last weeks are still open. Percentage points.
_RAMP = {1: -3.0, 2: -1.5, 3: 0.0, 4: 1.0}
_FIRST_STOCK = 0.3
_ORDINARY_VOLUME = 0.4
_ORDINARY_RESOLVED = 0.65
_ORDINARY_SHARE = 0.15
_MORE_ACCUSED = 0.6
_TENTH = Decimal("0.1")


def year_to_date(lists: Lists, history: dict[Quarter, Values], quarter: Quarter) -> Values:
    """Each element's value of the year so far, as the contract derives it."""
    year, last = quarter
    quarters = [history.get((year, each), {}) for each in range(1, last + 1)]
    found: Values = {}
    for code, element in lists.elements.items():
        known = [values[code] for values in quarters if code in values]
        if element.accumulation == "first" and known:
            found[code] = known[0]
        elif code in quarters[-1]:
            found[code] = sum(known, Decimal(0)) if element.accumulation == "sum" else quarters[-1][code]
    return found


class Office:
    """One unit over the quarters told, in order; `history` holds the figures it reports.

    `inherited`: what the offices that it takes over from left behind; its first quarter begins with their stocks.
    """

    def __init__(self, lists: Lists, story: Story, unit: str, seed: int, year: WorkingYear) -> None:
        self.lists, self.story, self.unit, self.seed, self.year = lists, story, unit, seed, year
        self.history: dict[Quarter, Values] = {}
        self.inherited: Values = {}
        self._rules = constraints(lists)
        self._fixed = {
            code for flow in lists.flows for code in (flow.opening, flow.received, flow.resolved, flow.closing)
        }
        self._fixed |= set(story.given["own"]) | set(story.given["steady"])

    def work(self, quarter: Quarter, part: float = 1.0) -> Values:
        """The quarter's figures; `part` is how much of the quarter they cover."""
        values = _Quarter(self, quarter, part).all()
        repair(values, self._rules, self._fixed)
        blank = self.story.special("blanks", self.unit, quarter)
        for code in blank["elements"] if blank else ():
            values.pop(code, None)
        self.history[quarter] = values
        return values


class _Quarter:
    """The elements of one quarter, each worked out when another asks for it."""

    def __init__(self, office: Office, quarter: Quarter, part: float) -> None:
        self.office, self.lists, self.story = office, office.lists, office.story
        self.unit, self.quarter, self.part = office.unit, quarter, part
        year, number = quarter
        self.earlier = year_to_date(self.lists, office.history, (year, number - 1)) if number > 1 else {}
        before = max((each for each in office.history if each < quarter), default=None)
        self.last = office.history[before] if before else office.inherited
        self.values: Values = {}
        self.asked: set[str] = set()
        self.flows = {code: flow for flow in self.lists.flows for code in _parts(flow)}
        self.drivers: dict[str, Indicator] = {}
        for indicator in self.lists.indicators.values():
            first = codes(indicator.numerator)[0]
            if first not in codes(indicator.denominator) and (
                indicator.direction == "at_least" or len(indicator.numerator) == 1
            ):
                self.drivers.setdefault(first, indicator)

    def all(self) -> Values:
        return {code: self.value(code) for code in self.lists.elements}

    def value(self, code: str) -> Decimal:
        """One element's figure; an element that leads back to itself is an ordinary one."""
        if code not in self.values:
            is_circular = code in self.asked
            self.asked.add(code)
            value = self._ordinary(code) if is_circular else self._told(code)
            self.values.setdefault(code, max(value, Decimal(0)))
        return self.values[code]

    def _told(self, code: str) -> Decimal:
        given, unit = self.story.given, self.unit
        happened = self.story.incident(unit, self.quarter, code)
        if happened is not None:
            return Decimal(happened)
        if code in given["own"]:
            return Decimal(round(self.story.office(unit, given["own"][code], self.quarter)))
        if code in given["steady"]:
            return Decimal(given["steady"][code])
        if code in given["stocks"]:
            return self._stock(code, given["stocks"][code])
        if code in self.flows:
            return self._flow(code, self.flows[code])
        if code in given["rests"]:
            whole, *others = given["rests"][code]
            return self.value(whole) - sum(self.value(other) for other in others)
        if code in given["volumes"]:
            return self._volume(code, given["volumes"][code])
        if code in self.drivers:
            return self._driven(code, self.drivers[code])
        return self._ordinary(code)

    def _chance(self, *name: object) -> Random:
        return stream(self.office.seed, self.unit, *self.quarter, *name)

    def _mean(self, mean: float) -> float:
        year, number = self.quarter
        growth = _GROWTH ** (year - self.story.quarters[0][0])
        size = self.story.office(self.unit, "size", self.quarter)
        return mean * size * _SEASON[number] * growth * self.part * self.office.year.length(self.quarter)

    def _volume(self, code: str, told: Any) -> Decimal:
        chance, element = self._chance(code), self.lists.elements[code]
        if isinstance(told, dict):
            of, ratio = int(self.value(told["of"])), float(told["ratio"])
            return Decimal(of + poisson(chance, of * (ratio - 1)) if ratio > 1 else binomial(chance, of, ratio))
        if element.is_whole:
            return Decimal(poisson(chance, self._mean(told)))
        return Decimal(self._mean(told) * chance.lognormvariate(0, 0.15)).quantize(_TENTH)

    def _stock(self, code: str, mean: float) -> Decimal:
        chance, element = self._chance(code), self.lists.elements[code]
        size = mean * self.story.office(self.unit, "size", self.quarter)
        before = self.last.get(code)
        if not element.is_whole:
            return (Decimal(chance.lognormvariate(0, 0.05)) * (before or Decimal(size))).quantize(_TENTH)
        if before is None:
            return Decimal(poisson(chance, size))
        drift = 1 + float(before) / 25
        return before + poisson(chance, drift) - poisson(chance, drift)

    def _ordinary(self, code: str) -> Decimal:
        """An element that nothing is said of: a part of its whole, or a small number."""
        chance, element = self._chance(code), self.lists.elements[code]
        if element.whole and element.whole not in self.asked - set(self.values):
            return Decimal(binomial(chance, int(self.value(element.whole)), _ORDINARY_SHARE))
        return Decimal(poisson(chance, self._mean(_ORDINARY_VOLUME)))

    # ---- flows

    def _flow(self, code: str, flow: Flow) -> Decimal:
        self._work_flow(flow)
        return self.values[code]

    def _work_flow(self, flow: Flow) -> None:
        told = self.story.given["volumes"]
        leader = self._leader(flow)
        received = self._volume(flow.received, told.get(flow.received, 3.0))
        opening = self.last.get(flow.closing)
        if opening is None:
            opening = self._first_opening(flow, received, leader)
        self.values |= {flow.opening: opening, flow.received: received}
        open_cases = opening + received
        if leader:
            resolved = open_cases - self._with_cases(flow, open_cases, leader)
        elif flow.resolved in self.drivers and self._targets(self.drivers[flow.resolved]):
            resolved = self._driven(flow.resolved, self.drivers[flow.resolved])
        else:
            share = self.story.given["resolved"].get(flow.code, _ORDINARY_RESOLVED)
            skill = self._skill_of_element(flow.resolved)
            resolved = Decimal(
                binomial(self._chance(flow.resolved), int(open_cases), within(share + 0.08 * skill, 0.05, 0.98))
            )
        resolved = min(resolved, open_cases)
        self.values |= {flow.resolved: resolved, flow.closing: open_cases - resolved}
        if flow.carried:
            self.values[flow.carried] = self._carried(flow, opening, resolved, open_cases - resolved)

    def _leader(self, flow: Flow) -> Flow | None:
        """The flow of cases whose accused this flow counts, worked first."""
        name = self.story.given["follows"].get(flow.code)
        leader = next((each for each in self.lists.flows if each.code == name), None)
        if leader:
            self.value(leader.closing)
        return leader

    def _first_opening(self, flow: Flow, received: Decimal, leader: Flow | None) -> Decimal:
        """The stock at the start of what is told."""
        chance = self._chance(flow.opening)
        if leader is None:
            return Decimal(binomial(chance, int(received), _FIRST_STOCK))
        cases = self.value(leader.opening)
        return cases + poisson(chance, float(cases) * _MORE_ACCUSED)

    def _with_cases(self, flow: Flow, accused: Decimal, leader: Flow) -> Decimal:
        """How many accused stay open: their share by the cases that do, at least one to a case."""
        cases, left = self.value(leader.opening) + self.value(leader.received), self.value(leader.closing)
        done = cases - left
        if not left or not done:
            return accused if left else Decimal(0)
        stay = Decimal(binomial(self._chance(flow.closing), int(accused), float(left / cases)))
        return max(min(max(stay, left), accused - done), Decimal(0))

    def _carried(self, flow: Flow, opening: Decimal, resolved: Decimal, closing: Decimal) -> Decimal:
        """Of the year's carried-over cases, those resolved now; what is left of them lies within the closing stock."""
        carried = flow.carried or ""
        left = self.earlier.get(flow.opening, opening) - self.earlier.get(carried, Decimal(0))
        share = within(0.7 + 0.2 * self._skill_of_element(carried), 0.2, 1)
        done = Decimal(binomial(self._chance(carried), int(left), share))
        return min(max(done, left - closing, Decimal(0)), resolved)

    # ---- targets

    def _skill_of_element(self, code: str) -> float:
        indicator = self.drivers.get(code)
        return self.story.skill(
            self.unit, self.lists.elements[code].field, indicator.code if indicator else "", self.quarter
        )

    def _targets(self, indicator: Indicator) -> list[Target]:
        return self.lists.targets(self.unit, self.quarter[0], indicator.code)

    def _driven(self, code: str, indicator: Indicator) -> Decimal:
        """The numerator that takes the indicator as far as the office's skill goes."""
        for needed in codes(indicator.denominator):
            self.value(needed)
        targets = self._targets(indicator)
        fallback = self.lists.any_target(indicator.code)
        volume = self._denominator_to_date(indicator)
        target = next((each for each in targets if each.binds(volume)), fallback)
        if target is None:
            return self._ordinary(code)
        if indicator.denominator and not target.is_count:
            wanted = self._rate(code, indicator, target, volume)
        else:
            wanted = self._count(code, indicator, target)
        element = self.lists.elements[code]
        return min(wanted, self.value(element.whole)) if element.whole else wanted

    def _denominator_to_date(self, indicator: Indicator) -> Decimal:
        return amount(indicator.denominator, self._to_date(codes(indicator.denominator))) or Decimal(0)

    def _to_date(self, wanted: list[str]) -> Values:
        found = {}
        for code in wanted:
            element, now = self.lists.elements[code], self.value(code)
            before = self.earlier.get(code)
            found[code] = _accumulated(element, before, now)
        return found

    def _rate(self, code: str, indicator: Indicator, target: Target, volume: Decimal) -> Decimal:
        now = amount(indicator.denominator, self.values) or Decimal(0)
        skill = self.story.skill(self.unit, indicator.field, indicator.code, self.quarter)
        chance = self._chance(indicator.code)
        if indicator.direction == "at_most":
            share = float(target.value) / 100 * within(0.55 - 0.45 * skill, 0.05, 1.5)
            return Decimal(binomial(chance, int(now), share))
        if target.value >= 100:
            slip = chance.random() < within(0.03 - 0.08 * skill, 0.003, 0.25)
            return now - (1 + (chance.random() < 0.3 and now > 20)) if slip and now else now
        own = self.lists.elements[code]
        is_open = not indicator.is_bounded and not own.whole
        spread = 35.0 if is_open and target.value >= 70 else within(100 - float(target.value), 5, 20)
        lasting = stream(self.office.seed, self.unit, self.quarter[0], indicator.code).gauss(0, 0.14)
        goal = float(target.value) + spread * (0.15 + 0.5 * skill + lasting + chance.gauss(0, 0.1))
        if code in self.flows:
            goal += _RAMP[self.quarter[1]]
        exact = Decimal(within(goal, 0, 100 if not is_open else 140)) / 100 * volume
        done = exact.quantize(Decimal(1), ROUND_CEILING if skill >= 0 else ROUND_HALF_UP)
        before = Decimal(0) if own.accumulation == "last" else self.earlier.get(code, Decimal(0))
        return max(min(done - before, now if not is_open else done), Decimal(0))

    def _count(self, code: str, indicator: Indicator, target: Target) -> Decimal:
        skill = self.story.skill(self.unit, indicator.field, indicator.code, self.quarter)
        chance = self._chance(indicator.code)
        annual = float(target.value * (self.value(target.per) if target.per else 1))
        if indicator.direction == "at_most":
            return Decimal(poisson(chance, annual * 0.1)) if annual else Decimal(0)
        if target.phasing == "each_quarter":
            fails = chance.random() < within(0.05 - 0.12 * skill, 0.005, 0.3)
            more = annual == 1 and skill > 0.5 and chance.random() < 0.2
            return Decimal(round(annual) - fails + (more and not fails))
        lasting = stream(self.office.seed, self.unit, self.quarter[0], indicator.code)
        pace, luck = 1.12 + 0.45 * skill + lasting.gauss(0, 0.13), lasting.uniform(0.15, 0.85)
        by_now = self.office.year.late_pace(self.quarter) if target.phasing == "year_end" else self.office.year.pace(self.quarter)
        done = int(annual * max(pace, 0.2) * by_now + luck)
        return max(done - self.earlier.get(code, Decimal(0)), Decimal(0))


def _parts(flow: Flow) -> list[str]:
    return [code for code in (flow.opening, flow.received, flow.resolved, flow.closing, flow.carried) if code]


def _accumulated(element: Element, before: Decimal | None, now: Decimal) -> Decimal:
    if before is None or element.accumulation == "last":
        return now
    return before if element.accumulation == "first" else before + now


def unmet(lists: Lists, unit: str, quarter: Quarter, to_date: Values, year: WorkingYear) -> list[Indicator]:
    """Indicators that stand short of their headline target, weightiest first; a rough judgement, for explanations."""
    ends = year.calendar.quarter_bounds(*quarter)[1]
    found = [
        indicator
        for indicator in lists.indicators.values()
        if (targets := lists.targets(unit, quarter[0], indicator.code, ends))
        and _is_short(indicator, targets, quarter, to_date, year)
    ]
    return sorted(found, key=lambda indicator: -indicator.weight)


def _is_short(indicator: Indicator, targets: list[Target], quarter: Quarter, to_date: Values, year: WorkingYear) -> bool:
    top, bottom = amount(indicator.numerator, to_date), amount(indicator.denominator, to_date)
    if top is None or bottom is None:
        return False
    target = next((each for each in targets if each.binds(bottom)), None)
    if target is None or (target.per and target.per not in to_date):
        return False
    level = target.value * (to_date[target.per] if target.per else 1)
    if indicator.denominator and not target.is_count:
        if not bottom:
            return False
        value = Fraction(100 * top) / Fraction(bottom)
        return value < level if indicator.direction == "at_least" else value > level
    if indicator.direction == "at_most":
        return top > level
    by_now = level * Decimal(year.pace(quarter)) // 1
    expected = {"each_quarter": level * year.whole_quarters(quarter), "year_end": by_now * (quarter[1] == 4)}
    return top < expected.get(target.phasing, by_now)
