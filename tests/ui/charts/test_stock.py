"""Stocks are drawn as they are: what grew is set off, what is unknown is not zero, and quarters that are not whole stand alone."""

from pathlib import Path

import pandas as pd

from tests.ui.charts import checked as charts
from ui.kit import format as fmt
from ui.kit import queries, theme
from ui.text import caseflow as text


def rows(**where: object) -> pd.DataFrame:
    order = ["is_known desc", "stock_change desc", "unit_short_name vi"]
    return queries.read(queries.current(), "mart.caseflow", where={"year": 2022, "quarter": 3, "flow_code": "dan_su", **where}, order=order)


def test_every_unit_has_its_stocks_and_the_line_between_them(sample: Path):
    frame = rows()
    made = charts.stock(frame, "440")
    opening, closing = made.data
    assert list(opening.y) == list(range(13))
    known = frame[frame["is_known"]]
    assert list(closing.x) == known["closing"].tolist() and len(closing.x) == 11
    lines = [shape for shape in made.layout.shapes if shape.xref != "paper"]
    assert [(line.x0, line.x1) for line in lines] == list(zip(known["opening"], known["closing"], strict=True))
    assert [line.line.width == 4 for line in lines] == (known["stock_change"] > 0).tolist()
    assert opening.marker.color == theme.PAPER and closing.marker.color == theme.INK
    assert [name.startswith("<b>") for name in made.layout.yaxis.ticktext] == (frame["unit_code"] == "440").tolist()


def test_a_unit_that_did_not_report_says_so_and_has_no_dot_for_what_is_left(sample: Path):
    made = charts.stock(rows(unit_code="448"))
    assert not made.data[1].x
    said = [each.text for each in made.layout.annotations]
    assert text.NOT_REPORTED in said and text.HOVER_UNKNOWN in made.data[0].hovertext[0]


def test_one_case_more_does_not_look_like_a_leap(sample: Path):
    frame = rows(unit_code="440").assign(opening=0.0, closing=1.0)
    assert charts.stock(frame).layout.xaxis.range[1] > 10
    past = queries.read(queries.current(), "mart.province_caseflow", where={"flow_code": "khieu_nai"}).assign(closing=1.0)
    assert charts.stock_trend(past).layout.yaxis.range[1] > 10


def test_numbers_beside_a_unit_are_those_of_the_table(sample: Path):
    frame = rows(unit_code="440")
    row = queries.records(frame)[0]
    said = [each.text for each in charts.stock(frame).layout.annotations]
    rate = f"{fmt.percent(row['resolution_percent'])} ({fmt.of(row['resolved'], row['to_resolve'])})"
    assert {fmt.amount(row["received"]), fmt.amount(row["resolved"]), rate} <= set(said)


def test_both_numbers_are_said_where_books_do_not_balance(sample: Path):
    frame = rows(unit_code="440").assign(imbalance=-2.0, computed_closing=99.0)
    hover = charts.stock(frame).data[0].hovertext[0].replace("<br>", " ")
    assert "= 99, báo cáo ghi còn lại" in hover and "lệch −2 vụ việc" in hover


def test_a_quarter_that_is_not_whole_has_a_hollow_dot_and_no_line(sample: Path):
    frame = queries.read(queries.current(), "mart.province_caseflow", where={"flow_code": "dan_su"})
    made = charts.stock_trend(frame)
    line, dots = made.data
    assert list(dots.x) == ["I/2021", "II/2021", "III/2021", "IV/2021", "I/2022", "II/2022", "III/2022"]
    ordered = frame.sort_values(["year", "quarter"])
    assert list(dots.y) == ordered["closing"].tolist()
    assert line.y[-1] is None and None not in line.y[:-1]
    assert dots.marker.color[-1] == theme.PAPER and dots.marker.color[-2] == theme.INK
    assert text.HOVER_PART.format(counted="11", expected="13") in dots.hovertext[-1]


def test_an_empty_frame_draws_nothing_and_does_not_fail(sample: Path):
    assert charts.stock(rows(unit_code="none")).data[1].x in (None, ())
    assert not charts.stock_trend(queries.read(queries.current(), "mart.province_caseflow", where={"year": 1999})).data[1].x


def test_stocks_lead_to_their_source(sample: Path):
    frame = rows(year=2022, quarter=3, flow_code="tin_bao").assign(source="caseflow?cases=x")
    linked = [each.text for each in charts.stock(frame).layout.annotations if "<a " in each.text]
    known = frame[["opening", "closing"]].notna().sum().sum() - (frame["opening"] == frame["closing"]).sum()
    assert len(linked) == known and all('href="caseflow?cases=x"' in each for each in linked)
