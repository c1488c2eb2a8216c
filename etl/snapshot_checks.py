"""What must hold of every snapshot before it is published: grains, row counts, sums, no orphans."""

import duckdb

from etl.sqlfiles import all_files, sql_files


class PublicationError(Exception):
    """The new snapshot is not fit to be published; the message says why, in Vietnamese."""


def check(connection: duckdb.DuckDBPyConnection, first_year: int) -> None:
    """What must hold of every snapshot, looked at from `first_year` on: earlier years are as they were checked before."""
    faults: list[str] = []
    by_year = {file.name: file.is_by_year for file in sql_files()}

    def expect_none(select: str, what: str) -> None:
        found = connection.execute(f"select count(*) from ({select})").fetchall()[0][0]
        if found:
            faults.append(f"{what} ({found})")

    for file in all_files():
        if file.grain:
            keys = ", ".join(file.grain)
            years = f"where year >= {first_year}" if file.is_by_year else ""
            expect_none(f"select {keys} from {file.name} {years} group by all having count(*) > 1", f"{file.name}: trùng {keys}")
    for child, column, parent in _ORPHANS:
        years = f"and c.year >= {first_year}" if by_year[child] else ""
        expect_none(
            f"select 1 from {child} as c anti join {parent} as p on p.{column} = c.{column} where c.{column} is not null {years}",
            f"{child}.{column} không có trong {parent}",
        )
    expect_none(
        f"""
        select unit_code, indicator_code, year, quarter from (
            select unit_code, indicator_code, year, quarter from work.level_target
            union select m.unit_code, m.indicator_code, m.year, m.quarter from work.measure as m
            inner join work.unit_period as up using (unit_code, year, quarter)
        ) where year >= {first_year}
        except select unit_code, indicator_code, year, quarter from mart.attainment where year >= {first_year}
        """,
        "mart.attainment thiếu dòng",
    )
    expect_none(
        f"""
        with unit_sum as (
            select province_code, indicator_code, year, quarter,
                sum(case when status <> 'not_reported' then numerator end) as numerator,
                sum(case when status <> 'not_reported' then denominator end) as denominator
            from mart.attainment where year >= {first_year} group by all
        )
        select 1 from (select * from mart.province where year >= {first_year}) as p
        full join unit_sum as u using (province_code, indicator_code, year, quarter)
        where p.numerator is distinct from u.numerator or p.denominator is distinct from u.denominator
        """,
        "mart.province không bằng tổng các đơn vị",
    )
    expect_none(
        f"""
        select 1 from mart.scorecard
        where year >= {first_year} and targets_judged <> exceeded + met + on_track + behind + missed
        """,
        "mart.scorecard: số chỉ tiêu được đánh giá không bằng tổng các mức",
    )
    if faults:
        raise PublicationError("Bản mới không qua được kiểm tra nên không công bố: " + "; ".join(faults) + ".")


_ORPHANS = (
    ("mart.attainment", "unit_code", "ref.units"),
    ("mart.attainment", "indicator_code", "ref.indicators"),
    ("work.figure", "data_element_code", "ref.data_elements"),
    ("work.figure", "unit_code", "ref.units"),
    ("stg.plan_target", "indicator_code", "ref.indicators"),
    ("stg.plan", "unit_code", "ref.units"),
)
