"""The case flow page says what the tables hold for every flow and place, and says so when it cannot."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.pages.conftest import Open, unlinked, words
from ui.kit import format as fmt
from ui.kit import queries
from ui.text import caseflow as text

pytestmark = pytest.mark.slow

PAGE = "pages/caseflow.py"


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def cards(html: str) -> dict[str, tuple[str, str]]:
    """Each card's figure, and what stands beside and below it."""
    found = re.findall(r'<dt>([^<]+)</dt><dd class="figure">([^<]+)(.*?)</div>', unlinked(html))
    return {label: (figure, plain(rest).strip()) for label, figure, rest in found}


def published_row(choices: dict[str, str]) -> dict[str, Any]:
    where = {"flow_code": choices["flow"], "year": int(choices["quarter"][:4]), "quarter": int(choices["quarter"][-1])}
    if "unit" in choices:
        found = queries.one(queries.current(), "mart.caseflow", where=where | {"unit_code": choices["unit"]})
    else:
        found = queries.one(queries.current(), "mart.province_caseflow", where=where)
    assert found
    return found


@pytest.mark.parametrize("choices", [
    {"quarter": "2022-Q3", "flow": "tin_bao"}, {"quarter": "2022-Q2", "flow": "dieu_tra_bi_can"},
    {"quarter": "2021-Q4", "flow": "thi_hanh_an"}, {"quarter": "2022-Q3", "flow": "dan_su", "unit": "440"},
    {"quarter": "2022-Q3", "flow": "dan_su", "unit": "448"}, {"quarter": "2022-Q1", "flow": "khieu_nai", "unit": "441"},
])  # fmt: skip
def test_cards_are_the_published_row(open_page: Open, sample: Path, choices: dict[str, str]):
    at = open_page(PAGE, **choices)
    assert not at.exception
    row, shown = published_row(choices), cards(words(at))
    for label, column in ((text.OPENING, "opening"), (text.RECEIVED, "received"), (text.RESOLVED, "resolved"), (text.CLOSING, "closing")):
        assert shown[label][0] == fmt.amount(row[column])
        assert shown[label][1].startswith(row["unit_of_measure"])
    assert shown[text.RATE][0] == fmt.percent(row["resolution_percent"])
    if row["to_resolve"] == 0:
        assert shown[text.RATE][1] == text.NOTHING and shown[text.CARRIED][1] == text.NOTHING_CARRIED
    elif row.get("is_known", True):
        assert fmt.of(row["resolved"], row["to_resolve"]) in shown[text.RATE][1]
    else:
        assert shown[text.RATE][1] == shown[text.CARRIED][1] == text.UNKNOWN_YET
    assert shown[text.CARRIED][0] == fmt.percent(row["carried_over_resolved_percent"])
    if "unit" not in choices:
        assert shown[text.COUNTED][0] == fmt.number(row["units_counted"])
        for name in str(row["units_missing"] or "").split(", "):
            assert name in shown[text.COUNTED][1]


@pytest.mark.parametrize(("quarter", "is_like"), [("2025-Q2", True), ("2025-Q4", False)])
def test_what_is_said_of_stocks_says_of_whom(
    open_page: Open, sample_2025_folder: Path, monkeypatch: pytest.MonkeyPatch, quarter: str, is_like: bool
):
    monkeypatch.setenv("DATA_DIR", str(sample_2025_folder))
    choices = {"quarter": quarter, "flow": "tin_bao"}
    html = unescape(words(open_page(PAGE, **choices)))
    note = published_row(choices)["stock_change_note"]
    assert fmt.is_unknown(note) == is_like
    heading = html[html.index(text.WATERFALL) :].split("</h", 1)[0]
    assert (text.WATERFALL_HELP if is_like else f"{text.WATERFALL_HELP} · {note}") in heading
    # One of five offices has not reported: nowhere means nowhere of the four.
    assert (text.GROWING_NONE_OF.format(known=4, all=5) in html) == (quarter == "2025-Q4")


def test_stock_that_grows_is_said_where_it_grows_most_first(open_page: Open, sample: Path):
    html = words(open_page(PAGE, quarter="2022-Q3", flow="dan_su"))
    where = {"year": 2022, "quarter": 3, "flow_code": "dan_su", "is_known": True, "stock_change": (">", 0)}
    rows = queries.records(queries.read(queries.current(), "mart.caseflow", where=where, order=["stock_change desc", "unit_short_name vi"]))
    assert len(rows) == 6
    said = re.findall(r"<li><b>([^<]+)</b><p>([^<]+)</p></li>", unlinked(html))
    assert [name for name, _ in said] == [row["unit_short_name"] for row in rows]
    for (_, sentence), row in zip(said, rows, strict=True):
        assert f"Tồn tăng {fmt.amount(row['stock_change'])} vụ việc" in sentence
        assert fmt.of(row["resolved"], row["to_resolve"]) in sentence


