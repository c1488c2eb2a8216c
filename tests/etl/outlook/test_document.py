"""docs/outlook.md is what its command writes, apart from the figures."""

import re

from tests.etl.outlook.__main__ import DOCUMENT, TEXT


def test_the_document_says_what_its_text_says() -> None:
    written = DOCUMENT.read_text(encoding="utf-8")
    parts = [part for part in re.split(r"\{\w+\}", TEXT.read_text(encoding="utf-8")) if part.strip()]
    assert len(parts) > 4 and all(part in written for part in parts)
    assert written.count("\n| 100% |") == 4
