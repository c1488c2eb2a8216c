"""What must hold of every snapshot before it is published: grains, row counts, sums, no orphans."""

from collections.abc import Collection, Iterator, Sequence

import duckdb

from etl.snapshot.scope import Scope
from etl.sql.files import SqlFile, tables_read


class PublicationError(Exception):
    """The new snapshot is not fit to be published; the message says why, in Vietnamese."""

#: How many of the rows that a check found its message names.
_SHOWN = 5


class Checks:
    """Looks at each table as soon as it is made, so that what is only a step on the way need not stay for the end.

    `files`: all that make a table. Only rows within the `scope` are looked at: the others are as they were checked before.
    `never`: those of the `files` that are not made; what reads them is not looked at.
    `at_once`: everything is looked at in one query at the end, which is much quicker where there are few rows.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, scope: Scope, files: Sequence[SqlFile], at_once: bool = False,
        never: Collection[str] = frozenset(),
    ) -> None:  # fmt: skip
        self._connection, self._at_once = connection, at_once
        self._unmade = {file.name for file in files}
        owed = [(what, select, tables_read(select)) for what, select in _checks(scope, files)]
        self._owed = [each for each in owed if frozenset(never).isdisjoint(each[2])]
        self._faults: list[str] = []

    def made(self, table: str) -> None:
        """Runs every check that only waited for this table."""
        self._unmade.discard(table)
        if self._at_once:
            return
        for check in [check for check in self._owed if self._unmade.isdisjoint(check[2])]:
            self._owed.remove(check)
            self._look(*check[:2])

    def _look(self, what: str, select: str) -> None:
        found = self._connection.execute(f"select distinct * from ({select}) order by all limit {_SHOWN + 1}").fetchall()
        if found:
            shown = ", ".join("/".join(str(value) for value in row) for row in found[:_SHOWN])
            self._faults.append(f"{what}: {shown}{', …' if len(found) > _SHOWN else ''}")

    def wait_for(self, table: str) -> bool:
        """Whether a check that still has to run reads the table."""
        return any(table in reads for _, _, reads in self._owed)

    def settle(self) -> None:
        """Raises PublicationError when anything was found."""
        if self._at_once and not self._unmade:
            self._look_at_all()
        assert not self._owed, f"never checked: {[what for what, _, _ in self._owed]}"
        if self._faults:
            raise PublicationError("Bản mới không qua được kiểm tra nên không công bố: " + "; ".join(dict.fromkeys(self._faults)) + ".")

    def _look_at_all(self) -> None:
        """One query says which checks find anything; these are asked for what it is."""
        questions = (f"select {number} as number from ({select})" for number, (_, select, _) in enumerate(self._owed))
        found = self._connection.execute(f"select distinct number from ({' union all '.join(questions)}) order by number")
        for (number,) in found.fetchall():
            self._look(*self._owed[number][:2])
        self._owed.clear()


def _checks(scope: Scope, made: Sequence[SqlFile]) -> Iterator[tuple[str, str]]:
    """What would be wrong, and the rows that would show it."""
    files = {file.name: file for file in made}
    units, provinces = (scope.where(["year", place], never_empty=["year", place]) for place in ("unit_code", "province_code"))

    for file in files.values():
        if file.grain:
            keys = ", ".join(file.grain)
            select = f"select {keys} from {file.name} where {scope.of(file)} group by all having count(*) > 1"
            yield f"{file.name}: trùng {keys}", select
    for child, column, parent in _ORPHANS:
        select = f"select {column} from {child} where {column} is not null and {scope.of(files[child])}"
        schema, name = parent.split(".")
        yield (
            f"danh mục {name}.csv thiếu mã đang được dùng" if schema == "ref" else f"{child}.{column} không có trong {parent}",
            f"select {column} from ({select}) as c anti join {parent} as p on p.{column} = c.{column}",
        )
    yield (
        "calendar.yml không có quý mà đã nhận báo cáo (năm/quý)",
        "select s.year, s.quarter from stg.submission as s anti join ref.periods as p on p.year = s.year and p.quarter = s.quarter",
    )
    yield (
        "mart.attainment thiếu dòng",
        f"""
        select unit_code, indicator_code, year, quarter from (
            select unit_code, indicator_code, year, quarter from work.named_target where quarter is not null
            union select unit_code, indicator_code, year, quarter from work.result where has_figure
        ) where {units}
        except select unit_code, indicator_code, year, quarter from mart.attainment where {units}
        """,
    )
    yield (
        "mart.province không bằng tổng các đơn vị",
        f"""
        with unit_sum as (
            select province_code, indicator_code, year, quarter, sum(numerator) as total
            from mart.province_unit where {provinces} group by all
        )
        select province_code, indicator_code, year, quarter from (select * from mart.province where {provinces}) as p
        full join unit_sum as u using (province_code, indicator_code, year, quarter)
        where p.total is distinct from u.total
        """,
    )
    yield (
        "mart.scorecard: số chỉ tiêu được đánh giá không bằng tổng các mức",
        f"""
        select unit_code, year, quarter from mart.scorecard
        where {units} and targets_judged <> exceeded + met + on_track + behind + missed
        """,
    )


_ORPHANS = (
    ("mart.attainment", "unit_code", "ref.units"),
    ("mart.attainment", "indicator_code", "ref.indicators"),
    ("work.figure", "data_element_code", "ref.data_elements"),
    ("work.figure", "unit_code", "ref.units"),
    ("stg.plan_target", "indicator_code", "ref.indicators"),
    ("stg.plan", "unit_code", "ref.units"),
)
