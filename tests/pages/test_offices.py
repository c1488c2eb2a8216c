"""Offices as they were, or today's: chosen once, kept in every address, and closed offices lead to their successors."""

import html
import re
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open, press, unlinked, words
from tests.world import World, submission
from ui.kit import queries
from ui.kit.navigation import PLACES
from ui.text import common

pytestmark = pytest.mark.slow

PAGES = [place.file for place in PLACES]
TODAY = {"offices": "today"}


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A and B merge into C on 1 June 2022; D is parted between C and E; G goes on. A and B reported 10 and 7."""
    world = World(tmp_path_factory.mktemp("merged") / "data")
    closed, opened = {"closed_on": "2022-05-31"}, {"opened_on": "2022-06-01"}
    for code, days in (("A", closed), ("B", closed), ("D", closed), ("C", opened), ("E", opened), ("G", {})):
        world.unit(code, name=f"VKSND huyện {code}", short_name=f"Huyện {code}", cluster="I", **days)
    for before, after, share in (("A", "C", 1), ("B", "C", 1), ("D", "C", 0.75), ("D", "E", 0.25)):
        world.add("unit_changes", predecessor=before, successor=after, effective_on="2022-06-01", share=share)
    world.add("unit_aliases", alias="Viện A cũ", unit_code="A")
    world.add("fields", field_code="F", name="Lĩnh vực F")
    world.elements("n", "d", "opening", "received", "resolved")
    world.element("closing", "last")
    world.count("K", "n", is_focus="true")
    world.rate("R", "n", "d")
    world.add("case_flows", flow_code="W", field_code="F", name="Dòng án", opening="opening", received="received", resolved="resolved",
              closing="closing")  # fmt: skip
    for year in (2021, 2022):
        world.plan(f"N{year}", year=year)
        world.target(f"N{year}", "K", 40)
        world.target(f"N{year}", "R", 50)
    given = {"A": 10, "B": 7, "D": 8, "G": 3}
    cases = {"opening": 2, "received": 5, "resolved": 4, "closing": 3}
    for year, quarter in ((2021, 1), (2021, 2), (2022, 1), (2022, 2)):
        world.file(f"{year}-{quarter}.csv", *(submission(u, year, quarter, {"n": n, "d": 20, **cases}) for u, n in given.items()))
    world.file("2022-3.csv", *(submission(u, 2022, 3, {"n": 6, "d": 20, **cases}) for u in ("C", "E", "G")))
    world.publish()
    return world.root


@pytest.fixture
def folder(merged: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATA_DIR", str(merged))
    return merged


def views(at: AppTest) -> dict[str, str]:
    """The ways between the two views in the head: what is said, "" for the one in force, else its address."""
    found = re.search(r'<span class="offices">(.*?)</span>', words(at))
    parts = re.findall(r'<b>([^<]*)</b>|<a href="([^"]*)"[^>]*>([^<]*)</a>', found[1]) if found else []
    return {bold or said: address for bold, address, said in parts}


def chosen(at: AppTest) -> list[str]:
    names = {"như từng thời kỳ": "mart", "theo đơn vị hiện nay": "today"}
    return [names[said] for said, address in views(at).items() if not address]


def asked(href: str) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlparse(html.unescape(href)).query).items()}


def links(at: AppTest) -> list[str]:
    """Every address inside the page's HTML, and those of the links between the pages."""
    return re.findall(r'href="([^"#][^"]*)"', words(at))


def row(table: str, offices: str = "today", **where: object) -> dict:
    found = queries.one(queries.Source(queries.current(), offices), table, where=where)
    assert found is not None, (table, where)
    return found


@pytest.mark.parametrize("file", PAGES)
@pytest.mark.long
def test_the_choice_is_in_every_link_of_every_page(open_page: Open, folder: Path, file: str) -> None:
    at = open_page(file, quarter="2022-Q1", **TODAY)
    assert not at.exception
    assert chosen(at) == ["today"]
    other = set(views(at).values())
    inside = [each for each in links(at) if not each.startswith("http") and each not in other]
    assert all(asked(each).get("offices") == "today" for each in inside), inside
    for each in at.get("page_link"):
        assert "offices=today" in each.proto.query_string


