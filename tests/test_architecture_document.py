"""Every path that the architecture page names is there, and every room of the house is named on it."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "docs" / "architecture.md", ROOT / "docs" / "en.md"]
PATH = re.compile(r"`((?:common|etl|ui|pages|tests|docs|data)/[\w./-]*|dashboard\.py)`")


def named(document: Path) -> set[str]:
    return set(PATH.findall(document.read_text(encoding="utf-8")))


def test_every_path_named_exists() -> None:
    for document in DOCUMENTS:
        paths = named(document)
        assert paths, document.name
        assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []


def test_every_room_of_the_etl_is_named() -> None:
    rooms = {f"etl/{path.name}/" for path in (ROOT / "etl").iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert rooms <= named(DOCUMENTS[0])
