"""docs/dictionary.md: current, complete, and worded as the lists mean it."""

from pathlib import Path

import duckdb
import pytest

from etl.commands.dictionary import _rows, dictionary_document
from etl.lists.terms import codes_of, parse_term
from tests.world import ROOT, World

HOW_TO_RENEW = "docs/dictionary.md đã cũ: chạy `python -m etl load`, rồi `python -m etl dictionary -o docs/dictionary.md`"


@pytest.fixture(scope="module")
def document(sample_folder: Path) -> str:
    return dictionary_document(sample_folder / "warehouse.duckdb")


@pytest.fixture(scope="module")
def sample(sample_folder: Path) -> World:
    return World(sample_folder)


def test_it_is_current(document: str) -> None:
    assert (ROOT / "docs" / "dictionary.md").read_text(encoding="utf-8") == document, HOW_TO_RENEW


def test_every_table_and_column_has_its_line(document: str, sample: World) -> None:
    rows = sample.rows("ref.dictionary")
    assert len(rows) > 300
    grains = {row["table_name"]: row["table_grain"] for row in rows}
    for row in rows:
        name = row["table_name"]
        as_it_was = name.replace("today.", "mart.", 1)
        if name != as_it_was and grains[name] == grains[as_it_was]:
            assert f"\n### {name}\n" not in document, name  # told once, as its twin
            continue
        part = document.split(f"\n### {name}\n")[1].split("\n### ")[0]
        line = f"| `{row['column_name']}` | {row['type']} | {row['unit_of_measure'] or ''} | "
        assert line + row["comment"].replace("|", "\\|") + " |" in part


def test_every_indicator_has_formula_direction_and_targets(document: str, sample: World) -> None:
    with_target = {row["indicator_code"] for row in sample.rows("mart.target")}
    indicators = sample.rows("mart.indicator")
    for row in indicators:
        part = document.split(f"\n#### {row['indicator_code']} · {row['indicator_name']}\n")[1].split("\n#### ")[0]
        assert ("không dưới mức" if row["direction"] == "at_least" else "không quá mức") in part
        for code in codes_of([*parse_term(row["numerator"]), *parse_term(row["denominator"] or "0")]):
            assert f"(`{code}`)" in part
        assert ("| năm | Ngành | Giao | Đăng ký |" in part) == (row["indicator_code"] in with_target)
    assert len(indicators) == 80


@pytest.mark.parametrize(
    ("indicator", "line"),
    [
        ("TB02", "| 2022 | ≥ 90% | ≥ 90% | ≥ 90% (10 đơn vị)<br>≥ 92% (1 đơn vị) |"),
        ("TA04", " + 2 × Số kháng nghị trong thi hành án dân sự, hành chính (`ta_khang_nghi`)"),
        ("XX01", "× số kiểm sát viên hiện có cuối kỳ"),
        ("TB02", "- Mẫu số: Số tố giác, tin báo về tội phạm, kiến nghị khởi tố chưa giải quyết kỳ trước chuyển sang (`tb_cu`) + "),
    ],
)
def test_it_says_what_the_lists_say(indicator: str, line: str, document: str) -> None:
    assert line in document.split(f"\n#### {indicator} · ")[1].split("\n#### ")[0]


def test_targets_by_volume_name_both_sides(document: str) -> None:
    assert "≥ 2 vụ (quy mô dưới 100); ≥ 5% (quy mô từ 100 trở lên)" in document


def test_links_inside_the_document_lead_somewhere(document: str) -> None:
    for line in document.splitlines():
        for target in [part.split(")")[0] for part in line.split("](")[1:]]:
            if not target.startswith("#"):
                assert (ROOT / "docs" / target).exists(), target


def test_the_command_writes_it(sample: World, tmp_path: Path, document: str) -> None:
    outcome = sample.run("dictionary", "-o", str(tmp_path / "new" / "dictionary.md"))
    assert outcome.code == 0, outcome.output
    assert (tmp_path / "new" / "dictionary.md").read_text(encoding="utf-8") == document


def test_without_a_publication_it_says_so(tmp_path: Path) -> None:
    outcome = World(tmp_path / "data").run("dictionary", "-o", str(tmp_path / "x.md"))
    assert outcome.code == 1 and not (tmp_path / "x.md").exists()


def test_no_name_is_a_tag() -> None:
    with duckdb.connect() as connection:
        (row,) = _rows(connection, "select '<script>x</script><!-- ≤ 5 < 6 <3' as name, 1 as n")
    assert row == {"name": "&lt;script>x&lt;/script>&lt;!-- ≤ 5 < 6 <3", "n": 1}
