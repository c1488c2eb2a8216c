"""Which accepted report each one in the batch follows, and what that carries."""

import duckdb
import pyarrow

from etl.judging.turns import Earlier

_EARLIER = """
with previous as (
    select s.unit_code, s.year, s.quarter, a.file_no as before_no, max(s.file_no) as file_no
    from asked as a
    inner join submission as s
        on s.unit_code = a.unit_code and s.year = a.year and s.quarter = a.quarter and s.file_no < a.file_no
    where s.status = 'accepted' and s.file_no not in (select file_no from asked)
    group by s.unit_code, s.year, s.quarter, a.file_no
)
select distinct p.unit_code, p.year, p.quarter, p.file_no, f.name, f.received_at, s.is_withdrawal
from previous as p
inner join submission as s
    on s.file_no = p.file_no and s.unit_code = p.unit_code and s.year = p.year and s.quarter = p.quarter
inner join file as f on f.file_no = p.file_no
"""
_PARTS = (
    "select * from earlier",
    """
    select g.unit_code, g.year, g.quarter, g.file_no, g.data_element_code
    from figure as g
    inner join earlier as e
        on e.file_no = g.file_no and e.unit_code = g.unit_code and e.year = g.year and e.quarter = g.quarter
    where g.file_no in (select file_no from earlier)
    """,
    """
    with place as (
        select distinct unit_code, year, quarter, file_no from submission
        where status = 'accepted' and file_no not in (select file_no from asked) and (
            year in (select year from asked) or (unit_code, year) in (select unit_code, year - 1 from asked)
        )
    )
    select g.unit_code, g.year, g.quarter, g.file_no, f.name, g.data_element_code, g.value, g.sheet, g.cell
    from place as p
    inner join figure as g
        on g.file_no = p.file_no and g.unit_code = p.unit_code and g.year = p.year and g.quarter = p.quarter
    inner join file as f on f.file_no = p.file_no
    """,
)


def find_earlier(tables: duckdb.DuckDBPyConnection, reports: pyarrow.Table) -> Earlier:
    """The accepted report in the ledger's tables before each of these, those among them left out, what it carries, and what
    else is known of the same years and, a year back, of the same offices."""
    tables.register("asked", reports)
    try:
        tables.execute(f"create or replace temp table earlier as {_EARLIER}")
        return Earlier(*(tables.sql(select).to_arrow_table() for select in _PARTS))
    finally:
        tables.unregister("asked")
        tables.execute("drop table if exists earlier")
