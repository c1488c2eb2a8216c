"""What the writers write, the readers give back, whatever the figures are."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.numbers import amount_text
from etl.reading import Explanation
from etl.template.collection import write_collection_form
from etl.template.content import CollectionContent, FormContent, PlanContent, PlanRow
from etl.template.plan import write_plan_form
from etl.template.quarterly import write_quarterly_form
from tests.etl.reading.written import UNITS, elements, forms, found, lists, read, reference

pytestmark = pytest.mark.slow

WHOLE = {code for code in elements() if lists().elements[code].is_whole}
MONEY = [code for code in elements() if code not in WHOLE]
#: What has room in the columns of the forms, and what has not: twelve digits.
counts = st.integers(0, 10**9).map(Decimal)
too_wide = st.integers(10**11, 10**14).map(Decimal)
amounts = st.integers(0, 10**12).map(lambda number: Decimal(number).scaleb(-4).normalize() + 0)
texts = st.text(alphabet="aăâđêôơưáàảãạ ABCĐÔ,.-;()0123456789\n", min_size=1, max_size=60).filter(lambda text: text.strip())
few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def figures_of(codes: tuple[str, ...]) -> st.SearchStrategy[dict[str, Decimal]]:
    chosen = st.sets(st.sampled_from(codes), min_size=1)
    return chosen.flatmap(lambda codes: st.fixed_dictionaries({code: counts if code in WHOLE else amounts for code in codes}))


def test_the_forms_tried_hold_money_too() -> None:
    assert MONEY and WHOLE


@few
@given(
    figures=figures_of(elements()),
    cumulatives=figures_of(elements()),
    unit=st.sampled_from(UNITS),
    period=st.tuples(st.integers(2020, 2024), st.integers(1, 4)),
    early=st.integers(0, 80),
    causes=st.dictionaries(st.sampled_from(sorted(lists().indicators)), texts, max_size=5),
    signed_by=st.none() | texts,
)
def test_a_quarterly_report(
    tmp_path: Path, figures: dict[str, Decimal], cumulatives: dict[str, Decimal], unit: str, period: tuple[int, int],
    early: int, causes: dict[str, str], signed_by: str | None,
) -> None:  # fmt: skip
    last = reference().calendar.quarter_bounds(*period)[1]
    period_to = date.fromordinal(last.toordinal() - early)
    told = [Explanation(code, text, None, None, last, None, None) for code, text in causes.items()]
    content = FormContent(
        period_to=period_to, figures=figures, cumulatives=cumulatives, explanations=told, signed_by=signed_by
    )
    path = tmp_path / "form.xlsx"
    write_quarterly_form(reference(), forms()["quarterly"], unit, *period, path, content)
    (submission,) = read(path).submissions
    assert (submission.unit_code, submission.year, submission.quarter) == (unit, *period)
    assert submission.period_to == period_to
    assert {cell.data_element_code: cell.value for cell in submission.figures} == figures
    assert {cell.data_element_code: cell.value for cell in submission.cumulatives} == cumulatives
    assert {each.indicator_code: each.cause for each in submission.explanations} == {
        code: text.strip() for code, text in causes.items()
    }
    assert submission.signed_by == (signed_by.strip() if signed_by else None)
    assert [problem.code for problem in submission.problems] == ([] if signed_by else ["not_signed"])


@few
@given(figures=st.dictionaries(st.sampled_from(sorted(WHOLE)), too_wide, min_size=1, max_size=2), others=figures_of(elements()))
def test_a_figure_without_room_is_refused_by_name_and_the_others_are_read(
    tmp_path: Path, figures: dict[str, Decimal], others: dict[str, Decimal]
) -> None:
    path = tmp_path / "form.xlsx"
    content = FormContent(figures=others | figures, cumulatives=others | figures)
    write_quarterly_form(reference(), forms()["quarterly"], "436", 2022, 1, path, content)
    (submission,) = read(path).submissions
    rest = {code: value for code, value in others.items() if code not in figures}
    for read_back in (submission.figures, submission.cumulatives):
        assert {cell.data_element_code: cell.value for cell in read_back} == rest
    unseen = [problem for problem in submission.problems if problem.code == "unseen_number"]
    for code, value in figures.items():
        told = [each for each in unseen if f"({code})" in each.message and f"{amount_text(value)} " in each.message]
        assert sorted(each.severity for each in told) == ["error", "warning"]
        assert all("kéo rộng cột" in each.message for each in told)
    assert len(unseen) == 2 * len(figures)


@few
@given(figures=st.dictionaries(st.sampled_from(UNITS), figures_of(elements())))
def test_a_collection(tmp_path: Path, figures: dict[str, dict[str, Decimal]]) -> None:
    # What has room in the columns of the form, and the sums of it as well.
    figures = {
        unit: {code: value % 10**6 if code in WHOLE else value.quantize(Decimal("0.1")) % 10**5 for code, value in own.items()}
        for unit, own in figures.items()
    }
    path = tmp_path / "form.xlsx"
    write_collection_form(reference(), forms()["collection"], 2022, 3, path, CollectionContent(figures=figures))
    reading = read(path)
    assert {
        submission.unit_code: {cell.data_element_code: cell.value for cell in submission.figures}
        for submission in reading.submissions
    } == figures
    assert found(reading) == []


@few
@given(
    values=st.dictionaries(
        st.sampled_from(sorted(code for code, each in lists().indicators.items() if each.kind == "count")),
        st.tuples(st.integers(0, 5000), st.none() | st.sampled_from(["linear", "year_end", "each_quarter"]), st.booleans()),
        min_size=1,
    ),
    number=st.none() | st.just("12/KH-VKS"),
)
def test_a_plan(tmp_path: Path, values: dict[str, tuple[int, str | None, bool]], number: str | None) -> None:
    last = reference().calendar.year_bounds(2022)[1]
    rows = [
        PlanRow(code, value, phasing=phasing, due_on=last if is_dated else None)
        for code, (value, phasing, is_dated) in values.items()
    ]
    path = tmp_path / "plan.xlsx"
    write_plan_form(reference(), forms()["plan"], "447", 2022, path, PlanContent(number=number, targets=rows))
    reading = read(path)
    (plan,) = reading.plans
    assert (plan.unit_code, plan.year, plan.number) == ("447", 2022, number)
    assert {each.indicator_code: (each.value, each.phasing, each.due_on) for each in plan.targets} == {
        code: (value, phasing, last if is_dated else None) for code, (value, phasing, is_dated) in values.items()
    }
    assert found(reading) == []


@pytest.mark.parametrize("kind", ["quarterly", "collection", "plan", "inspection"])
def test_an_empty_form_has_nothing_wrong_but_that_it_is_empty(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "form.xlsx"
    if kind == "quarterly":
        write_quarterly_form(reference(), forms()["quarterly"], "449", 2022, 2, path)
        assert [problem.code for problem in read(path).submissions[0].problems] == ["not_signed"]
    elif kind == "collection":
        write_collection_form(reference(), forms()["collection"], 2022, 2, path)
        assert read(path).submissions == []
    else:
        write_plan_form(reference(), forms()["plan"], "449", 2022, path)
        assert read(path).plans[0].targets == []
    assert read(path).problems == []
