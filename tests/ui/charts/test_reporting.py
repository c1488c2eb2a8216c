"""The matrix of reports: one cell for each report with glyph and word, units in their order, the year's record beside."""


import pandas as pd
import pytest

from tests.ui import colour
from tests.ui.charts import checked as charts
from tests.ui.published import statuses, words

STATES = statuses("report_statuses")


def frame() -> pd.DataFrame:
    listed = [
        ("B", "Bắc", 2022, 1, "late", "Muộn 3 ngày", ""),
        ("A", "Án", 2022, 1, "on_time", "Đúng hạn", "▲ Đính chính, lần gửi 2"),
        ("A", "Án", 2021, 4, "missing", "Thiếu", ""),
    ]
    columns = ["unit_code", "unit_short_name", "year", "quarter", "state", "label", "marks"]
    return pd.DataFrame(listed, columns=columns).assign(hover="x", briefly=["", "▲ lần gửi 2", ""])


def record() -> pd.DataFrame:
    return pd.DataFrame({"unit_code": ["A", "B", "Z"], "reports_on_time": [1, 0, 9], "reports_timed": [1, 1, 9]})


def test_cells_stand_at_their_unit_and_quarter_with_glyph_and_word():
    made = charts.reporting(frame(), record(), ["A", "C", "B"], STATES, (2022, 1))
    cells = made.data[0]
    assert list(cells.x) == [1, 1, 0] and [round(y) for y in cells.y] == [1, 0, 0]
    assert cells.text[0] == "◔ Muộn 3 ngày" and cells.text[1].startswith("✓ Đúng hạn<br>") and cells.text[2] == "○ Thiếu"
    words = STATES
    assert [shape.fillcolor for shape in made.layout.shapes] == [words[s].colour for s in ("late", "on_time", "missing")]
    assert list(made.layout.yaxis.ticktext) == ["Án", "Bắc"]


def test_the_chosen_quarter_is_set_in_bold_and_the_record_stands_beside():
    made = charts.reporting(frame(), record(), ["A", "B"], STATES, (2022, 1))
    assert list(made.layout.xaxis.ticktext) == ["IV/2021", "<b>I/2022</b>", "Năm 2022"]
    assert list(made.data[2].text) == ["1/1 đúng hạn", "0/1 đúng hạn"]


def test_of_what_has_no_deadline_none_is_said_to_be_kept():
    made = charts.reporting(frame(), record().assign(reports_timed=[0, 1, 9]), ["A", "B"], STATES, (2022, 1))
    assert list(made.data[2].text) == ["không tính hạn", "0/1 đúng hạn"]


def test_a_quarter_in_which_a_unit_was_not_open_is_a_dash():
    made = charts.reporting(frame(), record(), ["A", "B"], STATES, (2022, 1))
    assert (list(made.data[1].x), list(made.data[1].y), list(made.data[1].text)) == ([0], [1], ["–"])
    assert "không hoạt động" in made.data[1].hovertext[0]


def test_no_report_at_all_is_an_empty_figure():
    made = charts.reporting(frame().iloc[:0], record(), ["A"], STATES, (2022, 1))
    assert len(made.layout.shapes) == 0


@pytest.mark.parametrize("row", words("report_statuses"), ids=lambda row: row["status"])
def test_words_can_be_read_on_their_grey_and_no_colour_is_spent(row: dict[str, str]):
    assert colour.contrast(row["colour"], row["text_colour"]) >= 4.5
    channels = [int(row["colour"][place : place + 2], 16) for place in (1, 3, 5)]
    assert max(channels) - min(channels) <= 9


def test_every_state_has_a_glyph_of_its_own():
    glyphs = [row["glyph"] for row in words("report_statuses")]
    assert len(set(glyphs)) == len(glyphs)