@pytest.mark.parametrize("file", PAGES)
def test_an_address_without_the_choice_means_offices_as_they_were(open_page: Open, folder: Path, file: str) -> None:
    at = open_page(file, quarter="2022-Q1")
    assert not at.exception
    assert chosen(at) == ["mart"]
    other = set(views(at).values())
    assert "offices" not in at.query_params and not [each for each in links(at) if "offices=" in each and each not in other]


def test_the_way_to_the_other_view_and_back_keeps_every_choice(open_page: Open, folder: Path) -> None:
    there = views(open_page("pages/unit.py", quarter="2022-Q1", unit="G", level="national"))["theo đơn vị hiện nay"]
    kept = {"province": "42", "quarter": "2022-Q1", "unit": "G", "level": "national", "offices": "today"}
    assert kept.items() <= asked(there).items()
    at = open_page("pages/unit.py", **asked(there))
    assert chosen(at) == ["today"]
    back = open_page("pages/unit.py", **asked(views(at)["như từng thời kỳ"]))
    assert chosen(back) == ["mart"] and "offices" not in back.query_params


def test_a_picture_says_the_view_and_leads_nowhere(open_page: Open, folder: Path) -> None:
    assert views(open_page(quarter="2022-Q1", present="1", **TODAY)) == {"theo đơn vị hiện nay": ""}
    assert not views(open_page(quarter="2022-Q1", present="1"))


def test_without_changed_offices_there_is_nothing_to_choose(open_page: Open, sample: Path) -> None:
    at = open_page(quarter="2022-Q3", **TODAY)
    assert not at.exception and not chosen(at) and "theo đơn vị hiện nay" not in words(at)


def test_an_unknown_view_is_said(open_page: Open, folder: Path) -> None:
    at = open_page(quarter="2022-Q1", offices="tomorrow")
    assert "Không có cách xem đơn vị “tomorrow”" in words(at) and chosen(at) == ["mart"]


def test_a_merger_is_the_sum_of_both_and_they_remain_as_they_were(open_page: Open, folder: Path) -> None:
    assert row("mart.attainment", unit_code="C", indicator_code="K", year=2022, quarter=1)["numerator"] == 10 + 7 + 0.75 * 8
    today = unlinked(words(open_page("pages/unit.py", unit="C", quarter="2022-Q1", **TODAY)))
    assert '<span class="number value">23' in today
    assert '<span class="number value">10<' in unlinked(words(open_page("pages/unit.py", unit="A", quarter="2022-Q1")))


@pytest.mark.parametrize("called", ["A", "VKSND huyện A", "viện a cũ"])
def test_a_closed_office_leads_to_its_successor(open_page: Open, folder: Path, called: str) -> None:
    at = open_page("pages/unit.py", unit=called, quarter="2022-Q1", **TODAY)
    assert not at.exception
    assert "VKSND huyện A đã kết thúc hoạt động ngày 31/05/2022, nay thuộc VKSND huyện C. Đang xem VKSND huyện C." in words(at)
    assert at.selectbox("choice_unit").value == "C"


def test_a_parted_office_names_all_that_it_went_into(open_page: Open, folder: Path) -> None:
    said = words(open_page("pages/overview.py", unit="D", quarter="2022-Q1", **TODAY))
    assert "nay thuộc VKSND huyện C (75%) và VKSND huyện E (25%). Đang xem VKSND huyện C." in said


def test_closed_offices_stay_in_the_list_and_say_where_they_went(open_page: Open, folder: Path) -> None:
    at = open_page("pages/unit.py", quarter="2022-Q1", **TODAY)
    named = list(at.selectbox("choice_unit").options)
    assert "VKSND huyện A (nay thuộc Huyện C)" in named and "VKSND huyện D (nay thuộc Huyện C, Huyện E)" in named
    at.selectbox("choice_unit").select("A").run()
    assert "nay thuộc VKSND huyện C" in words(at) and not at.exception


def test_as_they_were_a_closed_office_opens_at_its_last_quarter(open_page: Open, folder: Path) -> None:
    at = open_page("pages/unit.py", unit="A")
    assert at.selectbox("choice_quarter").value == "2022-Q2"
    said = words(open_page("pages/unit.py", unit="A", quarter="2022-Q3"))
    assert "VKSND huyện A đã kết thúc hoạt động ngày 31/05/2022: không có số liệu quý III/2022." in said
    assert "Nay thuộc VKSND huyện C. Kỳ hoạt động cuối cùng là quý II/2022." in said


