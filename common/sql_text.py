"""Names and texts as they stand inside an SQL statement."""

from collections.abc import Iterable
from pathlib import Path


def literal(text: str) -> str:
    """The text as an SQL string: ``it's`` is ``'it''s'``."""
    return "'" + text.replace("'", "''") + "'"


def path_literal(path: Path) -> str:
    """A file's path as an SQL string, with slashes on every system."""
    return literal(path.as_posix())


def list_literal(texts: Iterable[str]) -> str:
    """Texts as the right side of ``in``; SQL knows no empty list, and no code is empty."""
    return "(" + (", ".join(literal(text) for text in texts) or "''") + ")"
