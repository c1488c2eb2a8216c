"""A data folder with one published snapshot, made from rows: what the pages see, without the loading behind it.

`publish(folder)` writes ``snapshots/<id>.duckdb`` with the tables the pages read and moves ``CURRENT`` to it. Values
are drawn from a fixed seed; judgements are plausible, not exact: what is tested with them is that pages show what the
tables hold.
"""

import csv
import random
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from ui.kit import theme

VOCABULARY = Path(__file__).resolve().parents[2] / "etl" / "lists" / "vocabulary"
PROVINCE = "42"
QUARTERS = [(2021, 1), (2021, 2), (2021, 3), (2021, 4), (2022, 1), (2022, 2), (2022, 3)]
ENDS = {1: (2, 28), 2: (5, 31), 3: (8, 31), 4: (11, 30)}

UNITS = [
    ("TPHT", "Thành phố Hà Tĩnh", "Hà Tĩnh", 3, 5),
    ("HL", "Thị xã Hồng Lĩnh", "Hồng Lĩnh", 1, 3),
    ("HS", "Huyện Hương Sơn", "Hương Sơn", 1, 1),
    ("DT", "Huyện Đức Thọ", "Đức Thọ", 1, 2),
    ("VQ", "Huyện Vũ Quang", "Vũ Quang", 2, 1),
    ("NX", "Huyện Nghi Xuân", "Nghi Xuân", 1, 4),
    ("CL", "Huyện Can Lộc", "Can Lộc", 2, 3),
    ("HK", "Huyện Hương Khê", "Hương Khê", 3, 1),
    ("TH", "Huyện Thạch Hà", "Thạch Hà", 3, 4),
    ("CX", "Huyện Cẩm Xuyên", "Cẩm Xuyên", 4, 5),
    ("HKA", "Huyện Kỳ Anh", "H. Kỳ Anh", 5, 6),
    ("LH", "Huyện Lộc Hà", "Lộc Hà", 2, 4),
    ("TXKA", "Thị xã Kỳ Anh", "TX Kỳ Anh", 5, 7),
]


