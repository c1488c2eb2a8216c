"""What a sum to date lacks, quarter by quarter: given reports and blank cells, expected words."""

import duckdb
import pytest

from etl.sql.files import sql_files
from tests.sql.test_promise import fill

ROMAN = ("I", "II", "III", "IV")
#: SUM adds `n` twice and `m`; STOCK is `s` as it is at the quarter's end. A flow of cases bears the code of each of them.
TERMS = [("indicator", "SUM", "n"), ("indicator", "SUM", "n"), ("indicator", "SUM", "m"), ("indicator", "STOCK", "s"),
         ("flow", "STOCK", "n"), ("flow", "SUM", "s")]  # fmt: skip
#: Of each quarter whether it is reported and counted, and which elements are blank (upper case: not known to date either).
REPORTS = {
    ("A", "SUM"): [(False, False, ""), (True, False, "Nm"), (True, True, "m"), (True, True, "")],
    ("A", "STOCK"): [(False, False, ""), (True, False, "S"), (True, True, ""), (True, True, "")],
    ("B", "SUM"): [(False, False, ""), (True, False, ""), (True, False, "NM"), (True, True, "")],
    ("B", "STOCK"): [(False, False, ""), (True, True, ""), (True, True, ""), (False, False, "")],
}
NOT_A, NOT_B = "quý I (chưa báo cáo)", "quý I (đã gửi, bị trả lại)"
#: What each quarter lacks itself, what earlier ones are left out for, what they lack that need not be added.
SAID: dict[tuple[str, str], list[tuple[str | None, str | None, str | None]]] = {
    ("A", "SUM"): [
        (None, None, None), ("Số n", NOT_A, None), (None, f"{NOT_A}, quý II (thiếu Số n)", None),
        (None, f"{NOT_A}, quý II (thiếu Số n)", "quý III (thiếu Số m)"),
    ],
    # No earlier quarter is lacking in a stock.
    ("A", "STOCK"): [
        (None, None, None), ("Số s", None, NOT_A), (None, None, f"{NOT_A}, quý II (thiếu Số s)"),
        (None, None, f"{NOT_A}, quý II (thiếu Số s)"),
    ],
    ("B", "SUM"): [
        (None, None, None), (None, NOT_B, None), ("Số m, Số n", f"{NOT_B}, quý II", None),
        (None, f"{NOT_B}, quý II, quý III (thiếu Số m, Số n)", None),
    ],
    ("B", "STOCK"): [(None, None, None), (None, None, NOT_B), (None, None, NOT_B), (None, None, NOT_B)],
}  # fmt: skip


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], list[tuple[str | None, ...]]]:
    values, results = [], []
    for (unit, code), quarters in REPORTS.items():
        for quarter, (is_reported, is_counted, blank) in enumerate(quarters, 1):
            at = {"unit_code": unit, "year": 2022, "quarter": quarter}
            results.append(at | {"indicator_code": code, "is_reported": is_reported, "is_counted": is_counted})
            # The year before nothing was reported: that is no matter of this one.
            results.append(at | {"year": 2021, "indicator_code": code, "is_reported": False, "is_counted": False})
            for kind, owner, element in TERMS:
                if owner == code:
                    is_blank = kind == "flow" or element in blank.lower()
                    values.append(at | {
                        "owner_kind": kind, "owner_code": owner, "data_element_code": element, "value": None if is_blank else 1,
                        "ytd_value": None if kind == "flow" or element.upper() in blank else 1,
                    })  # fmt: skip
    with duckdb.connect() as connection:
        connection.execute("create schema work; create schema ref")
        fill(connection, "work.term_value", values, value="integer", ytd_value="integer")
        fill(connection, "work.result", results)
        elements = (("m", "sum", 1), ("n", "sum", 2), ("s", "last", 3))
        fill(connection, "work.element_name", [{"data_element_code": e, "list_order": n, "name_within": f"Số {e}"} for e, _, n in elements])
        fill(connection, "ref.data_elements", [{"data_element_code": e, "accumulation": kind} for e, kind, _ in elements])
        fill(connection, "ref.term", [{"owner_kind": k, "owner_code": o, "data_element_code": e} for k, o, e in TERMS])
        fill(connection, "ref.periods", [{"year": y, "quarter": q, "roman": r} for y in (2021, 2022) for q, r in enumerate(ROMAN, 1)])
        fill(connection, "work.last_sent", [{"unit_code": "B", "year": 2022, "quarter": 1, "note": "đã gửi, bị trả lại"}])
        text = next(file.text for file in sql_files() if file.name == "work.gap")
        rows = connection.execute(
            f"select unit_code, indicator_code, lacking, left_out, also_lacking from ({text}) where year = 2022 "
            "order by unit_code, indicator_code, quarter"
        ).fetchall()
    told: dict[tuple[str, str], list[tuple[str | None, ...]]] = {}
    for unit, code, *said in rows:
        told.setdefault((unit, code), []).append(tuple(said))
    return told


@pytest.mark.parametrize("place", SAID)
def test_what_is_lacking_is_told_quarter_by_quarter(
    found: dict[tuple[str, str], list[tuple[str | None, ...]]], place: tuple[str, str]
) -> None:
    assert found[place] == SAID[place]
