"""What a batch holds of a file goes into the ledger's tables column by column, in their order."""

from pathlib import Path

import duckdb
import pytest

from common.paths import DataDir
from etl.judging import batch
from etl.ledger import entries
from etl.ledger.ledger import Ledger
from etl.ledger.tables import OF_FILES


def columns(declared: str) -> list[str]:
    with duckdb.connect() as connection:
        connection.execute(f"create table t ({declared})")
        return [str(row[0]) for row in connection.execute("describe t").fetchall()]


@pytest.mark.parametrize("table", sorted(OF_FILES.keys() - {"file", "submission"}))  # these two name each column where they go in
def test_a_batch_has_the_columns_of_the_ledger(table: str) -> None:
    decided = ["status"] if table == "plan" else []
    assert columns(batch.TABLES[table]) + decided == columns(OF_FILES[table])


@pytest.mark.parametrize("said", ["Could not write file: Read-only file system", "No space left on device", "Corrupt block"])
def test_tables_that_cannot_be_made_are_not_made_again_and_again(tmp_path: Path, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A restore on a full disk put tables aside until Python gave up."""
    tried: list[str] = []

    def refused(*given: object) -> None:
        tried.append(said)
        raise duckdb.IOException(said)

    monkeypatch.setattr(entries, "replay", refused)
    monkeypatch.setattr(Ledger, "is_sound", lambda self: False)
    with pytest.raises(duckdb.IOException):
        Ledger(DataDir(tmp_path / "data")).trust_journals(print)
    assert len(tried) == (2 if said == "Corrupt block" else 1)
