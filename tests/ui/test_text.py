"""Interface text stands in ui/text alone, every text that is named exists, and what is written is composed (NFC)."""

import ast
import importlib
import re
import unicodedata
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXTS = sorted((ROOT / "ui/text").glob("*.py"))
MODULES = sorted(
    file for folder in ("ui", "pages") for file in (ROOT / folder).rglob("*.py") if "text" not in file.relative_to(ROOT).parts
)
MODULES.append(ROOT / "dashboard.py")
SCRIPTS = sorted((ROOT / "ui").rglob("*.js"))
VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def literals(tree: ast.AST) -> list[ast.Constant]:
    """String constants that are not docstrings."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]


def test_there_is_something_to_read():
    assert len(MODULES) > 10 and len(TEXTS) > 2 and len(SCRIPTS) > 2


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_no_vietnamese_outside_the_texts(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = [(node.lineno, node.value) for node in literals(tree) if VIETNAMESE.search(node.value)]
    assert not found


@pytest.mark.parametrize("file", SCRIPTS, ids=name)
def test_no_vietnamese_in_scripts(file):
    code = re.sub(r"//.*", "", file.read_text(encoding="utf-8")).replace('"Đạt ▲"', "")  # a sample to load the faces with
    assert not VIETNAMESE.search(code)


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_every_text_that_is_named_exists(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    known: dict[str, ModuleType] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "ui.text":
            known |= {each.asname or each.name: importlib.import_module(f"ui.text.{each.name}") for each in node.names}
    missing = [
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in known
        and not hasattr(known[node.value.id], node.attr)
    ]
    assert not missing


@pytest.mark.parametrize("file", TEXTS, ids=name)
def test_texts_are_composed_and_not_empty(file):
    source = file.read_text(encoding="utf-8")
    assert unicodedata.normalize("NFC", source) == source
    assert all(node.value.strip() for node in literals(ast.parse(source)))


@pytest.mark.parametrize("file", TEXTS, ids=name)
def test_no_text_is_left_over(file):
    names = [
        target.id
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    code = "\n".join(each.read_text(encoding="utf-8") for each in MODULES)
    unused = [each for each in names if not re.search(rf"\b{each}\b", code)]
    assert not unused
