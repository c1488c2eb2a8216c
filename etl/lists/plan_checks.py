"""What plans and targets must say: whose they are, when they hold, and that at most one target binds at a time."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from common.numbers import amount_text
from etl.lists.calendar import Calendar
from etl.lists.csv_lists import ReadList
from etl.problems import Severity


class Fault(NamedTuple):
    """One thing wrong with a target: the column it shows in, and a Vietnamese clause about it."""

    code: str
    column: str
    message: str
    severity: Severity = "error"


class Measure(NamedTuple):
    """What of an indicator decides which targets it can take; texts as in indicators.csv."""

    kind: str | None
    direction: str | None
    is_bounded: str | None


#: Exact comparison has room for figures of any size beside numbers below these: a percent, and what is asked per head.
MOST_PERCENT, MOST_PER_HEAD = 10**5, 10**10
#: The cells of a target that can be judged without its plan, in the order of targets.csv.
JUDGED = ("value", "per", "phasing", "volume_from", "volume_below", "measured_as")


@lru_cache(maxsize=4096)
def target_faults(
    measure: Measure, value: str | None, per: str | None, phasing: str | None,
    volume_from: str | None, volume_below: str | None, measured_as: str | None,
) -> tuple[Fault, ...]:  # fmt: skip
    """What is wrong with one target of an indicator, whatever plan it stands in; canonical texts, None for blank."""
    is_percent = measure.kind == "rate" and measured_as != "count"
    faults: list[Fault] = []
    if measure.kind == "count" and measured_as == "count":
        faults.append(Fault("needless_count", "measured_as", "chỉ tiêu này vốn đã là số đếm; nên để trống", "warning"))
    if per and is_percent:
        faults.append(Fault("per_on_rate", "per", f"tỷ lệ phần trăm không nhân được với {per}; cần để trống"))
    if measure.kind == "count" and (volume_from or volume_below):
        column = "volume_from" if volume_from else "volume_below"
        faults.append(Fault("volume_without_denominator", column, "chỉ tiêu này không có mẫu số để so; cần để trống"))
    if volume_from and volume_below and Decimal(volume_from) >= Decimal(volume_below):
        message = f"từ {volume_from} đến dưới {volume_below} là khoảng trống; cần volume_from nhỏ hơn volume_below"
        faults.append(Fault("empty_volume", "volume_from", message))
    most = MOST_PERCENT if is_percent else MOST_PER_HEAD if per else None
    if value is not None and most and Decimal(value) >= most:
        message = f"mức {amount_text(Decimal(value))} là quá lớn; cần số dưới {amount_text(Decimal(most))}"
        faults.append(Fault("out_of_reach", "value", message))
    if value is not None and is_percent and measure.direction == "at_least":
        if 0 < Decimal(value) <= 1:
            meant = amount_text(Decimal(value) * 100)
            message = f"mức này là {amount_text(Decimal(value))}%; nếu muốn {meant}% thì cần ghi đủ số phần trăm"
            faults.append(Fault("fraction_as_percent", "value", message, "warning"))
        if measure.is_bounded == "true" and Decimal(value) > 100:
            faults.append(Fault("out_of_reach", "value", f"tỷ lệ này không thể đạt {amount_text(Decimal(value))}%", "warning"))
    return tuple(faults)


def overlaps(ranges: Sequence[tuple[str | None, str | None]]) -> list[tuple[int, int]]:
    """Pairs (earlier, later) of places whose volumes [from, below) meet; None is open on that side."""
    bounds = [
        (Decimal(low or 0), Decimal(below) if below is not None else Decimal("Infinity")) for low, below in ranges
    ]
    pairs = []
    for later, (low, below) in enumerate(bounds):
        for earlier in range(later):
            if max(low, bounds[earlier][0]) < min(below, bounds[earlier][1]):
                pairs.append((earlier, later))
                break
    return pairs


def check_indicators(indicators: ReadList) -> None:
    """A rate divides and a count does not."""
    for row, (kind, denominator) in enumerate(zip(*_columns(indicators, "kind", "denominator"), strict=True)):
        if kind == "rate" and denominator is None:
            indicators.report("rate_without_denominator", row, "denominator", "ô trống; chỉ tiêu tỷ lệ cần có mẫu số")
        if kind == "count" and denominator is not None:
            message = f"“{denominator}” đứng ở chỉ tiêu số đếm; số đếm không có mẫu số, cần để trống"
            indicators.report("count_with_denominator", row, "denominator", message)


def check_plans(plans: ReadList, units: ReadList, calendar: Calendar) -> None:
    """Who a plan binds and when it was issued."""
    lives = {
        unit: (opened_on, closed_on)
        for unit, opened_on, closed_on in zip(*_columns(units, "unit_code", "opened_on", "closed_on"), strict=True)
    }
    names = ("level", "unit_code", "year", "issued_on", "issue_by", "due_on")
    issued_before: dict[tuple[str | None, ...], dict[str | None, int]] = defaultdict(dict)
    for row, (level, unit, year, issued_on, issue_by, due_on) in enumerate(zip(*_columns(plans, *names), strict=True)):
        if level == "registered" and unit is None:
            plans.report("plan_without_unit", row, "unit_code", "ô trống; kế hoạch đăng ký cần mã đơn vị")
        if level in ("national", "assigned") and unit is not None:
            message = f"“{unit}” đứng ở kế hoạch cấp {level}; kế hoạch này áp dụng cho mọi đơn vị, cần để trống"
            plans.report("plan_with_unit", row, "unit_code", message)
        if year is None:
            continue
        starts_on, ends_on = calendar.year_bounds(int(year))
        for column, day in (("issued_on", issued_on), ("issue_by", issue_by)):
            if day and not starts_on.year - 1 <= date.fromisoformat(day).year <= ends_on.year:
                wanted = f"{starts_on.year - 1}–{ends_on.year}"
                message = f"{day} quá xa năm công tác {year}; cần ngày trong các năm {wanted}"
                plans.report("issued_far_off", row, column, message)
        _check_due_on(plans, row, due_on, (starts_on, ends_on), year)
        opened_on, closed_on = lives.get(unit) or (None, None)
        if (opened_on or "") > ends_on.isoformat() or (closed_on or "9999") < starts_on.isoformat():
            message = f"đơn vị {unit} không hoạt động trong năm {year}"
            plans.report("unit_not_open", row, "unit_code", message, "warning")
        same = issued_before[level, unit, year]
        if issued_on in same or (same and None in (issued_on, *same)):
            message = "không rõ kế hoạch nào ban hành sau, vì có kế hoạch khác cùng cấp, cùng năm; cần ngày khác nhau"
            plans.report("unclear_order", row, "issued_on", message, "warning")
        same.setdefault(issued_on, row)


def _check_due_on(found: ReadList, row: int, due_on: str | None, year_bounds: tuple[date, date], year: str) -> None:
    starts_on, ends_on = (day.isoformat() for day in year_bounds)
    if due_on and not starts_on <= due_on <= ends_on:
        message = f"{due_on} nằm ngoài năm công tác {year}; cần ngày từ {starts_on} đến {ends_on}"
        found.report("due_outside_year", row, "due_on", message)


def check_targets(targets: ReadList, plans: ReadList, indicators: ReadList, calendar: Calendar) -> None:
    """Each target by itself, and that no two of one plan and deadline bind at once."""
    measures = dict(zip(
        indicators.cells["indicator_code"],
        map(Measure._make, zip(*_columns(indicators, "kind", "direction", "is_bounded"), strict=True)),
        strict=True,
    ))  # fmt: skip
    years = {
        code: (year, calendar.year_bounds(int(year)), due_on)
        for code, year, due_on in zip(*_columns(plans, "plan_code", "year", "due_on"), strict=True)
        if year is not None
    }
    together: dict[tuple[str, str, str | None], list[int]] = {}
    judged = zip(*_columns(targets, *JUDGED), strict=True)
    named = zip(*_columns(targets, "plan_code", "indicator_code", "due_on"), strict=True)
    for row, ((plan, indicator, due_on), cells) in enumerate(zip(named, judged, strict=True)):
        if indicator in measures:
            for fault in target_faults(measures[indicator], *cells):
                targets.report(fault.code, row, fault.column, fault.message, fault.severity)
        if plan in years:
            year, bounds, plan_due_on = years[plan]
            if due_on:
                _check_due_on(targets, row, due_on, bounds, year)
            due_on = due_on or plan_due_on or bounds[1].isoformat()
        if plan and indicator:
            together.setdefault((plan, indicator, due_on), []).append(row)
    volumes = list(zip(*_columns(targets, "volume_from", "volume_below"), strict=True))
    for (plan, indicator, _), rows in together.items():
        for earlier, later in overlaps([volumes[row] for row in rows]) if len(rows) > 1 else ():
            message = (
                f"chỉ tiêu {indicator} của kế hoạch {plan} đã có mức ở dòng {targets.lines[rows[earlier]]} áp dụng cho"
                " cùng một khoảng mẫu số; cần các khoảng tách rời nhau"
            )
            targets.report("overlapping_targets", rows[later], "indicator_code", message)


def check_tasks(tasks: ReadList, calendar: Calendar, today: date) -> None:
    """A task is due within its year and done on a day that has come, and an assignment says who is in charge of what."""
    names = ("year", "due_on", "done_on", "kind", "field_code", "responsible")
    for row, (year, due_on, done_on, kind, field, responsible) in enumerate(zip(*_columns(tasks, *names), strict=True)):
        if year is not None:
            _check_due_on(tasks, row, due_on, calendar.year_bounds(int(year)), year)
        if done_on and done_on > today.isoformat():
            message = f"{done_on} là ngày chưa đến (hôm nay {today.isoformat()}); việc chưa xong thì để trống"
            tasks.report("day_to_come", row, "done_on", message)
        if kind == "assignment":
            for column, given in (("field_code", field), ("responsible", responsible)):
                if given is None:
                    tasks.report("assignment_incomplete", row, column, "ô trống; phân công phụ trách cần ghi lĩnh vực và người phụ trách")


def _columns(found: ReadList, *names: str) -> list[list[str | None]]:
    return [found.cells[name] for name in names]
