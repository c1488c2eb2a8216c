"""Who may use whom: a house of floors where no arrow runs up and none in a circle, and one door to DuckDB."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = [*sorted((ROOT / "ui").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py")), ROOT / "dashboard.py"]
PAGES = sorted(file.stem for file in (ROOT / "pages").glob("*.py"))
FLOORS = ("shared", "insides", "pages", "dashboard")  # from the ground up

# The worker runs a person's own query in a process of its own; in the dashboard itself, queries are the only door.
TALK_TO_DUCKDB = ("ui/kit/queries.py", "ui/lookup/sandbox_worker.py")


def imports(file: Path) -> set[str]:
    """Every module that a file imports, and every name that it takes from one, dotted."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{each.name}" for each in node.names}
    return found


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def module(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module(file): file for file in FILES}


def used(file: Path) -> set[str]:
    """The modules of the house that a file imports; who takes a module from a package does not use what stands at its door."""
    known = imports(file) & set(MODULES)
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and all(f"{node.module}.{each.name}" in MODULES for each in node.names):
            known.discard(str(node.module))
    return known


def floor(dotted: str) -> str:
    top, *rest = dotted.split(".")
    if top != "ui":
        return top
    return "insides" if rest and rest[0] in PAGES else "shared"


@pytest.mark.parametrize("file", FILES, ids=name)
def test_no_arrow_runs_up(file):
    here = FLOORS.index(floor(module(file)))
    assert not {each for each in used(file) if FLOORS.index(floor(each)) > here}


@pytest.mark.parametrize("file", [each for each in FILES if floor(module(each)) == "insides"], ids=name)
def test_the_insides_of_a_page_know_no_other_page(file):
    own = module(file).split(".")[1]
    assert not {each for each in used(file) if floor(each) == "insides" and each.split(".")[1] != own}


@pytest.mark.parametrize("file", sorted((ROOT / "pages").glob("*.py")), ids=name)
def test_a_page_is_made_of_its_own_insides(file):
    assert not {each for each in used(file) if floor(each) == "insides" and each.split(".")[1] != file.stem}


def test_there_is_no_circle():
    left = {each: used(file) - {each} for each, file in MODULES.items()}
    while free := {each for each, needs in left.items() if not needs & set(left)}:
        left = {each: needs for each, needs in left.items() if each not in free}
    assert not left


@pytest.mark.parametrize("folder", [each for each in (ROOT / "ui").iterdir() if each.is_dir() and any(each.glob("*.py"))], ids=name)
def test_every_folder_is_a_trade_or_a_page(folder):
    assert folder.name in {"kit", "charts", "trace", "text", *PAGES}


@pytest.mark.parametrize("file", FILES, ids=name)
def test_no_module_only_hands_on_what_others_hold(file):
    """A package may name at its door what its own modules offer; anything else that only imports is a shim."""
    _, *body = ast.parse(file.read_text(encoding="utf-8")).body
    own = file.name == "__init__.py" and all(each.startswith(module(file)) for each in imports(file))
    assert own or any(not isinstance(node, ast.Import | ast.ImportFrom) for node in body)


@pytest.mark.parametrize("file", FILES, ids=name)
def test_only_queries_talk_to_duckdb_and_nothing_imports_etl(file):
    known = imports(file)
    if name(file) not in TALK_TO_DUCKDB:
        assert not {each for each in known if each.split(".")[0] == "duckdb"}
    assert not {each for each in known if each.split(".")[0] in ("etl", "briefing", "tests")}


@pytest.mark.parametrize("file", FILES, ids=name)
def test_the_query_worker_is_started_never_imported(file):
    known = imports(file)
    assert not {each for each in known if each.startswith("ui.lookup.sandbox_worker")}
    assert name(file) != "ui/lookup/sandbox_worker.py" or not {each for each in known if each.split(".")[0] in ("ui", "streamlit")}


@pytest.mark.parametrize("file", sorted((ROOT / "ui/charts").glob("*.py")), ids=name)
def test_charts_are_given_their_frame(file):
    known = imports(file)
    assert not {each for each in known if each.split(".")[0] == "streamlit"}
    assert {each for each in used(file) if not each.startswith(("ui.charts", "ui.text"))} <= {"ui.kit.format", "ui.kit.theme"}


@pytest.mark.parametrize("file", sorted((ROOT / "ui/text").glob("*.py")), ids=name)
def test_texts_know_nothing_but_texts(file):
    assert not {each for each in used(file) if not each.startswith("ui.text")}


@pytest.mark.parametrize("file", sorted((ROOT / "pages").glob("*.py")), ids=name)
def test_a_page_begins_and_ends_in_the_frame_and_stays_short(file):
    source = file.read_text(encoding="utf-8")
    assert "page.begin(" in source and "page.end(view)" in source
    assert len(source.splitlines()) < 200


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_module_says_first_what_it_is_for(file):
    assert (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").strip()
