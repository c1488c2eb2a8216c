"""The page of promises says what the tables hold, and its choices narrow the list, the numbers and what is not explained."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from tests.pages.conftest import Open, unlinked, words
from ui.kit import format as fmt
from ui.kit import queries
from ui.text import common
from ui.text import promises as text

PAGE = "pages/promises.py"
QUARTER: dict[str, Any] = {"year": 2022, "quarter": 3}


def published(**where: Any) -> list[dict[str, Any]]:
    return queries.records(queries.read(queries.current(), "mart.promise_state", where=QUARTER | where, order=["state_order"]))


def states(html: str) -> list[str]:
    return re.findall(r'class="state (\w+)"', html)


def cards(html: str) -> dict[str, str]:
    return dict(re.findall(r"<dt>(.*?)</dt><dd class=\"figure\">(\d+)", unlinked(html)))


def head(html: str) -> str:
    return html.partition("<h1>")[2].partition("</h1>")[0]


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


def test_how_many_are_not_in_sight_is_said_whether_or_not_somebody_asked_for_more(open_page: Open, sample: Path):
    html = words(open_page(PAGE, quarter="2022-Q3"))
    left = common.MORE_ROWS.format(count=len(published()) - 40)
    (kind,) = re.findall(rf'<p class="([^"]*)"[^>]*>{re.escape(left)}</p>', html)
    assert kind == "rest", "what is folded away is said nowhere"


def test_unit_field_person_and_state_stand_in_the_address(open_page: Open, sample: Path):
    row = next(row for row in published() if row["state"] == "overdue")
    chosen = {"unit": row["unit_code"], "field": row["field_code"], "person": row["person_code"], "state": "overdue"}
    at = open_page(PAGE, quarter="2022-Q3", **chosen)
    assert not at.exception
    wanted = published(unit_code=row["unit_code"], field_code=row["field_code"], responsible=row["responsible"], state="overdue")
    html = words(at)
    assert states(html) == ["overdue"] * len(wanted) and wanted
    assert row["remedy"] in html and fmt.day(row["promised_on"]) in html
    # Paper and pictures show no choices.
    assert f"{row['responsible']} ({row['made_by_short_name']})" in head(html) and text.STATES["overdue"] in head(html)


def test_a_person_is_a_name_at_an_office(open_page: Open, sample: Path):
    """Of two offices' people of one name each has promises of their own."""
    of_name: dict[str, set[str]] = {}
    for row in published():
        of_name.setdefault(row["responsible"], set()).add(row["unit_code"])
    name, units = next((name, sorted(units)) for name, units in of_name.items() if len(units) > 1)
    person = f"{units[0]}/{name}"
    html = words(open_page(PAGE, quarter="2022-Q3", person=person))
    wanted = published(unit_code=units[0], responsible=name)
    assert states(html) == [row["state"] for row in wanted] and len(wanted) < len(published(responsible=name))
    assert sum(map(int, cards(html).values())) == len(wanted)


def listed(html: str, label: str) -> list[str]:
    """The rows of the table of that name."""
    table = html.partition(f'aria-label="{label}"')[2].partition("</table>")[0]
    return re.findall(r"<tr class=[^>]*>(.*?)</tr>", table.partition("<tbody>")[2])


def test_offices_stand_worst_first_and_every_number_leads_to_its_rows(open_page: Open, sample: Path):
    at = open_page(PAGE, quarter="2022-Q3")
    rows = listed(words(at), text.OFFICES)
    wanted = queries.rows(queries.current(), "mart.promise_office", where=QUARTER | {"field_code": "all"}, order=["worst_rank"])
    named = [re.sub("<[^>]*>", "", row.partition("</td>")[0]).partition(" (")[0] for row in rows]
    assert named == [row["unit_short_name"] for row in wanted]
    counts = {"overdue": "promises_overdue", "broken": "promises_broken", "kept": "promises_kept", "pending": "promises_pending"}
    for state, column in counts.items():
        cell = re.search(rf'of_{column} .*?href="promises\?([^"]*)".*?>(\d+)</a>', rows[0])
        assert cell and int(cell[2]) == wanted[0][column], column
        chosen = dict(part.split("=") for part in cell[1].replace("&amp;", "&").split("&"))
        assert chosen["state"] == state
        assert len(states(words(open_page(PAGE, **chosen)))) == wanted[0][column], column
    assert any(row["unmet"] is None for row in wanted) and f"({text.OFFICE_SILENT.rpartition('(')[2]}" in "".join(rows)


def test_persons_stand_worst_first(open_page: Open, sample: Path):
    rows = listed(words(open_page(PAGE, quarter="2022-Q3")), text.PERSONS)
    order = ["worst_rank"]
    wanted = queries.rows(queries.current(), "mart.promise_person", where=QUARTER | {"field_code": "all", "unit_code": "all"}, order=order)
    assert len(wanted) > len(rows) > 40
    for row, person in zip(rows, wanted, strict=False):
        assert person["responsible"] in row and f">{person['made_by_short_name']}<" in row
    assert f"person={quote_plus(wanted[0]['person_code'])}" in rows[0]


def test_whoever_asks_for_some_promises_is_shown_them_first(open_page: Open, sample: Path):
    assert f'aria-label="{text.OFFICES}"' not in words(open_page(PAGE, quarter="2022-Q3", state="overdue"))
    late = published(is_broken=True)
    html = words(open_page(PAGE, quarter="2022-Q3", state="broken"))
    assert states(html) == [row["state"] for row in late][:40] and {row["state"] for row in late} == {"overdue", "kept_late"}


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
