"""Every kind of problem that a file can have has a Vietnamese name in the vocabulary, once."""

import ast
import csv
import re
import unicodedata

from tests.world import ROOT

SOURCES = [*sorted((ROOT / "etl" / "reading").glob("*.py")), ROOT / "etl" / "lists" / "units.py"]
SQL = [
    *sorted((ROOT / "etl" / "sql" / "check").glob("*.sql")),
    ROOT / "etl" / "sql" / "work" / "comparison.sql",
    ROOT / "etl" / "sql" / "work" / "outlier.sql",
]
NOTED_BY = {"add", "error", "Problem"}


def rows() -> list[dict[str, str]]:
    with (ROOT / "etl" / "lists" / "vocabulary" / "problem_kinds.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def codes_in_python() -> set[str]:
    """The first word in snake_case that is given to whatever notes a problem."""
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (getattr(node.func, "attr", None) or getattr(node.func, "id", "")) in NOTED_BY:
                said = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
                found |= {next((word for word in said if re.fullmatch(r"[a-z]+(_[a-z]+)+", word)), "")}
    return found - {""}


def codes_in_sql() -> set[str]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SQL)
    return set(re.findall(r"'(\w+)' as code", text)) | set(re.findall(r"'error', '([a-z_]+)'", text))


def test_every_code_has_a_name():
    used = codes_in_python() | codes_in_sql()
    assert len(used) > 50
    assert used - {row["code"] for row in rows()} == set()


def test_names_are_vietnamese_sentences_begun_with_a_capital():
    for row in rows():
        assert row["name"][0].isupper() and not row["name"].endswith(".") and unicodedata.is_normalized("NFC", row["name"])


def test_codes_stand_once_and_in_order():
    codes = [row["code"] for row in rows()]
    assert codes == sorted(set(codes))
