"""Who may use whom: a house of floors where no arrow runs up and none in a circle, and one door to DuckDB."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("common", "etl", "ui", "pages", "briefing")
HOUSE = [*(file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py"))), ROOT / "dashboard.py"]
FILES = [file for file in HOUSE if file.relative_to(ROOT).parts[0] not in ("common", "etl", "briefing")]  # the dashboard
PAGES = sorted(file.stem for file in (ROOT / "pages").glob("*.py"))

# Who stands on whom; a floor may use itself and what is named here.
STANDS_ON = {
    "common": (),
    "etl": ("common",),
    "shared": ("common",),  # of ui: kit, charts, trace, text
    "insides": ("common", "shared"),  # of ui: the folder of a page
    "pages": ("common", "shared", "insides"),
    "dashboard": ("common", "shared"),
    "briefing": ("common", "etl", "shared"),  # of shared only words, numbers and the look, never streamlit
}

# The worker runs a person's own query in a process of its own; in the dashboard itself, queries are the only door.
BEHIND_THE_FENCE = ("ui/lookup/sandbox_worker.py", "ui/lookup/fence.py", "ui/lookup/permitted.py", "ui/lookup/statement.py")
TALK_TO_DUCKDB = ("ui/kit/queries.py", "ui/lookup/sandbox_worker.py", "ui/lookup/statement.py")


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


MODULES = {module(file): file for file in HOUSE}


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


@pytest.mark.parametrize("file", HOUSE, ids=name)
def test_no_arrow_runs_up(file):
    here = floor(module(file))
    assert {floor(each) for each in used(file)} <= {here, *STANDS_ON[here]}


@pytest.mark.parametrize("file", [each for each in HOUSE if each not in FILES], ids=name)
def test_below_the_dashboard_nothing_is_drawn(file):
    above = ("streamlit", "plotly", "tests", *(() if floor(module(file)) == "briefing" else ("briefing",)))
    assert not {each for each in imports(file) if each.split(".")[0] in above}
    # What a briefing uses of the dashboard is the words, how numbers are written, and the look.
    shared = ("ui.text", "ui.kit.format", "ui.kit.theme")
    assert not {each for each in used(file) if each.startswith("ui.") and not each.startswith(shared)}


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


@pytest.mark.parametrize("file", HOUSE, ids=name)
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
    assert not name(file).startswith(BEHIND_THE_FENCE) or known_of_the_house(file) <= set(BEHIND_THE_FENCE)


def known_of_the_house(file: Path) -> set[str]:
    """The files that a file brings with it into its process, and streamlit if it does."""
    return {name(MODULES[each]) for each in used(file)} | {each for each in imports(file) if each.split(".")[0] == "streamlit"}


@pytest.mark.parametrize("file", sorted((ROOT / "ui/charts").glob("*.py")), ids=name)
def test_charts_are_given_their_frame(file):
    assert not {each for each in imports(file) if each.split(".")[0] == "streamlit"}
    words_and_look = {"common.numbers", "common.periods", "ui.kit.format", "ui.kit.frames", "ui.kit.theme"}
    assert {each for each in used(file) if not each.startswith(("ui.charts", "ui.text"))} <= words_and_look


@pytest.mark.parametrize("file", sorted((ROOT / "ui/text").glob("*.py")), ids=name)
def test_texts_know_nothing_but_texts(file):
    assert not {each for each in used(file) if not each.startswith("ui.text")}


@pytest.mark.parametrize("file", sorted((ROOT / "pages").glob("*.py")), ids=name)
def test_a_page_begins_and_ends_in_the_frame_and_stays_short(file):
    source = file.read_text(encoding="utf-8")
    assert "page.begin(" in source and "page.end(view)" in source
    assert len(source.splitlines()) <= 60


@pytest.mark.parametrize("file", HOUSE, ids=name)
def test_a_module_says_first_what_it_is_for(file):
    assert (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").strip()


WORDS = Counter(word for file in HOUSE for word in re.findall(r"\w+", file.read_text(encoding="utf-8")))


def made(file: Path) -> set[str]:
    """The names that a module makes at its top; commands and the like are called by whoever decorates them."""
    names: set[str] = set()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.decorator_list:
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {each.id for each in node.targets if isinstance(each, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return {each for each in names if not each.startswith("__")}


@pytest.mark.parametrize("file", HOUSE, ids=name)
def test_no_name_is_left_over(file):
    assert not {each for each in made(file) if WORDS[each] < 2}