def words(name: str) -> list[dict[str, str]]:
    """The rows of a list of the program's words, such as ``statuses``, as text."""
    with (VOCABULARY / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def statuses(name: str = "statuses") -> dict[str, theme.Status]:
    """The statuses of such a list as pages have them."""
    return theme.statuses(words(name))


# field: name, short name, indicators (short name, kind, direction, target, is_focus)
FIELDS: list[tuple[str, str, str, list[tuple[str, str, str, float | None, bool]]]] = [
    ("TB", "Tố giác, tin báo về tội phạm", "Tin báo", [
        ("Kiểm sát thụ lý, giải quyết tin báo", "rate", "at_least", 100, False),
        ("Tỷ lệ giải quyết tố giác, tin báo", "rate", "at_least", 90, True),
        ("Giải quyết tin báo đúng hạn", "rate", "at_least", 100, False),
        ("Yêu cầu kiểm tra, xác minh tin báo", "rate", "at_least", 80, False),
        ("Trực tiếp kiểm sát tại cơ quan điều tra", "count", "at_least", 1, False),
        ("Tin báo tạm đình chỉ được rà soát", "rate", "at_least", 100, False),
    ]),
    ("DT", "Khởi tố, điều tra", "Điều tra", [
        ("Bắt, tạm giữ chuyển khởi tố", "rate", "at_least", 97, False),
        ("Yêu cầu điều tra trên án khởi tố", "rate", "at_least", 80, False),
        ("Trực tiếp hỏi cung bị can", "rate", "at_least", 80, False),
        ("Đình chỉ do không phạm tội", "count", "at_most", 0, True),
        ("Án tạm đình chỉ được rà soát", "rate", "at_least", 100, False),
        ("Án trọng điểm", "rate", "at_least", 5, True),
        ("Kiến nghị khắc phục vi phạm", "count", "at_least", 2, False),
        ("Kiến nghị phòng ngừa tội phạm", "count", "at_least", 1, False),
        ("Kiến nghị được chấp nhận", "rate", "at_least", 90, False),
    ]),
    ("TT", "Truy tố", "Truy tố", [
        ("Tỷ lệ giải quyết án của viện kiểm sát", "rate", "at_least", 95, True),
        ("Truy tố đúng hạn", "rate", "at_least", 100, False),
        ("Truy tố đúng tội danh", "rate", "at_least", 95, False),
        ("Viện trả hồ sơ điều tra bổ sung", "rate", "at_most", 2, False),
        ("Toà trả hồ sơ điều tra bổ sung", "rate", "at_most", 3, True),
    ]),
    ("XX", "Xét xử hình sự", "Xét xử", [
        ("Phiên toà rút kinh nghiệm hình sự", "count", "at_least", 6, True),
        ("Lãnh đạo viện trực tiếp xét xử", "count", "at_least", 3, False),
        ("Án huỷ có trách nhiệm viện kiểm sát", "rate", "at_most", 1.5, False),
        ("Kháng nghị phúc thẩm ngang cấp hình sự", "rate", "at_least", 25, True),
        ("Kháng nghị được viện cấp trên bảo vệ", "rate", "at_least", 85, False),
        ("Kháng nghị được toà chấp nhận", "rate", "at_least", 70, False),
        ("Rút kháng nghị, không được chấp nhận", "rate", "at_most", 20, False),
        ("Rút truy tố", "count", "at_most", 0, False),
        ("Toà tuyên không phạm tội", "count", "at_most", 0, True),
        ("Số hoá hồ sơ án hình sự", "rate", "at_least", 90, False),
    ]),
    ("GG", "Tạm giữ, tạm giam, thi hành án hình sự", "Giam giữ, THAHS", [
        ("Vi phạm thời hạn tạm giữ, tạm giam", "count", "at_most", 0, True),
        ("Trực tiếp kiểm sát nhà tạm giữ", "count", "at_least", 1, False),
        ("Kiểm sát thi hành án tại cấp xã", "rate", "at_least", 50, False),
        ("Kiến nghị, kháng nghị thi hành án hình sự", "count", "at_least", 2, False),
        ("Hoãn, tạm đình chỉ chấp hành án đúng luật", "rate", "at_least", 100, False),
        ("Ra quyết định thi hành án đúng hạn", "rate", "at_least", 100, False),
    ]),
    ("DS", "Dân sự, hôn nhân và gia đình", "Dân sự", [
        ("Kiểm sát thông báo thụ lý", "rate", "at_least", 100, False),
        ("Kiểm sát bản án, quyết định", "rate", "at_least", 100, False),
        ("Phiên toà rút kinh nghiệm dân sự", "count", "at_least", 3, False),
        ("Kháng nghị phúc thẩm ngang cấp dân sự", "rate", "at_least", 20, True),
        ("Kháng nghị dân sự được chấp nhận", "rate", "at_least", 70, False),
        ("Kiến nghị toà án khắc phục vi phạm", "count", "at_least", 2, False),
        ("Tham gia phiên toà bắt buộc", "rate", "at_least", 100, False),
        ("Số hoá hồ sơ án dân sự", "rate", "at_least", 70, False),
    ]),
    ("HC", "Hành chính, kinh doanh thương mại, lao động", "Hành chính, KDTM", [
        ("Kiểm sát thông báo thụ lý án hành chính", "rate", "at_least", 100, False),
        ("Kiểm sát bản án, quyết định hành chính", "rate", "at_least", 100, False),
        ("Kháng nghị án hành chính", "rate", "at_least", 20, False),
        ("Kiến nghị phòng ngừa vi phạm", "count", "at_least", 1, False),
    ]),
    ("TH", "Thi hành án dân sự, hành chính", "Thi hành án DS", [
        ("Trực tiếp kiểm sát cơ quan thi hành án", "count", "at_least", 1, True),
        ("Xác minh điều kiện thi hành án", "count", "at_least", 15, False),
        ("Kiểm sát quyết định về thi hành án", "rate", "at_least", 100, False),
        ("Kháng nghị, kiến nghị thi hành án", "count", "at_least", 2, False),
        ("Kiến nghị thi hành án được chấp nhận", "rate", "at_least", 90, False),
    ]),
    ("KN", "Khiếu nại, tố cáo", "Khiếu tố", [
        ("Giải quyết khiếu nại, tố cáo", "rate", "at_least", 80, False),
        ("Giải quyết khiếu nại, tố cáo đúng hạn", "rate", "at_least", 100, True),
        ("Trực tiếp kiểm sát khiếu nại tư pháp", "count", "at_least", 1, False),
        ("Tiếp công dân của lãnh đạo viện", "count", "at_least", 12, False),
    ]),
    ("QL", "Quản lý, công nghệ thông tin", "Quản lý, CNTT", [
        ("Báo cáo thống kê đúng hạn", "rate", "at_least", 100, False),
        ("Kiểm sát viên được tập huấn", "rate", "at_least", 90, False),
        ("Sáng kiến, chuyên đề nghiệp vụ", "count", "at_least", 1, False),
        ("Biên chế hiện có", "count", "at_least", None, False),
    ]),
]  # fmt: skip


def indicators() -> list[dict[str, Any]]:
    """The rows of ``ref.indicators``."""
    rows = []
    for field, _, _, listed in FIELDS:
        for index, (name, kind, direction, _, is_focus) in enumerate(listed, 1):
            rows.append(
                {"indicator_code": f"{field}{index:02d}", "field_code": field, "name": name, "short_name": name,
                 "kind": kind, "direction": direction, "numerator": f"{field.lower()}_{index}", "denominator": None,
                 "decimals": 1 if kind == "rate" else 0, "weight": 1.0, "is_focus": is_focus}
            )  # fmt: skip
    return rows


def listed_indicators() -> pd.DataFrame:
    """The rows of ``mart.indicator``."""
    names = {field: (name, short, order) for order, (field, name, short, _) in enumerate(FIELDS, 1)}
    frame = pd.DataFrame(indicators()).rename(columns={"name": "indicator_name", "short_name": "indicator_short_name"})
    for position, column in enumerate(("field_name", "field_short_name", "field_order")):
        frame[column] = [names[code][position] for code in frame["field_code"]]
    return frame.assign(list_order=range(1, len(frame) + 1))


def units() -> pd.DataFrame:
    """The rows of ``mart.unit``."""
    rows = [
        {"unit_code": code, "unit_name": f"VKSND {name.lower()}", "unit_short_name": short, "province_code": PROVINCE,
         "cluster": "1", "opened_on": None, "closed_on": None, "tile_row": row, "tile_col": column}
        for code, name, short, row, column in UNITS
    ]  # fmt: skip
    frame = pd.DataFrame(rows)
    ordered = duckdb.sql("select unit_code from frame order by unit_short_name collate vi").fetchall()
    order = {code: position for position, (code,) in enumerate(ordered, 1)}
    return frame.assign(list_order=[order[code] for code in frame["unit_code"]])


def period_end(year: int, quarter: int) -> date:
    month, last = ENDS[quarter]
    return date(year, month, last)


def attainment(missing: set[tuple[str, int, int]]) -> list[dict[str, Any]]:
    """The rows of ``mart.attainment``; a unit in `missing` did not report that quarter."""
    draw = random.Random(20220831)
    targets = {f"{f}{i:02d}": t for f, _, _, listed in FIELDS for i, (_, _, _, t, _) in enumerate(listed, 1)}
    names = {field: (name, short) for field, name, short, _ in FIELDS}
    rows = []
    for year, quarter in QUARTERS:
        for unit, unit_name, unit_short, _, _ in UNITS:
            for indicator in indicators():
                code = indicator["indicator_code"]
                judged = judge(draw, indicator, targets[code], quarter, (unit, year, quarter) in missing)
                field_name, field_short = names[indicator["field_code"]]
                rows.append(
                    {"unit_code": unit, "indicator_code": code, "year": year, "quarter": quarter, **judged,
                     "reason": reason(judged, indicator), "unit_name": f"VKSND {unit_name.lower()}",
                     "unit_short_name": unit_short, "field_code": indicator["field_code"], "field_name": field_name,
                     "field_short_name": field_short, "indicator_name": indicator["name"],
                     "indicator_short_name": indicator["short_name"], "kind": indicator["kind"],
                     "direction": indicator["direction"], "measure": indicator["kind"],
                     "decimals": indicator["decimals"], "value_places": indicator["decimals"], "is_focus": indicator["is_focus"],
                     "period_to": period_end(year, quarter), "province_code": PROVINCE}
                )  # fmt: skip
    return rows


def judge(draw: random.Random, indicator: dict[str, Any], target: float | None, quarter: int, is_missing: bool) -> dict[str, Any]:
    """Plausible numbers and a status for one row."""
    is_rate, at_most = indicator["kind"] == "rate", indicator["direction"] == "at_most"
    empty: dict[str, Any] = {
        "numerator": None, "denominator": None, "value": None, "target": target, "target_level": "assigned",
        "expected": None, "status": "not_reported", "attainment": None, "margin": None, "needed": None,
        "is_fragile": False, "is_close": False, "previous_value": None,
    }  # fmt: skip
    chance = draw.random()
    denominator = max(0, round(draw.gauss(22, 14))) if is_rate else None
    good = draw.random() < 0.86
    if is_missing:
        return empty
    if is_rate and target is not None and denominator:
        share = target / 100
        if at_most:
            numerator = 0 if good else max(1, round(denominator * share) + draw.choice([1, 2]))
        else:
            short = draw.choice([1, 1, 2, 3])
            over = draw.choice([0, 0, 1, 3]) if share < 1 else 0
            least = -int(-denominator * share // 1)
            numerator = min(denominator, least + over) if good else max(0, least - short)
        value = 100 * numerator / denominator
        met = value <= target if at_most else value >= target
        status = ("met" if at_most or value == target else "exceeded") if met else "behind"
        return empty | {
            "numerator": numerator, "denominator": denominator, "value": value, "status": status,
            "attainment": value, "margin": value - target, "needed": 0 if met else 1, "is_fragile": abs(value - target) < 3,
            "is_close": abs(value - target) < 3 and 0 < target < 100,
            "previous_value": value - draw.choice([-4, 0, 3]),
        }  # fmt: skip
    if is_rate and not denominator:
        return empty | {"numerator": 0, "denominator": 0, "status": "not_applicable"}
    numerator = (0 if good else 1) if at_most else max(0, round((target or 20) * (quarter / 4 + chance / 2 - 0.2)))
    if target is None:
        return empty | {"numerator": numerator, "value": numerator, "status": "no_target", "target_level": None}
    expected = int(target * quarter / 4)
    if at_most:
        status = "met" if numerator <= target else "missed"
    elif numerator >= target:
        status = "exceeded" if numerator > target else "met"
    else:
        status = "on_track" if numerator >= expected else "behind"
    return empty | {"numerator": numerator, "value": numerator, "expected": expected, "status": status,
                    "attainment": 100.0, "margin": numerator - target, "needed": max(0, target - numerator),
                    "previous_value": numerator}  # fmt: skip


def reason(judged: dict[str, Any], indicator: dict[str, Any]) -> str:
    status, numerator, target = judged["status"], judged["numerator"], judged["target"]
    if status == "not_reported":
        return "Chưa báo cáo: quý này chưa có số liệu."
    if status == "not_applicable":
        return "Không phát sinh: trong kỳ không có vụ việc nào để tính tỷ lệ."
    sign = "≥" if indicator["direction"] == "at_least" else "≤"
    if indicator["kind"] == "rate":
        value = f"{judged['value']:.1f}".replace(".", ",")
        word = {"exceeded": "Vượt", "met": "Đạt", "behind": "Chậm tiến độ"}[status]
        return f"{word}: {numerator}/{judged['denominator']} = {value}% so với mức giao {sign} {target}%."
    word = {"exceeded": "Vượt", "met": "Đạt", "on_track": "Đúng tiến độ", "behind": "Chậm tiến độ",
            "missed": "Không đạt", "no_target": "Theo dõi"}[status]  # fmt: skip
    return f"{word}: {numerator} so với mức giao {sign} {target} cả năm; đến nay phải có {judged['expected']}."


def overview(rows: pd.DataFrame, reported: dict[tuple[int, int], int]) -> pd.DataFrame:
    """The rows of ``mart.overview``."""
    made: dict[tuple[int, int], dict[str, Any]] = {}
    for (year, quarter), part in rows.groupby(["year", "quarter"]):
        counts = part["status"].value_counts()
        row: dict[str, Any] = {code: int(counts.get(code, 0)) for code in ("exceeded", "met", "on_track", "behind",
                               "missed", "not_applicable", "no_target", "not_reported")}  # fmt: skip
        row["targets_judged"] = sum(row[code] for code in ("exceeded", "met", "on_track", "behind", "missed"))
        row["met_or_exceeded"] = row["met"] + row["exceeded"]
        before = made.get((int(year) - 1, int(quarter)))
        counted = list(row)
        for key in counted:
            row[f"previous_{key}"] = before[key] if before else None
            row[f"change_{key}"] = row[key] - before[key] if before else None
        row |= {"comparison_note": "So trên mọi kết quả." if before else "Không có số liệu cùng kỳ năm trước."}
        row |= {"province_code": PROVINCE, "province_name": "VKSND tỉnh Hà Tĩnh", "year": int(year), "quarter": int(quarter)}
        row |= {"units_expected": len(UNITS), "units_reported": reported[int(year), int(quarter)]}
        row |= {
            "period_to": period_end(int(year), int(quarter)),
            "is_provisional": False,
            "earliest_period_to": period_end(int(year), int(quarter)),
        }
        row |= {"share_met": 100 * row["met_or_exceeded"] / row["targets_judged"] if row["targets_judged"] else None}
        row |= {f"compared_{key}": row[key] if before else None for key in ("met_or_exceeded", "targets_judged")}
        is_judged = before and row["targets_judged"] and before["targets_judged"]
        row |= {"change_share_met": row["share_met"] - before["share_met"] if before and is_judged else None}
        made[int(year), int(quarter)] = row
    return pd.DataFrame(list(made.values())).astype(
        {c: "Int64" for c in list(made.values())[-1] if c.startswith(("previous_", "change_", "compared_")) and "share" not in c}
    )


def level_overview(rows: pd.DataFrame, reported: dict[tuple[int, int], int]) -> pd.DataFrame:
    """The rows of ``mart.level_overview`` at the headline level: of the province and its units, in all fields and in each."""
    places = [("province", PROVINCE, rows), *(("unit", str(code), part) for code, part in rows.groupby("unit_code"))]
    return pd.concat(
        overview(part, reported).assign(scope=scope, place_code=place, field_code=field, level="headline")
        for scope, place, of_place in places
        for field, part in [("all", of_place), *((str(code), part) for code, part in of_place.groupby("field_code"))]
    )


def level_quarter() -> pd.DataFrame:
    """The rows of ``mart.level_quarter``: of the province in the newest quarter."""
    place = {"province_code": PROVINCE, "scope": "province", "place_code": PROVINCE, "field_code": "all", "level": "headline"}
    counts = {"compared_good": 450, "previous_good": 460, "compared_results": 500, "change_share_good": -2.0}
    return pd.DataFrame([place | counts | {"year": 2022, "quarter": 3, "comparison_note": "So trên 500 kết quả."}])


def headlines(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``mart.headline``: a paragraph of the province in each quarter."""
    quarters = rows[["year", "quarter"]].drop_duplicates()
    is_last = (quarters["year"] == 2022) & (quarters["quarter"] == 3)
    return quarters.assign(
        province_code=PROVINCE, scope="province", place_code=PROVINCE, field_code="all", level="headline",
        headline=is_last.map({True: "Mới có 12/13 đơn vị báo cáo quý III/2022.", False: "Đủ 13/13 đơn vị báo cáo."}),
    )  # fmt: skip


def publish(
    folder: Path,
    snapshot_id: str = "20221012-090000-aaaa",
    published_at: datetime = datetime(2022, 10, 12, 9, 0),
    is_synthetic: bool = True,
    missing: set[tuple[str, int, int]] | None = None,
) -> str:
    """Write a snapshot into data folder `folder` and put it in force; gives its id."""
    missing = {("VQ", 2022, 3)} if missing is None else missing
    rows = pd.DataFrame(attainment(missing))
    reported = {(y, q): sum((u[0], y, q) not in missing for u in UNITS) for y, q in QUARTERS}
    ranked = rows[rows["status"].isin(["missed", "behind"])].assign(
        first=lambda f: ~f["is_focus"], second=lambda f: f["status"] != "missed"
    )
    ranked = ranked.sort_values(["year", "quarter", "first", "second", "indicator_code", "unit_code"])
    ranked["attention_rank"] = ranked.groupby(["year", "quarter"]).cumcount() + 1
    listed = pd.DataFrame(words("statuses")).assign(sort_order=lambda f: f["sort_order"].astype(int))
    tables = {
        "mart.attainment": rows,
        "mart.level_attention": ranked.drop(columns=["first", "second"]).assign(
            level="headline", prospect="untold", outlook=None, outlook_name=None, shown_chance=None, pace=None
        ),
        "mart.headline": headlines(rows),
        "mart.outlook_count": pd.DataFrame([
            {"province_code": PROVINCE, "scope": "province", "place_code": PROVINCE, "field_code": "all", "year": 2022, "quarter": 3,
             "behind_likely": 1, "behind_open": 2, "behind_unlikely": 3, "behind_silent": 0}
        ]),
        "mart.overview": overview(rows, reported),
        "mart.year_line": pd.DataFrame({key: pd.Series(dtype=kind) for key, kind in (
            ("province_code", "str"), ("scope", "str"), ("place_code", "str"), ("unit_code", "str"), ("year", "int64"),
            ("quarter", "int64"), ("topic", "str"), ("topic_order", "int64"),
        )}),
        "mart.level_overview": level_overview(rows, reported),
        "mart.level_quarter": level_quarter(),
        "mart.submission_status": pd.DataFrame([
            {"unit_code": u[0], "year": y, "quarter": q, "expected": True,
             "status": "missing" if (u[0], y, q) in missing else "accepted", "period_to": period_end(y, q)}
            for y, q in QUARTERS for u in UNITS
        ]),
        "ref.units": pd.DataFrame([
            {"unit_code": u[0], "name": f"VKSND {u[1].lower()}", "short_name": u[2], "province_code": PROVINCE,
             "cluster": "1", "opened_on": None, "closed_on": None, "tile_row": u[3], "tile_col": u[4]} for u in UNITS
        ]),
        "ref.provinces": pd.DataFrame([{"province_code": PROVINCE, "name": "VKSND tỉnh Hà Tĩnh"}]),
        "ref.fields": pd.DataFrame([{"field_code": f, "name": n, "short_name": s} for f, n, s, _ in FIELDS]),
        "ref.indicators": pd.DataFrame(indicators()),
        "mart.unit": units(),
        "mart.indicator": listed_indicators(),
        "ref.statuses": listed,
        "log.snapshot": pd.DataFrame([
            {"snapshot_id": snapshot_id, "published_at": published_at, "source_digest": "0" * 64,
             "program_version": "0.1.0", "is_synthetic": is_synthetic}
        ]),
    }  # fmt: skip
    write(folder, snapshot_id, tables)
    return snapshot_id


def write(folder: Path, snapshot_id: str, tables: dict[str, pd.DataFrame]) -> None:
    """Put `tables` into a snapshot file of their own and move the pointer to it."""
    snapshots = folder / "snapshots"
    snapshots.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(snapshots / f"{snapshot_id}.duckdb")) as connection:
        for schema in ("mart", "ref", "log"):
            connection.execute(f"create schema {schema}")
        for name, frame in tables.items():
            connection.register("given", frame)
            connection.execute(f"create table {name} as select * from given")
            connection.unregister("given")
    (snapshots / "CURRENT").write_text(f"{snapshot_id}\n", encoding="utf-8")