def test_an_office_to_come_is_not_called_closed(open_page: Open, folder: Path) -> None:
    at = open_page("pages/unit.py", unit="C", quarter="2022-Q1")
    assert "VKSND huyện C hoạt động từ ngày 01/06/2022: không có số liệu quý I/2022." in words(at)
    assert "VKSND huyện C (khi ấy chưa thành lập)" in at.selectbox("choice_unit").options


@pytest.mark.parametrize("file", ["pages/unit.py", "pages/overview.py", "pages/indicator.py", "pages/caseflow.py"])
def test_what_rests_on_a_share_is_said_to_be_an_estimate(open_page: Open, folder: Path, file: str) -> None:
    for of, is_estimate in (("C", True), ("G", False)):
        at = open_page(file, unit=of, indicator="K", quarter="2022-Q1", **TODAY)
        assert not at.exception
        if file == "pages/unit.py":
            assert ("ước tính" in words(at).replace(common.ESTIMATES, "")) == is_estimate, of
        elif file == "pages/caseflow.py":  # its card; the picture of all units names those whose stocks are
            assert (">ước tính<" in words(at)) == is_estimate, of
        elif file == "pages/indicator.py":
            assert "ước tính" in words(at)


@pytest.mark.parametrize("file", ["pages/overview.py", "pages/province.py", "pages/offices.py", "pages/unit.py"])
def test_a_page_with_estimates_says_what_they_are(open_page: Open, folder: Path, file: str) -> None:
    choices = {"unit": "C"} if file == "pages/unit.py" else {}
    assert common.ESTIMATES in words(open_page(file, **TODAY, **choices))
    assert common.ESTIMATES not in words(open_page(file, unit="G"))


def test_a_result_of_today_leads_to_the_cells_of_those_that_it_carries(open_page: Open, folder: Path) -> None:
    at = open_page("pages/unit.py", unit="C", quarter="2022-Q1", trace="C.K", **TODAY)
    assert not at.exception
    said = words(at)
    for office in ("– Huyện A", "– Huyện B", "– Huyện D (75%)"):
        assert office in said
    assert "2022-1.csv" in said


def test_the_trace_of_a_closed_office_is_its_successors(open_page: Open, folder: Path) -> None:
    at = open_page("pages/unit.py", unit="C", quarter="2022-Q1", trace="D.K", **TODAY)
    assert not at.exception and "– Huyện D (75%)" in words(at) and "Không có" not in words(at).split('class="trace"')[1][:400]


def test_reports_stay_with_the_offices_that_made_them(open_page: Open, folder: Path) -> None:
    at = open_page("pages/reporting.py", unit="C", quarter="2022-Q2", **TODAY)
    assert not at.exception
    assert "vẫn đứng tên đơn vị đã lập" in words(at)
    record = words(open_page("pages/unit.py", unit="C", quarter="2022-Q2", **TODAY)).split('table class="plain record"')[1]
    assert all(name in record.split("</table>")[0] for name in ("Huyện A", "Huyện B", "Huyện D", "Huyện C"))


def test_the_dictionary_finds_closed_offices_by_name_alias_and_code(open_page: Open, folder: Path) -> None:
    for typed in ("huyen a", "vien a cu"):
        said = unlinked(words(open_page("pages/lookup.py", find=typed)))
        assert "Kết thúc hoạt động ngày 31/05/2022." in said and "Nay thuộc: VKSND huyện C." in said
    assert "today.attainment" in words(open_page("pages/lookup.py", find="today.attainment"))


@pytest.mark.parametrize(("schema", "offices"), [("today", "today"), ("mart", "mart")])
def test_rows_of_a_query_lead_to_the_view_that_they_are_of(open_page: Open, folder: Path, schema: str, offices: str) -> None:
    sql = f"select unit_code, indicator_code, year, quarter, value from {schema}.attainment where unit_code = 'G' and quarter = 1"
    at = press(open_page("pages/lookup.py", sql=sql))
    found = [each for each in at.dataframe[0].value["Nguồn"]]
    assert found and all(asked(each)["offices"] == offices for each in found)


def test_a_snapshot_from_before_the_second_view_still_opens(open_page: Open, published: Path) -> None:
    at = open_page(**TODAY)
    assert not at.exception and not chosen(at)


