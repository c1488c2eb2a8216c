"""What a batch holds of a file goes into the ledger's tables column by column, in their order."""

import duckdb
import pytest

from etl.judging import batch
from etl.ledger.tables import OF_FILES


def columns(declared: str) -> list[str]:
    with duckdb.connect() as connection:
        connection.execute(f"create table t ({declared})")
        return [str(row[0]) for row in connection.execute("describe t").fetchall()]


@pytest.mark.parametrize("table", sorted(OF_FILES.keys() - {"file", "submission"}))  # these two name each column where they go in
def test_a_batch_has_the_columns_of_the_ledger(table: str) -> None:
    decided = ["status"] if table == "plan" else []
    assert columns(batch.TABLES[table]) + decided == columns(OF_FILES[table])
