"""Ready-made questions: one ``.sql`` file each, its title in the first line, a chart that suits it in the second."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
_CHART = re.compile(r"-- chart: (bar|line) (\w+) (\w+)")


@dataclass(frozen=True)
class Example:
    """A question: its title, its query, and the choices of the quick chart (empty: none)."""

    name: str
    title: str
    sql: str
    chart: dict[str, str]


@cache
def examples() -> tuple[Example, ...]:
    """Every example, in the order of the file names."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.sql")))


def _read(path: Path) -> Example:
    title, *lines = path.read_text(encoding="utf-8").strip().splitlines()
    found = _CHART.fullmatch(lines[0])
    chart = dict(zip(("kind", "x", "y"), found.groups(), strict=True)) if found else {}
    return Example(path.stem, title.removeprefix("--").strip(), "\n".join(lines[1:] if found else lines), chart)
