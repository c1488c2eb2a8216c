"""A synthetic data folder of any number of units and years, with figures as one CSV."""

import random
from pathlib import Path

ELEMENTS, INDICATORS = 100, 60
_TARGET_COLUMNS = "plan_code,indicator_code,value,per,phasing,due_on,volume_from,volume_below,measured_as"


def write_national(root: Path, units: int, years: range, seed: int = 1) -> None:
    """Lists for `units` units and plans of three levels for each year; each year's figures in a file: one of all is too large."""
    (root / "reference").mkdir(parents=True)
    (root / "inbox").mkdir()
    draw = random.Random(seed)
    _write(root, "units.csv", "unit_code,name,short_name,kind,province_code,cluster,opened_on,closed_on,tile_row,tile_col", (
        f"u{i:03},Đơn vị số {i},ĐV {i},h,{i // 20},{i // 7},,,," for i in range(units)
    ))  # fmt: skip
    _write(root, "data_elements.csv", "data_element_code,field_code,name,unit_of_measure,accumulation", (
        f"e{i:02},f{i // 10},Số liệu {i},vụ,sum" for i in range(ELEMENTS)
    ))  # fmt: skip
    heading = "indicator_code,field_code,name,kind,direction,numerator,denominator,decimals,weight,is_focus"
    _write(root, "indicators.csv", heading, (_indicator(i) for i in range(INDICATORS)))
    plans: list[str] = []
    targets: list[str] = []
    for year in years:
        _plans(year, units, draw, plans, targets)
    _write(root, "plans.csv", "plan_code,level,unit_code,year,number,title,issued_on,due_on,parent_plan_code", plans)
    _write(root, "targets.csv", _TARGET_COLUMNS, targets)
    for year in years:
        write_figures(root / "inbox" / f"{year}.csv", units, [(year, quarter) for quarter in (1, 2, 3, 4)], draw)


def write_figures(path: Path, units: int, quarters: list[tuple[int, int]], draw: random.Random) -> None:
    """A figures CSV of every unit and element in the given quarters."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write("unit_code,year,quarter,data_element_code,value\n")
        for year, quarter in quarters:
            for unit in range(units):
                values = draw.choices(range(100), k=ELEMENTS)
                stream.write("".join(f"u{unit:03},{year},{quarter},e{e:02},{v}\n" for e, v in enumerate(values)))


def _indicator(i: int) -> str:
    is_count = i % 4 == 0
    return (
        f"i{i:02},f{i // 6},Chỉ tiêu {i},{'count' if is_count else 'rate'},{'at_most' if i % 7 == 3 else 'at_least'},"
        f"e{i:02},{'' if is_count else f'e{i + 1:02}'},1,1,{'true' if i % 9 == 0 else 'false'}"
    )


def _plans(year: int, units: int, draw: random.Random, plans: list[str], targets: list[str]) -> None:
    plans.append(f"N{year},national,,{year},,,{year - 1}-12-27,,")
    plans.append(f"P{year},assigned,,{year},,,{year}-01-11,,N{year}")
    for i in range(INDICATORS):
        values = (10, 20, 30) if i % 4 == 0 else (80, 90, 95, 100)
        if i % 3:
            targets.append(f"N{year},i{i:02},{draw.choice(values)},,,,,,")
        if i % 5:
            targets.append(f"P{year},i{i:02},{draw.choice(values)},,,,,,")
    for unit in range(units):
        plans.append(f"R{year}-{unit},registered,u{unit:03},{year},,,{year}-01-20,,P{year}")
        targets.extend(f"R{year}-{unit},i{i:02},{10 if i % 4 == 0 else 92},,,,,," for i in range(0, INDICATORS, 2))


def _write(root: Path, name: str, heading: str, rows) -> None:  # type: ignore[no-untyped-def]
    (root / "reference" / name).write_text(heading + "\n" + "\n".join(rows) + "\n", encoding="utf-8")
