"""The shape of the ledger's tables, declared here alone, and which version of it a file has.

All of it can be made anew from the files kept and the journals. So tables of another version are not converted but made again.
"""

import duckdb

from etl.ledger import entries, memory
from etl.ledger.damage import LedgerDamaged

#: Raised whenever a table changes, or what its values mean: the keys of records are those of `common.record_keys`. A test holds it
#: to the declaration.
VERSION = 7

#: What each file carried; the first column is the number of the file.
OF_FILES = {
    "file": """file_no bigint primary key, sha256 varchar, name varchar, size_bytes bigint, received_at timestamp, load_no integer,
        kind varchar, form_code varchar, status varchar, returned_name varchar, judged_with varchar, loaded_at timestamp""",
    "submission": """file_no bigint, unit_code varchar, year integer, quarter integer, period_to date, signed_by varchar,
        signed_on date, status varchar, is_withdrawal boolean""",
    "figure": """file_no bigint, unit_code varchar, year integer, quarter integer, data_element_code varchar,
        value decimal(19, 4), sheet varchar, cell varchar""",
    "withdrawal": """file_no bigint, unit_code varchar, year integer, quarter integer, data_element_code varchar, sheet varchar,
        cell varchar""",
    "cumulative": """file_no bigint, unit_code varchar, year integer, quarter integer, data_element_code varchar,
        value decimal(19, 4), sheet varchar, cell varchar""",
    "explanation": """file_no bigint, unit_code varchar, year integer, quarter integer, indicator_code varchar, cause varchar,
        remedy varchar, responsible varchar, promised_on date, sheet varchar, cell varchar""",
    "plan": """file_no bigint, plan_code varchar, level varchar, unit_code varchar, year integer, number varchar, title varchar,
        issued_on date, due_on date, parent_plan_code varchar, status varchar""",
    "plan_target": """file_no bigint, plan_code varchar, indicator_code varchar, value decimal(19, 4), per varchar,
        phasing varchar, due_on date, volume_from decimal(19, 4), volume_below decimal(19, 4), measured_as varchar, sheet varchar,
        cell varchar, measure varchar""",
    "record": """file_no bigint, kind varchar, record_key varchar, unit_code varchar, year integer, name varchar, value varchar,
        sheet varchar, cell varchar""",
    "problem": """file_no bigint, unit_code varchar, year integer, quarter integer, sheet varchar, cell varchar,
        severity varchar, code varchar, message varchar""",
}
TABLES = tuple(OF_FILES)
#: The others: what was entered by hand, and what is remembered of the journals.
_BESIDE = entries.TABLES | memory.TABLES
#: The columns that name a row, for the tables that hold each row once.
GRAINS = {
    "file": ("file_no",),
    "submission": ("file_no", "unit_code", "year", "quarter"),
    "cumulative": ("file_no", "unit_code", "year", "quarter", "data_element_code", "sheet", "cell"),
    "figure": ("file_no", "unit_code", "year", "quarter", "data_element_code", "sheet", "cell"),
    "plan": ("file_no", "plan_code"),
    "entry": ("kind", "entry_key", "version", "field"),
    "record": ("file_no", "kind", "record_key", "name"),
}


class LedgerTooNew(LedgerDamaged):
    """A newer program wrote the tables; the message says so in Vietnamese."""


class OtherVersion(Exception):
    """The tables are of an older program, or are none of the ledger's."""


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the ledger's tables where there are none. Raises OtherVersion and LedgerTooNew."""
    if not _found(connection):
        _make(connection)
    check_version(connection)


def check_version(connection: duckdb.DuckDBPyConnection) -> None:
    """Raises OtherVersion and LedgerTooNew unless the tables are as they are declared here."""
    found = _found(connection)
    version = _version(connection) if "ledger_version" in found else 1
    if version > VERSION:
        raise LedgerTooNew(
            f"Sổ (ledger.duckdb) do phiên bản mới hơn của phần mềm ghi (dạng {version}, bản này biết đến dạng {VERSION}); "
            "hãy dùng phiên bản mới."
        )
    if version < VERSION or not found >= OF_FILES.keys() | _BESIDE.keys():
        raise OtherVersion


def _found(connection: duckdb.DuckDBPyConnection) -> set[str]:
    return {name for (name,) in connection.execute("select table_name from duckdb_tables() where not temporary").fetchall()}


def _make(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("begin")
    for name, columns in (OF_FILES | _BESIDE).items():
        connection.execute(f"create table {name} ({columns})")
    connection.execute(f"create table ledger_version as select {VERSION} as version")
    connection.execute("commit")


def _version(connection: duckdb.DuckDBPyConnection) -> int:
    return int(connection.execute("select max(version) from ledger_version").fetchall()[0][0] or 0)
