"""The page of promises says what the tables hold, and its choices narrow the list, the numbers and what is not explained."""

import re
from pathlib import Path
from typing import Any

from tests.pages.conftest import Open, unlinked, words
from ui.kit import format as fmt
from ui.kit import queries
from ui.text import promises as text

PAGE = "pages/promises.py"
QUARTER: dict[str, Any] = {"year": 2022, "quarter": 3}


def published(**where: Any) -> list[dict[str, Any]]:
    return queries.records(queries.read(queries.current(), "mart.promise_state", where=QUARTER | where, order=["state_order"]))


def states(html: str) -> list[str]:
    return re.findall(r'class="state (\w+)"', html)


def cards(html: str) -> dict[str, str]:
    return dict(re.findall(r"<dt>(.*?)</dt><dd class=\"figure\">(\d+)", unlinked(html)))


def test_the_list_and_the_numbers_are_the_published_ones(open_page: Open, sample: Path):
    at = open_page(PAGE, quarter="2022-Q3")
    assert not at.exception
    html, rows = words(at), published()
    assert states(html) == [row["state"] for row in rows][:40] and len(rows) > 100
    counts = {name: sum(row["state"] == code for row in rows) for code, name in text.STATES.items()}
    assert {name: int(said) for name, said in cards(html).items()} == {
        name: count for name, count in counts.items() if count or name in cards(html)
    }
    assert sum(counts.values()) == len(rows) == sum(map(int, cards(html).values()))


def test_unit_field_person_and_state_stand_in_the_address(open_page: Open, sample: Path):
    row = next(row for row in published() if row["state"] == "overdue")
    chosen = {"unit": row["unit_code"], "field": row["field_code"], "person": row["responsible"], "state": "overdue"}
    at = open_page(PAGE, quarter="2022-Q3", **chosen)
    assert not at.exception
    wanted = published(unit_code=row["unit_code"], field_code=row["field_code"], responsible=row["responsible"], state="overdue")
    html = words(at)
    assert states(html) == ["overdue"] * len(wanted) and wanted
    assert row["remedy"] in html and fmt.day(row["promised_on"]) in html


def test_what_is_not_explained_stands_beside(open_page: Open, sample: Path):
    silent = queries.read(
        queries.current(), "mart.level_attention", where=QUARTER | {"level": "headline", "is_explained": False}, order=["attention_rank"]
    )
    html = words(open_page(PAGE, quarter="2022-Q3"))
    assert f"{text.UNEXPLAINED}<small>{text.UNEXPLAINED_HELP.format(count=fmt.number(len(silent)))}" in html
    assert silent["reason"].iloc[0] in html
    one = str(silent["unit_code"].iloc[0])
    of_one = words(open_page(PAGE, quarter="2022-Q3", unit=one))
    assert text.UNEXPLAINED_HELP.format(count=fmt.number(int((silent["unit_code"] == one).sum()))) in of_one


def test_each_promise_leads_to_its_target_and_says_its_cell(open_page: Open, sample: Path):
    row = published()[0]
    html = words(open_page(PAGE, quarter="2022-Q3", unit=row["unit_code"]))
    assert f"trace={row['unit_code']}.{row['indicator_code']}" in html
    assert f"{row['sheet']}, ô {row['cell']}" in html


def test_a_quarter_without_promises_says_so(open_page: Open, sample: Path):
    at = open_page(PAGE, quarter="2021-Q1")
    assert not at.exception
    assert text.NONE in words(at)
