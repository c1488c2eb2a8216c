"""An office is known by any spelling of its name, and never by a name that two offices share."""

import pickle
import unicodedata
from pathlib import Path

import pandas as pd
import pytest

from etl.lists.calendar import default_calendar
from etl.lists.reference import Reference, read_reference
from etl.lists.units import UnitMatcher
from etl.problems import Problem

UNITS = [
    ("436", "VKSND thành phố Hà Tĩnh", "TP Hà Tĩnh"),
    ("437", "VKSND thị xã Hồng Lĩnh", "Hồng Lĩnh"),
    ("439", "VKSND huyện Hương Sơn", "Hương Sơn"),
    ("440", "VKSND huyện Đức Thọ", "Đức Thọ"),
    ("444", "VKSND huyện Hương Khê", "Hương Khê"),
    ("445", "VKSND huyện Thạch Hà", "Thạch Hà"),
    ("447", "VKSND huyện Kỳ Anh", "Kỳ Anh (huyện)"),
    ("448", "VKSND huyện Hoà Bình", None),
    ("449", "VKSND thị xã Kỳ Anh", "Kỳ Anh (thị xã)"),
    ("KV1", "VKSND khu vực 1 - Hà Tĩnh", "Khu vực 1"),
]
ALIASES = [("Hà Tĩnh", None), ("VKS TPHT", "436"), ("TXKA", "449"), ("VKS K.A", "447"), ("VKS K.A", "449")]


@pytest.fixture(scope="module")
def matcher() -> UnitMatcher:
    tables = {
        "units": pd.DataFrame(UNITS, columns=["unit_code", "name", "short_name"], dtype=object),
        "unit_aliases": pd.DataFrame(ALIASES, columns=["alias", "unit_code"], dtype=object),
    }
    return UnitMatcher(Reference(tables, default_calendar(), ""))


@pytest.mark.parametrize(
    "written",
    [
        "VKSND huyện Hương Sơn",
        "VKSND H. Hương Sơn",
        "VKSND H.Hương Sơn",
        "VKS Hương Sơn",
        "Hương Sơn",
        "  hương   sơn ",
        "VIỆN KIỂM SÁT NHÂN DÂN HUYỆN HƯƠNG SƠN",
        "Viện KSND huyện Hương Sơn",
        "huyện Hương Sơn",
        "VKSND huyện Hương Sơn, tỉnh Hà Tĩnh",
        "VKSND huyện Hương Sơn - Hà Tĩnh",
        unicodedata.normalize("NFD", "VKSND huyện Hương Sơn"),
        "439",
    ],
)
def test_spellings_of_one_office_are_one_unit(matcher: UnitMatcher, written: str) -> None:
    assert matcher.match(written) == "439"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("VKSND huyện Ðức Thọ", "440"),
        ("đức thọ", "440"),
        ("VKSND huyện Kì Anh", "447"),
        ("VKSND H. Kỳ Anh", "447"),
        ("TX Kỳ Anh", "449"),
        ("VKSND TX. Kỳ Anh", "449"),
        ("thị xã Kỳ Anh", "449"),
        ("txka", "449"),
        ("VKSND TP Hà Tĩnh", "436"),
        ("thành phố Hà Tĩnh", "436"),
        ("TP. Hà Tĩnh", "436"),
        ("VKS TPHT", "436"),
        ("Hòa Bình", "448"),
        ("VKSND khu vực 1", "KV1"),
        ("VKSND KV1 tỉnh Hà Tĩnh", "KV1"),
        ("kv1", "KV1"),
    ],
)
def test_other_spellings(matcher: UnitMatcher, written: str, code: str) -> None:
    assert matcher.match(written) == code


@pytest.mark.parametrize("written", ["VKSND Kỳ Anh", "Kỳ Anh", "VKS K.A"])
def test_a_name_two_units_share_is_refused_and_names_both(matcher: UnitMatcher, written: str) -> None:
    problem = matcher.match(written, "Bìa", "B3")
    assert isinstance(problem, Problem)
    assert (problem.severity, problem.code, problem.sheet, problem.cell) == ("error", "ambiguous_unit", "Bìa", "B3")
    assert "VKSND huyện Kỳ Anh (447) hoặc VKSND thị xã Kỳ Anh (449)" in problem.message


@pytest.mark.parametrize("written", ["Hà Tĩnh", "VKSND Hà Tĩnh", "vks ha\u0300 ti\u0303nh"])
def test_a_wording_that_is_deliberately_not_enough_is_refused(matcher: UnitMatcher, written: str) -> None:
    problem = matcher.match(written)
    assert isinstance(problem, Problem) and problem.code == "ambiguous_unit"
    assert "VKSND thành phố Hà Tĩnh (436)" in problem.message


@pytest.mark.parametrize(
    ("written", "closest"), [("VKSND huyện Huong Son", "439"), ("Hương Sơnn", "439"), ("Thach Ha", "445")]
)
def test_a_near_miss_names_the_closest_unit(matcher: UnitMatcher, written: str, closest: str) -> None:
    problem = matcher.match(written)
    assert isinstance(problem, Problem) and problem.code == "unknown_unit"
    assert f"({closest})" in problem.message


@pytest.mark.parametrize("written", ["VKSND tỉnh Nghệ An", "thị xã Hương Sơn", "xyz"])
def test_an_office_that_does_not_exist_is_refused(matcher: UnitMatcher, written: str) -> None:
    problem = matcher.match(written)
    assert isinstance(problem, Problem) and problem.code == "unknown_unit" and written in problem.message


@pytest.mark.parametrize("written", [None, "", "  \u00a0"])
def test_no_name_is_a_problem_of_its_own(matcher: UnitMatcher, written: str | None) -> None:
    problem = matcher.match(written)
    assert isinstance(problem, Problem) and problem.code == "missing_unit"


def test_it_survives_the_way_to_another_process(matcher: UnitMatcher) -> None:
    assert pickle.loads(pickle.dumps(matcher)).match("VKS Hương Sơn") == "439"


def test_an_alias_given_to_two_units_names_both() -> None:
    reference = read_reference(Path(__file__).resolve().parents[3] / "data" / "reference")
    answer = UnitMatcher(reference).match("VKSND Kỳ Anh")
    assert isinstance(answer, Problem) and answer.code == "ambiguous_unit"
    assert "(447)" in answer.message and "(449)" in answer.message
