"""docs/analysts.md: every fenced block is run as an analyst would run it, and each worked question gives a checked answer."""

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.world import ROOT, Row, World

pytestmark = pytest.mark.slow

TEXT = (ROOT / "docs" / "analysts.md").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, the heading that it stands under, its code."""

    language: str
    heading: str
    code: str

    def __str__(self) -> str:
        return f"{self.language}: {self.heading}"


def blocks() -> list[Block]:
    """Every fenced block, in order; a fence without a language, or one left open, is a fault."""
    found: list[Block] = []
    heading, language, code = "", None, []
    for line in TEXT.splitlines():
        if line.startswith("```"):
            if language is None:
                language, code = line.removeprefix("```"), []
                assert language, "a block without a language is not run by any test"
            else:
                found.append(Block(language, heading, "\n".join(code) + "\n"))
                language = None
        elif language is not None:
            code.append(line)
        elif line.startswith("#"):
            heading = line.lstrip("# ")
    assert language is None
    return found


BLOCKS = blocks()
QUESTIONS = {block.heading.split(".")[0]: block for block in BLOCKS if re.match(r"\d+\. ", block.heading)}


def of(*languages: str) -> list[Block]:
    return [block for block in BLOCKS if block.language in languages]


@pytest.fixture(scope="module")
def sample(sample_folder: Path) -> World:
    return World(sample_folder)


@pytest.fixture(scope="module")
def desk(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which ``data/`` is the loaded sample: where the document's commands are typed."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(sample_folder, folder / "data")
    return folder


def run(desk: Path, *command: str) -> str:
    """What a command prints, run on the desk with the tools of the environment; fails with its error."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = {key: value for key, value in os.environ.items() if key != "DATA_DIR"}
    environment |= {"PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_block_is_of_a_kind_that_is_run_or_says_that_it_is_not() -> None:
    assert {block.language for block in BLOCKS} == {"sql", "bash", "python", "r", "powershell"}
    assert len(of("powershell")) == 1 and "Windows PowerShell (không chạy trong kiểm thử)" in TEXT
    assert len(of("bash")) >= 5 and len(of("python")) == 2 and len(of("r")) == 3


@pytest.mark.skipif(os.name == "nt", reason="the commands are for a Unix shell")
@pytest.mark.parametrize("block", of("bash"), ids=str)
def test_commands_run(block: Block, desk: Path) -> None:
    run(desk, "bash", "-euc", block.code)


@pytest.mark.skipif(os.name == "nt", reason="the commands are for a Unix shell")
def test_the_command_line_shows_what_the_page_shows(desk: Path, sample: World) -> None:
    block = next(block for block in of("bash") if "from mart.scorecard" in block.code)
    out = run(desk, "bash", "-euc", block.code.replace("duckdb -readonly", "duckdb -readonly -csv"))
    rows = sample.rows("mart.scorecard", year=2022, quarter=3)
    shown = list(csv.DictReader(out.splitlines()))
    said = {row["unit_short_name"]: (int(row["met_or_exceeded"]), int(row["targets_judged"])) for row in shown}
    assert said == {row["unit_short_name"]: (row["met_or_exceeded"], row["targets_judged"]) for row in rows} and len(said) == 13


@pytest.mark.skipif(os.name == "nt", reason="the commands are for a Unix shell")
def test_the_copy_can_be_written_to(desk: Path) -> None:
    run(desk, "bash", "-euc", next(block for block in of("bash") if "cua-toi" in block.code).code)
    assert os.access(desk / "cua-toi.duckdb", os.W_OK) and (desk / "cua-toi.duckdb").stat().st_mode & 0o200
    with duckdb.connect(str(desk / "cua-toi.duckdb")) as connection:
        connection.execute("update mart.unit set cluster = 'của tôi'")
        assert connection.execute("select distinct cluster from mart.unit").fetchall() == [("của tôi",)]


@pytest.mark.skipif(os.name == "nt", reason="the commands are for a Unix shell")
def test_an_own_database_reads_the_warehouse_beside_it(desk: Path, sample: World) -> None:
    run(desk, "bash", "-euc", next(block for block in of("bash") if "attach" in block.code).code)
    with duckdb.connect(str(desk / "phan-tich.duckdb"), read_only=True) as connection:
        (own,) = connection.execute("select count(*) from tin_bao").fetchall()
    assert own[0] == len(sample.rows("mart.attainment", indicator_code="TB02"))


@pytest.mark.skipif(os.name == "nt", reason="the commands are for a Unix shell")
def test_the_exports_are_where_the_text_puts_them(desk: Path) -> None:
    run(desk, "bash", "-euc", next(block for block in of("bash") if "--format parquet" in block.code).code)
    written = {path.name for path in (desk / "xuat").iterdir()}
    assert {"mart.unit.parquet", "mart.attainment.csv", "mart.figure.csv", "mart.scorecard.xlsx", "datapackage.json"} <= written


@pytest.mark.parametrize("block", of("python"), ids=str)
def test_python_runs(block: Block, desk: Path, sample: World) -> None:
    out = run(desk, sys.executable, "-c", block.code)
    if "pandas" in block.heading:
        judged = sample.sql("select count(*) as n from mart.attainment where year = 2022 and quarter = 2 and status = 'met'")
        assert "met" in out and judged[0]["n"] > 0
        total = run(desk, sys.executable, "-c", block.code + "\nprint('tổng', int(dem['met'].sum()))\n")
        assert f"tổng {judged[0]['n']}" in total
    else:
        for row in sample.rows("mart.caseflow", year=2022, quarter=2):
            assert row["flow_name"][:10] in out


# ---- R


def test_the_block_for_the_duckdb_package_asks_what_the_file_can_answer(sample: World) -> None:
    """The package cannot be had without the Internet: its SQL is run, the rest is held against what the text promises."""
    block = next(block for block in of("r") if "duckdb::duckdb()" in block.code)
    (select,) = re.findall(r'dbGetQuery\(kho, "([^"]+)"\)', block.code)
    assert len(sample.sql(select)) == len(sample.rows("mart.scorecard"))
    assert "read_only = TRUE" in block.code and "shutdown = TRUE" in block.code and 'dbdir = "data/warehouse.duckdb"' in block.code
    assert "chạy riêng câu SQL, không chạy đoạn R này" in TEXT


RSCRIPT = shutil.which("Rscript")


@pytest.mark.skipif(RSCRIPT is None, reason="no R on this machine")
@pytest.mark.parametrize("block", of("r"), ids=["package", "pipe", "csv"])
def test_r_reads_the_blocks(block: Block, desk: Path) -> None:
    (desk / "block.R").write_text(block.code, encoding="utf-8")
    run(desk, str(RSCRIPT), "-e", "invisible(parse('block.R', encoding = 'UTF-8'))")


@pytest.mark.skipif(RSCRIPT is None, reason="no R on this machine")
def test_r_asks_the_warehouse_through_the_command_line(desk: Path, sample: World) -> None:
    (desk / "pipe.R").write_text(next(b for b in of("r") if "pipe(" in b.code).code, encoding="utf-8")
    out = run(desk, str(RSCRIPT), "pipe.R")
    for row in sample.rows("mart.scorecard", year=2022, quarter=3):
        assert re.search(rf"{row['unit_short_name']}\s+{row['met_or_exceeded']}\s+{row['targets_judged']}", out), out


@pytest.mark.skipif(RSCRIPT is None, reason="no R on this machine")
def test_r_reads_the_exported_csv(desk: Path, sample: World) -> None:
    run(desk, sys.executable, "-m", "etl", "export", "--format", "csv", "-o", "xuat", "--table", "mart.scorecard")
    (desk / "csv.R").write_text(next(b for b in of("r") if "xuat/" in b.code).code, encoding="utf-8")
    out = run(desk, str(RSCRIPT), "csv.R")
    for row in sample.sql(
        "select cluster, cast(sum(met_or_exceeded) as integer) as good, cast(sum(targets_judged) as integer) as judged "
        "from mart.scorecard where year = 2022 and quarter = 3 group by cluster"
    ):
        assert re.search(rf"{row['cluster']}\s+{row['good']}\s+{row['judged']}", out), out


# ---- the ten questions


def answer(number: str, sample: World) -> list[Row]:
    return sample.sql(QUESTIONS[number].code)


@pytest.mark.parametrize("block", of("sql"), ids=str)
def test_every_query_has_an_answer(block: Block, sample: World) -> None:
    assert sample.sql(block.code)


def test_both_views_are_shown_where_offices_merged(sample_2025_folder: Path) -> None:
    """Thirteen districts as they were; five regional offices today, one of which began as parts of two districts."""
    world = World(sample_2025_folder)
    two_views, successors = (block.code for block in of("sql") if block.heading.startswith("Hai góc nhìn"))
    rows = world.sql(two_views)
    was = {row["unit_short_name"] for row in rows if row["view"] == "mart" and row["quarter"] < 4}
    today = {row["unit_short_name"] for row in rows if row["view"] == "today" and row["quarter"] < 4}
    assert len(was) == 13 and today == {f"Khu vực {number}" for number in range(1, 6)}
    own, others = (
        world.one("mart.attainment", unit_code=unit, indicator_code="TB02", year=2025, quarter=3) for unit in ("444", "445")
    )
    (region,) = (row for row in rows if (row["view"], row["unit_short_name"], row["quarter"]) == ("today", "Khu vực 4", 3))
    assert region["numerator"] == own["numerator"] + Decimal("0.3") * others["numerator"]
    assert region["denominator"] == own["denominator"] + Decimal("0.3") * others["denominator"]
    assert region["is_estimate"] and not any(row["is_estimate"] for row in rows if row["view"] == "mart")
    listed = [row for row in world.sql(successors) if row["unit_short_name"] == "Thạch Hà"]
    assert {row["successor_short_name"]: float(row["share"]) for row in listed} == {"Khu vực 1": 0.7, "Khu vực 4": 0.3}


def test_there_are_ten_questions_and_each_answer_is_checked() -> None:
    assert list(QUESTIONS) == [str(number) for number in range(1, 11)] == list(CHECKS)
    assert all(block.language == "sql" for block in QUESTIONS.values())


def share_met(rows: list[Row], sample: World) -> None:
    cards = sample.rows("mart.scorecard")
    assert len(rows) == len({(card["year"], card["quarter"], card["cluster"]) for card in cards})
    for row in rows:
        own = [card for card in cards if all(card[key] == row[key] for key in ("year", "quarter", "cluster"))]
        good, judged = sum(card["met_or_exceeded"] for card in own), sum(card["targets_judged"] for card in own)
        assert (row["met_or_exceeded"], row["targets_judged"], row["units"]) == (good, judged, len(own))
        assert row["share_met"] == pytest.approx(100 * good / judged, abs=0.05)


def focus(rows: list[Row], sample: World) -> None:
    found = sample.rows("mart.attainment", year=2022, quarter=3, is_focus=True)
    bad = [row for row in found if row["status"] in ("behind", "missed")]
    assert len(rows) == len(bad) > 10
    assert [row["status"] for row in rows] == sorted((row["status"] for row in bad), reverse=True)
    assert all(row["needed"] > 0 and row["reason"] for row in rows)


def raised(rows: list[Row], sample: World) -> None:
    assert {("Hương Sơn", 80, 90), ("TP Hà Tĩnh", 80, 90)} <= {
        (row["unit_short_name"], row["assigned_target"], row["registered_target"]) for row in rows
    }
    assert all(row["assigned_target"] <= row["value"] < row["registered_target"] for row in rows)


def fragile(rows: list[Row], sample: World) -> None:
    for row in rows:
        asked = row["target"] * row["denominator"]
        reached = [100 * max(0, row["numerator"] + more) for more in (-1, 0, 1)]
        met = [each >= asked if row["direction"] == "at_least" else each <= asked for each in reached]
        assert len(set(met)) == 2, row
        assert row["ci_low"] - 1e-9 <= row["value"] <= row["ci_high"] + 1e-9


def fallen(rows: list[Row], sample: World) -> None:
    assert len(rows) == 10
    assert [row["change"] for row in rows] == sorted(row["change"] for row in rows)
    for row in rows:
        assert row["value"] == pytest.approx(100 * float(row["numerator"] / row["denominator"]))
        (before,) = sample.rows("mart.province", indicator_code=row["indicator_code"], year=2021, quarter=2)
        assert row["previous_value"] == pytest.approx(before["value"])


def growing(rows: list[Row], sample: World) -> None:
    assert all(row["closing"] - row["opening"] == row["stock_change"] > 0 for row in rows)
    grown = [r for r in sample.rows("mart.caseflow", year=2022, quarter=2) if (r["stock_change"] or 0) > 0]
    assert len(rows) == len(grown) > 0


def reporting(rows: list[Row], sample: World) -> None:
    assert {row["unit_short_name"]: (row["late"], row["refused"], row["missing"]) for row in rows} == {
        "Lộc Hà": (0, 0, 1), "Nghi Xuân": (0, 1, 0), "Hương Khê": (1, 0, 0),
    }  # fmt: skip


def cells(rows: list[Row], sample: World) -> None:
    (unit,) = sample.rows("mart.unit", unit_short_name="Hương Sơn")
    result = sample.one("mart.attainment", unit_code=unit["unit_code"], indicator_code="TB02", year=2022, quarter=2)
    for part in ("numerator", "denominator"):
        assert sum(row["coefficient"] * row["value"] for row in rows if row["part"] == part) == result[part]
    assert all(row["file"].endswith(".xlsx") and row["sheet"] and re.fullmatch(r"[A-Z]+\d+", row["cell"]) for row in rows)


def promises(rows: list[Row], sample: World) -> None:
    assert all(row["promised_on"] <= row["period_to"] and row["status"] in ("behind", "missed") for row in rows)
    assert [row["promised_on"] for row in rows] == sorted(row["promised_on"] for row in rows)
    assert {row["promised_in_quarter"] for row in rows} == {1, 2}


def corrections(rows: list[Row], sample: World) -> None:
    (row,) = rows
    assert (row["unit_short_name"], row["indicator_short_name"]) == ("Thạch Hà", "Kiểm sát bản án dân sự")
    assert (row["old_numerator"], row["old_denominator"], row["numerator"], row["denominator"]) == (86, 90, 90, 90)
    assert row["status"] == "met" and row["target"] == 100


CHECKS: dict[str, Callable[[list[Row], World], None]] = {
    "1": share_met, "2": focus, "3": raised, "4": fragile, "5": fallen, "6": growing, "7": reporting, "8": cells,
    "9": promises, "10": corrections,
}  # fmt: skip


@pytest.mark.parametrize("number", CHECKS)
def test_the_answer_is_right(number: str, sample: World) -> None:
    rows = answer(number, sample)
    assert rows
    CHECKS[number](rows, sample)


# ---- what the text says


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert target.startswith("https://") or (ROOT / "docs" / target).exists(), target


def test_tables_and_columns_named_in_the_text_exist(sample: World) -> None:
    tables = set(sample.tables("mart", "today", "ref", "log"))
    named = set(re.findall(r"\b(?:mart|today|ref|log)\.\w+", TEXT))
    assert len(named) > 8 and {name for name in named if name.rsplit(".", 1)[-1] not in ("csv",)} <= tables
