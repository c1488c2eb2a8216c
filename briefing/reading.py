"""The briefing's door to the published tables: one snapshot file, opened read-only; a query reads one table of it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from briefing.model import Row, records
from common.published import SCHEMAS, frozen, selection
from ui.kit import theme
from ui.kit.theme import Status

#: The published tables that packs are made of, besides the lists and ``log.snapshot``.
TABLES = (
    "mart.assignment", "mart.attainment", "mart.attention", "mart.caseflow", "mart.decision", "mart.decision_state", "mart.finding_status",
    "mart.indicator", "mart.level_overview", "mart.outlook", "mart.outlook_calibration", "mart.overview", "mart.plan_status",
    "mart.promise", "mart.province", "mart.province_caseflow", "mart.province_target", "mart.reporting_quarter", "mart.scorecard",
    "mart.slide_remark", "mart.submission_status", "mart.succession", "mart.task_status", "mart.unit", "mart.year_line",
)  # fmt: skip


class Figures:
    """A snapshot. Rows come as dicts and say in ``_source`` which table they are of."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.path, self._connection = path, connection
        self._known: dict[str, list[str]] = {}
        rows = connection.execute(
            "select table_schema || '.' || table_name, column_name from information_schema.columns "
            f"where table_schema in {SCHEMAS} order by table_schema, table_name, ordinal_position"
        ).fetchall()
        for table, column in rows:
            self._known.setdefault(table, []).append(column)

    def has(self, table: str) -> bool:
        """Whether the snapshot holds that table."""
        return table in self._known

    def rows(
        self, table: str, where: Mapping[str, Any] | None = None, order: Sequence[str] = (), limit: int | None = None
    ) -> tuple[Row, ...]:
        """Rows of one table; see `common.published.selection`."""
        conditions = [(column, frozen(value)) for column, value in (where or {}).items()]
        # To the last column: two files with the same rows, however they lie there, give the same pack.
        named = {term.split()[0] for term in order}
        order = [*order, *(column for column in self._known.get(table, ()) if column not in named)]
        sql, values = selection(self._known, table, None, conditions, order, limit, self.path.stem)
        cursor = self._connection.execute(sql, values)
        names = [column[0] for column in cursor.description or []]
        return records([dict(zip(names, row, strict=True)) for row in cursor.fetchall()], table)

    def one(self, table: str, where: Mapping[str, Any]) -> Row | None:
        """The only such row; None where there is none."""
        found = self.rows(table, where)
        assert len(found) < 2, f"{table} has {len(found)} rows where {where}"
        return found[0] if found else None

    def statuses(self, table: str = "ref.statuses") -> dict[str, Status]:
        """The words, glyphs and colours of a list of statuses, in order."""
        return theme.statuses(self.rows(table))


@contextmanager
def opened(path: Path) -> Iterator[Figures]:
    """Opens a snapshot's file. Raises duckdb.Error."""
    with duckdb.connect(str(path), read_only=True) as connection:
        yield Figures(path, connection)
