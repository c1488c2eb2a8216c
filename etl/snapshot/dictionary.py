"""The dictionary inside a snapshot: `ref.dictionary` says of every published column what it is, in what unit, and whence."""

import csv
from dataclasses import dataclass

import duckdb
import pandas as pd

from etl.lists.csv_lists import list_shapes
from etl.lists.reference import TERM_COLUMNS
from etl.snapshot.checks import PublicationError
from etl.sql.files import PUBLISHED, SQL_FOLDER, TODAY, all_files, said_of, same_today

TABLE = "ref.dictionary"


@dataclass(frozen=True)
class TableFacts:
    """Of one published table: its sentence, the columns that name a row, the file it comes from, the tables it reads."""

    comment: str
    grain: tuple[str, ...]
    source_file: str
    reads: tuple[str, ...] = ()


#: Tables that neither an SQL file nor a reference list makes.
MADE_BY_PROGRAM = {
    "log.snapshot": TableFacts("Bản công bố này: mã, thời điểm, nguồn và phiên bản chương trình.", (), "etl/snapshot/building.py"),
    "log.lineage": TableFacts("Bảng nào đọc từ bảng nào.", ("table_name", "reads"), "etl/sql/files.py"),
    "ref.statuses": TableFacts("Các mức đánh giá: tên gọi, ký hiệu, màu.", ("status",), "etl/lists/vocabulary/statuses.csv"),
    "ref.report_statuses": TableFacts(
        "Các tình trạng gửi báo cáo: tên gọi, ký hiệu, sắc độ.", ("status",), "etl/lists/vocabulary/report_statuses.csv"
    ),
    "ref.follow_up_statuses": TableFacts(
        "Các tình trạng của nhiệm vụ và phát hiện: tên gọi, ký hiệu, màu.", ("status",), "etl/lists/vocabulary/follow_up_statuses.csv"
    ),
    "ref.record_words": TableFacts(
        "Tên gọi của loại nhiệm vụ, loại phát hiện, cách kiểm tra và các điều ghi.", ("about", "code"),
        "etl/lists/vocabulary/record_words.csv",
    ),
    "ref.problem_kinds": TableFacts(
        "Các loại lỗi, cảnh báo: mã và tên gọi.", ("code",), "etl/lists/vocabulary/problem_kinds.csv"
    ),
    "ref.periods": TableFacts(
        "Các quý của năm công tác và hạn gửi báo cáo.", ("year", "quarter"), "reference/calendar.yml"
    ),
    TABLE: TableFacts(
        "Từ điển: mọi bảng và cột đã công bố, nghĩa, đơn vị tính, nguồn; mỗi dòng một cột.",
        ("table_name", "column_name"), "etl/snapshot/dictionary.py",
    ),
}  # fmt: skip


def create_dictionary(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes `ref.dictionary`, still empty, so that it is explained together with all other tables."""
    connection.execute(
        f"""
        create table {TABLE} (
            table_name varchar, table_comment varchar, table_grain varchar, source_file varchar, reads varchar,
            column_name varchar, column_order integer, type varchar, unit_of_measure varchar, is_key boolean, comment varchar
        )
        """
    )


def fill_dictionary(connection: duckdb.DuckDBPyConnection, database: str, has_successors: bool) -> None:
    """Fills `ref.dictionary` from the comments that stand in `database`: the dictionary says what the file says.

    Raises PublicationError when a column holds numbers of no known unit.
    """
    facts, units = table_facts(has_successors), column_units()
    found = connection.execute(
        """
        select c.schema_name || '.' || c.table_name, t.comment, c.column_name, c.column_index, c.data_type, c.comment
        from duckdb_columns() as c
        inner join (
            select database_name, schema_name, table_name, comment from duckdb_tables()
            union all
            select database_name, schema_name, view_name, comment from duckdb_views() where not internal
        ) as t
            on t.database_name = c.database_name and t.schema_name = c.schema_name and t.table_name = c.table_name
        where c.database_name = ?
        order by c.schema_name, c.table_name, c.column_index
        """,
        [database],
    ).fetchall()
    rows, without_unit = [], []
    for table, table_comment, column, order, kind, comment in found:
        known = facts.get(table) or TableFacts(table_comment, (), "")
        unit = said_of(units, table, column) if _is_number(kind) else None
        if _is_number(kind) and unit is None:
            without_unit.append(f"{table}.{column}")
        whence = (", ".join(known.grain) or None, known.source_file or None, ", ".join(known.reads) or None)
        rows.append((table, table_comment, *whence, column, order, kind.lower(), unit, column in known.grain, comment))
    if without_unit:
        raise PublicationError(f"Chưa có đơn vị tính trong column_units.csv: {', '.join(without_unit)}.")
    # One insert from a frame: row by row it takes as long as a small publication.
    connection.register("incoming_dictionary", pd.DataFrame(rows, dtype=object))
    connection.execute(f"insert into {TABLE} select * from incoming_dictionary")
    connection.unregister("incoming_dictionary")


def _is_number(kind: str) -> bool:
    return kind == "DOUBLE" or "INT" in kind or kind.startswith("DECIMAL")


def table_facts(has_successors: bool) -> dict[str, TableFacts]:
    """What is known of every published table, from the SQL files, the shapes of the lists and the program itself."""
    made_by_sql = {
        file.name: TableFacts(file.comment, file.grain, f"etl/sql/{file.path}", file.reads)
        for file in all_files(has_successors)
        if file.schema in PUBLISHED
    }
    same = {
        f"{TODAY}.{file.table}": TableFacts(file.comment, file.grain, f"etl/sql/{file.path}", (file.name,))
        for file in same_today(has_successors)
    }
    lists = {
        f"ref.{name}": TableFacts(shape.comment, shape.key, f"reference/{shape.file_name}")
        for name, shape in list_shapes().items()
    }
    term = TableFacts("", tuple(TERM_COLUMNS)[:4], "reference/indicators.csv, rules.csv, case_flows.csv")
    warned = TableFacts("", (), "etl/lists/checks.py")
    return made_by_sql | same | lists | {"ref.term": term, "ref.list_warnings": warned} | MADE_BY_PROGRAM


def column_units() -> dict[tuple[str, str], str]:
    """In what unit each number stands: by (table, column), or ("", column) where it is the same everywhere."""
    with (SQL_FOLDER / "column_units.csv").open(encoding="utf-8", newline="") as stream:
        return {(row["table"], row["column"]): row["unit_of_measure"] for row in csv.DictReader(stream)}