def test_all_flows_of_the_place_each_in_its_own_unit(open_page: Open, sample: Path):
    html = words(open_page(PAGE, quarter="2022-Q3", flow="dan_su"))
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html[html.index(f'aria-label="{text.FLOWS}"') :])[1:]
    wanted = queries.records(
        queries.read(queries.current(), "mart.province_caseflow", where={"year": 2022, "quarter": 3}, order=["flow_order"])
    )
    assert len(rows) == len(wanted) == 9
    for html_row, row in zip(rows, wanted, strict=True):
        cells = [plain(cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", html_row)]
        amounts = [fmt.amount(row[part]) for part in ("opening", "received", "resolved", "closing")]
        assert cells[:6] == [row["flow_name"], row["unit_of_measure"], *amounts]
        assert cells[-1] == f"{row['units_counted']}/{row['units_expected']}"
        assert f"flow={row['flow_code']}" in html_row


def test_a_unit_that_did_not_report_is_not_zero(open_page: Open, sample: Path):
    at = open_page(PAGE, quarter="2022-Q3", flow="dan_su", unit="448")
    shown = cards(words(at))
    assert shown[text.CLOSING][0] == "–" and shown[text.RATE][0] == "–"
    assert text.GROWING_NONE_KNOWN in words(at)


def test_codes_that_do_not_exist_are_said(open_page: Open, sample: Path):
    at = open_page(PAGE, quarter="2022-Q3", flow="zz", unit="999")
    assert not at.exception
    said = unescape(words(at))
    assert "Không có dòng án mã “zz”" in said and "Không có đơn vị mã “999”" in said


def test_a_picture_says_in_one_sentence_what_its_address_names_amiss(open_page: Open, sample: Path) -> None:
    def notices(**choices: str) -> list[str]:
        return re.findall(r'<p class="notice">(.*?)</p>', words(open_page(PAGE, quarter="2022-Q3", present="1", **choices)))

    several, caveat, *_ = notices(flow="zz", unit="999")
    assert several == "Đường dẫn ghi sai: “999”, “zz”; đang xem như tiêu đề ghi." and "11/13" in caveat
    assert notices(flow="zz")[0].startswith("Không có dòng án mã “zz”")


@pytest.mark.parametrize("unit", [None, "A", "gone"])
def test_odd_places_are_designed(open_page: Open, odd: Path, unit: str | None):
    at = open_page(PAGE, quarter="2022-Q2", flow="TB", **({"unit": unit} if unit else {}))
    assert not at.exception
    said = plain(words(at))
    if unit == "gone":
        assert "đã kết thúc hoạt động ngày 30/11/2021" in said
    else:
        assert text.UNBALANCED in said and "10 + mới 30 − giải quyết 25 = 15, báo cáo ghi còn lại 18 (lệch +3 vụ)" in said


def test_without_flows_the_page_says_so(open_page: Open, small_folder: Path):
    at = open_page(PAGE)
    assert not at.exception
    assert text.NO_FLOWS in [each.value for each in at.markdown]


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A flow whose restated stock breaks the identity, a unit where nothing arose, and one that has closed."""
    from tests.world import World, submission

    world = World(tmp_path / "data")
    for code in "AB":
        world.unit(code)
    world.unit("gone", closed_on="2021-11-30")
    world.element("old", "first")
    world.element("left", "last")
    world.elements("new", "done")
    world.count("K", "new")
    world.plan("N")
    world.target("N", "K", 1)
    world.add("case_flows", flow_code="TB", field_code="F", name="Tin báo", opening="old", received="new", resolved="done", closing="left")
    world.file(
        "2022.csv",
        submission("A", 2022, 1, {"old": 10, "new": 20, "done": 15, "left": 15}),
        submission("A", 2022, 2, {"old": 18, "new": 10, "done": 10, "left": 18}),
        submission("B", 2022, 2, {"old": 0, "new": 0, "done": 0, "left": 0}),
    )
    world.publish()
    monkeypatch.setenv("DATA_DIR", str(world.root))
    return world.root


def test_the_picture_view_has_no_controls(open_page: Open, sample: Path):
    at = open_page(PAGE, quarter="2022-Q3", present="1")
    assert not at.exception and not at.button


def test_a_field_has_its_own_flows(open_page: Open, sample: Path):
    at = open_page(PAGE, quarter="2022-Q3", flow="dan_su", field="DT")
    assert not at.exception
    assert at.selectbox(key="choice_flow").value == "dieu_tra"
    html = words(at)
    assert "“dan_su”" not in html  # the field changed: its flow gives way in silence
    wanted = queries.read(queries.current(), "mart.province_caseflow", where={"year": 2022, "quarter": 3, "field_code": "DT"})
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html[html.index('aria-label="Dòng án lĩnh vực Khởi tố, điều tra"') :])[1:]
    assert len(rows) == len(wanted) == 2
    assert all("field=DT" in row for row in rows)


def test_a_field_without_flows_leads_to_those_of_others(open_page: Open, sample: Path):
    at = open_page(PAGE, quarter="2022-Q3", field="QL", unit="444")
    assert not at.exception
    assert any("Lĩnh vực Quản lý, CNTT không theo dõi dòng án nào" in each.value for each in at.markdown)
    html = words(at)
    assert html.count("field=all") == 9
