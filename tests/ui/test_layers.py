"""Who may use whom: one module talks to DuckDB, charts know no page and no query, nothing of the interface reaches into etl."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = [*sorted((ROOT / "ui").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py")), ROOT / "dashboard.py"]

# The worker runs a person's own query in a process of its own; in the dashboard itself, queries are the only door.
TALK_TO_DUCKDB = ("ui/queries.py", "ui/sandbox_worker.py")


def imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{each.name}" for each in node.names}
    return found


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("file", FILES, ids=name)
def test_only_queries_talk_to_duckdb_and_nothing_imports_etl(file):
    used = imports(file)
    if name(file) not in TALK_TO_DUCKDB:
        assert not {each for each in used if each.split(".")[0] == "duckdb"}
    assert not {each for each in used if each.split(".")[0] in ("etl", "briefing", "tests")}


@pytest.mark.parametrize("file", FILES, ids=name)
def test_the_query_worker_is_started_never_imported(file):
    assert not {each for each in imports(file) if each.startswith("ui.sandbox_worker")}
    assert name(file) != "ui/sandbox_worker.py" or not {each for each in imports(file) if each.split(".")[0] in ("ui", "streamlit")}


@pytest.mark.parametrize("file", [each for each in FILES if "charts" in each.parts], ids=name)
def test_charts_are_given_their_frame(file):
    assert not {each for each in imports(file) if each.startswith(("streamlit", "ui.queries", "ui.filters", "ui.page", "pages"))}


@pytest.mark.parametrize("file", [each for each in FILES if "ui" in each.parts], ids=name)
def test_nothing_shared_imports_a_page(file):
    assert not {each for each in imports(file) if each.split(".")[0] == "pages"}


@pytest.mark.parametrize("file", sorted((ROOT / "pages").glob("*.py")), ids=name)
def test_a_page_begins_and_ends_in_the_frame_and_stays_short(file):
    source = file.read_text(encoding="utf-8")
    assert "page.begin(" in source and "page.end(view)" in source
    assert len(source.splitlines()) < 200


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_module_says_first_what_it_is_for(file):
    assert (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").strip()
