"""The pages of tasks and inspections: what they count, and what they say where nothing was written down."""

from pathlib import Path

import pytest

from tests.pages.conftest import Open, words
from tests.world import World, submission
from ui.text import common, inspections
from ui.text import tasks as text

pytestmark = pytest.mark.slow


def test_tasks_are_counted_as_published(open_page: Open, sample: Path):
    at = open_page("pages/tasks.py", quarter="2022-Q3")
    assert not at.exception
    said = words(at)
    overdue = World(sample).rows("mart.task_status", year=2022, quarter=3, status="overdue")
    assert overdue and all(row["reason"] in said for row in overdue)
    assert text.BY_UNIT in said and text.NO_ASSIGNED not in said


def test_inspections_name_what_is_not_closed(open_page: Open, sample: Path):
    at = open_page("pages/inspections.py", quarter="2022-Q3")
    assert not at.exception
    overdue = World(sample).rows("mart.finding_status", year=2022, quarter=3, status="overdue")
    assert overdue and all(row["reason"] in words(at) for row in overdue)


def test_of_a_quarter_before_any_inspection_nothing_is_claimed(open_page: Open, sample: Path):
    at = open_page("pages/inspections.py", quarter="2022-Q2")
    assert not at.exception
    said = words(at)
    assert inspections.NOTHING_FOUND.format(quarter="quý II/2022") in said and inspections.NOT_YET.format(quarter="quý II/2022") in said
    assert inspections.NO_FINDINGS not in said and "21/QĐ-VKS" not in said


@pytest.mark.parametrize("page", ["tasks", "inspections"])
def test_where_nothing_was_written_down_nothing_is_claimed(
    open_page: Open, sample_2025_folder: Path, monkeypatch: pytest.MonkeyPatch, page: str
):
    monkeypatch.setenv("DATA_DIR", str(sample_2025_folder))
    at = open_page(f"pages/{page}.py", quarter="2024-Q4")
    assert not at.exception
    said = words(at)
    assert inspections.HEADING.split(",")[0] in said or text.HEADING.split(",")[0] in said
    assert text.NO_GAPS not in said and text.BY_UNIT not in said
    if page == "tasks":
        assert text.NO_ASSIGNED in said


def test_tasks_of_a_year_stand_on_their_page_before_anything_is_reported(open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    world = World(tmp_path / "data")
    for unit in "AB":
        world.unit(unit)
    world.elements("n")
    world.count("C", "n")
    world.plan("P", "assigned", 2022)
    world.target("P", "C", 10)
    world.add("tasks", unit_code="A", year=2023, number="1", kind="focus", text="Rà soát án tạm đình chỉ", due_on="2023-01-15")
    world.publish()
    monkeypatch.setenv("DATA_DIR", str(world.root))
    at = open_page("pages/tasks.py")
    assert not at.exception
    said = words(at)
    assert "Nhiệm vụ, quý I/2023" in said and "Rà soát án tạm đình chỉ" in said and "Còn hạn, đến 15/01/2023." in said
    world.file("q1.csv", submission("A", 2022, 1, {"n": 3}))
    world.publish()
    at = open_page("pages/tasks.py")
    assert common.PLANNED_AHEAD.format(year=2023, quarter="quý I/2023") in words(at) and "Rà soát án" not in words(at)
    assert "Rà soát án" in words(open_page("pages/tasks.py", quarter="2023-Q1"))


def test_no_office_with_overdue_tasks_is_folded_away_on_a_telephone(open_page: Open, sample: Path):
    html = words(open_page("pages/tasks.py", quarter="2022-Q3"))
    table = html[html.index(f'aria-label="{text.BY_UNIT}"') :].partition("</table>")[0]
    late = [row["place_name"] for row in World(sample).rows("mart.task_count", year=2022, quarter=3, scope="unit") if row["overdue"]]
    assert late and all(name in table for name in late)
    assert "later" not in table
