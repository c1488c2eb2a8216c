"""Writes the approved text anew: ``python -m tests.sql.sentences``; read its difference before you commit it."""

import tempfile
from pathlib import Path

from tests.sql.sentences.corpus import approve, read_corpus
from tests.sql.sentences.elsewhere import read_elsewhere

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        approve([*read_corpus(Path(folder)), *read_elsewhere(Path(folder))])
